"""Identities 勾稽: what must add up in the tables. What is counted from rows always does; typed figures are checked,
and what does not add up is named by table, row, column and difference."""

from decimal import Decimal

from gongkai.affairs.applications.figures import COLUMNS
from gongkai.affairs.applications.outcomes import outcomes
from gongkai.oversight.reports.form import TABLE_TITLES, Number, Tables, column_title, row_title

_PARTS = COLUMNS[:-1]


def faults(tables: Tables) -> list[str]:
    """Every identity that does not hold, each as a sentence."""
    table = tables["table3"]
    found = _negative(tables)
    for column in COLUMNS:
        came = table["new"][column] + table["carried_in"][column]
        went = table["handled"][column] + table["carried_out"][column]
        if came != went:
            found.append(
                f"{_at('table3', column)}：第一项加第二项之和为{came}，第三项“（七）总计”加第四项之和为{went}，"
                f"相差{abs(came - went)}，请核对。"
            )
        parts = sum(table[key][column] for key in outcomes())
        if parts != table["handled"][column]:
            found.append(
                f"{_at('table3', column)}：“（一）”至“（六）”各行之和为{parts}，“（七）总计”为"
                f"{table['handled'][column]}，相差{abs(parts - table['handled'][column])}，请核对。"
            )
    for row, line in table.items():
        parts = sum(line[column] for column in _PARTS)
        if parts != line["total"]:
            found.append(_row("table3", row, "各类申请人", parts, line["total"]))
    for row, line in tables["table4"].items():
        parts = sum(value for column, value in line.items() if column != "total")
        if parts != line["total"]:
            found.append(_row("table4", row, "各项结果", parts, line["total"]))
    return found


def breaks(tables: Tables, before: Tables) -> list[str]:
    """Where a year does not begin with what the year before left: what was carried over, and what was in force."""
    found = []
    for column in COLUMNS:
        left, taken = before["table3"]["carried_out"][column], tables["table3"]["carried_in"][column]
        if left != taken:
            found.append(
                f"{_at('table3', column)}：上年年报“结转下年度继续办理”为{left}，本年“上年结转”为{taken}，"
                f"相差{abs(left - taken)}，请核对。"
            )
    for row in ("rules", "normative"):
        line, former = tables["table2"][row], before["table2"][row]
        expected = former["in_force"] + line["made"] - line["repealed"]
        if expected != line["in_force"]:
            found.append(
                f"表二“{row_title('table2', row)}”一行：上年现行有效{former['in_force']}件，加本年制发、减本年废止"
                f"应为{expected}件，“现行有效件数”为{line['in_force']}，"
                f"相差{abs(expected - line['in_force'])}，请核对。"
            )
    return found


def _negative(tables: Tables) -> list[str]:
    found = []
    for table, lines in tables.items():
        for row, line in lines.items():
            for column, value in line.items():
                if value < 0 or (isinstance(value, Decimal) and not value.is_finite()):
                    found.append(
                        f"{_at(table, column)}、“{row_title(table, row)}”一行：{value}不是数量，请核对。"
                    )
    return found


def _at(table: str, column: str) -> str:
    return f"{TABLE_TITLES[table]}“{column_title(table, column)}”一列"


def _row(table: str, row: str, what: str, parts: Number, total: Number) -> str:
    return (
        f"{TABLE_TITLES[table]}“{row_title(table, row)}”一行：{what}之和为{parts}，“总计”一列为{total}，"
        f"相差{abs(parts - total)}，请核对。"
    )
