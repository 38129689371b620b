"""A page of a PDF 页面: its lines and ruled tables from top to bottom, and whether more is drawn than these."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pypdfium2 import PdfPage, PdfTextPage
from pypdfium2 import raw as pdfium

from gongkai.engines.files.reading.pdf_grids import Grid, grids_of
from gongkai.engines.files.reading.pdf_letters import Letter, letters
from gongkai.engines.files.reading.pdf_lines import Line, page_lines, place, without_number
from gongkai.engines.files.reading.pdf_marks import Box, Marks, marks_of, turn_of, turned

MOST_LETTERS = 50_000  # a page of a newspaper has 10,000
_LARGE = 30.0
_SMALL = 8.0
_MANY = 12
_CORNERS = 40  # slanted lines in the heads of all the tables of a page
_FRAME = 2  # upright lines
_SNAP = 4.0


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruled table, or what of it stands on one page: the lines in each area of its grid."""

    grid: Grid
    lines: tuple[list[Line], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """has_more: pictures, or curves, bars, boxes that no table explains (charts, maps, seals): a person must look."""

    items: list[Line | Ruled]
    has_more: bool


def layout_of(page: PdfPage, layer: PdfTextPage) -> Layout:
    """What stands on one page, its number left out."""
    grids, shows_more = _seen(page, layer)
    lines, tables = _placed(page, layer, grids)
    return Layout(list(_downwards(lines, tables)), shows_more)


def has_more(page: PdfPage, layer: PdfTextPage) -> bool:
    """What `layout_of` says of it, without laying out the page."""
    return _seen(page, layer)[1]


def _seen(page: PdfPage, layer: PdfTextPage) -> tuple[list[Grid], bool]:
    """The grids that have words in their cells, and whether more is drawn."""
    marks = marks_of(page)
    grids = None if marks.countless else grids_of(marks.across, marks.down)
    if grids is None or layer.count_chars() > MOST_LETTERS:
        return [], True
    written = [grid for grid in grids if _is_written(page, layer, grid.box)]
    return written, marks.pictures or _is_drawn(marks, written, page)


def _is_written(page: PdfPage, layer: PdfTextPage, box: Box) -> bool:
    """Whether more than one word stands in a box that lies on the page as it is seen."""
    text: str = layer.get_text_bounded(*turned(turn_of(page, back=True), box))
    return len(text.split()) > 1


def _downwards(lines: Sequence[Line], tables: Sequence[Ruled]) -> Iterator[Line | Ruled]:
    """The tables at their height among the lines, which keep the order of the file."""
    bands: list[list[Line]] = [[] for _ in range(len(tables) + 1)]
    places = [table.grid.box for table in tables]
    low = min((box.bottom for box in places), default=math.inf)
    high = max((box.top for box in places), default=-math.inf)
    for line in without_number(lines, low, high):
        middle = (line.bottom + line.top) / 2
        bands[sum(box.bottom > middle for box in places)].append(line)
    for band, table in zip(bands, tables, strict=False):
        yield from band
        yield table
    yield from bands[-1]


def _placed(page: PdfPage, layer: PdfTextPage, grids: Sequence[Grid]) -> tuple[list[Line], list[Ruled]]:
    """The lines outside of the tables and in their cells. A word that runs over a line stays in its cell."""
    if not grids:
        return page_lines(page, layer), []
    outside: list[Line] = []
    tables = [Ruled(grid, tuple([] for _ in grid.areas)) for grid in grids]
    owners = [_owners(table) for table in tables]
    width = round(page.get_width())
    home: list[Line] = outside
    before: Letter | None = None
    for letter in letters(page, layer):
        here = _home(letter.box, grids, owners, outside)
        if here is not home and (before is None or not _runs_on(layer, before, letter)):
            home = here
        place(home, letter, width)
        before = letter
    return outside, tables


def _owners(table: Ruled) -> dict[tuple[int, int], list[Line]]:
    return {
        (area.row + down, area.column + across): lines
        for area, lines in zip(table.grid.areas, table.lines, strict=True)
        for down in range(area.down)
        for across in range(area.across)
    }


def _home(
    box: Box, grids: Sequence[Grid], owners: Sequence[dict[tuple[int, int], list[Line]]], outside: list[Line]
) -> list[Line]:
    for grid, owner in zip(grids, owners, strict=True):
        at = grid.place((box.left + box.right) / 2, (box.bottom + box.top) / 2)
        if at is not None:
            return owner[at]
    return outside


def _runs_on(layer: PdfTextPage, before: Letter, letter: Letter) -> bool:
    """Whether a letter was written in one go with the one before, close behind it on the same line."""
    end, box = before.box, letter.box
    size = max(end.height, box.height)
    return (
        not letter.text.startswith(" ")
        and abs(box.bottom - end.bottom) < 0.3 * size
        and abs(box.left - end.right) < 0.2 * size
        and _written(layer, before.at) == _written(layer, letter.at)
    )


def _written(layer: PdfTextPage, at: int) -> int | None:
    one = pdfium.FPDFText_GetTextObject(layer, at)
    return pdfium.cast(one, pdfium.c_void_p).value if one else None


def _is_drawn(marks: Marks, grids: Sequence[Grid], page: PdfPage) -> bool:
    few = len(marks.strokes) <= _CORNERS
    shapes = [*marks.shapes, *(one for one in marks.strokes if not (few and _is_corner(one, grids)))]
    places = {round(one.left) for one in shapes}  # the marks before items stand one below the other
    if len(places) >= _MANY or any(max(one.width, one.height) > _LARGE for one in shapes):
        return True
    wide, high = (page.get_width(), page.get_height())
    boxes = [
        box
        for box in marks.boxes
        if max(box.width, box.height) > _SMALL and box.width < 0.6 * wide and not _is_shade(box, grids)
    ]
    frames = {
        round(rule.at)
        for rule in marks.down
        if 2 * _SMALL < rule.end - rule.start < 0.7 * high
        and not any(Box(rule.at, rule.start, rule.at, rule.end).within(grid.box, _SNAP) for grid in grids)
    }
    return len(boxes) > 1 or len(frames) > _FRAME


def _is_corner(stroke: Box, grids: Sequence[Grid]) -> bool:
    """Whether a slanted line parts one cell of a table, as in the corner of a head with two sides."""
    return any(stroke.within(grid.cell_box(area), _SNAP) for grid in grids for area in grid.areas)


def _is_shade(box: Box, grids: Sequence[Grid]) -> bool:
    """Whether a filled box is the ground of cells: it ends where they end."""
    return any(
        box.within(grid.box, _SNAP)
        and _ends_at(box.left, grid.columns)
        and _ends_at(box.right, grid.columns)
        and _ends_at(box.bottom, grid.rows)
        and _ends_at(box.top, grid.rows)
        for grid in grids
    )


def _ends_at(edge: float, lines: Sequence[float]) -> bool:
    return any(abs(edge - line) <= _SNAP for line in lines)
