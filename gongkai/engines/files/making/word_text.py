"""Runs, paragraphs and tables of a .docx as markup."""

from xml.sax.saxutils import escape

from gongkai.engines.files.making.blocks import Block, Cell, Run

_TEXT_WIDTH = 8844  # twips: 156 mm
_MARKS = {
    "b": "<w:b/>",
    "i": '<w:rFonts w:eastAsia="楷体_GB2312"/>',  # Chinese knows no italics
    "u": '<w:u w:val="single"/>',
    "sub": '<w:vertAlign w:val="subscript"/>',
    "sup": '<w:vertAlign w:val="superscript"/>',
}
_ORDER = ("i", "b", "u", "sub", "sup")  # as the schema wants the properties of a run


class Links:
    """The addresses that the text links to, each with the identifier of its relationship."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def identifier(self, target: str) -> str:
        """The relationship for an address, made when new."""
        return self.targets.setdefault(target, f"rLink{len(self.targets) + 1}")


def run(text: str, marks: frozenset[str] = frozenset()) -> str:
    """One run; control characters that XML forbids are dropped, a line break is one in Word."""
    properties = "".join(_MARKS[mark] for mark in _ORDER if mark in marks)
    inside = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(_clean(piece))}</w:t>' for piece in text.split("\n")
    )
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inside}</w:r>"


def inline(runs: list[Run], links: Links) -> str:
    """The runs of a block, links among them."""
    out = []
    for one in runs:
        text = run(one.text, one.marks)
        out.append(
            f'<w:hyperlink r:id="{links.identifier(one.href)}">{text}</w:hyperlink>' if one.href else text
        )
    return "".join(out)


def paragraph(text: str, style: str = "", properties: str = "") -> str:
    """One paragraph; `properties` is further markup of its properties."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = named + properties
    return f"<w:p>{f'<w:pPr>{inside}</w:pPr>' if inside else ''}{text}</w:p>"


def table(block: Block, links: Links) -> str:
    """A table over the whole width; cells that span rows are open below, as Word wants them."""
    shares = [max(_TEXT_WIDTH * share // sum(block.widths), 1) for share in block.widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in shares)
    rows = "".join(
        _row(line, at < block.head_rows, shares, links) for at, line in enumerate(_open_below(block))
    )
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
        + paragraph("", "Flat")
    )


def _open_below(block: Block) -> list[list[tuple[int, Cell, bool]]]:
    """For each row its cells with their first column, and whether a cell goes on from the row above."""
    grid: list[dict[int, tuple[Cell, bool]]] = [{} for _ in block.rows]
    covered: set[tuple[int, int]] = set()
    for at, line in enumerate(block.rows):
        column = 0
        for cell in line:
            while (at, column) in covered:
                column += 1
            for down in range(cell.down):
                grid[at + down][column] = (cell, down > 0)
                covered |= {(at + down, column + step) for step in range(cell.across)}
            column += cell.across
    return [[(column, *row[column]) for column in sorted(row)] for row in grid]


def _row(line: list[tuple[int, Cell, bool]], is_head: bool, shares: list[int], links: Links) -> str:
    head = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if is_head else ""
    return f"<w:tr>{head}{''.join(_cell(*one, shares, links) for one in line)}</w:tr>"


def _cell(column: int, cell: Cell, goes_on: bool, shares: list[int], links: Links) -> str:
    width = sum(shares[column : column + cell.across])
    span = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
    merge = "<w:vMerge/>" if goes_on else '<w:vMerge w:val="restart"/>' if cell.down > 1 else ""
    style = "TableHead" if cell.head else "TableFigure" if cell.figure else "TableText"
    text = "" if goes_on else inline(cell.runs, links)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraph(text, style)}</w:tc>"
    )


def _clean(text: str) -> str:
    return "".join(
        char
        for char in text
        if char >= " " and not "\ud800" <= char <= "\udfff" and char not in "\ufffe\uffff"
    )
