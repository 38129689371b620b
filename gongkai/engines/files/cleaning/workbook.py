"""Workbooks: visible cells with their values only; formulas, charts, filters, names and links to others go."""

import io
import re
from itertools import chain
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.utils import get_column_letter
from openpyxl.workbook.views import BookView
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.datavalidation import DataValidationList
from openpyxl.worksheet.dimensions import ColumnDimension, DimensionHolder, RowDimension
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.protection import SheetProtection
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.engines.files.archive import Archive
from gongkai.engines.files.cleaning.opc import cleaned
from gongkai.engines.files.reading.workbook import hidden_columns, is_blanked, opened_workbook
from gongkai.engines.files.refused import FileRefused

_KEPT = re.compile(r"xl/(?:workbook|styles|sharedStrings)\.xml|xl/(?:worksheets|theme|drawings|media)/[^/]+")


def stripped(archive: Archive) -> bytes:
    """The cleaned .xlsx. Formulas become the values last computed, for they may reach into what is hidden."""
    return written(visible(archive))


def visible(archive: Archive) -> Workbook:
    """The workbook with nothing but what is seen; FileRefused where a formula was never computed."""
    book = opened_workbook(archive, values=True)
    formulas = opened_workbook(archive, values=False)
    for sheet in list(book.worksheets):
        if sheet.sheet_state != "visible":
            book.remove(sheet)
    if not book.worksheets:
        raise FileRefused("表格里没有可见的工作表，请至少显示一张。")
    for sheet in list(book.chartsheets):
        book.remove(sheet)
    book.defined_names.clear()
    book._external_links = []
    book.security = None
    book.views = [BookView()]
    for sheet in book.worksheets:
        _computed(formulas[sheet.title], sheet)
        _show_only_visible(sheet)
        _plain(sheet)
    return book


def written(book: Workbook) -> bytes:
    """The bytes of a workbook, without the properties that openpyxl adds."""
    stream = io.BytesIO()
    book.save(stream)
    return cleaned(Archive(stream.getvalue()), _KEPT, lambda name, root: None, "xl/workbook.xml")


def _computed(formulas: Worksheet, values: Worksheet) -> None:
    for (row, column), cell in formulas._cells.items():
        if cell.data_type == "f" and values.cell(row, column).value is None:
            raise FileRefused(
                f"工作表“{formulas.title}”{get_column_letter(column)}{row} 的公式没有算出的值，"
                "请用 Excel 或 WPS 打开、保存后再交来。"
            )


def _show_only_visible(sheet: Worksheet) -> None:
    """Close up the gaps that hidden rows and columns leave."""
    columns = hidden_columns(sheet)
    hidden_rows = {at for at, dimension in sheet.row_dimensions.items() if dimension.hidden}
    row_of = _places(sheet.max_row, hidden_rows)
    column_of = _places(sheet.max_column, columns)
    merged = [_moved(area, row_of, column_of, sheet) for area in list(sheet.merged_cells.ranges)]
    for area in list(sheet.merged_cells.ranges):
        sheet.merged_cells.remove(area)
    cells: dict[tuple[int, int], Any] = {}
    for (row, column), cell in sheet._cells.items():
        if row in row_of and column in column_of and not isinstance(cell, MergedCell):
            cell.row, cell.column = row_of[row], column_of[column]
            if is_blanked(cell):
                cell.value = None
            cells[cell.row, cell.column] = cell
    sheet._cells = cells
    _dimensions(sheet, row_of, column_of)
    for area, value in filter(None, merged):
        sheet.cell(area[0], area[1]).value = value
        if area[:2] != area[2:]:
            sheet.merge_cells(None, *area)


def _places(count: int, hidden: set[int] | frozenset[int]) -> dict[int, int]:
    shown = (at for at in range(1, count + 1) if at not in hidden)
    return {old: new for new, old in enumerate(shown, 1)}


def _moved(
    area: CellRange, row_of: dict[int, int], column_of: dict[int, int], sheet: Worksheet
) -> tuple[tuple[int, int, int, int], Any] | None:
    """Where a merged area stands afterwards, and its value, which its first cell may have held out of sight."""
    rows = [row_of[row] for row in range(area.min_row, area.max_row + 1) if row in row_of]
    columns = [column_of[at] for at in range(area.min_col, area.max_col + 1) if at in column_of]
    if not rows or not columns:
        return None
    return (rows[0], columns[0], rows[-1], columns[-1]), sheet.cell(area.min_row, area.min_col).value


def _dimensions(sheet: Worksheet, row_of: dict[int, int], column_of: dict[int, int]) -> None:
    heights = {row_of[at]: old.height for at, old in sheet.row_dimensions.items() if at in row_of}
    widths: dict[int, float] = {}
    for old in sheet.column_dimensions.values():
        for at in range(old.min or 0, min(old.max or 0, sheet.max_column + len(column_of)) + 1):
            if at in column_of and old.width:
                widths[column_of[at]] = old.width
    sheet.row_dimensions.clear()
    for at, height in heights.items():
        sheet.row_dimensions[at] = RowDimension(sheet, index=at, ht=height)
    sheet.column_dimensions = DimensionHolder(worksheet=sheet)
    for at, width in widths.items():
        letter = get_column_letter(at)
        sheet.column_dimensions[letter] = ColumnDimension(sheet, index=letter, width=width, customWidth=True)


def _plain(sheet: Worksheet) -> None:
    """Take off what hangs on a sheet and may carry words or figures of its own."""
    sheet._charts = []
    sheet._pivots = []
    sheet._tables.clear()
    sheet.legacy_drawing = None
    sheet.defined_names.clear()
    sheet.data_validations = DataValidationList()
    sheet.conditional_formatting = ConditionalFormattingList()
    sheet.auto_filter = AutoFilter()
    sheet.protection = SheetProtection()
    sheet._hyperlinks = []
    sheet.print_title_rows = sheet.print_title_cols = None
    sheet.print_area = None
    sheet.freeze_panes = None
    sheet.sheet_properties.codeName = None
    for cell in chain.from_iterable(sheet.iter_rows()):
        if not isinstance(cell, MergedCell):
            cell._comment = None
            cell._hyperlink = None
