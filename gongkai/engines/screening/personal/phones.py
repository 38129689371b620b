"""Telephone numbers 电话号码: mobiles, and landlines that are not the agency's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.engines.screening.finding import Finding
from gongkai.engines.screening.personal.joined import joined
from gongkai.engines.screening.reading import Reading, Run

# Number segments in use (电信网编号计划 2017 and its later allotments); 194 and 154 are not given out.
MOBILE = re.compile(r"1(?:3\d|4[014-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])\d{8}")
_MOBILE_LENGTHS = frozenset((11, 13, 15))
_NATURAL = frozenset(((11,), (3, 4, 4), (3, 8), (4, 3, 4), (4, 4, 3), (3, 3, 5), (7, 4), (1,) * 11))
# An area code of three or four digits and a number of seven or eight that begins with none of 0, 1, 9.
LANDLINE = re.compile(r"(?:86)?0(?:10|2\d|[3-9]\d{2})[2-8]\d{6,7}")
LOCAL = re.compile(r"[2-8]\d{6,7}")
UNIT = re.compile(r"\s*[余多]?[万亿千百]?(?:元|美元|吨|亩|平方|立方|公[里斤顷]|千[克瓦])")
_OFFICE = re.compile(
    "机构|[局委办厅站所院队社部处科]公?室?(?:联系)?(?:人)?(?:电话)?|办公|中心|政府|大厅|窗口|热线|监督|举报|投诉|咨询|"
    "传真|值班|服务|报名|单位|机关|邮编|网址|政务|公司|学校|医院|银行"
)
_HOME = re.compile("家庭|住宅|宅电|户主|本人|家属|家长|监护人|申请人|亲属|村民|居民")
_LABEL = re.compile(r"(?:电话|座机|宅电|联系方式|Tel|TEL)[\s（）()号码]*[:：]?\s*$")
_DIGITS = re.compile(r"\d+")


def find_mobiles(reading: Reading) -> Iterator[Finding]:
    """Mobile numbers of eleven digits, with or without 86 before them, also broken by blanks or hyphens."""
    note = "手机号码属于个人信息，请遮盖；确为对外公布的办公号码的，请说明理由后保留。"
    for run in reading.runs:
        if run.size < 11:
            continue
        taken = -1
        for text, first, last in joined(run.parts, _MOBILE_LENGTHS, 15):
            if first <= taken or not (parts := _mobile_parts(text, run, first, last)):
                continue
            start, end = run.parts[parts[0]].start, run.parts[parts[-1]].end
            inside = parts[0] == parts[-1]
            if not reading.alone(start, end) or (not inside and _chained(reading, run, first, last)):
                continue
            if UNIT.match(reading.after(end, 6)):
                continue
            taken = last
            yield reading.finding("mobile", start + _prefix(reading.text[start:end]), end, "block", note)


def _mobile_parts(text: str, run: Run, first: int, last: int) -> range | None:
    """The parts that hold the eleven digits, 86 or 0086 before them taken away; None for no mobile number."""
    if len(text) > 11:
        code = "0086" if len(text) == 15 else "86"
        if not text.startswith(code) or not MOBILE.fullmatch(text[len(code) :]):
            return None
        # +86 13800138000 is found again without its first part.
        return range(first, last + 1) if len(run.parts[first].text) > len(code) else None
    if not MOBILE.fullmatch(text):
        return None
    shape = tuple(len(part.text) for part in run.parts[first : last + 1])
    return range(first, last + 1) if shape in _NATURAL else None


def _prefix(raw: str) -> int:
    """How many characters of `raw` stand before the eleven digits."""
    digits = [at for at, char in enumerate(raw) if char.isdigit()]
    return digits[-11]


def _chained(reading: Reading, run: Run, first: int, last: int) -> bool:
    """Whether a hyphen ties the parts to further ones: a project code, not a telephone number."""
    text = reading.text
    left = first > 0 and not text[run.parts[first - 1].end : run.parts[first].start].isspace()
    if left and run.parts[first - 1].text in ("86", "0086"):
        left = False
    right = last + 1 < len(run.parts) and not text[run.parts[last].end : run.parts[last + 1].start].isspace()
    return left or right


def find_landlines(reading: Reading) -> Iterator[Finding]:
    """Landlines beyond the agency's own.

    Where the own numbers are known, every other one is shown. Where they are not, numbers that stand as an
    office's (监督电话, 县民政局 …) are passed over.
    """
    own = reading.context.own_phones
    known = None if own is None else frozenset(_tail(number) for number in own)
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
        for at, part in enumerate(run.parts):
            local = LOCAL.fullmatch(part.text) is not None
            if not (local or LANDLINE.fullmatch(part.text)) or UNIT.match(reading.after(part.end, 6)):
                continue
            if not reading.alone(part.start, part.end):
                continue
            if local and at and part.start - run.parts[at - 1].end == 1:
                both = run.parts[at - 1].text + part.text
                alone = at == 1 or part.start - run.parts[at - 2].end > 6
                if LANDLINE.fullmatch(both) and len(run.parts[at - 1].text) <= 4 and alone:
                    yield run.parts[at - 1].start, part.end
                    continue
            if not local or _LABEL.search(reading.before(part.start, 12)):
                yield part.start, part.end


def _tail(number: str) -> str:
    """The last seven digits: what is the same in every writing of a landline."""
    return "".join(_DIGITS.findall(number))[-7:]
