"""Wording 用语: listed words found in a text, and spam where several stand together."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.engines.screening.finding import Finding
from gongkai.engines.screening.reading import Reading
from gongkai.engines.screening.words import by_characters

# Two different words of spam so near to each other are no accident of prose.
TOGETHER = 60


def find_words(reading: Reading) -> Iterator[Finding]:
    """Every listed word, with the right one where there is one."""
    words = by_characters(reading.context.words)
    spam: list[Finding] = []
    end = 0
    for at, characters in reading.listed(words):
        word, pattern = words[characters]
        if at < end or (pattern and not pattern.match(reading.text, at)):
            continue
        end = at + len(characters)
        note = word.note if word.instead is None else f"{word.note}建议改为“{word.instead}”。"
        found = reading.finding(word.kind, at, end, word.severity, note, word.instead)
        if word.kind == "spam":
            spam.append(found)
        else:
            yield found
    yield from _weighed(reading, spam)


def _weighed(reading: Reading, spam: list[Finding]) -> Iterator[Finding]:
    """One word alone may be a report on gambling; a second, different one beside it makes it spam."""
    for at, one in enumerate(spam):
        word = reading.text[one.start : one.end]
        beside = [spam[near] for near in (at - 1, at + 1) if 0 <= near < len(spam)]
        crowded = any(
            abs(other.start - one.start) <= TOGETHER and reading.text[other.start : other.end] != word
            for other in beside
        )
        yield reading.finding("spam", one.start, one.end, "block" if crowded else "look", one.note)
