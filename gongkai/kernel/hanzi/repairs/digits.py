"""Characters lost beside digits 数字旁缺字: never repaired, each place one doubt.

A conversion dropped the characters around digits (202276 was 2022年7月6日 and may as well have been
another day). The digits stay as they stand and a person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.kernel.hanzi.dates import damaged_date_lines
from gongkai.kernel.hanzi.numbers import damaged_numbers
from gongkai.kernel.hanzi.repairs.step import HAN, cut

_DIGITS = re.compile(r"[0-9]{5,6}(?=[年月])")
# 20227月 holds year and month, 32022年 holds an item's number and a year.
_TOUCHING = re.compile(r"(?:19|20)\d{2}(?:1[0-2]|[1-9])月|\d{1,2}(?:19|20)\d{2}年")
_LATIN = re.compile(r"[A-Za-z]{5,40}")
_FORMATS = "WORD|EXCEL|DOCX?|XLSX?|PPTX?|PDF|OFD|WPS|TXT|CSV|XML|JSON|HTML|JPE?G|PNG|ZIP"
_GLUED = re.compile(rf"(?:{_FORMATS}){{2,}}", re.IGNORECASE)
_ITEM = re.compile(rf"^[ \t\u00a0\u3000]*(?P<number>[1-9]\d?)(?P<mark>[.．、]|(?=[{HAN}“《]))", re.MULTILINE)
# Behind these a digit counts or dates and does not number an item.
_COUNTED = re.compile(
    "[年月日号號时時点點分秒个個名人次件项項条條款份天周岁歲元万萬亿億千百十倍家户戶户所处處座台套类類种種级級批期届屆"
    "位至到比成层層章节節本篇页頁张張米里亩畝吨噸余餘多小工]"
)


def lost_beside_digits(text: str) -> tuple[str, ...]:
    """Return a doubt for each place where characters beside digits are missing."""
    return tuple(dict.fromkeys(_doubts(text)))


def _doubts(text: str) -> Iterator[str]:
    for number in damaged_numbers(text):
        yield number.doubt or ""
    for line in damaged_date_lines(text):
        yield line.doubt or ""
    for match in _DIGITS.finditer(text):
        if _TOUCHING.fullmatch(text, match.start(), match.end() + 1):
            shown = cut(text[match.start() : match.end() + 6].split("\n")[0])
            yield f"“{shown}”的数字连在一起，其间的字可能已丢失，请对照原件补录。"
    for match in _LATIN.finditer(text):
        if _GLUED.fullmatch(match.group()) and match.group().upper() not in ("DOCX", "XLSX", "PPTX"):
            yield f"“{match.group()}”连写，其间的标点可能已丢失，请对照原件补录。"
    yield from _bare_items(text)


def _bare_items(text: str) -> Iterator[str]:
    """Name items whose number lost its point: 1主动公开目录, in a row with 2."""
    bare: list[str] = []
    items = [
        (m, int(m["number"])) for m in _ITEM.finditer(text) if m["mark"] or not _COUNTED.match(text, m.end())
    ]
    for index, (match, number) in enumerate(items):
        if match["mark"]:
            continue
        before = items[index - 1][1] if index else 0
        after = items[index + 1][1] if index + 1 < len(items) else 0
        if after == number + 1 or (number > 1 and before == number - 1):
            line = text[match.start("number") : match.end() + 8].split("\n")[0]
            bare.append(f"“{cut(line, 10)}”")
    if bare:
        yield f"有{len(bare)}处条目的序号后可能丢失标点（如{'、'.join(bare[:3])}），请对照原件核实。"
