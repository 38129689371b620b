"""Word files 文档: paragraphs, text boxes, automatic numbers and tables of a .docx, read from its XML."""

from collections.abc import Iterator

from lxml import etree

from gongkai.engines.files.markup import MC_FALLBACK, W
from gongkai.engines.files.reading.numbering import Numbering
from gongkai.engines.files.rows import row_line

SKIPPED = frozenset({W + "del", W + "instrText", W + "moveFrom", W + "pPr", W + "rPr", MC_FALLBACK})
MAX_DEPTH = 200


def lines(root: etree._Element, numbering: Numbering) -> list[str]:
    """The lines of a body, header, footer, note or comment: deleted revisions left out, tables as row lines."""
    return list(_blocks(root, numbering))


def _blocks(parent: etree._Element, numbering: Numbering, depth: int = 0) -> Iterator[str]:
    if depth > MAX_DEPTH:
        return
    for child in parent:
        if child.tag == W + "p":
            yield from _paragraph(child, numbering)
        elif child.tag == W + "tbl":
            yield from _table(child, numbering)
        elif child.tag in SKIPPED or not isinstance(child.tag, str):
            continue
        else:
            yield from _blocks(child, numbering, depth + 1)


def _paragraph(paragraph: etree._Element, numbering: Numbering) -> Iterator[str]:
    boxes: list[str] = []
    text = numbering.label(paragraph) + "".join(_pieces(paragraph, numbering, boxes))
    yield from boxes
    yield from text.split("\n")


def _pieces(node: etree._Element, numbering: Numbering, boxes: list[str], depth: int = 0) -> Iterator[str]:
    if depth > MAX_DEPTH:
        return
    for child in node:
        tag = child.tag
        if tag == W + "t":
            yield child.text or ""
        elif tag == W + "tab":
            yield "\t"
        elif tag in (W + "br", W + "cr"):
            yield "\n"
        elif tag == W + "noBreakHyphen":
            yield "-"
        elif tag == W + "txbxContent":
            boxes.extend(_blocks(child, numbering, depth + 1))
        elif tag not in SKIPPED and isinstance(tag, str):
            yield from _pieces(child, numbering, boxes, depth + 1)


def _table(table: etree._Element, numbering: Numbering) -> Iterator[str]:
    """Rows as row lines, cells merged downwards repeated; a table of one column is plain paragraphs."""
    rows = table.findall(W + "tr")
    above: dict[int, str] = {}
    grid: list[list[str]] = []
    for row in rows:
        line: list[str] = []
        for cell in row.iter(W + "tc"):
            if _owner(cell) is not row:
                continue
            across, merged = _span(cell)
            text = above.get(len(line), "") if merged else " ".join(_blocks(cell, numbering)).strip()
            for _ in range(across):
                above[len(line)] = text
                line.append(text)
        if any(line):
            grid.append(line)
    if max((len(line) for line in grid), default=0) < 2:
        for line in grid:
            yield from line
        return
    for line in grid:
        yield row_line(line[:1] if len(set(line)) == 1 else line)


def _owner(cell: etree._Element) -> etree._Element | None:
    return next(iter(cell.iterancestors(W + "tr")), None)


def _span(cell: etree._Element) -> tuple[int, bool]:
    """Columns a cell covers, and whether it continues the cell above."""
    grid_span = cell.find(f"{W}tcPr/{W}gridSpan")
    value = grid_span.get(W + "val", "1") if grid_span is not None else "1"
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    continues = merge is not None and merge.get(W + "val", "continue") == "continue"
    return (max(1, min(int(value), 50)) if value.isdigit() and len(value) < 6 else 1), continues
