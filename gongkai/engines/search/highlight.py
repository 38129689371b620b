"""Marking found words in a text 高亮: in Python, from the stored text, because folding keeps its length."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gongkai.engines.search import tokens
from gongkai.kernel.hanzi.fold import fold

# How far before its first mark a window may begin, at most, so that it begins with a sentence.
LEAD = 24


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text, marked or not; plain text that its user must escape."""

    text: str
    marked: bool


def highlight(text: str, terms: Iterable[str], *, width: int | None = None) -> list[Segment]:
    """Cut a text into marked and unmarked segments; joined, they are the text.

    `terms` are those of the results. Marks that touch are one. With `width`, only the window of
    about so many characters that shows most different terms, between segments of `…` where text is
    left out.
    """
    marks = _marks(text, terms)
    start, end = (0, len(text)) if width is None else _window(text, marks, width)
    segments = [Segment("…", False)] if start else []
    at = start
    for left, right, _ in _merged(marks):
        left, right = max(left, start), min(right, end)
        if left >= right:
            continue
        if at < left:
            segments.append(Segment(text[at:left], False))
        segments.append(Segment(text[left:right], True))
        at = right
    if at < end:
        segments.append(Segment(text[at:end], False))
    if end < len(text):
        segments.append(Segment("…", False))
    return segments


Mark = tuple[int, int, int]


def _marks(text: str, terms: Iterable[str]) -> list[Mark]:
    """Start, end and term of every place where a term stands, in order."""
    folded = fold(text)
    return sorted(
        (match.start(1), match.end(1), number)
        for number, term in enumerate(terms)
        if (pattern := _pattern(term))
        for match in pattern.finditer(folded)
    )


@lru_cache(maxsize=512)
def _pattern(term: str) -> re.Pattern[str] | None:
    """A phrase as tokens.py means it. Looked for ahead, so that overlapping places are all found."""
    wanted = tokens.phrase(term)
    if not wanted:
        return None
    body = r"[\W_]+".join("".join(units) for units in wanted)
    before = rf"(?<!{tokens.WORD})" if tokens.is_word(wanted[0][0]) else ""
    # A word cut at its greatest length goes on in the text.
    last = wanted[-1][-1]
    after = rf"(?!{tokens.WORD})" if tokens.is_word(last) and len(last) < tokens.LONGEST_WORD else ""
    return re.compile(f"{before}(?=({body}{after}))")


def _merged(marks: Sequence[Mark]) -> list[Mark]:
    merged: list[Mark] = []
    for left, right, term in marks:
        if merged and left <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right), term)
        else:
            merged.append((left, right, term))
    return merged


def _window(text: str, marks: Sequence[Mark], width: int) -> tuple[int, int]:
    """The window with most different terms, then most marks; the earliest of equals."""
    if len(text) <= width:
        return 0, len(text)
    lead = min(LEAD, width // 3)
    best, start = (0, 0), 0
    last = 0
    for first, (left, _, _) in enumerate(marks):
        while last < len(marks) and marks[last][1] <= left + width - lead:
            last += 1
        inside = marks[first:last]
        worth = (len({term for _, _, term in inside}), len(inside))
        if worth > best:
            best, start = worth, left
    start = _sentence_start(text, start, lead)
    return start, min(len(text), start + width)


def _sentence_start(text: str, at: int, lead: int) -> int:
    """The beginning of the sentence or line around `at`, or some characters before it for context."""
    nearest = max(at - lead, 0)
    for start in range(at, nearest, -1):
        if text[start - 1] in "。！？；\n":
            return start
    return nearest if nearest == 0 else at - lead // 2
