"""Rows 行: rows of a table that no lines part, told by a column of figures that stand one below the other."""

from collections.abc import Sequence
from dataclasses import replace

from gongkai.engines.files.reading.pdf_grids import Area
from gongkai.engines.files.reading.pdf_lines import FIGURE, Line
from gongkai.engines.files.reading.pdf_page import Ruled

_FEWEST = 3  # a figure is never set in three lines: each is one of its own
_MOST = 500
_LEVEL = 3.0
_MOST_GAPS = 0.1

Filled = tuple[Area, list[Line]]


def filled_areas(ruled: Ruled) -> tuple[int, list[Filled]]:
    """How many rows the table has, and its areas with their lines; a row between two lines may be several."""
    rows: list[list[Filled]] = [[] for _ in ruled.grid.rows[1:]]
    for area, lines in zip(ruled.grid.areas, ruled.lines, strict=True):
        rows[area.row].append((area, lines))
    through = {area.row + step for area in ruled.grid.areas for step in range(area.down) if area.down > 1}
    found: list[Filled] = []
    height = 0
    for at, row in enumerate(rows):
        parts = [row] if at in through else _parted(row)
        for part in parts:
            found += [(replace(area, row=height), lines) for area, lines in part]
            height += 1
    return height, found


def _parted(row: list[Filled]) -> list[list[Filled]]:
    """The row as it is, or cut before each figure of a column whose figures others stand beside."""
    for _, lines in row:
        levels = sorted((line.bottom for line in lines), reverse=True)
        if _FEWEST <= len(levels) <= _MOST and all(FIGURE.fullmatch(line.text.strip()) for line in lines):
            beside = (sum(_is_at(line, levels) for line in other) for _, other in row if other is not lines)
            highest = max(line.bottom for _, others in row for line in others)
            if highest - levels[0] <= _LEVEL and max(beside, default=0) >= len(levels) * (1 - _MOST_GAPS):
                return [
                    [(area, _between(other, levels, at)) for area, other in row] for at in range(len(levels))
                ]
    return [row]


def _is_at(line: Line, levels: Sequence[float]) -> bool:
    return any(abs(line.bottom - level) <= _LEVEL for level in levels)


def _between(lines: Sequence[Line], levels: Sequence[float], at: int) -> list[Line]:
    """The lines from one figure down to the next."""
    below = levels[at + 1] + _LEVEL if at + 1 < len(levels) else float("-inf")
    above = levels[at] + _LEVEL if at else float("inf")
    return [line for line in lines if below < line.bottom <= above]
