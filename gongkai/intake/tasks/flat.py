"""Tasks in a table that a copy flattened to lines: headings, groups, row titles, items, then a line of units.

The heading cells stand on lines of their own (工作内容 / 工作要求 / 责任单位). After them each row runs: its title (on
one line or two), its items, its units; a column of times may stand before or after the units. A line of units ends
a row. Groups number on by themselves (一、二、三、…) and may clash with the sections around the table: the table ends
at the heading that continues the sections and not the groups.
"""

import re

from gongkai.intake.lines import Line, is_row
from gongkai.intake.record import DeadlineFound, Task
from gongkai.intake.tasks.assignments import Assignment, read_phrase
from gongkai.intake.tasks.brackets import looks_like_units
from gongkai.intake.tasks.columns import role
from gongkai.intake.tasks.deadlines import COLUMN_ONLY, WHEN, deadline_in, deadline_stated
from gongkai.kernel.hanzi.fold import fold
from gongkai.kernel.hanzi.numerals import parse_numeral

GROUP = re.compile(r"^([一二三四五六七八九十]{1,3})[,.] ?(?=\S)")
INDEX_ONLY = re.compile(r"^\d{1,3}$")
STANDING = re.compile(
    r"^(?:长期|长期坚持|持续推进|持续|全年|全年推进|常态化|即时|及时|立行立改|年内|按时序推进|每年|每季度|每月|每半年|实时|随时)$"
)
ITEM_SIGN = re.compile(r"^\(?\d{1,2}[.,)]?(?=\D)|^[①-⑳]")
# an item number that lost its point and stuck to a year: 32022年底前 after item 2
STUCK = re.compile(r"(?m)^(?P<item>[1-9])(?P<year>20\d\d)年")


def tasks_from_flat(lines: list[Line], year: int | None) -> tuple[list[Task], set[int]]:
    """One task a row of every flattened table, and the indices of the lines that belong to tables."""
    tasks: list[Task] = []
    used: set[int] = set()
    at = 0
    while at < len(lines):
        columns = _heading_at(lines, at)
        if columns is None:
            at += 1
            continue
        start = at + len(columns)
        rows = _grid(lines[start:], columns)
        if rows:
            end = start + len(rows) * len(columns)
            tasks += [_grid_task(row, columns, year) for row in rows]
        else:
            end = _table_end(lines, start, _section_before(lines, at))
            tasks += _rows(lines[start:end], columns, year)
        used.update(range(at, end))
        at = end
    return tasks, used


def _heading_at(lines: list[Line], at: int) -> list[str] | None:
    """The roles of consecutive lines that are heading cells, when a column of units is among them."""
    found: list[str] = []
    for line in lines[at : at + 10]:
        name = None if is_row(line) else role(line.folded)
        if name is None:
            break
        found.append(name)
    if len(found) >= 2 and {"lead", "unit"} & set(found) and "text" in found:
        return found
    return None


def _section_before(lines: list[Line], at: int) -> int:
    """The number of the section in which the table stands, 0 when there is none."""
    for line in reversed(lines[:at]):
        match = GROUP.match(line.folded)
        if match is not None and len(line.text) < 60:
            return parse_numeral(match[1]) or 0
    return 0


def _table_end(lines: list[Line], start: int, section: int) -> int:
    """The heading that continues the sections ends the table; so does the text after the last line of units."""
    group, last_units = 0, start
    for at in range(start, len(lines)):
        line = lines[at]
        if looks_like_units(line.text, line.folded) and at > start:
            last_units = at + 1
        match = GROUP.match(line.folded)
        if match is None or len(line.text) >= 60:
            continue
        number = parse_numeral(match[1]) or 0
        if number == group + 1 and not (number == section + 1 and not _units_follow(lines, at)):
            group = number
        elif number == section + 1:
            return at
    if last_units < len(lines) and last_units > start and _is_time(lines[last_units]):
        last_units += 1
    return last_units if last_units > start else len(lines)


def _units_follow(lines: list[Line], at: int) -> bool:
    return any(looks_like_units(line.text, line.folded) for line in lines[at + 2 : at + 14])


