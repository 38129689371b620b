"""Column headings of task tables: which column says what, who, and by when."""

import re

LEAD = re.compile(
    r"^(?:牵头|主办|主责|第一责任|牵头责任|总牵头)(?:单位|部门|科室|处室|股室|机构|主体|方)(?:及责任人)?$"
)
UNIT = re.compile(
    r"^(?:责任|承办|落实|实施|配合|参与|协办|协助|参加|协同|具体责任|工作责任|负责|承担|配合责任)(?:单位|部门|科室|处室|股室|科股室|机构|主体|方|分工)"
    r"(?:及责任人|\(.{1,12}\)|\(责任人\))?$|^(?:责任|主管)(?:单位|部门)?\(?(?:牵头)?(?:单位|部门)?\)?(?:及?配合(?:单位|部门))?$|^责任分工$"
)
TIME = re.compile(
    r"^(?:完成|办结|落实|整改|推进|公开|实施|工作|进度|时间)?(?:时限|期限|时间|日期|时间节点|时限要求|时间要求|进度安排|进度要求|时间安排|完成时限)$"
)
INDEX = re.compile(r"^(?:序号|编号|序|no\.?|号)$")
ASIDE = re.compile(
    r"^(?:备注|说明|责任人|责任领导|分管领导|牵头领导|联系人|联系电话|电话|签字|完成情况|进展情况|落实情况)$"
)
TEXT = re.compile(
    r"^(?:.{0,6}(?:工作|任务|内容|要求|措施|举措|事项|项目|目标|要点|类别|分类|标准|指标|重点|领域|环节|方面|问题|名称|板块|栏目|成果|形式|计划|分解).{0,6})$"
)


def role(folded: str) -> str | None:
    """lead, unit, time, index, aside or text for a heading cell; null for any other text."""
    plain = re.sub(r"[\s:]", "", folded)
    if not plain or len(plain) > 16:
        return None
    for name, pattern in (
        ("lead", LEAD),
        ("unit", UNIT),
        ("time", TIME),
        ("index", INDEX),
        ("aside", ASIDE),
        ("text", TEXT),
    ):
        if pattern.match(plain):
            return name
    return None


def roles(cells: list[str]) -> list[str] | None:
    """The roles of a heading row: it must have a column for units and one for text; null for any other row."""
    found = [role(cell) for cell in cells]
    known = [name for name in found if name is not None]
    if (
        len(known) < 2
        or len(known) < len(cells) - 1
        or not {"lead", "unit"} & set(known)
        or "text" not in known
    ):
        return None
    return [name or "text" for name in found]
