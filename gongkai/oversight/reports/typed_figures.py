"""Typing 填报: figures as they are typed in, read into numbers, every fault a sentence that names its place."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from gongkai.engines.agencies.models import Agency
from gongkai.oversight.reports.counting import typed_rows
from gongkai.oversight.reports.form import (
    TABLE_TITLES,
    Number,
    Tables,
    blank,
    column_title,
    columns,
    row_title,
)

LARGEST = 10**9


def read_own(agency: Agency, given: Mapping[str, Any]) -> tuple[Tables, list[str]]:
    """The rows of table 2 that an agency types in; each must be filled, with 0 where there is nothing."""
    rows = typed_rows(agency)
    lines = given.get("table2", {})
    reasons = [f"表二的“{row}”一行由系统统计或者不在表中，不用填报。" for row in lines if row not in rows]
    reasons += [f"表二以外的数字由系统统计，不用填报“{table}”。" for table in given if table != "table2"]
    found: Tables = {"table2": {}}
    for row in rows:
        found["table2"][row], faults = _line("table2", row, lines.get(row, {}))
        reasons += faults
    return found, reasons


def read_outside(given: Mapping[str, Any]) -> tuple[Tables, list[str]]:
    """All tables of a unit outside; what is left empty is 0."""
    tables = blank()
    reasons: list[str] = []
    for table, lines in given.items():
        for row, line in lines.items():
            if row not in tables.get(table, {}):
                reasons.append(f"年报的格式中没有“{table}”的“{row}”一行，请删去。")
                continue
            filled = {
                column: value for column, value in line.items() if str(value).strip() not in {"", "None"}
            }
            tables[table][row], faults = _line(table, row, {**tables[table][row], **filled})
            reasons += faults
    return tables, reasons


def _line(table: str, row: str, given: Mapping[str, Any]) -> tuple[dict[str, Number], list[str]]:
    line: dict[str, Number] = {}
    reasons = []
    for column in columns(table, row):
        value = number(given.get(column), amount=column == "amount")
        if value is None:
            what = "金额，最多4位小数" if column == "amount" else "0或者正整数"
            reasons.append(
                f"请填写{TABLE_TITLES[table]}“{row_title(table, row)}”一行“{column_title(table, column)}”一列，"
                f"应为{what}。"
            )
        line[column] = value or 0
    return line, reasons


def number(given: Any, *, amount: bool = False) -> Number | None:
    """A figure of the form; None for what is none."""
    text = str(given).strip().replace(",", "")
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    if not (value.is_finite() and 0 <= value <= LARGEST):
        return None
    if amount:
        return value if value == value.quantize(Decimal("0.0001")) else None
    return int(value) if value == value.to_integral_value() else None
