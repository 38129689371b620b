"""Grids out of lines: whatever cells are merged, the same cells come back; lines drawn in pieces are whole lines."""

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.engines.files.reading import pdf_grids
from gongkai.engines.files.reading.pdf_grids import Area, grids_of
from gongkai.engines.files.reading.pdf_marks import Box, Rule


@st.composite
def tilings(draw: st.DrawFn) -> tuple[list[float], list[float], list[Area]]:
    """Borders of columns and rows, and cells over them, some merged."""
    widths = draw(st.lists(st.integers(8, 90), min_size=2, max_size=6))
    heights = draw(st.lists(st.integers(8, 40), min_size=1, max_size=7))
    columns = [float(72 + sum(widths[:at])) for at in range(len(widths) + 1)]
    rows = [float(700 - sum(heights[:at])) for at in range(len(heights) + 1)]
    taken: set[tuple[int, int]] = set()
    areas = []
    for row in range(len(heights)):
        for column in range(len(widths)):
            if (row, column) in taken:
                continue
            free = 1
            while column + free < len(widths) and (row, column + free) not in taken:
                free += 1
            across = draw(st.integers(1, free))
            down = draw(st.integers(1, len(heights) - row))
            taken |= {(row + y, column + x) for y in range(down) for x in range(across)}
            areas.append(Area(row, column, down, across))
    return columns, rows, areas


def lines(columns: list[float], rows: list[float], areas: list[Area]) -> tuple[list[Rule], list[Rule]]:
    """The four sides of each cell, as a program writes them that knows only cells."""
    across, down = [], []
    for area in areas:
        left, right = columns[area.column], columns[area.column + area.across]
        top, bottom = rows[area.row], rows[area.row + area.down]
        across += [Rule(top, left, right), Rule(bottom + 0.4, left, right)]
        down += [Rule(left, bottom, top), Rule(right - 0.4, bottom, top)]
    return across, down


@settings(max_examples=60, deadline=None)
@given(tilings())
def test_the_cells_that_were_drawn_come_back(tiling: tuple[list[float], list[float], list[Area]]) -> None:
    columns, rows, areas = tiling
    wide, high = {area.column for area in areas}, {area.row for area in areas}
    found = grids_of(*lines(columns, rows, areas))
    if len(wide) < 2:
        assert found == []
        return
    assert found is not None
    (grid,) = found
    assert len(grid.columns) == len(wide) + 1 and len(grid.rows) == len(high) + 1
    boxes = sorted(
        (columns[one.column], rows[one.row + one.down], columns[one.column + one.across], rows[one.row])
        for one in areas
    )
    for box, area in zip(boxes, sorted(map(grid.cell_box, grid.areas)), strict=True):
        assert all(abs(a - b) < 1 for a, b in zip(box, area, strict=True))
        middle = grid.place((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        assert middle is not None


def test_a_line_in_pieces_is_one_and_a_short_one_joins_nothing() -> None:
    whole = [Rule(y, 72, 372) for y in (500.0, 530.0, 560.0)]
    pieces = [Rule(rule.at + at % 2, 72 + at * 30, 72 + at * 30 + 29) for rule in whole for at in range(10)]
    upright = [Rule(x, 500, 560) for x in (72.0, 172.0, 372.0)]
    (grid,) = grids_of(pieces, upright) or []
    assert [(area.row, area.column) for area in grid.areas] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert grids_of(whole, [Rule(172, 300, 400)]) == []


def test_one_line_beside_text_and_one_frame_make_no_table() -> None:
    assert grids_of([Rule(500, 72, 372), Rule(560, 72, 372)], [Rule(200, 500, 560)]) == []
    sides = [Rule(72, 500, 560), Rule(372, 500, 560)]
    assert grids_of([Rule(500, 72, 372), Rule(560, 72, 372)], sides) == []


def test_a_table_inside_a_cell_is_text_of_the_cell() -> None:
    def grid(box: Box) -> tuple[list[Rule], list[Rule]]:
        middle = (box.left + box.right) / 2
        return (
            [Rule(y, box.left, box.right) for y in (box.bottom, box.top)],
            [Rule(x, box.bottom, box.top) for x in (box.left, middle, box.right)],
        )

    outer, inner = grid(Box(72, 300, 472, 600)), grid(Box(100, 350, 200, 400))
    (found,) = grids_of(outer[0] + inner[0], outer[1] + inner[1]) or []
    assert found.columns == (72, 272, 472)


def test_more_lines_than_a_page_holds_are_no_grid() -> None:
    many = [Rule(float(y), 0, 9) for y in range(0, 4 * pdf_grids.MOST_RULES, 4)]
    assert grids_of(many, [Rule(0, 0, 9), Rule(9, 0, 9)]) is None


def test_a_place_between_the_cells_and_outside() -> None:
    (grid,) = (
        grids_of(*lines([0, 50, 100], [40, 20, 0], [Area(0, 0, 1, 2), Area(1, 0, 1, 1), Area(1, 1, 1, 1)]))
        or []
    )
    assert grid.place(10, 30) == (0, 0) and grid.place(60, 10) == (1, 1)
    assert grid.place(120, 30) is None and grid.place(10, 60) is None
