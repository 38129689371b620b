"""Tables 表格: what stands in the ruled tables of a PDF, their heads, and what of them goes on over the page."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gongkai.engines.files.reading.pdf_lines import FIGURE, Line, glue
from gongkai.engines.files.reading.pdf_page import Ruled
from gongkai.engines.files.reading.pdf_rows import filled_areas

_ASCII_WORD = re.compile(r"[!-~]+")
_LONGEST_HEAD = 60
_MOST_HEAD_ROWS = 4
_PADDING = 12.0  # points at both sides of a cell together, a little more than office programs leave
_SAME_COLUMN = 3.0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its place, its spans and its words, a line break where a line was ended on purpose."""

    row: int
    column: int
    down: int
    across: int
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """columns: their borders, counted from the left one; cells in the order of rows; heads: rows of the head."""

    columns: tuple[float, ...]
    height: int
    cells: tuple[Cell, ...]

    @property
    def heads(self) -> int:
        """How many rows the head has; none where the first row holds figures or has gaps."""
        rows = self._rows()
        if self.height < 2 or not _is_head(rows[0], corner=True):
            return 0
        heads = max(cell.down for cell in rows[0])
        while heads < min(self.height - 1, _MOST_HEAD_ROWS):
            above = [cell for cell in self.cells if cell.row < heads == cell.row + cell.down]
            parted = any(cell.across > 1 for cell in above)
            if not (parted and _is_head(rows[heads])) and not _is_count(rows[heads]):
                break
            heads = max(cell.row + cell.down for row in rows[: heads + 1] for cell in row)
        return heads if heads < self.height and heads <= _MOST_HEAD_ROWS else 0

    def _rows(self) -> list[list[Cell]]:
        rows: list[list[Cell]] = [[] for _ in range(self.height)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return rows

    def html(self) -> str:
        """The table as a body has it: a head of its own, figures marked, spans where cells are merged."""
        heads = self.heads
        lines = [
            "".join(_cell(cell, "th" if at < heads else "td") for cell in row)
            for at, row in enumerate(self._rows())
        ]
        head = "".join(f"<tr>{line}</tr>" for line in lines[:heads])
        body = "".join(f"<tr>{line}</tr>" for line in lines[heads:])
        return f"<table>{f'<thead>{head}</thead>' if head else ''}<tbody>{body}</tbody></table>"


def table_of(ruled: Ruled) -> Table:
    """A table with the words of its cells."""
    grid = ruled.grid
    height, areas = filled_areas(ruled)
    cells = tuple(
        Cell(
            area.row,
            area.column,
            area.down,
            area.across,
            _words(lines, grid.columns[area.column + area.across] - grid.columns[area.column]),
        )
        for area, lines in areas
    )
    return Table(tuple(at - grid.columns[0] for at in grid.columns), height, cells)


def goes_on(above: Sequence[Table], below: Table) -> bool:
    """Whether a table has the columns of those above it, the parts of one table; it stands on top of the next page.

    Where one part has only some of the borders that another has, its cells span the others.
    """
    columns = max((*above, below), key=lambda part: len(part.columns)).columns
    parts = (*above, below) if columns is below.columns else (below,)
    return all(_onto(part, columns) is not None for part in parts)


def whole(parts: Sequence[Table]) -> Table:
    """Parts that go on in one another as one table; a head that is repeated is told once."""
    columns = max(parts, key=lambda part: len(part.columns)).columns
    first, *others = (_onto(part, columns) or part for part in parts)
    heads = first.heads
    head = _head(first, heads)
    cells, height = list(first.cells), first.height
    for part in others:
        drop = heads if heads and _head(part, heads) == head else 0
        cells += (replace(cell, row=cell.row - drop + height) for cell in part.cells if cell.row >= drop)
        height += part.height - drop
    return Table(columns, height, tuple(cells))


def _onto(table: Table, columns: tuple[float, ...]) -> Table | None:
    """The table over the borders of another, or None where one of its own is not among them."""
    places = []
    for border in table.columns:
        nearest = min(range(len(columns)), key=lambda at: abs(columns[at] - border))
        if abs(columns[nearest] - border) > _SAME_COLUMN:
            return None
        places.append(nearest)
    if places[-1] != len(columns) - 1 or len(set(places)) < len(places):
        return None
    if len(places) == len(columns):
        return replace(table, columns=columns)
    cells = (
        replace(
            cell, column=places[cell.column], across=places[cell.column + cell.across] - places[cell.column]
        )
        for cell in table.cells
    )
    return Table(columns, table.height, tuple(cells))


def _head(table: Table, heads: int) -> list[Cell]:
    return [replace(cell, text="".join(cell.text.split())) for cell in table.cells if cell.row < heads]


def _is_head(row: Sequence[Cell], corner: bool = False) -> bool:
    """Whether all cells name something; the one in the corner may be empty."""
    named = [cell for cell in row if cell.text or not (corner and cell.column == 0 and len(row) > 1)]
    return bool(named) and all(
        0 < len(cell.text) <= _LONGEST_HEAD and not FIGURE.fullmatch(cell.text) for cell in named
    )


def _is_count(row: Sequence[Cell]) -> bool:
    """Whether a row under the head counts the columns, as the tables of final accounts do (栏次 1 2 3)."""
    figures = [cell.text for cell in row if FIGURE.fullmatch(cell.text)]
    return len(figures) >= max(3, len(row) - 2) and figures == [str(at + 1) for at in range(len(figures))]


def _words(lines: Sequence[Line], width: float) -> str:
    """The lines of a cell as words: joined where the next word had no room, without blanks between Chinese letters."""
    text = ""
    above: Line | None = None
    for line in lines:
        said = " ".join(line.text.split())
        if not said:
            continue
        if above is not None:
            word = _ASCII_WORD.match(said)
            size = line.top - line.bottom
            needed = size * (0.5 * len(word[0]) if word else 1)
            if width - _PADDING - (above.right - above.left) > needed:
                text += "\n"
            else:
                text += glue(text, said)
        text += said
        above = line
    return text


def _cell(cell: Cell, tag: str) -> str:
    spans = (f' colspan="{cell.across}"' if cell.across > 1 else "") + (
        f' rowspan="{cell.down}"' if cell.down > 1 else ""
    )
    is_figure = tag == "td" and FIGURE.fullmatch(cell.text)
    mark = ' scope="col"' if tag == "th" else ' class="num"' if is_figure else ""
    inside = html.escape(cell.text, quote=False).replace("\n", "<br>")
    return f"<{tag}{mark}{spans}>{inside}</{tag}>"
