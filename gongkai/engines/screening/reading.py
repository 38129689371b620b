"""A text as the detectors read it: what several of them need is found once."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from functools import cached_property
from typing import NamedTuple

from gongkai.engines.screening.context import Context
from gongkai.engines.screening.finding import Finding, Severity
from gongkai.engines.screening.lexicon import anchors, lexicon_of, personal_anchors
from gongkai.engines.screening.masks import cover

Detector = Callable[["Reading"], Iterator[Finding]]

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
# The same as bytes, one a character: 0 for a sign, a blank for what stands between signs.
_SHAPE = (
    bytes(
        48 if chr(byte).isdigit() or chr(byte).isupper() else 32 if byte in b" -" else 10
        for byte in range(128)
    )
    + b"\n" * 128
)
_SHAPES = re.compile(rb"0[0 ]{3,}0")
_WIDE = {chr(wide): "0" for wide in range(0xFF10, 0xFF1A)} | dict.fromkeys(
    "·•\u00a0\u2002\u2003\u2009\u200b\u2060\u3000\ufeff\uff0d\u2010\u2011\u2012\u2013\u2014\u2015", " "
)
_WIDE_SIGNS = anchors(*_WIDE, personal=True)
_PARTS = re.compile(f"[{_SIGN}]+[xXｘＸ]?")
_NARROW = {ord(wide): chr(ord(wide) - 0xFEE0) for wide in "０１２３４５６７８９Ｘ"} | {0xFF58: "X", 0x78: "X"}
_CHECKS = frozenset("xXｘＸ")
_WORD = re.compile("[A-Za-z0-9_]")
# A landline without its area code.
SHORTEST = 7
NEAR = 40


def narrow(raw: str) -> str:
    """The letters and digits of a number as it may be written: in half width, in capitals, without what breaks it."""
    return "".join(_PARTS.findall(raw)).translate(_NARROW)


class Part(NamedTuple):
    """Letters and digits in a row inside a run, narrow and in capitals, at `start:end` of the text."""

    text: str
    start: int
    end: int


class Run(NamedTuple):
    """Parts that nothing but blanks, hyphens and dots separate; `size` counts their characters together."""

    parts: tuple[Part, ...]
    size: int


class Reading:
    """A text and its context, with what is worth finding only once.

    everything: whether more than personal data will be asked for; if not, a text is read in half the time.
    """

    def __init__(self, text: str, context: Context, *, everything: bool = True) -> None:
        self.text = text
        self.context = context
        self._found = lexicon_of(context.words if everything else None).find(text)
        self._by: dict[Detector, list[Finding]] = {}

    def by(self, detector: Detector) -> list[Finding]:
        """What a detector finds in this text; it is asked once."""
        found = self._by.get(detector)
        if found is None:
            found = self._by[detector] = list(detector(self))
        return found

    def listed(self, words: Container[str]) -> list[tuple[int, str]]:
        """Every (place, word) of words of the lists, in order, the longer ones first where several begin at one."""
        found = ((at, word) for word, places in self._found.items() if word in words for at in places)
        return sorted(found, key=lambda one: (one[0], -len(one[1])))

    @cached_property
    def runs(self) -> list[Run]:
        """Every run of digits and capitals that may be a number of a person."""
        found = []
        for start, end in self._spans():
            raw = self.text[start:end]
            if raw.isalnum():
                # Nothing of a person is so short and all digits.
                if end - start >= SHORTEST or not raw.isdigit():
                    plain = raw if raw.isascii() and raw[-1] != "x" else raw.translate(_NARROW)
                    found.append(Run((Part(plain, start, end),), end - start))
            else:
                parts = tuple(
                    Part(part[0].translate(_NARROW), start + part.start(), start + part.end())
                    for part in _PARTS.finditer(raw)
                )
                found.append(Run(parts, sum(len(part.text) for part in parts)))
        return found

    def _spans(self) -> Iterator[tuple[int, int]]:
        """Where runs stand: a shape of the text in bytes shows signs in a row, and is read in half the time."""
        text = plain = self.text
        for sign in _WIDE_SIGNS.intersection(self._found):
            plain = plain.replace(sign, _WIDE[sign])
        for shape in _SHAPES.finditer(plain.encode("ascii", "replace").translate(_SHAPE)):
            start, end = shape.span()
            if text[start:end].isalnum():  # one number, whole
                yield start, end + (text[end : end + 1] in _CHECKS)
                continue
            for match in _RUNS.finditer(text, start, end + 1):
                if match.lastindex:
                    yield match.span()

    def places(self, *groups: frozenset[str]) -> list[int]:
        """Where any of these anchors begins, in order."""
        found = self._found
        here = [word for words in groups if not words.isdisjoint(found) for word in words & found.keys()]
        return sorted([at for word in here for at in found[word]]) if here else []

    @property
    def without_people(self) -> bool:
        """Whether there is nothing in the text that a detector of personal data could begin from."""
        return not self.runs and personal_anchors().intersection(self._found) <= _WIDE_SIGNS

    def before(self, at: int, length: int = NEAR) -> str:
        """What stands on the same line before `at`, at most `length` characters."""
        return self.text[max(0, at - length) : at].rpartition("\n")[2]

    def after(self, at: int, length: int = NEAR) -> str:
        """What stands on the same line from `at` on, at most `length` characters."""
        return self.text[at : at + length].partition("\n")[0]

    def alone(self, start: int, end: int) -> bool:
        """Whether `start:end` is no piece of a longer word or number and no amount with decimals. What is asked for
        is longer than the three digits that stand between commas in an amount."""
        left, right = self.text[max(0, start - 2) : start], self.text[end : end + 2]
        if _WORD.match(left[-1:]) or _WORD.match(right[:1]):
            return False
        return not (left[-1:] == "." and left[:1].isdigit()) and not (
            right[:1] == "." and right[1:].isdigit()
        )

    def finding(
        self, kind: str, start: int, end: int, severity: Severity, note: str, instead: str | None = None
    ) -> Finding:
        """A finding of this text, masked as the pack says; a kind without a mask shows the text itself."""
        raw = self.text[start:end]
        rule = self.context.masks.get(kind)
        return Finding(kind, start, end, cover(raw, rule) if rule else raw, severity, note, instead)
