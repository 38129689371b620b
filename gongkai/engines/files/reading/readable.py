"""Readable 可读内容: a file as one body of text or as tables, so that it can be set anew in Word and PDF.

Only what loses nothing by it: a file with pictures, charts or scanned pages is text for the search and nothing else.
"""

import html
from collections.abc import Iterable, Iterator

from openpyxl.worksheet.worksheet import Worksheet

from gongkai.engines.files.archive import Archive
from gongkai.engines.files.kinds import Kind, kind_of
from gongkai.engines.files.part import PartKind
from gongkai.engines.files.reading import parts_of
from gongkai.engines.files.reading.grid import grid
from gongkai.engines.files.reading.html import block, body_of, has_pictures
from gongkai.engines.files.reading.workbook import hidden_columns, opened_workbook, shown
from gongkai.engines.files.refused import FileRefused

# A table that nobody would print is not set for print.
MOST_CELLS = 20_000
_SEEN = frozenset({PartKind.BODY, PartKind.MARGIN, PartKind.NOTE})


def readable(data: bytes, name: str) -> tuple[str, str, str]:
    """The form (`text`, `table`, or nothing where it cannot be set anew), the HTML of it, not yet sanitised, and all
    words that a reader sees. Nothing is raised for what the file holds."""
    words = "\n".join(
        part.text for part in parts_of(data, name) if part.kind in _SEEN and not part.hidden and part.text
    )
    try:
        form, body = _set(data)
    except FileRefused:
        form, body = "", ""
    return (form, body, words) if body else ("", "", words)


def _set(data: bytes) -> tuple[str, str]:
    match kind_of(data):
        case Kind.DOCX | Kind.PDF:
            body, has_more = body_of(data)
            is_vast = body.count("</td>") > MOST_CELLS
            return ("", "") if has_more or is_vast else ("text", body)
        case Kind.ODT | Kind.TXT if not _has_pictures(data):
            lines = (line.strip() for part in parts_of(data, "") if part.kind is PartKind.BODY
                     and not part.hidden for line in part.text.splitlines())  # fmt: skip
            return "text", "\n".join(block(line) for line in lines if line)
        case Kind.XLSX if not _has_pictures(data):
            return "table", "\n".join(_sheets(Archive(data)))
        case Kind.CSV:
            return "table", _table([[(cell, "") for cell in cells] for _, cells in grid(data)])
    return "", ""


def _has_pictures(data: bytes) -> bool:
    return data.startswith(b"PK") and has_pictures(Archive(data))


def _sheets(archive: Archive) -> Iterator[str]:
    sheets = [one for one in opened_workbook(archive, values=True).worksheets if one.sheet_state == "visible"]
    sheets = [one for one in sheets if one.max_row > 1 or one["A1"].value is not None]
    for sheet in sheets:
        if len(sheets) > 1:
            yield f"<h2>{html.escape(sheet.title)}</h2>"
        yield _table(list(_rows(sheet)))


def _rows(sheet: Worksheet) -> Iterator[list[tuple[str, str]]]:
    """The cells of each visible row with their spans; those that a merged cell covers are left out."""
    columns = hidden_columns(sheet)
    rows = {
        row[0].row: row
        for row in sheet.iter_rows()
        if not sheet.row_dimensions[row[0].row].hidden and any(cell.value is not None for cell in row)
    }
    covered: set[tuple[int, int]] = set()
    spans: dict[tuple[int, int], str] = {}
    for area in sheet.merged_cells.ranges:
        # what is not shown takes no place in a span
        down = [row for row in range(area.min_row, area.max_row + 1) if row in rows]
        across = [column for column in range(area.min_col, area.max_col + 1) if column not in columns]
        if down and across:
            spans[down[0], across[0]] = f' colspan="{len(across)}" rowspan="{len(down)}"'
            covered.update((row, column) for row in down for column in across)
    covered -= spans.keys()
    for row in rows.values():
        seen = [cell for cell in row if cell.column not in columns]
        yield [
            (shown(cell), spans.get((cell.row, cell.column), ""))
            for cell in seen
            if (cell.row, cell.column) not in covered
        ]


def _table(rows: Iterable[list[tuple[str, str]]]) -> str:
    """Raises FileRefused for one that is too large: of a workbook all sheets are set, or none."""
    rows = [row for row in rows if row]
    if sum(map(len, rows)) > MOST_CELLS:
        raise FileRefused("表格太大，不排成文书。")
    if not rows:
        return ""
    lines = ("".join(f"<td{span}>{html.escape(text)}</td>" for text, span in row) for row in rows)
    return f"<table><tbody>{''.join(f'<tr>{line}</tr>' for line in lines)}</tbody></table>"
