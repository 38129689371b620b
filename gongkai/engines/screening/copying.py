"""Copies 雷同: how much of a text stands in another one, by shared stretches of characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.engines.screening.finding import Finding
from gongkai.engines.screening.reading import Reading

# Long enough that the standing phrases of official prose (认真贯彻落实) seldom fill one.
STRETCH = 10
ALIKE = 0.8
# Below this a text has too few stretches to say anything.
SHORTEST = 60


@dataclass(frozen=True, slots=True)
class Likeness:
    """`share` of the text, 0 to 1, stands in the text known as `label`; `figures_too` says its numbers do, too."""

    label: str
    share: float
    figures_too: bool


def similar(text: str, others: Mapping[str, str], *, at_least: float = ALIKE) -> list[Likeness]:
    """The other texts in which at least this share of `text` stands, the most alike first.

    Signs and blanks do not count, and a number counts as one sign, so last year's report with new figures is found.
    The comparison is exact (every stretch of ten characters), not an estimate.
    """
    plain, figures = (_plain(text), _figures(text)) if others else ("", set())
    if len(plain) < SHORTEST:
        return []
    own = _stretches(plain)
    found = []
    for label, other in others.items():
        shared = len(own & _stretches(_plain(other))) / len(own)
        if shared >= at_least:
            found.append(Likeness(label, shared, bool(figures) and figures <= _figures(other)))
    return sorted(found, key=lambda one: (-one.share, one.label))


def find_copies(reading: Reading) -> Iterator[Finding]:
    """The whole text, once for each text that it copies."""
    for one in similar(reading.text, reading.context.others):
        figures = "，其中的数字也相同" if one.figures_too else ""
        note = f"与“{one.label}”有{one.share:.0%}的文字相同{figures}，请核对是否照搬。"
        yield reading.finding("copy", 0, len(reading.text), "look", note)


def _plain(text: str) -> str:
    return re.sub(r"[0-9０-９]+", "#", "".join(re.findall(r"[\u3400-\u9fffA-Za-z0-9０-９]+", text)))


def _figures(text: str) -> set[str]:
    return set(re.findall(r"[0-9]+(?:\.[0-9]+)?", text))


def _stretches(plain: str) -> set[str]:
    return {plain[at : at + STRETCH] for at in range(max(1, len(plain) - STRETCH + 1))}
