"""Issuers 发文机关 that the title itself names: 甲局 乙局关于…的通知, 青原县人民政府令."""

import re

from gongkai.intake.units import is_agency
from gongkai.kernel.hanzi.fold import fold

BEFORE_ABOUT = re.compile(r"^(.{3,120}?)(?:关于|印发|转发|批转|公布|发布)")
PLAIN_KIND = re.compile(r"^(.{3,40}?)(?:令|公告|通告|通报)(?:\(?(?:20\d\d年)?第.{1,6}号\)?)?$")
BEFORE_YEAR = re.compile(r"^([^《]{4,30}?)(?=20\d\d年)")
AND_OTHERS = re.compile(r"等(?:[0-9一二三四五六七八九十]+个?)?(?:部门|单位|厅局|部委)?$")


def issuers_in_title(title: str) -> list[str]:
    """The agencies before 关于/印发, or before 令/公告; empty when what stands there is no agency."""
    folded = fold(title)
    match = BEFORE_ABOUT.match(folded) or PLAIN_KIND.match(folded) or BEFORE_YEAR.match(folded)
    if match is None:
        return []
    text, shadow = title[: match.end(1)], match[1]
    others = AND_OTHERS.search(shadow)
    if others is not None:
        text, shadow = text[: others.start()], shadow[: others.start()]
    names = _split(text, shadow)
    return names if names and all(is_agency(fold(name)) for name in names) else []


def _split(text: str, shadow: str) -> list[str]:
    spans, start = [], 0
    for match in re.finditer(r"[ ,]", shadow):
        if start < match.start():
            spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(text)))
    return [text[a:b] for a, b in spans if a < b]
