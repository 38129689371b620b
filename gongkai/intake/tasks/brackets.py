"""Tasks marked by a bracket at the end of a clause, or by a labelled line under it."""

import re
from functools import lru_cache

from gongkai.intake.lines import Line, is_row
from gongkai.intake.record import Task
from gongkai.intake.tasks.assignments import LABEL, WHEN_TAIL, Assignment, read_labelled, read_phrase
from gongkai.intake.tasks.deadlines import deadline_in
from gongkai.intake.units import is_unit, split_units
from gongkai.kernel.hanzi.fold import fold

BRACKET = re.compile(r"[(\[]((?:[^()\[\]]|\([^()]*\)){3,300})[)\]]")
CHARGES = re.compile(r"(?:负责|牵头|配合|落实|承办|分工负责|组织实施)[。;]?$|牵头[,;]")
ITEM = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[,.]|\([一二三四五六七八九十]{1,3}\)|\(?\d{1,3}[.,)]|第[一二三四五六七八九十百]+[条章])"
)


def tasks_from_brackets(lines: list[Line], year: int | None) -> tuple[list[Task], set[int]]:
    """Tasks of all lines that carry such a mark, and the indices of the lines that were used."""
    tasks: list[Task] = []
    used: set[int] = set()
    at = 0
    while at < len(lines):
        line = lines[at]
        if is_row(line):
            at += 1
            continue
        label_end, assignment = _labelled_block(lines, at, year)
        if assignment is not None:
            start = _clause_start(lines, at, used)
            text = "\n".join(one.text for one in lines[start:at])
            if text:
                tasks.append(_task(text, fold(text), assignment, year))
                used.update(range(start, label_end))
            at = label_end
            continue
        found = _in_line(line, year)
        if found:
            if tasks_text_empty(found) and at > 0:
                found = [
                    _with_text(
                        found[0], "\n".join(one.text for one in lines[_clause_start(lines, at, used) : at])
                    ),
                    *found[1:],
                ]
            tasks += [task for task in found if task.text]
            used.add(at)
        at += 1
    return tasks, used


def tasks_text_empty(found: list[Task]) -> bool:
    """Whether the first bracket stands alone on its line, so that its clause is the one above."""
    return len(re.sub(r"[\W_]", "", found[0].text)) == 0


def _with_text(task: Task, text: str) -> Task:
    return Task(text, task.responsible, task.lead, task.deadline)


def _labelled_block(lines: list[Line], at: int, year: int | None) -> tuple[int, Assignment | None]:
    """One or more lines `责任单位：…`, `完成时限：…` that follow each other, read as one assignment."""
    texts, shadows = [], []
    end = at
    while end < len(lines) and len(lines[end].text) <= 300 and LABEL.match(lines[end].folded.lstrip("([")):
        texts.append(lines[end].text.strip("()（）[]【】").rstrip("。"))
        shadows.append(fold(texts[-1]))
        end += 1
    if not texts:
        return at, None
    return end, read_labelled("；".join(texts), ";".join(shadows), year)


def _clause_start(lines: list[Line], at: int, used: set[int]) -> int:
    """The clause above a mark: back to the nearest numbered line not yet taken, else the one line above."""
    start = at - 1
    while start > 0 and start - 1 not in used and at - start < 8 and not ITEM.match(lines[start].folded):
        if is_row(lines[start - 1]):
            break
        start -= 1
    if start < 0 or start in used:
        return at
    return start if ITEM.match(lines[start].folded) else at - 1


def _in_line(line: Line, year: int | None) -> list[Task]:
    """Each bracket charges the words since the bracket before it."""
    found: list[Task] = []
    since = 0
    inline = _inline_labels(line, year)
    if inline is not None:
        return [inline]
    if not any(
        word in line.folded for word in ("责任", "牵头", "负责", "配合", "落实", "承办", "单位", "主办", ")")
    ):
        return found
    for match in BRACKET.finditer(line.folded):
        text, shadow = line.text[match.start(1) : match.end(1)], match[1]
        behind = line.folded[match.end() : match.end() + 1]
        if behind not in ("", "。", ";", ",", " ") and found == [] and not LABEL.match(shadow):
            continue
        assignment = read_labelled(text, shadow, year)
        if assignment is None and CHARGES.search(WHEN_TAIL.sub("", shadow)):
            assignment = read_phrase(text, shadow, year)
            if assignment is not None and not _mostly_units(assignment.responsible):
                assignment = None
        if assignment is None and line.folded[match.end() :].strip("。;") == "" and "," in shadow:
            assignment = _bare_list(text, shadow)
        if assignment is None:
            continue
        clause = line.text[since : match.start()].strip(" 。；;")
        full = line.text[since : match.start()].strip()
        found.append(_task(full if clause else "", line.folded[since : match.start()], assignment, year))
        since = match.end()
        while since < len(line.text) and line.folded[since] in "。; ,":
            since += 1
    return found


def _mostly_units(names: list[str]) -> bool:
    """With 牵头 or 负责 beside them, a list may hold a name of a form not known, but not a clause."""
    known = sum(is_unit(fold(name)) for name in names)
    return 2 * known >= len(names) and all(len(name) <= 30 for name in names)


def _bare_list(text: str, folded: str) -> Assignment | None:
    """A bracket at a line's end that holds nothing but names of units: （法制科、执法大队）."""
    units = split_units(text, folded)
    if len(units) < 2 or not all(len(unit) > 2 and is_unit(fold(unit)) for unit in units):
        return None
    found = Assignment()
    found.add(units)
    return found


def _inline_labels(line: Line, year: int | None) -> Task | None:
    """A clause that goes on in its own line: …推动公开。责任单位：市审批局。完成时限：6月30日前。"""
    for match in LABEL.finditer(line.folded):
        if (
            (match["lead"] or match["unit"])
            and match.start() > 4
            and line.folded[match.start() - 1] in "。; "
        ):
            if line.folded.count("(", 0, match.start()) > line.folded.count(")", 0, match.start()):
                return None
            assignment = read_labelled(line.text[match.start() :], line.folded[match.start() :], year)
            if assignment is not None:
                return _task(
                    line.text[: match.start()].strip(), line.folded[: match.start()], assignment, year
                )
            return None
    return None


def _task(text: str, folded: str, assignment: Assignment, year: int | None) -> Task:
    deadline = assignment.deadline or deadline_in(folded, text if len(text) == len(folded) else folded, year)
    return Task(text, assignment.responsible, assignment.lead, deadline)


@lru_cache(maxsize=4096)
def looks_like_units(text: str, folded: str) -> bool:
    """Whether a line is a list of units, with or without 牵头 and 负责落实, and nothing else."""
    if not 2 <= len(folded) <= 200 or re.search(r"[。:《》?!]", folded):
        return False
    phrase = read_phrase(text, folded)
    return phrase is not None and all(is_unit(fold(unit)) for unit in phrase.responsible)


__all__ = ["looks_like_units", "split_units", "tasks_from_brackets"]
