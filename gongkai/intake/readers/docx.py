"""Word files 文档: paragraphs, text boxes, automatic numbers and tables of a .docx, read from its XML parts."""

from collections.abc import Iterator

from lxml import etree

from gongkai.intake.raw import RawDocument, Unreadable, row_line
from gongkai.intake.readers.archive import Archive
from gongkai.intake.readers.numbering import Numbering

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
SKIPPED = frozenset({W + "del", W + "instrText", W + "moveFrom", W + "pPr", W + "rPr", MC_FALLBACK})
MAX_DEPTH = 200


def parse(data: bytes) -> etree._Element:
    """XML with entity expansion, network and huge trees switched off; raises Unreadable when malformed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise Unreadable("Word 文件的内容已损坏，无法读取，请重新保存后再导入。") from None


def read(path: str, archive: Archive) -> RawDocument:
    """The text of a .docx: deleted revisions, comments, headers and footers left out."""
    root = parse(archive.part("word/document.xml") or b"")
    numbers = archive.part("word/numbering.xml")
    numbering = Numbering(parse(numbers) if numbers else None)
    body = root.find(W + "body")
    lines = list(_blocks(body, numbering)) if body is not None else []
    return RawDocument(path, "", "docx", "\n".join(lines))


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
