"""The held-out set (`held_out.txt`): sentences that the detectors were not written to, with their labels."""

import re
from collections.abc import Iterator
from pathlib import Path

from gongkai.engines.screening.tests.labelled import Case

KINDS = frozenset(
    {"identity", "mobile", "landline", "bank_card", "passport", "plate", "email", "address", "minor"}
)
_FILE = Path(__file__).with_suffix(".txt")


def cases() -> Iterator[Case]:
    """Every sentence with what must be found in it."""
    for line in _FILE.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        text, expected = "", []
        for piece in re.split("(⟦[^⟧]*⟧)", line):
            kind, bar, value = piece.strip("⟦⟧").partition("|")
            words = value if bar else piece
            if bar:
                expected.append((kind, len(text), len(text) + len(words)))
            text += words
        yield Case(text, tuple(expected))


def missed(found: set[tuple[str, int, int]], case: Case) -> set[tuple[str, int, int]]:
    """The labels that no finding of their kind covers."""
    return {
        one
        for one in case.expected
        if not any(kind == one[0] and start <= one[1] and one[2] <= end for kind, start, end in found)
    }


def wrong(found: set[tuple[str, int, int]], case: Case) -> set[tuple[str, int, int]]:
    """The findings that touch no label of their kind."""
    return {
        one
        for one in found
        if one[0] in KINDS
        and not any(kind == one[0] and one[1] < end and start < one[2] for kind, start, end in case.expected)
    }
