"""A text as the detectors read it: what several of them need is found once."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from functools import lru_cache

from gongkai.engines.screening.context import Context
from gongkai.engines.screening.finding import Finding, Severity
from gongkai.engines.screening.lexicon import anchors, lexicon_of, units_of
from gongkai.engines.screening.masks import cover
from gongkai.engines.screening.runs import NARROW_SIGNS, WIDE_SIGNS, numbers_in, runs_at, spans_of

Detector = Callable[["Reading"], Iterator[Finding]]
_BEGINS: dict[Detector, frozenset[str | int]] = {}
_MARKS: set[str | int] = set()
# The mark of a text with any run at all.
RUN = 0
# Halves of neighbouring characters look like these two all over a text: they are sought behind a sign.
_OFTEN = frozenset("\u3000\ufeff")
_WIDE = anchors(
    *WIDE_SIGNS - _OFTEN,
    *(sign + blank for sign in NARROW_SIGNS | WIDE_SIGNS - _OFTEN for blank in _OFTEN),
    personal=True,
)
_WORD = frozenset(chr(byte) for byte in range(128) if chr(byte).isalnum()) | {"_"}
NEAR = 40


def begins(*marks: str | int) -> Callable[[Detector], Detector]:
    """What a detector begins from and is not asked without: anchors, or how many signs a number or its part has."""

    def told(detector: Detector) -> Detector:
        _BEGINS[detector] = frozenset(marks)
        _MARKS.update(marks)
        return detector

    return told


@lru_cache(maxsize=1024)
def _begun(detectors: tuple[Detector, ...], marks: frozenset[str | int]) -> tuple[Detector, ...]:
    """Most texts are alike in what they have to begin from: little of few lengths."""
    return tuple([one for one in detectors if one not in _BEGINS or not _BEGINS[one].isdisjoint(marks)])


class Reading:
    """A text and its context, with what is worth finding only once.

    runs, numbers: the digits and capitals in it, and which of them may together be a number of a person. leads: the
    higher byte of each character, 0 for ASCII; nothing where one has more than two.
    everything: whether more than personal data will be asked for; if not, a text is read in half the time.
    """

    def __init__(self, text: str, context: Context, *, everything: bool = True) -> None:
        self.text = text
        self.context = context
        units = units_of(text)
        self.leads = units[1::2] if len(units) == 2 * len(text) else b""
        self._found = lexicon_of(context.words if everything else None).find(units, len(text))
        self._by: dict[Detector, list[Finding]] = {}
        # A wide sign may stand in a number: then they are sought everywhere.
        leads = self.leads if self.leads and not self.holds(_WIDE) else bytes(len(text))
        self.runs = runs_at(text, spans_of(text, leads))
        self.numbers = list(numbers_in(self.runs))
        marks = _MARKS.intersection(self._found)
        if self.runs:
            marks.add(RUN)
            marks.update([len(part.text) for run in self.runs for part in run])
            marks.update([len(number.text) for number in self.numbers])
        self._marks = frozenset(marks)

    def worth(self, detectors: tuple[Detector, ...]) -> tuple[Detector, ...]:
        """Those of the detectors that have something to begin from in this text."""
        return _begun(detectors, self._marks)

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

    def holds(self, words: frozenset[str]) -> bool:
        """Whether any of these anchors is there."""
        return not words.isdisjoint(self._found)

    def places(self, words: frozenset[str]) -> list[int]:
        """Where any of these anchors begins, in order."""
        return sorted([at for word, places in self._found.items() if word in words for at in places])

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
        if left[-1:] in _WORD or right[:1] in _WORD:
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
