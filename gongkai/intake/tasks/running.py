"""Tasks in running text: 由甲负责, 由甲牵头, 由甲会同乙, 甲负责…, 甲是…的主管处室: one task a sentence."""

import re

from gongkai.intake.lines import Line, is_row
from gongkai.intake.record import Task
from gongkai.intake.tasks.assignments import Assignment
from gongkai.intake.tasks.deadlines import deadline_in
from gongkai.intake.units import is_unit, split_units
from gongkai.kernel.hanzi.fold import fold

SENTENCE = re.compile(r"[^。;!?]+[。;!?]?")
ADVERB_WORDS = (
    "要 应 应当 须 主要 具体 统一 共同 分别 统筹 全面 切实 直接 依法 按照职责分工 按职责分工 按照各自职责 按各自职责 "
    "按照职责 按职责 根据职责分工 根据职责"
)
ADVERBS = ADVERB_WORDS.split()
ACT = re.compile(
    r"牵头负责|负责牵头|牵头组织|牵头(?!单位|部门|起草|人|处室|科室|机构|领域|制)|负责(?!人|同志|制|"
    r"领导|干部|的|任|态度|精神|地)"
    r"|承办(?!单位|部门|处室|科室|人)|组织实施|承担"
)
ONLY_BY = frozenset({"组织实施", "承担"})
LONGEST_LIST = 90
PARTNERS = re.compile(
    r"(?:负责|牵头(?:负责|组织)?),(?P<who>[^。;]{2,80}?)(?:积极|密切|主动|协同|做好)?(?:配合|参与|"
    r"协助|协同|参加|分别负责|按职责分工负责)"
)
BY_WITH = re.compile(r"由(?P<who>[^。;,由]{2,40}?)会同(?P<with>[^。;]{2,60})")
OFFICE_OF = re.compile(
    r"(?:^|[,)])(?P<who>[^。;:,]{2,30}?)(?:是|为|作为)[^。;,]{0,24}(?:主管|牵头|责任|主责|"
    r"承办)(?:部门|处室|科室|单位|机构)(?![,的]?人)"
)
ITEM = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[,.]|\([一二三四五六七八九十]{1,3}\)|\(?\d{1,3}[.,)]|"
    r"第[一二三四五六七八九十百]+条)[^。]{0,30}?(?:。|$|(?= ))"
)
PREDICATE = re.compile(
    r"及时|予以|按照|按|根据|负责|牵头|组织(?!部)|制定|做好|对(?!外)|于|统一|联合(?!会)|共同|分别|"
    r"具体|定期|汇总|审核|统筹|通过|将|向|并|进行|建立|研究(?!院|所|室|中心)|加强|抓好"
)
SHORT = 8


def tasks_from_running(lines: list[Line], year: int | None, used: set[int]) -> list[Task]:
    """One task for each sentence that charges a unit; a sentence that only charges takes its paragraph as text."""
    tasks = []
    for at, line in enumerate(lines):
        if (
            at in used
            or is_row(line)
            or not re.search(r"负责|牵头|会同|主管|承办|组织实施|承担", line.folded)
        ):
            continue
        since = 0
        for match in SENTENCE.finditer(line.folded):
            assignment = _charged(line.text[match.start() : match.end()], match[0])
            if assignment is None:
                continue
            start = since if _says_only_who(match[0]) else match.start()
            text = line.text[start : match.end()].strip()
            tasks.append(
                Task(
                    text,
                    assignment.responsible,
                    assignment.lead,
                    deadline_in(line.folded[start : match.end()], line.text[start : match.end()], year),
                )
            )
            since = match.end()
    return tasks


