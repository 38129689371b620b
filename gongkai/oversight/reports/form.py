"""Form 格式: the six chapters and three tables of the annual report (国办公开办函〔2021〕30号), as data.

A figure stands in a table, a row and a column, all named by the keys of the form; amounts of fees are in 万元 and may
have decimals, everything else is a whole number.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_noop as _

from gongkai.affairs.applications.figures import CASES, COLUMNS, RESULTS, rows
from gongkai.affairs.applications.outcomes import GROUPS, outcomes

Number = int | Decimal
Tables = dict[str, dict[str, dict[str, Number]]]
"""table → row → column → figure."""
Place = tuple[str, str, str]

CHAPTERS: dict[int, str] = {
    1: _("总体情况"),
    2: _("主动公开政府信息情况"),
    3: _("收到和处理政府信息公开申请情况"),
    4: _("政府信息公开行政复议、行政诉讼情况"),
    5: _("存在的主要问题及改进情况"),
    6: _("其他需要报告的事项"),
}
# The chapters that are written; the others are tables.
WRITTEN = (1, 5, 6)
NUMERALS = "〇一二三四五六七八九"
TABLE_TITLES = {"table2": _("表二"), "table3": _("表三"), "table4": _("表四")}
NOTE_3 = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

COLUMN_TITLES: dict[str, str] = {
    "made": _("本年制发件数"),
    "repealed": _("本年废止件数"),
    "in_force": _("现行有效件数"),
    "decided": _("本年处理决定数量"),
    "amount": _("本年收费金额（单位：万元）"),
    "natural": _("自然人"),
    "business": _("商业企业"),
    "research": _("科研机构"),
    "welfare": _("社会公益组织"),
    "legal": _("法律服务机构"),
    "other": _("其他"),
    "upheld": _("结果维持"),
    "corrected": _("结果纠正"),
    "pending": _("尚未审结"),
    "total": _("总计"),
}
# In table 4 the same key is called otherwise.
OTHER_RESULT = _("其他结果")


@dataclass(frozen=True)
class Line2:
    """A row of table 2. block: the item of 条例 art 20 it stands under."""

    block: str
    title: str
    columns: tuple[str, ...]


_STANDING = ("made", "repealed", "in_force")
TABLE2: dict[str, Line2] = {
    "rules": Line2(_("第二十条第（一）项"), _("规章"), _STANDING),
    "normative": Line2(_("第二十条第（一）项"), _("行政规范性文件"), _STANDING),
    "licences": Line2(_("第二十条第（五）项"), _("行政许可"), ("decided",)),
    "penalties": Line2(_("第二十条第（六）项"), _("行政处罚"), ("decided",)),
    "compulsory": Line2(_("第二十条第（六）项"), _("行政强制"), ("decided",)),
    "fees": Line2(_("第二十条第（八）项"), _("行政事业性收费"), ("amount",)),
}


@dataclass(frozen=True)
class Line3:
    """A row of table 3: its numbered part, the numbered group in it, and the numbered item of that; empty where it
    has none."""

    part: str
    group: str = ""
    item: str = ""

    @property
    def label(self) -> str:
        return " ".join(one for one in (self.part, self.group, self.item) if one)


_PARTIAL = "（区分处理的，只计这一情形，不计其他情形）"
_RESULTS = "三、本年度办理结果"


def _lines3() -> dict[str, Line3]:
    found = {
        "new": Line3("一、本年新收政府信息公开申请数量"),
        "carried_in": Line3("二、上年结转政府信息公开申请数量"),
    }
    counted: dict[str, int] = {}
    for key, one in outcomes().items():
        counted[one.group] = counted.get(one.group, 0) + 1
        place = NUMERALS[list(GROUPS).index(one.group) + 1]
        group = f"（{place}）{GROUPS[one.group]}{_PARTIAL if one.group == 'partial' else ''}"
        alone = one.title == GROUPS[one.group]
        found[key] = Line3(_RESULTS, group, "" if alone else f"{counted[one.group]}.{one.title}")
    found["handled"] = Line3(_RESULTS, "（七）总计")
    found["carried_out"] = Line3("四、结转下年度继续办理")
    return found


TABLE3 = _lines3()
TABLE4: dict[str, str] = {
    "reconsideration": _("行政复议"),
    "litigation_direct": _("未经复议直接起诉"),
    "litigation_after": _("复议后起诉"),
}


def columns(table: str, row: str) -> tuple[str, ...]:
    """The columns of a row. Raises KeyError where the form has no such row."""
    if table == "table2":
        return TABLE2[row].columns
    if table == "table3" and row in TABLE3:
        return COLUMNS
    if table == "table4" and row in TABLE4:
        return RESULTS
    raise KeyError(f"The form has no row {row!r} in {table!r}.")


def blank() -> Tables:
    """All figures of the form as zeros, in its order."""
    lines = {"table2": list(TABLE2), "table3": list(rows()), "table4": [one.value for one in CASES]}
    return {
        table: {row: dict.fromkeys(columns(table, row), 0) for row in names} for table, names in lines.items()
    }


def row_title(table: str, row: str) -> str:
    """A row in the words of the form."""
    if table == "table2":
        return TABLE2[row].title
    return TABLE3[row].label if table == "table3" else TABLE4[row]


def short_title(table: str, row: str) -> str:
    """A row without the part it stands in, for narrow columns."""
    line = TABLE3[row] if table == "table3" else None
    return (
        " ".join(one for one in (line.group, line.item) if one)
        if line and line.group
        else row_title(table, row)
    )


def column_title(table: str, column: str) -> str:
    """A column in the words of the form."""
    return OTHER_RESULT if (table, column) == ("table4", "other") else COLUMN_TITLES[column]


def read(given: Any) -> Tables:
    """Tables as they were kept, with amounts as decimals again; what is not in the form is left out, what is missing
    is zero."""
    tables = blank()
    for table, lines in tables.items():
        for row, line in lines.items():
            kept = given.get(table, {}).get(row, {})
            for column in line:
                value = kept.get(column, 0)
                line[column] = Decimal(str(value)) if column == "amount" else int(value)
    return tables


def plain(tables: Tables) -> dict[str, dict[str, dict[str, int | float]]]:
    """The same as numbers of JSON."""
    return {
        table: {
            row: {
                column: float(value) if isinstance(value, Decimal) else value
                for column, value in line.items()
            }
            for row, line in lines.items()
        }
        for table, lines in tables.items()
    }


def add(to: Tables, more: Tables) -> None:
    """Add every figure of `more`."""
    for table, lines in more.items():
        for row, line in lines.items():
            for column, value in line.items():
                to[table][row][column] += value
