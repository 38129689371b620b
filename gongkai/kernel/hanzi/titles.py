"""Titles in book-title marks 书名号: 《…》 with 〈…〉 or 《…》 inside, and the document number behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.kernel.hanzi.numbers import DocumentNumber, find_numbers

# A title longer than this is an opening mark that nobody closed.
LONGEST_TITLE = 300
_MARK = re.compile(r"[《》\n]")
_BLANK_LINE = re.compile(r"[ \t\u00a0\u3000]*\n")
_BREAK = re.compile(r"[ \t\u00a0\u3000]*\n[ \t\u00a0\u3000]*")
_LEAD = re.compile(r"[ \t\u00a0\u3000]*[（(\[【]?[ \t\u00a0\u3000]*")


@dataclass(frozen=True, slots=True)
class TitleRef:
    """A title named in a text. `start:end` covers the marks; `title` is what stands between them.

    `doc_number` is the number right behind it, and `doubt` the sentence where that one is damaged.
    """

    title: str
    doc_number: DocumentNumber | None
    start: int
    end: int
    doubt: str | None = None


def find_titles(text: str) -> list[TitleRef]:
    """Return the outermost titles of `text` in order; marks without a partner are passed over."""
    return [_reference(text, start, end) for start, end in _outermost(text)]


def within(title: str) -> str:
    """A title as it stands between 《 and 》: marks in it turn to 〈〉, those within them to 《》 again.

    GB/T 15834-2011, 4.15: the outer marks are double, the inner ones single. Marks without a partner stay.
    """
    pairs = dict(_pairs(title))
    letters = list(title)
    depth = 1
    for at, letter in enumerate(title):
        if letter in "《〈" and at in pairs:
            depth += 1
            letters[at], letters[pairs[at]] = "〈〉" if depth % 2 == 0 else "《》"
        elif letter in "》〉" and at in pairs.values():
            depth -= 1
    return "".join(letters)


def _pairs(title: str) -> Iterator[tuple[int, int]]:
    """Where each mark opens and closes."""
    opened: list[int] = []
    for at, letter in enumerate(title):
        if letter in "《〈":
            opened.append(at)
        elif letter in "》〉" and opened:
            yield opened.pop(), at


def _outermost(text: str) -> Iterator[tuple[int, int]]:
    open_marks: list[int] = []
    complete: list[tuple[int, int]] = []
    for match in _MARK.finditer(text):
        if match.group() == "《":
            if not open_marks:
                yield from complete
                complete = []
            open_marks.append(match.start())
        elif match.group() == "》":
            if open_marks and 2 < match.end() - (start := open_marks.pop()) <= LONGEST_TITLE:
                while complete and complete[-1][0] > start:
                    complete.pop()
                complete.append((start, match.end()))
        elif open_marks and _BLANK_LINE.match(text, match.end()):  # no title runs over a blank line
            open_marks.clear()
            yield from complete
            complete = []
    yield from complete


def _reference(text: str, start: int, end: int) -> TitleRef:
    title = _BREAK.sub("", text[start + 1 : end - 1]).strip()
    lead = _LEAD.match(text, end)
    behind = lead.end() if lead else end
    for found in find_numbers(text[end : end + 60])[:1]:
        if end + found.start <= behind:
            return TitleRef(title, found.number, start, end, found.doubt)
    return TitleRef(title, None, start, end)
