"""Grids 表格线: ruling lines that cross, as the grid of a table: its columns, rows and merged cells. Geometry alone."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gongkai.engines.files.reading.pdf_marks import Box, Rule

MOST_RULES = 1500  # on one page, each counted once over its whole length
MOST_CELLS = 20_000
_SAME = 1.5  # lines drawn piece by piece, or twice
_GAP = 3.0
_TOUCH = 3.0
_APART = 3.5  # a double line is one
_OPEN = 8.0
_CORNER_ROWS = 3


@dataclass(frozen=True, slots=True)
class Area:
    """A cell of a grid: its row and column from the upper left corner, and how many of them it takes."""

    row: int
    column: int
    down: int
    across: int


@dataclass(frozen=True, slots=True)
class Grid:
    """columns: the lines between them from left to right; rows: from top to bottom; areas fill it without overlap."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    areas: tuple[Area, ...]

    @property
    def box(self) -> Box:
        """All of it."""
        return Box(self.columns[0], self.rows[-1], self.columns[-1], self.rows[0])

    def place(self, x: float, y: float) -> tuple[int, int] | None:
        """The row and column of a point, or None outside."""
        if not (self.columns[0] <= x < self.columns[-1] and self.rows[-1] < y <= self.rows[0]):
            return None
        row = bisect_right(self.rows, -y, key=lambda at: -at) - 1
        return min(row, len(self.rows) - 2), bisect_right(self.columns, x) - 1

    def cell_box(self, area: Area) -> Box:
        """Where a cell stands on the page."""
        return Box(
            self.columns[area.column],
            self.rows[area.row + area.down],
            self.columns[area.column + area.across],
            self.rows[area.row],
        )


