"""From a file's text to its record, without clock, chance or database: the same bytes give the same record."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from gongkai.intake.annexes import read_annexes
from gongkai.intake.chrome import drop_chrome
from gongkai.intake.cites import cites_in
from gongkai.intake.columns import rows_from_columns
from gongkai.intake.genre import bare
from gongkai.intake.heads import Head, read_head
from gongkai.intake.issuers import issuers_in_title
from gongkai.intake.limits import limits_in
from gongkai.intake.lines import Line, make_lines
from gongkai.intake.marks import disclosure_mark
from gongkai.intake.page_facts import Facts, facts_of, read_stamp
from gongkai.intake.raw import RawDocument, Refusal
from gongkai.intake.readers import read_path
from gongkai.intake.record import Harvest, Record, RepairDone
from gongkai.intake.reflow import join_wrapped
from gongkai.intake.signature import Signature, find_signature
from gongkai.intake.spam import remove_spam
from gongkai.intake.tasks import tasks_in
from gongkai.intake.units import is_agency
from gongkai.kernel.hanzi.fold import fold
from gongkai.kernel.hanzi.numbers import find_numbers, parse_number
from gongkai.kernel.hanzi.repair import Repair, repair
from gongkai.kernel.hanzi.script import is_traditional, to_simplified

INTERPRETER = re.compile(r"^(?:解读|起草|发布|制定)(?:单位|机关|机构|部门) ?: ?(?=[^ ,。]{4,30}$)")
YEAR = re.compile(r"(?<!\d)(20\d\d)年")


def run(paths: Iterable[Path]) -> Iterator[Record | Refusal]:
    """The record of every document under `paths`, or the refusal of each file that cannot be read."""
    for path in paths:
        for raw in read_path(path):
            yield raw if isinstance(raw, Refusal) else extract(raw)


def extract(raw: RawDocument) -> Record:
    """Describe one document: what the text says, what was repaired, what is in doubt."""
    text, wrapped = join_wrapped(raw.text) if raw.kind == "txt" else (raw.text, [])
    repaired = repair(text)
    doubts = [*raw.notes, *repaired.doubts]
    lines, spam, spam_doubts = remove_spam(make_lines(rows_from_columns(repaired.text)))
    lines, facts, chrome = drop_chrome(lines)
    harvest = _harvest(raw, facts)
    doubts += spam_doubts
    head = read_head(lines, _title_hint(raw, harvest))
    lines, dropped = _drop_before_title(lines, head)
    signature = find_signature(lines, head.end)
    signed_at = signature.end if signature is not None else None
    annexes = read_annexes(lines, head.title, head.end, signed_at)
    issuers = _issuers(head, signature, harvest, lines)
    own_number = head.number or _stated_number(harvest)
    mark, mark_doubt = disclosure_mark(lines)
    body_lines = lines[head.end :]
    body = "\n".join(line.text for line in body_lines)
    folded_body = "\n".join(line.folded for line in body_lines)
    own = {bare(fold(name)) for name in (head.title, annexes.inner_title) if name} | set(annexes.listed)
    own |= annexes.quoted
    cites, cite_doubts = cites_in(body, own, own_number)
    doubts += [doubt for doubt in (head.doubt, signature.doubt if signature else None, mark_doubt) if doubt]
    doubts += cite_doubts + annexes.doubts
    issued_on = signature.date if signature is not None else None
    if signature is None or (signature.date is None and signature.doubt is None):
        issued_on = issued_on or _stated_date(lines, head, harvest)
    doubts += _contradictions(head, signature, harvest)
    traditional = is_traditional(body)
    return Record(
        path=raw.path,
        title=head.title,
        inner_title=annexes.inner_title,
        doc_number=own_number,
        # An agency has one name, however a page converted it; the text keeps its own script.
        issuers=[to_simplified(name) for name in issuers] if traditional else issuers,
        issued_on=issued_on,
        published_on=harvest.published_on.isoformat() if harvest.published_on else None,
        disclosure_attribute=mark or harvest.attribute,
        cites=cites,
        limits=limits_in(body, folded_body),
        tasks=tasks_in(body_lines, _year_stated(head.title, annexes.inner_title)),
        traditional=traditional,
        repairs=_repairs(repaired.repairs, spam + wrapped, chrome, dropped),
        doubts=list(dict.fromkeys(doubts)),
        body=body,
        sha256=raw.sha256,
        harvest=harvest,
    )


def _harvest(raw: RawDocument, facts: Facts) -> Harvest:
    """Facts beside the text: first what stood around it, then the rest of the page, then meta tags."""
    if raw.hints.page_lines:
        page = facts_of(iter(make_lines("\n".join(raw.hints.page_lines))))
        for name, value in page.values.items():
            facts.values.setdefault(name, value)
        if facts.published_on is None:
            facts.published_on, facts.published_at = page.published_on, page.published_at
        facts.issued_on = facts.issued_on or page.issued_on
    for name in ("pubdate", "publishdate", "firstpublishedtime"):
        if facts.published_on is None and name in raw.hints.meta:
            facts.stamp("published", fold(raw.hints.meta[name]))
    for name, meta in (("source", "contentsource"), ("author", "author")):
        if meta in raw.hints.meta:
            facts.values.setdefault(name, raw.hints.meta[meta])
    return facts.harvest()


def _title_hint(raw: RawDocument, harvest: Harvest) -> str | None:
    """The title that markup or the page's information box states, repaired like the text."""
    hint = raw.hints.meta.get("articletitle") or harvest.title or raw.hints.heading or raw.hints.title
    return repair(hint).text.strip() if hint else None


