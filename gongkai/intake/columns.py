"""Rows of a table that a text file sets in columns, with tabs or runs of blanks, drawn as row lines."""

import re

from gongkai.engines.files.rows import row_line
from gongkai.intake.tasks.columns import roles
from gongkai.kernel.hanzi.fold import fold

GAP = re.compile(r"\t+| {2,}|\u3000{2,}")
DRAWN = re.compile(r"[\s+|│┃─━┌┐└┘├┤┬┴┼=:-]+")
LONGEST_ROW = 300
BARS = re.compile(r"[│┃]")


def _is_drawn(line: str) -> bool:
    """A row drawn with bars on both sides, or with box characters; menus (打印 | 关闭 |) are neither."""
    stripped = line.strip()
    if stripped.startswith("| ") and stripped.endswith(" |"):
        return False
    if "│" in stripped or "┃" in stripped:
        return True
    return stripped.startswith("|") and stripped.endswith("|") and stripped.count("|") >= 3


def rows_from_columns(text: str) -> str:
    """`text` with columns drawn as `| cell | cell |` wherever a heading row names a column of units."""
    lines = text.split("\n")
    width = 0
    changed = False
    for at, line in enumerate(lines):
        if _is_drawn(line):
            cells = [cell.strip() for cell in BARS.sub("|", line).strip().strip("|").split("|")]
            lines[at], changed = row_line(cells), True
            continue
        if width == 0 and (len(line) > LONGEST_ROW or not GAP.search(line)):
            continue
        cells = [cell for cell in GAP.split(line.strip()) if cell]
        if len(cells) >= 3 and roles([fold(cell) for cell in cells]) is not None:
            width = len(cells)
            lines[at], changed = row_line(cells), True
        elif width and len(cells) == width:
            lines[at], changed = row_line(cells), True
        elif line.strip():
            width = 0
    return (
        "\n".join(line for line in lines if not (len(line) > 3 and DRAWN.fullmatch(line)))
        if changed
        else text
    )