def grids_of(across: Sequence[Rule], down: Sequence[Rule]) -> list[Grid] | None:
    """The grids of a page from top to bottom, outer ones only; None where there are too many lines to tell.

    A grid has two columns at least; a frame around text, a line beside or under it is none.
    """
    level, upright = _merged(across), _merged(down)
    if len(level) + len(upright) > MOST_RULES:
        return None
    found = [grid for group in _crossing(level, upright) for grid in _grids(*group)]
    found = [
        one for one in found if not any(one is not other and one.box.within(other.box) for other in found)
    ]
    return sorted(found, key=lambda grid: (-grid.box.top, grid.box.left))


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Each line once: pieces that lie on one another or end where the next begins are one."""
    found: list[Rule] = []
    for group in _near(sorted(rules), _SAME):
        at = sum(rule.at for rule in group) / len(group)
        run: Rule | None = None
        for rule in sorted(group, key=lambda rule: rule.start):
            if run is not None and rule.start <= run.end + _GAP:
                run = run._replace(end=max(run.end, rule.end))
                found[-1] = run
            else:
                run = Rule(at, rule.start, rule.end)
                found.append(run)
    return found


def _near(rules: list[Rule], apart: float) -> list[list[Rule]]:
    """Sorted lines in groups that lie no further from their first than `apart`."""
    groups: list[list[Rule]] = []
    for rule in rules:
        if groups and rule.at - groups[-1][0].at <= apart:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def _crossing(level: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that hang together because they cross or touch, group by group."""
    above = list(range(len(level) + len(upright)))

    def root(one: int) -> int:
        while above[one] != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    for i, flat in enumerate(level):
        for j, tall in enumerate(upright, len(level)):
            if (
                flat.start - _TOUCH <= tall.at <= flat.end + _TOUCH
                and tall.start - _TOUCH <= flat.at <= tall.end + _TOUCH
            ):
                above[root(i)] = root(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for one, rule in enumerate([*level, *upright]):
        groups[root(one)][one >= len(level)].append(rule)
    return list(groups.values())


def _grids(level: list[Rule], upright: list[Rule]) -> list[Grid]:
    """The grids of lines that hang together: one as a rule; tables set against one another stand apart by their width,
    boxes tied by a line are none."""
    if not upright or len(level) < (3 if len(upright) == 1 else 2):
        return []
    columns = _lines(upright, level)
    rows = _lines(level, upright)[::-1]
    if (len(columns) - 1) * (len(rows) - 1) > MOST_CELLS:
        return []
    sides, levels = _Borders(columns, upright), _Borders(rows, level)
    found = []
    for top, bottom, left, right in _bands(sides, columns, rows):
        areas = _areas(sides, levels, columns, rows, Area(top, left, bottom - top, right - left))
        if right - left > 1 and len(areas) > 1:
            found.append(_tidy(columns[left : right + 1], rows[top : bottom + 1], areas))
    return found


def _bands(sides: "_Borders", columns: list[float], rows: list[float]) -> Iterator[tuple[int, int, int, int]]:
    """Neighbouring rows that reach from the same line to the same line: from row, to row, from column, to column."""
    last = len(columns) - 1
    open_ends = {end for end in (0, last) if not any(sides(end, *row) for row in pairwise(rows))}
    spans = []
    for row in pairwise(rows):
        drawn = open_ends | {at for at in range(last + 1) if sides(at, *row)}
        spans.append((min(drawn), max(drawn)) if drawn else (0, 0))
    top = 0
    for at, (left, right) in enumerate(spans):
        after = spans[at + 1] if at + 1 < len(spans) else None
        if after == (left, right):
            continue
        if after is not None and at - top < _CORNER_ROWS and after[1] == right and after[0] < left:
            # a head whose corner is left open
            spans[top : at + 1] = [after] * (at + 1 - top)
            continue
        yield top, at + 1, left, right
        top = at + 1


def _tidy(columns: list[float], rows: list[float], areas: list[Area]) -> Grid:
    """The grid without the columns and rows in which no cell begins."""
    wide = sorted({area.column for area in areas})
    high = sorted({area.row for area in areas})
    fitted = (
        (bisect_left(high, area.row), bisect_left(wide, area.column),
         bisect_left(high, area.row + area.down), bisect_left(wide, area.column + area.across))
        for area in areas
    )  # fmt: skip
    return Grid(
        (*(columns[at] for at in wide), columns[-1]),
        (*(rows[at] for at in high), rows[-1]),
        tuple(Area(top, left, bottom - top, right - left) for top, left, bottom, right in fitted),
    )


def _lines(rules: list[Rule], others: list[Rule]) -> list[float]:
    """The places of the lines, and where the lines across them end with no line drawn: a table open at its sides."""
    places = [sum(rule.at for rule in group) / len(group) for group in _near(sorted(rules), _APART)]
    for edge, ends in (
        (min(rule.start for rule in others), [rule.start for rule in others]),
        (max(rule.end for rule in others), [rule.end for rule in others]),
    ):
        reaching = sum(abs(end - edge) <= _TOUCH for end in ends)
        if reaching >= max(2, len(others) / 2) and not places[0] - _OPEN <= edge <= places[-1] + _OPEN:
            places.append(edge)
    return sorted(places)


class _Borders:
    """Which stretches of each line of a grid are drawn."""

    def __init__(self, places: list[float], rules: list[Rule]) -> None:
        self._drawn: dict[int, list[Rule]] = defaultdict(list)
        for rule in rules:
            nearest = min(range(len(places)), key=lambda at: abs(places[at] - rule.at))
            self._drawn[nearest].append(rule)

    def __call__(self, line: int, start: float, end: float) -> bool:
        middle = (start + end) / 2
        return any(rule.start <= middle <= rule.end for rule in self._drawn[line])


def _areas(
    upright: _Borders, level: _Borders, columns: list[float], rows: list[float], within: Area
) -> list[Area]:
    """Rectangles grown over the lines that are not drawn, to the right and then down; counted from the part of the
    grid that they fill."""
    taken: set[tuple[int, int]] = set()
    wide, high = list(pairwise(columns)), list(pairwise(rows))
    end, floor = within.column + within.across, within.row + within.down
    found = []
    for row in range(within.row, floor):
        for column in range(within.column, end):
            if (row, column) in taken:
                continue
            across = 1
            while (
                column + across < end
                and (row, column + across) not in taken
                and not upright(column + across, *high[row])
            ):
                across += 1
            span = range(column, column + across)
            down = 1
            while (
                row + down < floor
                and not any(level(row + down, *wide[at]) for at in span)
                and not any(upright(at, *high[row + down]) for at in span[1:])
            ):
                down += 1
            taken |= {(row + step, at) for step in range(down) for at in span}
            found.append(Area(row - within.row, column - within.column, down, across))
    return found
