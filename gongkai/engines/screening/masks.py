"""Masks 遮盖: how each kind of personal data is shown in part, read from the law pack, and applied to a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from gongkai.engines.screening.finding import Finding
from gongkai.kernel.clock import today
from gongkai.kernel.law import Pack, load_pack
from gongkai.kernel.law.dated import version_on
from gongkai.kernel.law.masks import Mask
from gongkai.kernel.law.sections import MASKS

Masks = Mapping[str, Mask]
_NUMERALS = frozenset("0123456789０１２３４５６７８９〇零一二三四五六七八九十百两甲乙丙丁")


def masks_of(pack: Pack, *, on: date) -> dict[str, Mask]:
    """The masks in force on a day, by kind; a child pack's replaces its parent's."""
    found: dict[str, Mask] = {}
    for each in reversed(tuple(pack.chain())):
        for kind, entry in each.own(MASKS).items():
            if version := version_on(entry.versions, on):
                found[kind] = version
    return found


def national_masks() -> Masks:
    """The masks of the national pack as they stand today."""
    return _national_masks_on(today())


@lru_cache(maxsize=1)
def _national_masks_on(day: date) -> Masks:
    return masks_of(load_pack("national"), on=day)


def cover(raw: str, mask: Mask) -> str:
    """`raw` with all but the characters that the mask keeps covered; blanks and signs stay where they are."""
    if mask.only != "numerals" and not mask.up_to and raw.isalnum():
        first, last = min(mask.keep_first, len(raw) - 1), min(mask.keep_last, len(raw) - 1)
        end = len(raw) - last if first + last < len(raw) else len(raw)
        return raw[:first] + mask.char * (end - first) + raw[end:]
    end = raw.find(mask.up_to) if mask.up_to else -1
    covered = raw if end < 0 else raw[:end]
    if mask.only == "numerals":
        places = [
            at for at, char in enumerate(covered) if char in _NUMERALS or (char.isascii() and char.isalpha())
        ]
    else:
        places = [at for at, char in enumerate(covered) if char.isalnum()]
    # Something is always covered, however short the text.
    kept = min(mask.keep_first, max(0, len(places) - 1)), min(mask.keep_last, max(0, len(places) - 1))
    places = places[kept[0] : len(places) - kept[1]] if sum(kept) < len(places) else places[kept[0] :]
    characters = list(covered)
    for at in places:
        characters[at] = mask.char
    return "".join(characters) + raw[len(covered) :]


def mask(text: str, findings: Iterable[Finding]) -> str:
    """`text` with every finding shown as its `masked` form.

    `findings` are those of this very text. Where two overlap the longer one decides, and what sticks out of it is
    covered whole.
    """
    parts: list[str] = []
    at = 0
    for one in sorted(findings, key=lambda one: (one.start, -one.end)):
        if one.masked == text[one.start : one.end]:
            continue
        if one.start >= at:
            parts += (text[at : one.start], one.masked)
        elif one.end > at:
            parts.append("*" * (one.end - at))
        at = max(at, one.end)
    return "".join((*parts, text[at:]))
