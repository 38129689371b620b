"""Tasks in tables that kept their rows: real tables of pages and Word files, and rows drawn with bars."""

from gongkai.intake.lines import Line, cells_of, is_row
from gongkai.intake.record import Task
from gongkai.intake.tasks.assignments import Assignment, read_labelled, read_phrase
from gongkai.intake.tasks.columns import roles
from gongkai.intake.tasks.deadlines import deadline_in, deadline_stated
from gongkai.kernel.hanzi.fold import fold


def tasks_from_rows(lines: list[Line], year: int | None) -> tuple[list[Task], set[int]]:
    """One task a row under every heading row that names a column of units; and the indices of rows used."""
    tasks: list[Task] = []
    used: set[int] = set()
    heading: list[str] | None = None
    for at, line in enumerate(lines):
        if not is_row(line):
            if at and not is_row(lines[at - 1]):
                heading = None
            continue
        cells, shadows = cells_of(line.text), cells_of(line.folded)
        found = roles(shadows)
        if found is not None:
            heading = found
            used.add(at)
        elif heading is not None:
            used.add(at)
            task = _task(heading, cells, shadows, year)
            if task is not None:
                tasks.append(task)
    return tasks, used


def _task(heading: list[str], cells: list[str], shadows: list[str], year: int | None) -> Task | None:
    if len(cells) < 2 or abs(len(cells) - len(heading)) > 1:
        return None
    offset = len(heading) - len(cells)
    words: list[str] = []
    found = Assignment()
    for column, (cell, shadow) in enumerate(zip(cells, shadows, strict=True)):
        name = heading[column + offset] if 0 <= column + offset < len(heading) else "aside"
        if not shadow or shadow in ("/", "-"):
            continue
        if name == "text" and cell not in words:
            words.append(cell)
        elif name == "time":
            found.deadline = deadline_stated(shadow, cell, year)
        elif name in ("lead", "unit"):
            phrase = read_labelled(cell, shadow, year) or read_phrase(cell, shadow)
            if phrase is not None:
                found.add(phrase.responsible if name == "lead" else phrase.lead, leading=True)
                found.add(phrase.responsible)
    if not words:
        return None
    text = "\n".join(words)
    deadline = found.deadline or deadline_in(fold(text), text, year)
    return Task(text, found.responsible, found.lead, deadline)
