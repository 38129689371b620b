"""Grids 数字表格: the three tables as fields to type in, and what was sent back, typed or pasted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from gongkai.affairs.applications.figures import COLUMNS
from gongkai.oversight.reports.form import CHAPTERS, TABLE3, blank, column_title, row_title, short_title
from gongkai.oversight.reports.paper import shown
from gongkai.oversight.reports.typed_figures import number

PASTED = "pasted"


@dataclass(frozen=True)
class Field:
    """One figure to type."""

    name: str
    label: str
    value: str


@dataclass(frozen=True)
class Grid:
    """One table, or the rows of table 2 that have the same columns."""

    title: str
    columns: list[str]
    rows: list[tuple[str, list[Field]]]


def grids(tables: Mapping[str, Any]) -> list[Grid]:
    """The tables as fields with what is known."""
    found: list[Grid] = []
    for table, lines in blank().items():
        title = CHAPTERS[int(table[-1])]
        groups: dict[tuple[str, ...], list[str]] = {}
        for row, line in lines.items():
            groups.setdefault(tuple(line), []).append(row)
        for names, rows in groups.items():
            found.append(
                Grid(
                    title,
                    [column_title(table, column) for column in names],
                    [
                        (short_title(table, row), [_field(tables, table, row, column) for column in names])
                        for row in rows
                    ],
                )
            )
    return found


def _field(tables: Mapping[str, Any], table: str, row: str, column: str) -> Field:
    value = tables.get(table, {}).get(row, {}).get(column, 0)
    words = value if isinstance(value, str) else shown(value)
    return Field(f"{table}.{row}.{column}", f"{row_title(table, row)}：{column_title(table, column)}", words)


def sent(given: QueryDict) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """The figures that were sent, and what is wrong with them, each at its field. Pasted rows of table 3 go before
    those in the fields."""
    tables: dict[str, Any] = {}
    errors: list[dict[str, str]] = []
    for table, lines in blank().items():
        for row, line in lines.items():
            for column in line:
                name = f"{table}.{row}.{column}"
                value = given.get(name, "").strip()[:20] or "0"
                if number(value, amount=column == "amount") is None:
                    errors.append({"field": name, "sentence": _wrong(table, row, column)})
                tables.setdefault(table, {}).setdefault(row, {})[column] = value
    if text := given.get(PASTED, "").strip():
        return _pasted(text, tables)
    return tables, errors


def _pasted(text: str, tables: dict[str, Any]) -> tuple[dict[str, Any], list[dict[str, str]]]:
    rows = [line.split() for line in text.splitlines() if line.strip()]
    size = {len(row) for row in rows}
    if len(rows) != len(TABLE3) or size != {len(COLUMNS)}:
        sentence = _("粘贴的内容应为%(rows)s行、每行%(columns)s个数，请从表三的数字区域整块复制。")
        return tables, [
            {"field": PASTED, "sentence": sentence % {"rows": len(TABLE3), "columns": len(COLUMNS)}}
        ]
    errors = []
    for key, row in zip(TABLE3, rows, strict=True):
        for column, value in zip(COLUMNS, row, strict=True):
            if number(value) is None:
                errors.append({"field": PASTED, "sentence": _wrong("table3", key, column)})
        tables["table3"][key] = dict(zip(COLUMNS, row, strict=True))
    return tables, errors


def _wrong(table: str, row: str, column: str) -> str:
    return _("“%(row)s”一行“%(column)s”一列应为0或者正数，请核对。") % {
        "row": row_title(table, row),
        "column": column_title(table, column),
    }
