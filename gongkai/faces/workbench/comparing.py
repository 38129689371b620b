"""Comparing 对照: two texts side by side, line by line and within lines; three texts where two people wrote."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# Lines of unchanged text that are shown around a change; a longer run is folded into one row.
AROUND = 2
# Longer lines, and those after so many, are marked as a whole: the page must come for 300 pages too.
LONGEST = 1500
MOST_WITHIN = 1500
# Changed rows shown at most; whoever rewrote everything reads the two texts instead.
MOST_ROWS = 4000


@dataclass(frozen=True)
class Piece:
    """A stretch of a line, and whether the other text lacks it."""

    text: str
    changed: bool = False


@dataclass(frozen=True)
class Row:
    """A line on both sides. kind: same, changed, gone, new, or folded (`count` lines alike)."""

    kind: str
    before: tuple[Piece, ...] = ()
    after: tuple[Piece, ...] = ()
    count: int = 0


@dataclass(frozen=True)
class Region:
    """A stretch that somebody changed. kind: theirs, mine, both (alike) or clash (differently)."""

    kind: str
    base: tuple[str, ...]
    theirs: tuple[str, ...]
    mine: tuple[str, ...]


@dataclass(frozen=True)
class Compared:
    """The rows of two texts; `cut` when there are more than are shown."""

    rows: list[Row]
    changes: int
    cut: bool


def compare(before: str, after: str) -> Compared:
    """Two texts by their lines; runs of equal lines are folded but for those beside a change."""
    rows: list[Row] = []
    changes = 0
    for row in _rows(before.splitlines(), after.splitlines()):
        if len(rows) >= MOST_ROWS:
            return Compared(rows, changes, True)
        changes += row.kind in {"changed", "gone", "new"}
        rows.append(row)
    return Compared(rows, changes, False)


def _rows(before: Sequence[str], after: Sequence[str]) -> Iterator[Row]:
    within = MOST_WITHIN
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after).get_opcodes():
        if tag == "equal":
            yield from _folded(before[i1:i2], first=i1 == 0, last=i2 == len(before))
            continue
        pairs = min(i2 - i1, j2 - j1)
        for n in range(pairs):
            old, new = before[i1 + n], after[j1 + n]
            within -= 1
            yield (
                _changed(old, new)
                if within >= 0
                else Row("changed", (Piece(old, True),), (Piece(new, True),))
            )
        yield from (Row("gone", before=(Piece(line, True),)) for line in before[i1 + pairs : i2])
        yield from (Row("new", after=(Piece(line, True),)) for line in after[j1 + pairs : j2])


def _folded(lines: Sequence[str], *, first: bool, last: bool) -> Iterator[Row]:
    head, tail = 0 if first else AROUND, 0 if last else AROUND
    folded = len(lines) - head - tail
    if folded <= 1:
        head, folded, tail = len(lines), 0, 0
    yield from (_same(line) for line in lines[:head])
    if folded:
        yield Row("folded", count=folded)
    yield from (_same(line) for line in lines[head + folded :])


def _same(line: str) -> Row:
    return Row("same", (Piece(line),), (Piece(line),))


def _changed(old: str, new: str) -> Row:
    if max(len(old), len(new)) > LONGEST:
        return Row("changed", (Piece(old, True),), (Piece(new, True),))
    before: list[Piece] = []
    after: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if i2 > i1:
            before.append(Piece(old[i1:i2], tag != "equal"))
        if j2 > j1:
            after.append(Piece(new[j1:j2], tag != "equal"))
    return Row("changed", tuple(before), tuple(after))


def three_way(base: str, theirs: str, mine: str) -> list[Region]:
    """Where two people changed one text: each changed stretch as it was, as the other and as I have it."""
    old, others, own = base.splitlines(), theirs.splitlines(), mine.splitlines()
    to_theirs = SequenceMatcher(None, old, others).get_opcodes()
    to_mine = SequenceMatcher(None, old, own).get_opcodes()
    spans = sorted((op[1], op[2]) for op in (*to_theirs, *to_mine) if op[0] != "equal")
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return [
        _region(tuple(old[s:e]), _side(to_theirs, others, s, e), _side(to_mine, own, s, e)) for s, e in joined
    ]


def _region(base: tuple[str, ...], theirs: tuple[str, ...], mine: tuple[str, ...]) -> Region:
    if theirs == mine:
        return Region("both", base, theirs, mine)
    kind = "mine" if theirs == base else "theirs" if mine == base else "clash"
    return Region(kind, base, theirs, mine)


def _side(
    ops: Sequence[tuple[str, int, int, int, int]], lines: Sequence[str], start: int, end: int
) -> tuple[str, ...]:
    """What stands on one side in the place of `start:end` of the base."""
    found: list[str] = []
    for tag, i1, i2, j1, j2 in ops:
        if tag == "equal":
            low, high = max(i1, start), min(i2, end)
            found += lines[j1 + low - i1 : j1 + high - i1] if low < high else []
        elif start <= i1 and i2 <= end:
            found += lines[j1:j2]
    return tuple(found)
