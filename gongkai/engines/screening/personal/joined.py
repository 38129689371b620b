"""Numbers broken by blanks or hyphens: which neighbouring parts of a run may be one number."""

from __future__ import annotations

from collections.abc import Container, Iterator

from gongkai.engines.screening.reading import Part


def joined(run: tuple[Part, ...], lengths: Container[int], longest: int) -> Iterator[tuple[str, int, int]]:
    """Yield (characters, first part, last part) for every stretch of whole parts that has one of the lengths.

    Shorter stretches from the same part come first. A part longer than `longest` is skipped at once, so the work
    is at most `longest` steps a part.
    """
    for first, part in enumerate(run):
        text = part.text
        last = first
        while len(text) <= longest:
            if len(text) in lengths:
                yield text, first, last
            last += 1
            if last == len(run):
                break
            text += run[last].text
