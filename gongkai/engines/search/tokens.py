"""Tokens 词元: how text becomes index terms, so that a phrase is found exactly.

Text is folded and cut into *units*: one Chinese character, or one whole run of letters and digits
of another script. Units that touch form a *stretch*; anything else (punctuation, blanks, symbols)
is a *break*. A stretch yields the pairs of neighbouring units; besides, each letter-digit unit by
itself and the last Chinese character by itself, which keeps pairs on both sides of a break apart:

    2016年，政务  →  2016 2016年 年 政务 务

What a *phrase* is follows from this: its units stand in the text one after another, with a break
exactly where the phrase has one (which marks the break is made of does not matter), and a number or
Latin word at its ends is whole: 16年 is not in 2016年.
"""

import re
from collections.abc import Sequence
from operator import add

from gongkai.kernel.hanzi.fold import fold

# Characters that are a unit each: Chinese ones of all planes, 々〇, and kana, which no blank parts either.
HAN = (
    "\u3005\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
WORD = rf"[^\W_{HAN}]"

# A longer letter-digit run is noise (an encoded blob); its first part is enough to find it.
LONGEST_WORD = 64

_stretch = re.compile(r"[^\W_]+")
_unit = re.compile(rf"[{HAN}]|{WORD}+")
_word = re.compile(WORD)
# Zero-width characters, direction marks, soft hyphen: not seen, so they part nothing.
_invisible = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")

Stretch = tuple[str, ...]
Phrase = tuple[Stretch, ...]


def stretches(text: str) -> list[str]:
    """The stretches of a text, folded."""
    return _stretch.findall(fold(_invisible.sub("", text)))


def phrase(text: str) -> Phrase:
    """The units of a text, stretch by stretch; empty when nothing in it can be searched for."""
    return tuple(tuple(u[:LONGEST_WORD] for u in _unit.findall(s)) for s in stretches(text))


def is_word(unit: str) -> bool:
    """Whether a unit is a run of letters and digits rather than one Chinese character."""
    return bool(_word.match(unit))


def indexed(*texts: str) -> str:
    """The index terms of the texts in order, joined by blanks; a break lies between two texts."""
    terms: list[str] = []
    for text in texts:
        for stretch in stretches(text):
            if _word.search(stretch):
                terms += _mixed([u[:LONGEST_WORD] for u in _unit.findall(stretch)])
                if not _word.match(stretch[-1]):
                    terms.append(stretch[-1])
            else:
                # The common case, all Chinese: pairs, then the last character by itself.
                terms += map(add, stretch, stretch[1:])
                terms.append(stretch[-1])
    return " ".join(terms)


def sought(wanted: Phrase) -> tuple[list[str], bool]:
    """The terms that must follow one another for a phrase to be there.

    The second value is true when the last term is a lone character that need only begin a term: in
    the text it may be followed by anything.
    """
    terms: list[str] = []
    for units in wanted[:-1]:
        terms += _mixed(units)
        if not _word.match(units[-1]):
            terms.append(units[-1])
    last = wanted[-1]
    terms += _mixed(last)
    lone = len(last) == 1 and not _word.match(last[0])
    if lone:
        terms.append(last[0])
    return terms, lone


def _mixed(units: Sequence[str]) -> list[str]:
    terms: list[str] = []
    for here, following in zip(units, (*units[1:], ""), strict=True):
        if _word.match(here):
            terms.append(here)
        if following:
            terms.append(here + following)
    return terms
