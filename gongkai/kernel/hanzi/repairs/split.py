"""Split characters 夹音丢字: a reading driven between the bytes of a character (see shifted.py, 2).

Byte by byte: 府數 is B8 AE 94 B5. The reading of 數 goes behind it: B8 AE 94 B5 (shù). Then AE 94 is
taken for 當 and its reading goes behind that: B8 AE 94 (dāng) B5 (shù). Read as GBK, 94 and B5 each
swallow the bracket behind them and are lost: 府?dāng)?shù). So the lost character has the lead byte
that turns the trail byte of 府 into something read dāng, and is itself read shù.
"""

from __future__ import annotations

import re
from functools import lru_cache

from gongkai.kernel.hanzi.fold import simplified_of
from gongkai.kernel.hanzi.readings import reading, syllable
from gongkai.kernel.hanzi.repairs.gbk import to_bytes, to_character
from gongkai.kernel.hanzi.repairs.pinyin import LETTERS
from gongkai.kernel.hanzi.repairs.step import HAN, MISSING, Step

_SPLIT = re.compile(rf"\?(?<=[{HAN}]\?)(?P<first>[{LETTERS}]{{1,6}})\)\?(?P<second>[{LETTERS}]{{1,6}})\)")


def lost_character(text: str) -> Step:
    """Restore the characters that two readings were driven into; mark with □ those left ambiguous."""
    parts: list[str] = []
    changes: list[tuple[str, str]] = []
    doubts: list[str] = []
    at = 0
    for match in _SPLIT.finditer(text):
        left = text[match.start() - 1]
        found = characters_between(left, match["first"], match["second"])
        after = found[0] if len(found) == 1 else MISSING
        if after == MISSING:
            raw = left + match.group()
            doubts.append(f"“{raw}”中有一字丢失（读音{match['second']}），以{MISSING}标出，请对照原件补录。")
        parts += (text[at : match.start()], after)
        changes.append((left + match.group(), left + after))
        at = match.end()
    return Step("".join((*parts, text[at:])), tuple(changes), tuple(dict.fromkeys(doubts)))


@lru_cache(maxsize=256)
def characters_between(left: str, first: str, second: str) -> tuple[str, ...]:
    """Return the characters read `second` whose lead byte reads `first` behind the last byte of `left`."""
    return tuple(
        character
        for lead in leads_read(left, first)
        for trail in range(0x40, 0xFF)
        if (character := to_character(lead, trail)) and _is_read(character, second)
    )


@lru_cache(maxsize=256)
def leads_read(left: str, letters: str) -> tuple[int, ...]:
    """Return the bytes that, behind the last byte of `left`, make a character read `letters`."""
    raw = to_bytes(left)
    if raw is None or len(raw) != 2:
        return ()
    pairs = ((lead, to_character(raw[1], lead)) for lead in range(0x81, 0xFF))
    return tuple(lead for lead, character in pairs if character and _is_read(character, letters))


def _is_read(character: str, letters: str) -> bool:
    """Say whether the converter would have written `letters` behind `character`."""
    return character in simplified_of() and reading(character) == syllable(letters)
