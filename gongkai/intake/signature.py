"""The signature 落款: the agencies that sign, alone or jointly, and the date under them."""

import re
from dataclasses import dataclass, field

from gongkai.intake.lines import Line, is_prose, is_row
from gongkai.intake.units import is_agency
from gongkai.kernel.hanzi.dates import find_dates

DATE_LIKE = re.compile(r"^[\[(]?[0-9〇零一二三四五六七八九十廿年月日 ./-]{4,24}[\])]?$")
LOST_DIGITS = re.compile(r"^(?:19|20)\d{2}[\d年月日 ]{0,8}$")
BLANK_DATE = re.compile(r"^(?:20\d\d)?[ x×*_]*年[ x×*_\d]*月[ x×*_\d]*日$")
SEAL = re.compile(r"\((?:章|印章|公章|盖章|代章|印)\)$")
PERSON = re.compile(
    r"^(省长|市长|县长|区长|州长|主席|主任|局长|厅长|部长|院长|会长|总理|旗长|盟长|镇长|乡长|"
    r"秘书长) ?[\u4e00-\u9fff· ]{2,8}$"
)
MAX_AGENCIES = 12


@dataclass(slots=True)
class Signature:
    """Where a document is signed: lines `start` to `end` (exclusive), issuers as written, ISO date or null."""

    start: int
    end: int
    issuers: list[str] = field(default_factory=list)
    date: str | None = None
    doubt: str | None = None


def find_signature(lines: list[Line], after: int) -> Signature | None:
    """The first signature at or after line `after`, where the text of the document proper has begun."""
    undated: Signature | None = None
    for at in range(after, len(lines)):
        line = lines[at]
        if len(line.text) > 60 or is_row(line):
            continue
        found = _dated_at(lines, at, after)
        if found is not None:
            return found
        if undated is None and at > after:
            undated = _undated_at(lines, at)
    return undated


def agencies_in(line: Line) -> list[str]:
    """The agencies that a line consists of, in its own script; empty when the line is anything else.

    Names set wide (青 原 县 财 政 局) are drawn together; several names may stand side by side.
    """
    folded = SEAL.sub("", line.folded).strip()
    text = line.text[: len(folded)].strip()
    if not 3 <= len(folded) <= 120 or is_prose(line) or folded.endswith((":", ",", ".", "。")):
        return []
    words = text.split(" ")
    if len(words) > 1 and sum(len(word) for word in words) <= 2 * len(words):
        words = ["".join(words)]
        shadows = [folded.replace(" ", "")]
    else:
        shadows = folded.split(" ")
    if len(words) > 1 and not all(is_agency(shadow) for shadow in shadows):
        words, shadows = ["".join(words)], ["".join(shadows)]
    if "," in folded and len(words) == 1:
        words, shadows = re.split(r"[、,，]", words[0]), shadows[0].split(",")
    if len(words) == len(shadows) and all(is_agency(shadow) for shadow in shadows):
        return words
    return []


def _dated_at(lines: list[Line], at: int, after: int) -> Signature | None:
    """A signature whose date stands on line `at`, with its agencies before it on the line or above it."""
    line = lines[at]
    whole = DATE_LIKE.match(line.folded) is not None
    tail = None if whole else _date_behind_agencies(line)
    if not whole and tail is None:
        return None
    shown = line.text.strip("()（）[]") if tail is None else line.text[tail:]
    date, doubt = _read_date(shown)
    if date is None and doubt is None:
        return None
    issuers: list[str] = []
    start = at
    if tail is not None:
        issuers = agencies_in(_part(line, 0, tail))
    while start > after + 1 and SEAL.fullmatch(lines[start - 1].folded):
        start -= 1
    while start > after and len(issuers) < MAX_AGENCIES:
        names = agencies_in(lines[start - 1])
        if not names:
            break
        issuers = names + issuers
        start -= 1
    if not issuers:
        if start > after and PERSON.match(lines[start - 1].folded):
            start -= 1
        elif date is None:
            return None
    return Signature(start, at + 1, _unique(issuers), date, doubt)


def _part(line: Line, start: int, end: int) -> Line:
    return Line(line.text[start:end].strip(), line.folded[start:end].strip())


def _date_behind_agencies(line: Line) -> int | None:
    """Where the date begins on a line `agency date`, or null."""
    match = re.search(
        r" ?((?:19|20)\d\d ?年 ?\d{1,2} ?月 ?\d{1,2} ?日|"
        r"[一二]〇?[〇零一二三四五六七八九]{2,3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)$",
        line.folded,
    )
    if match is None or match.start() < 4 or not agencies_in(_part(line, 0, match.start())):
        return None
    return match.start(1)


def _read_date(shown: str) -> tuple[str | None, str | None]:
    """ISO date, or null with a doubt; null and null when the text is no date at all."""
    squeezed = re.sub(r"\s", "", shown)
    found = find_dates(squeezed)
    if len(found) == 1 and found[0].date is not None:
        return found[0].date.isoformat(), None
    if found and found[0].doubt is not None:
        return None, found[0].doubt
    if BLANK_DATE.match(squeezed):
        return None, f"落款日期「{squeezed}」没有填全，成文日期不详。"
    if found and found[0].month is not None and len(found) == 1 and len(found[0].raw) == len(squeezed):
        return None, f"落款只写到月（{squeezed}），成文日期不详。"
    if LOST_DIGITS.match(squeezed) and len(squeezed) > 4:
        return None, f"落款日期「{squeezed}」残缺，数字旁的字已丢失，成文日期不详，请对照原件补录。"
    return None, None


def _undated_at(lines: list[Line], at: int) -> Signature | None:
    """Agencies that end the text with no date: at the very end, before an annex or before a disclosure mark."""
    names = agencies_in(lines[at])
    if not names:
        return None
    end = at + 1
    while end < len(lines) and (more := agencies_in(lines[end])):
        names += more
        end += 1
    follows = lines[end].folded if end < len(lines) else ""
    if not is_prose(lines[at - 1]) and not lines[at - 1].folded.startswith("附件"):
        return None
    if end == len(lines) or follows.startswith(("附件", "(此件", "此件")):
        return Signature(at, end, _unique(names), None, "落款没有日期，成文日期不详。")
    return None


def _unique(names: list[str]) -> list[str]:
    return list(dict.fromkeys(names))
