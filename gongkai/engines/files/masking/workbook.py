"""Masks in workbooks: cells as they read, numbers too, names of sheets, headers and footers."""

from collections.abc import Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.engines.files.archive import Archive
from gongkai.engines.files.cleaning.workbook import written
from gongkai.engines.files.reading.workbook import opened_workbook, said

_MARGINS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")


def texts_of(archive: Archive) -> list[str]:
    """Every text of a cleaned workbook."""
    book = opened_workbook(archive, values=True)
    found = [sheet.title for sheet in book.worksheets]
    found += [said(cell.value) for cell in _cells(book)]
    found += [part.text for sheet in book.worksheets for part in _margins(sheet)]
    return found


def replaced(archive: Archive, changes: dict[str, str]) -> bytes:
    """The workbook with the changed texts; a masked number becomes a text."""
    book = opened_workbook(archive, values=True)
    for sheet in book.worksheets:
        sheet.title = changes.get(sheet.title, sheet.title)
        for part in _margins(sheet):
            part.text = changes.get(part.text, part.text)
    for cell in _cells(book):
        new = changes.get(said(cell.value))
        if new is not None:
            cell.value = new
            cell.number_format = "@"
    return written(book)


def _cells(book: Workbook) -> Iterator[Any]:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if not isinstance(cell, MergedCell) and cell.value is not None:
                    yield cell


def _margins(sheet: Worksheet) -> Iterator[Any]:
    for kind in _MARGINS:
        margin = getattr(sheet, kind)
        for part in (margin.left, margin.center, margin.right):
            if part.text:
                yield part
