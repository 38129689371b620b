"""Slips in names 形近音近字: a listed name with one character wrong, swapped with its neighbour, or doubled."""

from __future__ import annotations

from collections.abc import Iterator
from operator import ne

from gongkai.engines.screening.finding import Finding
from gongkai.engines.screening.reading import Reading
from gongkai.engines.screening.slips import confusable, halves_of


def find_slips(reading: Reading) -> Iterator[Finding]:
    """Places that are a listed name but for one slip; the name itself, in either script, is none."""
    halves = halves_of(reading.context.words)
    taken = -1
    for at, half in reading.listed(halves):
        for name, offset in halves[half]:
            begin = at - offset
            if begin < 0 or begin < taken or not _may_be(reading.text, begin, name, offset == 0):
                continue
            if reading.text.startswith(name, begin):
                continue
            if span := _slip(reading.text, begin, name, offset == 0):
                taken = span[1]
                yield reading.finding("wrong_name", *span, "warn", f"疑为“{name}”的误写，请核对。", name)
                break


def _may_be(text: str, begin: int, name: str, front: bool) -> bool:
    """Whether a slip in the half that is not whole is possible: of the two characters at its far end, one at least is
    where it belongs or beside it. The halves of common names stand in every line; this look is enough for most."""
    end = begin + len(name)
    far, seen = (
        (name[-2:], text[end - 2 : end + 1]) if front else (name[:2], text[max(0, begin - 1) : begin + 2])
    )
    return far[0] in seen or far[1] in seen


def _slip(text: str, begin: int, name: str, front: bool) -> tuple[int, int] | None:
    """Where the name stands with a slip in the half that is not whole; None where it is another word."""
    size = len(name)
    shown = text[begin : begin + size]
    if len(shown) == size:
        wrong = [at for at in range(size) if shown[at] != name[at]] if sum(map(ne, shown, name)) <= 2 else []
        if len(wrong) == 1 and confusable(shown[wrong[0]], name[wrong[0]]):
            return begin, begin + size
        if (
            len(wrong) == 2
            and wrong[1] == wrong[0] + 1
            and shown[wrong[0]] == name[wrong[1]]
            and shown[wrong[1]] == name[wrong[0]]
        ):
            return begin, begin + size
    # Doubled: one character more, before or behind the half that is whole.
    start = begin if front else begin - 1
    shown = text[start : start + size + 1] if start >= 0 else ""
    if len(shown) == size + 1 and shown[0] == name[0] and shown[-1] == name[-1]:
        for at in range(1, size + 1):
            if shown[at] == shown[at - 1] and shown[:at] + shown[at + 1 :] == name:
                return start, start + size + 1
    return None
