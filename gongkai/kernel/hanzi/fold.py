"""Folding for search 检索折叠: different writings of one text become one string of the same length.

Traditional and simplified, old and look-alike forms, full and half width, letter case, brackets,
quotes and blanks are made equal, each character by one character, so that an offset in the folded
text is an offset in the original and highlights stay true.

The table of characters is asked of OpenCC (Apache-2.0) at first use, one character at a time and over
the CJK blocks in one call: about 0.1 s once a process, against a committed table that would have to
be kept in step with the library which also makes the traditional-script view of the portal. Folding
itself is one `str.translate`.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import opencc

# Blocks that hold characters with a simplified form.
CJK_BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0x20000, 0x2A6E0))

# Compatibility blocks whose every character is another one in disguise (Unicode NFKC): radicals,
# full-width and half-width forms, compatibility ideographs, enclosed and letter-like signs.
COMPATIBILITY_BLOCKS = (
    (0x00A0, 0x0180),
    (0x2000, 0x2500),
    (0x2E80, 0x3100),
    (0x3200, 0x3400),
    (0xF900, 0xFB00),
    (0xFE10, 0xFFF0),
    (0x2F800, 0x2FA20),
)

# Forms that OpenCC leaves alone: the left one is an old, vulgar or Japanese writing of the right one
# (第一批异体字整理表, 1955; 简化字总表, 1986). ○ and ◯ stand for 〇 in typed dates.
LOOK_ALIKES = (
    "戸户 囯国 囻国 囘回 囬回 戱戏 亙亘 竝并 彔录 甞尝 呉吴 姫姬 羙美 冨富 髙高 濵滨 邉边 囗口 ○〇 ◯〇"
)

# Radicals that are a whole character (Unicode's EquivalentUnifiedIdeograph), which NFKC leaves alone;
# PDF files put them for the character.
RADICALS = (
    "⺝月 ⺠民 ⺩王 ⺬示 ⻁虎 ⻄西 ⻅见 ⻆角 ⻉贝 ⻋车 ⻓长 ⻔门 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻢马 "
    "⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻬齐 ⻮齿 ⻰龙 ⻳龟"
)

# Each group is written as its first character. 〔2016〕, [2016] and 【2016】 are one to a searcher, and
# the crawls of the seeds put ASCII brackets for 〔〕 and 〈〉.
PUNCTUATION = (
    "[〔［【〖﹝",
    "]〕］】〗﹞",
    "(（⦅",
    ")）⦆",
    "<〈＜⟨‹",
    ">〉＞⟩›",
    '"“”„‟＂「」『』﹁﹂〝〞〟«»',
    "'‘’‚‛＇",
    "-‐‑‒–—―−－─﹣",
    ",，、､",
    ".．",
    "。｡",
    "·•・‧∙⋅･",
    "~～〜∼",
    "…⋯",
)


def fold(text: str) -> str:
    """Return `text` folded for comparison; `len(fold(text)) == len(text)` and folding twice is once."""
    return text.translate(_table())


@lru_cache(maxsize=1)
def simplified_of() -> dict[str, str]:
    """Return each traditional character with its simplified one, for the characters that have one."""
    characters = [chr(code) for start, end in CJK_BLOCKS for code in range(start, end)]
    pairs = _by_character("t2s", characters)
    # Taiwan's 著 for 着, Hong Kong's 衞 for 卫: variants that the plain table keeps apart.
    for config in ("tw2s", "hk2s"):
        for before, after in _by_character(config, characters).items():
            pairs.setdefault(before, after)
    return pairs


def _by_character(config: str, characters: list[str]) -> dict[str, str]:
    """Convert each character alone (the line ends keep phrases from forming) and keep the changed."""
    converted = opencc.OpenCC(config).convert("\n".join(characters)).split("\n")
    pairs = zip(characters, converted, strict=True)
    return {before: after for before, after in pairs if before != after and len(after) == 1}


def _japanese() -> dict[str, str]:
    """Return the new Japanese forms that Chinese uses nowhere: 県 is 县, but 予 stays apart from 豫."""
    characters = [chr(code) for code in range(0x4E00, 0xA000)]
    foreign = [c for c in characters if not c.encode("gb2312", "ignore") and not c.encode("big5", "ignore")]
    return _by_character("jp2t", foreign)


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    """Build the translation table, each entry followed to where it no longer changes."""
    step: dict[str, str] = {}
    for code in range(0x10000):
        character = chr(code)
        for lower in (character.casefold(), character.lower()):
            if len(lower) == 1 and lower != character:
                step[character] = lower
                break
    for start, end in COMPATIBILITY_BLOCKS:
        for character in map(chr, range(start, end)):
            plain = unicodedata.normalize("NFKC", character)
            if len(plain) == 1 and plain != character:
                step[character] = plain
    step.update(_japanese())
    step.update(simplified_of())
    step.update((pair[0], pair[1]) for pair in f"{LOOK_ALIKES} {RADICALS}".split())
    step.update((other, group[0]) for group in PUNCTUATION for other in group[1:])
    # Blanks last: whatever Unicode calls a space or a line end is one space.
    step.update((c, " ") for c in map(chr, range(0x10000)) if c.isspace())
    return {
        ord(character): _settled(character, step)
        for character in step
        if _settled(character, step) != character
    }


def _settled(character: str, step: dict[str, str]) -> str:
    """Follow `character` through the steps; a ring of variants settles on its smallest member."""
    seen = [character]
    while (after := step.get(seen[-1], seen[-1])) not in seen:
        seen.append(after)
    ring = seen[seen.index(after) :]
    return min(ring)