def _drop_before_title(lines: list[Line], head: Head) -> tuple[list[Line], list[str]]:
    """Take away menu words before the title; agencies, numbers and red heads stay with the head."""
    start, end = head.before
    dropped = [line.text for line in lines[start:end] if len(line.text) <= 30 and not _belongs_to_head(line)]
    return lines, dropped


def _belongs_to_head(line: Line) -> bool:
    return (
        bool(find_numbers(line.text))
        or line.bare.endswith("文件")
        or is_agency(line.bare)
        or line.bare.startswith("附件")
        or bool(re.search(r"签发|密级|缓急|特急|加急", line.folded))
    )


def _issuers(head: Head, signature: Signature | None, harvest: Harvest, lines: list[Line]) -> list[str]:
    """Who signed; without a signature, whom the title names, then the red head, then the page's box."""
    if signature is not None and signature.issuers:
        return signature.issuers
    if head.title is not None and (named := issuers_in_title(head.title)):
        return named
    if head.red_head is not None:
        return [head.red_head]
    if harvest.issuer:
        return re.split(r"[、,，; ；]+", harvest.issuer)
    return [
        name
        for line in lines[-6:]
        if (match := INTERPRETER.match(line.folded))
        for name in [line.text[match.end() :]]
    ]


def _stated_number(harvest: Harvest) -> str | None:
    """The number that the page's box states, canonical where it can be read."""
    if harvest.doc_number is None or not any(char.isdigit() for char in fold(harvest.doc_number)):
        return None
    number = parse_number(harvest.doc_number)
    return str(number) if number is not None else harvest.doc_number


def _stated_date(lines: list[Line], head: Head, harvest: Harvest) -> str | None:
    """A date in brackets under the title, or the box's 成文日期."""
    for line in lines[head.end : head.end + 2]:
        if line.folded.startswith("(") and line.folded.endswith(")") and len(line.text) < 80:
            on, _ = read_stamp(line.folded)
            if on is not None:
                return on.isoformat()
    return harvest.issued_on.isoformat() if harvest.issued_on else None


def _year_stated(*titles: str | None) -> int | None:
    """The year that the document's own title states: 2024年政务公开工作要点."""
    for title in titles:
        years = set(YEAR.findall(fold(title))) if title else set()
        if len(years) == 1:
            return int(years.pop())
    return None


def _contradictions(head: Head, signature: Signature | None, harvest: Harvest) -> list[str]:
    """Places where the text and its page, or title and signature, do not say the same."""
    doubts = []
    if (
        signature is not None
        and signature.date
        and harvest.issued_on
        and harvest.issued_on.isoformat() != signature.date
    ):
        doubts.append(
            f"落款日期（{signature.date}）与页面所列成文日期（{harvest.issued_on.isoformat()}）不一致，以落款为准，请核对。"
        )
    if (
        signature is not None
        and signature.date
        and harvest.published_on
        and harvest.published_on.isoformat() < signature.date
    ):
        doubts.append(
            f"页面发布日期（{harvest.published_on.isoformat()}）早于落款日期（{signature.date}），请核对。"
        )
    named = issuers_in_title(head.title) if head.title else []
    if signature is not None and signature.issuers and named and not _same_agencies(signature.issuers, named):
        doubts.append(f"标题称{'、'.join(named)}，落款为{'、'.join(signature.issuers)}，请核对是否同一机关。")
    number = _stated_number(harvest)
    if head.number and number and fold(number) != fold(head.number):
        doubts.append(f"文中文号（{head.number}）与页面所列文号（{number}）不一致，以文中为准，请核对。")
    return doubts


def _same_agencies(signed: list[str], named: list[str]) -> bool:
    """Full and short names of one agency share their end: 青原县财政局, 县财政局."""
    pairs = [(fold(one).replace(" ", ""), fold(other).replace(" ", "")) for one in signed for other in named]
    return any(one.endswith(other) or other.endswith(one) or one[-4:] == other[-4:] for one, other in pairs)


def _repairs(
    character: list[Repair], spam: list[RepairDone], chrome: list[RepairDone], dropped: list[str]
) -> list[RepairDone]:
    """All repairs, one entry a kind."""
    found = [RepairDone(one.kind, one.count, list(one.examples)) for one in character]
    if dropped:
        examples = (chrome[0].examples if chrome else []) + [text[:80] for text in dropped]
        chrome = [RepairDone("chrome", (chrome[0].count if chrome else 0) + len(dropped), examples[:8])]
    return found + chrome + spam
