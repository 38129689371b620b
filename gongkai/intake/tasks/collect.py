"""Which of the ways of charging a document uses: a text that marks its tasks marks them all alike."""

from gongkai.intake.lines import Line
from gongkai.intake.record import Task
from gongkai.intake.tasks.brackets import tasks_from_brackets
from gongkai.intake.tasks.flat import tasks_from_flat
from gongkai.intake.tasks.rows import tasks_from_rows
from gongkai.intake.tasks.running import tasks_from_running

MARKED = 3


def tasks_in(lines: list[Line], year: int | None) -> list[Task]:
    """Every task of a document, in order of the ways found; `year` is the year that its title states, or null.

    Where at least three tasks are marked (table rows, brackets, labelled lines), sentences are not searched: what
    they say of units there (局办公室具体负责…) is a standing role, not one of the tasks.
    """
    rows, in_rows = tasks_from_rows(lines, year)
    flat, in_flat = tasks_from_flat(lines, year)
    rest = [line for at, line in enumerate(lines) if at not in in_rows | in_flat]
    marked, in_marks = tasks_from_brackets(rest, year)
    tasks = rows + flat + marked
    if len(tasks) < MARKED:
        tasks += tasks_from_running(rest, year, in_marks)
    return tasks