def _rows(lines: list[Line], columns: list[str], year: int | None) -> list[Task]:
    """Cut the table's lines into rows, each ended by its units (and a time, where such a column comes last)."""
    tasks: list[Task] = []
    row: list[Line] = []
    unit_columns = sum(name in ("lead", "unit") for name in columns)
    time_last = "time" in columns and columns.index("time") > max(
        at for at, name in enumerate(columns) if name in ("lead", "unit")
    )
    content = 1 + (sum(name == "text" for name in columns) > 1)
    at = 0
    while at < len(lines):
        line = lines[at]
        if not row and GROUP.match(line.folded) and len(line.text) < 40 and not line.folded.endswith("。"):
            at += 1
            continue
        if _has_content(row, content) and looks_like_units(line.text, line.folded):
            unit_lines = [line]
            while (
                at + 1 < len(lines)
                and len(unit_lines) < max(unit_columns, 2)
                and looks_like_units(lines[at + 1].text, lines[at + 1].folded)
                and (unit_columns > 1 or line.folded.endswith(","))
            ):
                at += 1
                unit_lines.append(lines[at])
            when = lines[at + 1] if time_last and at + 1 < len(lines) and _is_time(lines[at + 1]) else None
            tasks.append(_task(row, unit_lines, when, columns, year))
            at += 1 + (when is not None)
            row = []
            continue
        row.append(line)
        at += 1
    return tasks


def _grid(lines: list[Line], columns: list[str]) -> list[list[Line]]:
    """Rows of exactly one line a cell, as far as units stand at the units' place; only where units come before texts.

    This is how a table is read whose units do not stand at the end.
    """
    width = len(columns)
    places = [at for at, name in enumerate(columns) if name in ("lead", "unit")]
    rows: list[list[Line]] = []
    if not any(name == "text" for name in columns[max(places) :]):
        return rows
    for start in range(0, len(lines) - width + 1, width):
        row = lines[start : start + width]
        if not all(looks_like_units(row[at].text, row[at].folded) for at in places):
            break
        rows.append(row)
    return rows


def _grid_task(row: list[Line], columns: list[str], year: int | None) -> Task:
    when = next((row[at] for at, name in enumerate(columns) if name == "time"), None)
    texts = [row[at] for at, name in enumerate(columns) if name == "text"]
    units = [row[at] for at, name in enumerate(columns) if name in ("lead", "unit")]
    return _task(texts, units, when, columns, year)


def _has_content(row: list[Line], needed: int) -> bool:
    """A row needs its title and, in a table of two text columns, its items before units can end it."""
    texts = [line for line in row if not INDEX_ONLY.match(line.folded) and not _is_time(line)]
    return len(texts) >= needed


def _is_time(line: Line) -> bool:
    folded = line.folded.strip(" 。")
    if len(folded) > 24:
        return False
    return bool(
        COLUMN_ONLY.match(folded)
        or STANDING.match(folded)
        or ((match := WHEN.search(folded)) and len(match[0]) >= len(folded) - 3)
    )


def _task(
    row: list[Line], unit_lines: list[Line], when: Line | None, columns: list[str], year: int | None
) -> Task:
    found = Assignment()
    unit_roles = [name for name in columns if name in ("lead", "unit")]
    for at, line in enumerate(unit_lines):
        phrase = read_phrase(line.text, line.folded)
        if phrase is None:
            continue
        leads = (len(unit_roles) == len(unit_lines) > 1 and unit_roles[at] == "lead") or unit_roles == [
            "lead"
        ]
        found.add(phrase.responsible if leads else phrase.lead, leading=True)
        found.add(phrase.responsible)
    texts = [line for line in row if not INDEX_ONLY.match(line.folded)]
    if when is None and "time" in columns and len(texts) > 1 and _is_time(texts[-1]):
        when = texts.pop()
    if when is not None:
        found.deadline = deadline_stated(when.folded, when.text, year)
    text = "\n".join(_joined_title(texts))
    return Task(text, found.responsible, found.lead, found.deadline or _running_deadline(text, year))


def _joined_title(texts: list[Line]) -> list[str]:
    """A row's title split over two lines is one title again: short lines before the first item or sentence."""
    title: list[str] = []
    for line in texts:
        if len(line.text) > 24 or ITEM_SIGN.match(line.folded) or line.folded.endswith(("。", ";")):
            break
        title.append(line.text)
    rest = [line.text for line in texts[len(title) :]]
    if len(title) > 1 and rest:
        return ["".join(title), *rest]
    return title + rest


def _running_deadline(text: str, year: int | None) -> DeadlineFound | None:
    folded = fold(text)
    stuck = STUCK.search(text)
    if stuck is not None and (
        found := deadline_in(folded[stuck.start("year") :], text[stuck.start("year") :], year)
    ):
        return found
    return deadline_in(folded, text, year)