def _charged(text: str, folded: str) -> Assignment | None:
    found = Assignment()
    taken: list[tuple[int, int]] = []
    for match in BY_WITH.finditer(folded):
        who = _units(text, folded, *match.span("who"))
        other = _units(
            text, folded, match.start("with"), _predicate_at(folded, match.start("with"), match.end("with"))
        )
        if who and other:
            found.add(who, leading=True)
            found.add(other)
            taken.append(match.span())
    since = 0
    for act in ACT.finditer(folded):
        if any(start <= act.start() < end for start, end in taken):
            since = act.end()
            continue
        end = _without_adverbs(folded, since, act.start())
        by = folded.rfind("由", since, end)
        units = _units(text, folded, by + 1, end) if by >= 0 and end - by < LONGEST_LIST else []
        if not units and act[0] not in ONLY_BY:
            units = _trailing_units(text, folded, max(since, by + 1, end - LONGEST_LIST), end)
        found.add(units, leading="牵头" in act[0])
        since = act.end()
    if found.responsible:
        _add_partners(found, text, folded)
    for match in OFFICE_OF.finditer(folded):
        units = _units(text, folded, *_without_number(folded, *match.span("who")))
        if units:
            found.add(units)
    return found if found.responsible else None


def _add_partners(found: Assignment, text: str, folded: str) -> None:
    """Units that only help the one that leads: …由甲牵头，乙、丙配合."""
    for match in PARTNERS.finditer(folded):
        found.add(_units(text, folded, *match.span("who")))


def _without_adverbs(folded: str, start: int, end: int) -> int:
    """Where the words before a verb end once 具体, 按职责分工 and the like are taken off."""
    while True:
        adverb = next((word for word in ADVERBS if folded.endswith(word, start, end)), None)
        if adverb is None:
            return end
        end -= len(adverb)


def _without_number(folded: str, start: int, end: int) -> tuple[int, int]:
    lead = ITEM.match(folded[start:end])
    return (start + lead.end(), end) if lead is not None and lead.end() < end - start else (start, end)


def _predicate_at(folded: str, start: int, end: int) -> int:
    match = PREDICATE.search(folded, start + 2, end)
    cut = match.start() if match is not None else end
    comma = folded.find(",", start, cut)
    return comma if comma > 0 and not is_unit(folded[comma + 1 : cut].split(",")[-1].strip()) else cut


def _units(text: str, folded: str, start: int, end: int) -> list[str]:
    """The units of a span that must consist of nothing else; empty otherwise."""
    units = split_units(text[start:end], folded[start:end])
    return units if units and all(_is_named(fold(unit)) for unit in units) else []


def _trailing_units(text: str, folded: str, start: int, end: int) -> list[str]:
    """The units right before a verb: as many members from the right as read as units."""
    lead = max(folded.rfind(mark, start, end) for mark in "。;:")
    start = max(start, lead + 1)
    units = split_units(text[start:end], folded[start:end])
    named: list[str] = []
    for unit in reversed(units):
        unit = re.sub(
            r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.、])", "", unit
        )
        if not _is_named(fold(unit)):
            break
        named.insert(0, unit)
    return named


def _is_named(folded: str) -> bool:
    """A unit that a sentence can charge: a name, not a phrase that happens to end like one."""
    return (
        is_unit(folded)
        and len(folded) <= 30
        and not re.search(
            r"[的在对向从把被让使]|以及其|谁|开展|推进(?!办|组|专班|中心)|加强|完善|"
            r"建设(?!局|厅|部|单位|委|实施|科|处|股|办|室|组|站|所|中心|和|与|管理|规划|工程|服务|集团|公司|银行|指挥部)|"
            r"通过|落实|做好|确保|提高|处置(?!办|中心|科|股)|"
            r"监督(?!管理|站|局|所|科|处|股|室|组|中心|支队|大队|检查)|主要$|^(?:分管|有关|相关)?$",
            folded,
        )
    )


def _says_only_who(sentence: str) -> bool:
    rest = re.sub(r"由|负责|牵头|具体|统一|组织实施|承办", "", sentence)
    units = sum(len(unit) for unit in split_units(rest, rest) if is_unit(fold(unit)))
    return len(re.sub(r"[\W_]", "", rest)) - units < SHORT
