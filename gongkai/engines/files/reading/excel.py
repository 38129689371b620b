"""Excel 表格: rows of every sheet, hidden or not, comments, formulas, names and properties of an .xlsx."""

from collections.abc import Iterator

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.engines.files.archive import Archive
from gongkai.engines.files.part import Part, PartKind
from gongkai.engines.files.reading import drawn, properties
from gongkai.engines.files.reading.workbook import hidden_columns, is_blanked, opened_workbook, shown

_MARGINS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")


def parts(archive: Archive) -> Iterator[Part]:
    """All that an .xlsx carries, the seen and the unseen."""
    values = opened_workbook(archive, values=True)
    formulas = opened_workbook(archive, values=False)
    for at, sheet in enumerate(values.worksheets, 1):
        hidden = sheet.sheet_state != "visible"
        where = f"第{at}张工作表“{sheet.title}”" + ("（隐藏）" if hidden else "")
        yield Part(f"第{at}张工作表的名称", sheet.title, hidden, PartKind.NAME)
        yield from _rows(sheet, where, hidden)
        yield from _asides(formulas.worksheets[at - 1], where)
    for name, defined in sorted(formulas.defined_names.items()):
        yield Part("名称管理器", f"{name} {defined.attr_text or ''}", hidden=True, kind=PartKind.CODE)
    yield from drawn.parts(archive, "xl/")
    yield from properties.things_inside(archive)
    yield from properties.links(archive)
    yield from properties.parts(archive)


def _rows(sheet: Worksheet, where: str, hidden: bool) -> Iterator[Part]:
    columns = hidden_columns(sheet)
    for row in sheet.iter_rows():
        at = row[0].row
        row_hidden = hidden or bool(sheet.row_dimensions[at].hidden)
        seen = [cell for cell in row if cell.value is not None]
        for texts, unseen in (
            ([shown(cell) for cell in seen if cell.column not in columns and not is_blanked(cell)], False),
            ([shown(cell) for cell in seen if cell.column in columns or is_blanked(cell)], True),
        ):
            if texts:
                note = (
                    "（隐藏列或不显示的格式）" if unseen else "（隐藏）" if row_hidden and not hidden else ""
                )
                yield Part(f"{where}第{at}行{note}", "\t".join(texts), unseen or row_hidden)


def _asides(sheet: Worksheet, where: str) -> Iterator[Part]:
    for row in sheet.iter_rows():
        for cell in row:
            yield from _aside(cell, where)
    for kind in _MARGINS:
        margin = getattr(sheet, kind)
        text = " ".join(part.text for part in (margin.left, margin.center, margin.right) if part.text)
        if text:
            yield Part(f"{where}的页眉页脚", text, kind=PartKind.MARGIN)


def _aside(cell: Cell | MergedCell, where: str) -> Iterator[Part]:
    if isinstance(cell, MergedCell):
        return
    place = f"{where}{get_column_letter(cell.column)}{cell.row}"
    if cell.comment is not None:
        yield Part(f"{place}的批注", cell.comment.text, hidden=True, kind=PartKind.COMMENT)
        if cell.comment.author:
            yield Part(f"{place}的批注者", cell.comment.author, hidden=True, kind=PartKind.PROPERTY)
    if cell.data_type == "f":
        yield Part(f"{place}的公式", str(cell.value), hidden=True, kind=PartKind.CODE)
    if cell.hyperlink is not None and cell.hyperlink.target:
        yield Part(f"{place}的链接", cell.hyperlink.target, hidden=True, kind=PartKind.CODE)
