"""Script of a text 简繁: which one it is written in, and the way from one to the other.

Conversion is OpenCC's, by phrases, and may change the length of a text; for search use `fold`, which
never does. Converters are built once and hold no state of a conversion, so threads share them.
"""

from __future__ import annotations

from functools import lru_cache

import opencc

from gongkai.kernel.hanzi.fold import simplified_of


@lru_cache(maxsize=2)
def _converter(config: str) -> opencc.OpenCC:
    return opencc.OpenCC(config)


def to_simplified(text: str) -> str:
    """Return `text` in simplified script, converted by phrases."""
    return str(_converter("t2s").convert(text))


def to_traditional(text: str) -> str:
    """Return `text` in traditional script, converted by phrases."""
    return str(_converter("s2tw").convert(text))


def is_traditional(text: str) -> bool:
    """Say whether `text` is written in traditional characters.

    Weighs how many characters it has that only traditional script uses against those that only
    simplified script uses, each character once; those common to both (政, 公, 于) say nothing. A text
    converted by halves (關于, 規范) is what most of it is.
    """
    traditional, simplified = _exclusive()
    characters = set(text)
    return len(characters & traditional) > len(characters & simplified)


@lru_cache(maxsize=1)
def _exclusive() -> tuple[frozenset[str], frozenset[str]]:
    """Return the characters that only traditional, and that only simplified script uses."""
    pairs = simplified_of()
    # 后, 里, 台 are simplified forms and good traditional characters too: Big5 knows them.
    simplified = {form for form in pairs.values() if not form.encode("big5", "ignore")}
    return frozenset(pairs), frozenset(simplified)
