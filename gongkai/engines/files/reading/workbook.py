"""Opening a workbook within bounds, and how its cells read."""

import io
import warnings
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.engines.files.archive import Archive
from gongkai.engines.files.markup import parse
from gongkai.engines.files.refused import FileRefused

MAX_CELLS = 2_000_000


def opened_workbook(archive: Archive, *, values: bool) -> Workbook:
    """The workbook, with the values last computed or with formulas; FileRefused when damaged or too large.

    Every XML part goes through the strict parser first: openpyxl itself would expand entities.
    """
    for name in archive.names:
        if name.endswith((".xml", ".rels")):
            root = parse(archive.part(name) or b"")
            if name.startswith("xl/worksheets/") and sum(1 for _ in root.iter("{*}c")) > MAX_CELLS:
                raise FileRefused("工作表超过二百万个单元格，请拆分后再交来。")
    archive.source.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(archive.source.read()), data_only=values)
    except (
        zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, SyntaxError,
        OverflowError,
    ):  # fmt: skip
        raise FileRefused("Excel 表格已损坏，无法读取，请重新保存后再交来。") from None
    if not isinstance(book, Workbook):
        raise FileRefused("Excel 表格无法读取，请重新保存后再交来。")
    for sheet in book.worksheets:
        if sheet.max_row * sheet.max_column > 10 * MAX_CELLS:
            raise FileRefused("工作表的范围大得不合常理，请删去空白行列后再交来。")
    return book


def hidden_columns(sheet: Worksheet) -> frozenset[int]:
    """The numbers of columns that are hidden; a stored width of none may stand for a range of columns."""
    found: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden or dimension.width == 0:
            low, high = dimension.min or 0, dimension.max or 0
            found.update(range(low, min(high, sheet.max_column) + 1))
    return frozenset(found)


def shown(cell: Any) -> str:
    """The value of a cell as a reader would type it: whole numbers without a point, dates in ISO form."""
    return said(cell.value)


def said(value: object) -> str:
    """A cell's value as text."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e18:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time | timedelta):
        return str(value)
    return "" if value is None else str(value)


def is_blanked(cell: Any) -> bool:
    """Whether the number format shows nothing, whatever the value (`;;;`)."""
    return str(cell.number_format).strip() == ";;;"
