"""Telephone numbers 电话号码: mobiles, and landlines that are not the agency's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from gongkai.engines.screening.finding import Finding
from gongkai.engines.screening.reading import Reading, begins
from gongkai.engines.screening.runs import Number

# Number segments in use (电信网编号计划 2017 and its later allotments); 194 and 154 are not given out.
MOBILE = re.compile(r"1(?:3\d|4[014-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])\d{8}")
_MOBILE_LENGTHS = frozenset((11, 13, 15))
_NATURAL = frozenset(((3, 4, 4), (3, 8), (4, 3, 4), (4, 4, 3), (3, 3, 5), (7, 4), (1,) * 11))
# An area code of three or four digits and a number of seven or eight that begins with none of 0, 1, 9.
LANDLINE = re.compile(r"(?:86)?0(?:10|2\d|[3-9]\d{2})[2-8]\d{6,7}")
LOCAL = re.compile(r"[2-8]\d{6,7}")
_LANDLINE_LENGTHS = frozenset((7, 8, 10, 11, 12, 13, 14))
UNIT = re.compile(r"\s*[余多]?[万亿千百]?(?:元|美元|吨|亩|平方|立方|公[里斤顷]|千[克瓦])")
_OFFICE = re.compile(
    "[局委办厅站所院队社部处科]|机构|中心|政府|窗口|热线|监督|举报|投诉|咨询|"
    "传真|值班|服务|报名|单位|机关|邮编|网址|政务|公司|学校|医院|银行"
)
_HOME = re.compile("家庭|住宅|宅电|户主|本人|家属|家长|监护人|申请人|亲属|村民|居民")
_LABEL = re.compile(r"(?:电话|座机|宅电|联系方式|Tel|TEL)[\s（）()号码]*[:：]?\s*$")
_DIGITS = re.compile(r"\d+")


@begins(*_MOBILE_LENGTHS)
def find_mobiles(reading: Reading) -> Iterator[Finding]:
    """Mobile numbers of eleven digits, with or without 86 before them, also broken by blanks or hyphens."""
    note = "手机号码属于个人信息，请遮盖；确为对外公布的办公号码的，请说明理由后保留。"
    taken = -1
    for number in reading.numbers:
        start, end = number.start, number.end
        if len(number.text) not in _MOBILE_LENGTHS or start < taken or not _mobile(number):
            continue
        if not reading.alone(start, end) or (number.first < number.last and _chained(reading, number)):
            continue
        if UNIT.match(reading.after(end, 6)):
            continue
        taken = end
        if len(number.text) > 11:
            start += _prefix(reading.text[start:end])
        yield reading.finding("mobile", start, end, "block", note)


def _mobile(number: Number) -> bool:
    """Whether it is a mobile number as people write it, 86 or 0086 before it taken away."""
    text, parts = number.text, number.parts[number.first : number.last + 1]
    if len(text) > 11:
        code = "0086" if len(text) == 15 else "86"
        # +86 13800138000 is found again without its first part.
        return (
            text.startswith(code)
            and bool(MOBILE.fullmatch(text[len(code) :]))
            and len(parts[0].text) > len(code)
        )
    return bool(MOBILE.fullmatch(text)) and (
        len(parts) == 1 or tuple(len(part.text) for part in parts) in _NATURAL
    )


def _prefix(raw: str) -> int:
    """How many characters of `raw` stand before the eleven digits."""
    digits = [at for at, char in enumerate(raw) if char.isdigit()]
    return digits[-11]


def _chained(reading: Reading, number: Number) -> bool:
    """Whether a hyphen ties the parts to further ones: a project code, not a telephone number."""
    text, parts, first, last = reading.text, number.parts, number.first, number.last
    left = first > 0 and not text[parts[first - 1].end : number.start].isspace()
    if left and parts[first - 1].text in ("86", "0086"):
        left = False
    right = last + 1 < len(parts) and not text[number.end : parts[last + 1].start].isspace()
    return left or right


@begins(*_LANDLINE_LENGTHS)
def find_landlines(reading: Reading) -> Iterator[Finding]:
    """Landlines beyond the agency's own.

    Where the own numbers are known, every other one is shown. Where they are not, numbers that stand as an
    office's (监督电话, 县民政局 …) are passed over.
    """
    own = reading.context.own_phones
    known = None if own is None else _tails(own)
    for start, end in _landlines(reading):
        digits = "".join(_DIGITS.findall(reading.text[start:end]))
        if known is not None and _tail(digits) in known:
            continue
        before = reading.before(start)
        home = bool(_HOME.search(before))
        if known is None and not home and _OFFICE.search(before):
            continue
        note = "固定电话不在本机关对外公布的号码之列；属于个人或者家庭的，请遮盖。"
        yield reading.finding("landline", start, end, "warn" if home else "look", note)


def _landlines(reading: Reading) -> Iterator[tuple[int, int]]:
    for run in reading.runs:
        for at, part in enumerate(run):
            if len(part.text) not in _LANDLINE_LENGTHS:
                continue
            local = LOCAL.fullmatch(part.text) is not None
            if not (local or LANDLINE.fullmatch(part.text)) or not reading.alone(part.start, part.end):
                continue
            if UNIT.match(reading.after(part.end, 6)):
                continue
            if local and at and part.start - run[at - 1].end == 1:
                both = run[at - 1].text + part.text
                alone = at == 1 or part.start - run[at - 2].end > 6
                if LANDLINE.fullmatch(both) and len(run[at - 1].text) <= 4 and alone:
                    yield run[at - 1].start, part.end
                    continue
            if not local or _LABEL.search(reading.before(part.start, 12)):
                yield part.start, part.end


@lru_cache(maxsize=256)
def _tails(numbers: frozenset[str]) -> frozenset[str]:
    return frozenset(map(_tail, numbers))


def _tail(number: str) -> str:
    """The last seven digits: what is the same in every writing of a landline."""
    return "".join(_DIGITS.findall(number))[-7:]
