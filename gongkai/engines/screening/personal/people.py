"""Names of people 姓名: which characters can be one, and where one stands beside other data of the person."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from gongkai.engines.screening.reading import Reading

_DATA = Path(__file__).parent.parent / "data" / "surnames.toml"
LABELS = "姓名|户主|户名|患者|家长|车主|房主|死者|伤者|考生|学生|儿童|孩子|儿子|女儿|[\u4e00-\u9fff][人员者]"
# Sought by its last character: few have it, and every label has two (法定代表人 ends like 申请人).
_LABELLED = re.compile(rf"[名主者长生童子儿人员](?<={LABELS})(?:姓名)?\s*[:：]?\s*([\u4e00-\u9fff·]{{2,12}})")
# A line end before the line begins its first cell.
_CELL = re.compile(
    r"[\s，,、。;；:：(（|\"“]([\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{2,8}·[\u4e00-\u9fff·]{2,8})(?=[\s，,、;；:：)）(（|\"”]|$)"
)
_TAIL = re.compile(
    r"([\u4e00-\u9fff]{2,4})[\s:：,，(（]{0,3}(?:男|女|身份证|手机|电话|银行|卡号|住|出生|护照)"
)

# What a sentence goes on with behind a name: 周敏住…, 周敏系….
_VERBS = "住在系向等因"
_STOPS = re.compile("今年|现年|年满|现住|出生")


@lru_cache(maxsize=1)
def _surnames() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Single surnames, double surnames, and words that look like a name and are none."""
    table = tomllib.loads(_DATA.read_text("utf-8"))
    return frozenset(table["single"]), frozenset(table["double"].split()), frozenset(table["words"].split())


def is_name(text: str) -> bool:
    """Whether the characters can be the name of a Chinese person: a surname and one or two more."""
    single, double, words = _surnames()
    if "·" in text:
        return True
    size = len(text)
    if not ((size in (2, 3) and text[0] in single) or (size in (3, 4) and text[:2] in double)):
        return False
    return words.isdisjoint((text, text[:2], text[1:3], text[2:]))


def name_beside(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    """The name nearest to `start:end` on the same line, before it or right behind it; None where there is none."""
    before = "\n" + reading.before(start, 60)
    cells = [
        (cell.start(1), pattern is _LABELLED, cell[1])
        for pattern in (_LABELLED, _CELL, _TAIL)
        for cell in pattern.finditer(before)
    ]
    cells.sort(reverse=True)
    first = last = 0
    for at, labelled, characters in cells:
        if at < first:
            break
        if name := _whole(characters, labelled):
            first, last = at, max(last, at + len(name))
    if last:
        return start - len(before) + first, start - len(before) + last
    after = "\n" + reading.after(end, 20)
    for pattern in (_LABELLED, _CELL):
        for cell in pattern.finditer(after):
            if name := _whole(cell[1], pattern is _LABELLED):
                first = end - 1 + cell.start(1)
                return first, first + len(name)
    return None


def _whole(characters: str, labelled: bool) -> str:
    """The name that the characters are; behind a label also the one they begin with (申请人张伟住…)."""
    if labelled:
        characters = _STOPS.split(characters, 1)[0]
    characters = characters.rstrip(_VERBS)
    if is_name(characters):
        return characters
    if labelled:
        for length in (4, 3, 2):
            if length < len(characters) and is_name(characters[:length]):
                return characters[:length]
    return ""
