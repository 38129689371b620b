"""Visible lines of a parsed page: blocks become lines, data tables become row lines, layout tables do not."""

from selectolax.lexbor import LexborNode

from gongkai.engines.files.rows import row_line

BLOCKS_WORDS = (
    "address article aside blockquote body center dd div dl dt fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul caption"
)
BLOCKS = frozenset(BLOCKS_WORDS.split())
MAX_SPAN = 50
MAX_COLUMNS = 60


def lines_of(root: LexborNode) -> list[str]:
    """Lines of visible text under `root`, blank lines left out; walks without recursion, however deep the page."""
    parts: list[str] = []
    stack: list[tuple[LexborNode, bool]] = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        tag = node.tag or ""
        if leaving:
            parts.append("\n")
        elif tag == "-text":
            parts.append(_text(node))
        elif tag == "br":
            parts.append("\n")
        elif tag == "table" and (rows := data_rows(node)) is not None:
            parts.append("\n" + "\n".join(row_line(row) for row in rows) + "\n")
        else:
            if tag in BLOCKS:
                parts.append("\n")
                stack.append((node, True))
            stack.extend((child, False) for child in reversed(_children(node)))
    lines = (" ".join(line.replace("\u00a0", " ").split()) for line in "".join(parts).split("\n"))
    return [line for line in lines if line]


def _text(node: LexborNode) -> str:
    return (node.text_content or "").replace("\n", " ").replace("\r", " ")


def _children(node: LexborNode) -> list[LexborNode]:
    found = []
    child = node.child
    while child is not None:
        found.append(child)
        child = child.next
    return found


def data_rows(table: LexborNode) -> list[list[str]] | None:
    """The rows of a data table with spans filled in, or null for a table that only lays the page out.

    Layout tables nest others, have a single row or column, or hold an article in one cell.
    """
    if len(table.css("table")) > 1:
        return None
    rows = [row for row in table.css("tr") if row.css_first("td, th") is not None]
    if len(rows) < 2:
        return None
    grid = _grid(rows)
    if max(len(row) for row in grid) < 2:
        return None
    cells = [cell for row in grid for cell in row]
    if max(len(cell) for cell in cells) > 0.8 * sum(len(cell) for cell in set(cells)) > 400:
        return None
    return [_collapsed(row) for row in grid if any(cell.strip() for cell in row)]


def _grid(rows: list[LexborNode]) -> list[list[str]]:
    """Cell texts row by row; a cell spanning rows is repeated in each, so that a row stands for itself."""
    pending: dict[int, tuple[int, str]] = {}
    grid = []
    for row in rows:
        line: list[str] = []
        for cell in row.css("td, th"):
            _carry(line, pending)
            if len(line) >= MAX_COLUMNS:
                break
            text = " ".join(lines_of_cell(cell))
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            for _ in range(min(across, MAX_COLUMNS - len(line))):
                if down > 1:
                    pending[len(line)] = (down - 1, text)
                line.append(text)
        _carry(line, pending)
        grid.append(line)
    return grid


def lines_of_cell(cell: LexborNode) -> list[str]:
    """Lines of one cell (no nested table in it)."""
    return (
        [line for child in _children(cell) for line in lines_of(child)]
        if cell.css_first("p, br, div")
        else [" ".join(cell.text(separator="").replace("\u00a0", " ").split())]
    )


def _carry(line: list[str], pending: dict[int, tuple[int, str]]) -> None:
    while len(line) in pending:
        column = len(line)
        left, text = pending.pop(column)
        if left > 1:
            pending[column] = (left - 1, text)
            line.append(text)
            continue
        line.append(text)


def _span(cell: LexborNode, name: str) -> int:
    value = (cell.attributes.get(name) or "1").strip()
    return max(1, min(int(value), MAX_SPAN)) if value.isdigit() and len(value) < 6 else 1


def _collapsed(row: list[str]) -> list[str]:
    """A row that is one cell across the whole width (a group's heading) as one cell."""
    return row[:1] if len(set(row)) == 1 else row
