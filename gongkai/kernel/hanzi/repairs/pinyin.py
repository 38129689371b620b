"""Pinyin residue 拼音残留: `務(wù)`, left in brackets by careless conversion between scripts.

The conversion wrote the reading behind each character it turned. A genuine reading is given to rare
characters only (亳(bó)州), so what is taken away must be the reading of a common character, and a
bracket that is no syllable, such as (app) or (PPP), is never touched.
"""

from __future__ import annotations

import re
from functools import lru_cache

from gongkai.kernel.hanzi.fold import simplified_of
from gongkai.kernel.hanzi.readings import has_tone, reading, syllable
from gongkai.kernel.hanzi.repairs.step import HAN, Step

LETTERS = "a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿêếề"
_ANNOTATION = re.compile(rf"[(（]([{LETTERS}]{{1,6}})[)）]")
_IS_HAN = re.compile(f"[{HAN}]")
# So many readings behind characters of today's script are no accident of one place name.
MANY = 3


def pinyin_residue(text: str) -> Step:
    """Take away the readings that a conversion left in brackets behind characters."""
    certain: list[re.Match[str]] = []
    likely: list[re.Match[str]] = []
    for match in _ANNOTATION.finditer(text):
        weight = _weight(text[match.start() - 1 : match.start()], match[1])
        if weight:
            (certain if weight == 2 else likely).append(match)
    residue = certain
    if likely and len(certain) + len(likely) >= MANY:
        residue = sorted((*certain, *likely), key=lambda match: match.start())
    if not residue:
        return Step(text)
    parts, changes, at = [], [], 0
    for match in residue:
        parts.append(text[at : match.start()])
        character = text[match.start() - 1]
        changes.append((character + match[0], character))
        at = match.end()
    return Step("".join((*parts, text[at:])), tuple(changes))


@lru_cache(maxsize=4096)
def _weight(character: str, letters: str) -> int:
    """Weigh a bracket behind `character`: 2 is residue, 1 is residue where there are many, 0 is none.

    A character that conversion turned is certain; with a tone mark even at another reading than the
    standard files it under. One that conversion leaves alone must be common and read so.
    """
    name = syllable(letters)
    if name is None or not _IS_HAN.match(character):
        return 0
    filed = reading(character)
    if character in simplified_of():
        return 2 if name == filed or has_tone(letters) else 0
    return 1 if name == filed else 0
