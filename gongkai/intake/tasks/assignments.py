"""Who is charged: reads 甲牵头，乙、丙配合 and 牵头单位：甲；责任单位：乙；完成时限：6月底前 into parts."""

import re
from dataclasses import dataclass, field

from gongkai.intake.record import DeadlineFound
from gongkai.intake.tasks.deadlines import deadline_stated
from gongkai.intake.units import split_units

PLACES = "单位|部门|科室|处室|股室|科股室|科|处|室|机构|主体|方"
LEAD_LABEL = rf"(?:牵头|主办|主责|第一责任|总牵头|牵头责任|牵头负责)(?:{PLACES})?(?:及责任人)?"
UNIT_LABEL = (
    rf"(?:责任|承办|落实|实施|配合|参与|协办|协助|参加|协同|配合责任|责任落实|具体责任|工作责任|承担|"
    rf"负责|相关|完成)(?:{PLACES})(?:及(?:责任人|负责人))?|(?:责任|配合|协办|承办|参与)(?= ?:)"
)
TIME_LABEL = (
    r"(?:完成|办结|落实|整改|推进|公开|实施|工作|达成)?(?:时限|期限|时间节点|时间安排|时间要求|时限要求|"
    r"进度要求|完成时间|完成日期|时间)"
)
PERSON_LABEL = r"(?:责任人|责任领导|分管领导|牵头领导|包抓领导|联系人|具体责任人|第一责任人|联系电话|电话)"
LABEL = re.compile(
    rf"(?:^|(?<=[,;。\[(| ]))(?:(?P<lead>{LEAD_LABEL})|(?P<unit>{UNIT_LABEL})|"
    rf"(?P<time>{TIME_LABEL})|(?P<person>{PERSON_LABEL})) ?:"
)
LEADS = re.compile(
    r"(?:负责)?(?:总)?牵头(?!单位|部门|起草|人|处室|科室|机构|领域)(?:负责|组织|落实|抓总|实施|推进)?"
)
ACTS = re.compile(
    r"(?:等)?(?:按照?|根据|依)?(?:各自)?(?:工作)?(?:职责|职能)?(?:分工)?(?:分别|共同|具体|统筹|"
    r"组织)?(?:负责|配合|参与|落实|承办|协助|实施|组织实施|参加|协同)"
    r"(?:落实|实施|推进|组织实施|配合|负责)*$"
)
# the time that closes a bracket: …负责，11月底前完成; …配合，持续推进
WHEN_TAIL = re.compile(
    r"[,;](?P<when>[^,;]{0,24}?(?:(?:底|末|日|年|月|旬|度)?(?:之前|以前|前)|持续推进|长期坚持|长期|"
    r"全年|常态化|年内|[年月]底(?!前|之前|以前)))[^,;]{0,12}$"
)


@dataclass(slots=True)
class Assignment:
    """Units charged (in text order, leading ones included), leading units, and a deadline stated with them."""

    responsible: list[str] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    deadline: DeadlineFound | None = None

    def add(self, units: list[str], *, leading: bool = False) -> None:
        """Charge further units."""
        for unit in units:
            if unit not in self.responsible:
                self.responsible.append(unit)
            if leading and unit not in self.lead:
                self.lead.append(unit)


def read_labelled(text: str, folded: str, year: int | None) -> Assignment | None:
    """Read `责任科室：办公室、市场科；完成时限：…`; null when no label of a unit stands in front."""
    labels = list(LABEL.finditer(folded))
    if not labels or not any(match["lead"] or match["unit"] for match in labels):
        return None
    if folded[: labels[0].start()].strip(" [(") != "":
        return None
    found = Assignment()
    ends = [match.start() for match in labels[1:]] + [len(folded)]
    for match, end in zip(labels, ends, strict=True):
        value, shadow = text[match.end() : end], folded[match.end() : end]
        cut = len(shadow.rstrip(" ,;。])"))
        if shadow.endswith((")", ")。")) and shadow.count("(") >= shadow.count(")"):
            cut = len(shadow.rstrip(" ,;。"))
        value, shadow = value[:cut], shadow[:cut]
        if match["time"]:
            found.deadline = found.deadline or deadline_stated(shadow, value, year)
        elif match["lead"]:
            found.add(split_units(value, shadow), leading=True)
        elif match["unit"]:
            _add_phrase(found, value, shadow)
    return found if found.responsible else None


def read_phrase(text: str, folded: str, year: int | None = None) -> Assignment | None:
    """Read `甲牵头，乙、丙负责落实` or a bare list of units; null when no unit is in it."""
    found = Assignment()
    when = WHEN_TAIL.search(folded)
    if when is not None:
        found.deadline = deadline_stated(when["when"], text[when.start("when") : when.end("when")], year)
        text, folded = text[: when.start()], folded[: when.start()]
    _add_phrase(found, text, folded)
    return found if found.responsible else None


def _add_phrase(found: Assignment, text: str, folded: str) -> None:
    """Split a phrase at 牵头, 会同, 配合 and charge each part."""
    match = LEADS.search(folded)
    joint = re.search(r"会同", folded)
    if match is not None and match.start() > 0:
        found.add(split_units(text[: match.start()], folded[: match.start()]), leading=True)
        text, folded = text[match.end() :], folded[match.end() :]
    elif joint is not None and joint.start() > 0:
        found.add(split_units(text[: joint.start()], folded[: joint.start()]), leading=True)
        text, folded = text[joint.end() :], folded[joint.end() :]
    elif match is not None:
        text, folded = text[match.end() :], folded[match.end() :]
    left = len(folded) - len(folded.lstrip(" ,;:."))
    text, folded = text[left:].rstrip(" ,，;；。"), folded[left:].rstrip(" ,;。")
    act = ACTS.search(folded)
    if act is not None:
        text, folded = text[: act.start()], folded[: act.start()]
    if folded.strip():
        found.add(split_units(text, folded))
