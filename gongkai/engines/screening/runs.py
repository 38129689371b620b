"""Runs 数字串: digits and capitals in a row, however people break them; whose number they are is not its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

# What people and layouts put between the digits of one number. A line end and a tab part two cells.
BREAKS = " \\-\u00a0\u2002\u2003\u2009\u200b\u2010-\u2015\u2060\u3000\ufeff\uff0d"
_SIGN = "0-9A-Z\uff10-\uff19"
# A run is long enough for the shortest number (a plate: a letter and four more, and 学). Dates, of which official
# text is full, are read in the same pass and passed over. The pattern begins with one class of characters,
# which is what lets the search skip prose, and loops over one, so a run is read once whatever stands in it.
_RUNS = re.compile(
    rf"[{_SIGN}](?:(?<=[12])[09][0-9][0-9]-[01]?[0-9]-[0-3]?[0-9](?![0-9\-])"
    rf"|([{_SIGN}·•{BREAKS}]{{3,}}[{_SIGN}][xXｘＸ]?))"
)
_LEAST = bytes(5)
_ZEROS = re.compile(b"\0*")
NARROW_SIGNS = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ -")
WIDE_SIGNS = frozenset(
    "０１２３４５６７８９·•\u00a0\u2002\u2003\u2009\u200b\u2060\u3000\ufeff\uff0d\u2010\u2011\u2012\u2013\u2014\u2015"
)
_PARTS = re.compile(f"[{_SIGN}]+[xXｘＸ]?")
_NARROW = {ord(wide): chr(ord(wide) - 0xFEE0) for wide in "０１２３４５６７８９Ｘ"} | {0xFF58: "X", 0x78: "X"}
# A landline without its area code.
SHORTEST = 7
# Mobiles with 86 or 0086 and without, identity numbers, bank cards: how many signs a number has that may be broken.
_LENGTHS = frozenset((11, 13, 15, 16, 17, 18, 19))
_LONGEST = max(_LENGTHS)


class Part(NamedTuple):
    """Letters and digits in a row inside a run, narrow and in capitals, at `start:end` of the text."""

    text: str
    start: int
    end: int


class Number(NamedTuple):
    """Parts `first` to `last` of a run that together have as many signs as a number of a person may have."""

    text: str
    start: int
    end: int
    parts: tuple[Part, ...]
    first: int
    last: int


Run = tuple[Part, ...]
"""Parts that nothing but blanks, hyphens and dots separate."""


def narrow(raw: str) -> str:
    """The letters and digits of a number as it may be written: in half width, in capitals, without what breaks it."""
    if raw.isascii() and raw.isalnum():
        return raw.upper()
    return "".join(_PARTS.findall(raw)).translate(_NARROW)


def runs_at(text: str, spans: Iterable[tuple[int, int]]) -> list[Run]:
    """The runs that stand there and may hold a number of a person."""
    found: list[Run] = []
    for start, end in spans:
        raw = text[start:end]
        plain = raw if raw.isascii() and raw[-1] != "x" else raw.translate(_NARROW)
        if not plain.isalnum():
            parts = [
                Part(part[0], start + part.start(), start + part.end()) for part in _PARTS.finditer(plain)
            ]
            found.append(tuple(parts))
        # Nothing of a person is so short and all digits.
        elif end - start >= SHORTEST or not plain.isdigit():
            found.append((Part(plain, start, end),))
    return found


def spans_of(text: str, leads: bytes) -> list[tuple[int, int]]:
    """Where runs stand. They are sought only where `leads` has a 0 for every character, five times in a row."""
    found: list[tuple[int, int]] = []
    start = leads.find(_LEAST)
    while start >= 0:
        end = _ZEROS.match(leads, start).end()  # type: ignore[union-attr]
        if len(text[start:end].strip()) >= len(_LEAST):  # more than a year and line ends
            for match in _RUNS.finditer(text, start, end + 1):
                if match.lastindex:
                    found.append(match.span())
        start = leads.find(_LEAST, end)
    return found


def numbers_in(runs: Iterable[Run]) -> Iterator[Number]:
    """Every stretch of whole parts that has one of the lengths of a number; shorter ones of the same part first.

    Numbers are digits, of which the last may be an X. A part that is too long is skipped at once, so the work is at
    most as many steps a part as a number has signs.
    """
    for run in runs:
        for first, (text, start, end) in enumerate(run):
            if len(text) in _LENGTHS and text[:-1].isdigit():
                yield Number(text, start, end, run, first, first)
            for last in range(first + 1, len(run)):
                text += run[last].text
                if len(text) > _LONGEST:
                    break
                if len(text) in _LENGTHS and text[:-1].isdigit():
                    yield Number(text, start, run[last].end, run, first, last)
