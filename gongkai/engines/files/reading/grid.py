"""Grid 行列: the cells of a table file, row by row, for those who import it; no comments, no formulas."""

import csv
import io

from gongkai.engines.files.archive import Archive
from gongkai.engines.files.encoding import decode
from gongkai.engines.files.kinds import Kind, kind_of
from gongkai.engines.files.reading.workbook import hidden_columns, opened_workbook, shown
from gongkai.engines.files.refused import FileRefused

Rows = list[tuple[int, list[str]]]
_TAKEN = "只能读取 CSV 或者 Excel（xlsx）表格，请另存后再交来。"


def grid(data: bytes) -> Rows:
    """The rows that have anything in them, each with its number as a spreadsheet counts it; of a CSV the
    line at which it begins, as an editor counts it.

    Of a workbook the first sheet, with the values last computed. Raises FileRefused: for hidden rows, columns and
    further sheets too, since nobody who checked the table has seen them.
    """
    kind = kind_of(data)
    if kind in (Kind.CSV, Kind.TXT):
        return _lines(data)
    if kind is not Kind.XLSX:
        raise FileRefused(f"这是{kind.label}。{_TAKEN}")
    book = opened_workbook(Archive(data), values=True)
    sheet = book.worksheets[0]
    filled = [one.title for one in book.worksheets[1:] if one.max_row > 1 or one["A1"].value is not None]
    if filled:
        raise FileRefused(f"表格里还有工作表“{'”“'.join(filled)}”，请只留要导入的一张。")
    rows_hidden = any(one.hidden for one in sheet.row_dimensions.values())
    if sheet.sheet_state != "visible" or hidden_columns(sheet) or rows_hidden:
        raise FileRefused("表格里有隐藏的行、列或者工作表，请取消隐藏，核对后再导入。")
    rows = [(row[0].row, [shown(cell) for cell in row]) for row in sheet.iter_rows()]
    return [(at, cells) for at, cells in rows if any(cell.strip() for cell in cells)]


def _lines(data: bytes) -> Rows:
    text, _encoding, _notes = decode(data)
    # only a line end ends a line: str.splitlines would also cut at what Word leaves in a cell (U+000B, U+2028)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: Rows = []
    try:
        at = 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append((at, cells))
            at = reader.line_num + 1
    except csv.Error:
        raise FileRefused(
            f"第{reader.line_num}行的引号没有成对，请用表格软件打开，另存为 CSV 后再导入。"
        ) from None
    return found
