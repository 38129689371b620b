"""Marks 标志: secrecy and internal use where a mark stands, and the numbers of documents that are not open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.engines.screening.finding import Finding
from gongkai.engines.screening.lexicon import anchors
from gongkai.engines.screening.reading import Reading
from gongkai.kernel.hanzi import find_numbers, fold

# GB/T 9704-2012, 7.2.2: the grade and, behind a star, the period. The star makes it a mark wherever it stands.
_BLANK = r"[ \t\u00a0\u3000]*"
_STARRED = re.compile(
    rf"(?:绝{_BLANK}密|机{_BLANK}密|秘{_BLANK}密){_BLANK}[★☆✩⭐*＊]{_BLANK}(?:\d{{1,3}}{_BLANK}(?:年|个?月|天)|长期|[一二三四五六七八九十]{{1,3}}年)?"
)
_ALONE = re.compile(
    rf"{_BLANK}[【\[（(〔]?(绝{_BLANK}密|机{_BLANK}密|秘{_BLANK}密)(?:{_BLANK}[0-9０-９]{{1,2}}{_BLANK}年|{_BLANK}长期)?[】\])）〕]?{_BLANK}"
)
_INTERNAL_WORDS = (
    "内部资料|内部文件|内部材料|内部刊物|内部使用|内部掌握|内部参考|内部传阅|仅[供限]内部(?:参考|使用|掌握|传阅)?|注意保存|注意保密|"
    "妥善保管|不得外传|严禁外传|不予公开|不公开|不宜公开|请勿外传|不得对外公开|依申请公开"
)
_INTERNAL = re.compile(
    rf"{_BLANK}[【\[（(〔★]?{_BLANK}(?:此件|本件|该件|公开(?:属性|方式|类别|选项){_BLANK}[:：]|信息公开选项{_BLANK}[:：]|"
    rf"政府信息公开选项{_BLANK}[:：])?{_BLANK}(?:属于|属|为)?"
    rf"(?:{_INTERNAL_WORDS})(?:{_BLANK}[，,、；;]?{_BLANK}(?:{_INTERNAL_WORDS}|请勿翻印|用后销毁|会后收回|阅后清退)){{0,3}}"
    rf"{_BLANK}[】\])）〕。]?{_BLANK}"
)
_WORDS = anchors("内部", "注意保", "妥善保", "外传")
_STARS = anchors("★", "☆", "✩", "⭐", "*", "＊")
# 秘密 and 公开 are all over such texts; as a mark 密 ends its line or stands before a period or a bracket, and
# 不予公开, 依申请公开 and their like end a line, a bracket or a clause.
_GRADES = anchors(*("密" + sign for sign in " \t\r\n\u00a0\u3000】])）〕长0123456789０１２３４５６７８９"))
_OPEN = anchors(
    *(f"{last}公开{sign}" for last in "予不宜外请" for sign in " \t\r\n\u00a0\u3000）)】]〕。，,、；;")
)
LONGEST_MARK = 40


def find_secrecy_marks(reading: Reading) -> Iterator[Finding]:
    """Secrecy marks in the position of a mark: with a star, or a line by themselves; not words about secrecy."""
    note = "文中有密级标志。涉密文件不得公开，请立即停止发布，并报保密工作机构处理。"
    text = reading.text
    taken: set[int] = set()
    for at in reading.places(_STARS):
        low = max(0, at - 8)
        match = next((one for one in _STARRED.finditer(text, low, at + 16) if one.end() > at), None)
        if match and match.start() not in taken:
            taken.add(match.start())
            yield reading.finding("secrecy_mark", match.start(), _trimmed(text, match.end()), "block", note)
    last = (len(text) - 1,) if text.endswith("密") else ()
    for at in (*reading.places(_GRADES), *last):
        start, line = _line(text, at)
        if line is None or any(start <= one <= at for one in taken):
            continue
        if match := _ALONE.fullmatch(line):
            taken.add(start + match.start(1))
            yield reading.finding(
                "secrecy_mark", start + match.start(1), start + len(line.rstrip()), "block", note
            )


def find_internal_marks(reading: Reading) -> Iterator[Finding]:
    """Marks of internal use or of withholding that fill a line or stand in brackets at its end."""
    text = reading.text
    seen: set[int] = set()
    last = (len(text) - 2,) if text.endswith("公开") else ()
    for at in (*reading.places(_WORDS), *(one + 1 for one in reading.places(_OPEN)), *last):
        start, line = _line(text, at)
        if line is None or start in seen:
            continue
        match = _INTERNAL.fullmatch(line)
        if match is None:
            continue
        seen.add(start)
        on_request = "依申请公开" in line
        note = (
            "文中标注“依申请公开”，与主动公开不符，请核对公开属性。"
            if on_request
            else "文中标注内部使用或者不予公开，请核对公开属性；确可公开的，先由原定机关删去标注。"
        )
        first = start + len(line) - len(line.lstrip())
        yield reading.finding(
            "internal_mark", first, start + len(line.rstrip()), "warn" if on_request else "block", note
        )


def find_withheld_numbers(reading: Reading) -> Iterator[Finding]:
    """Numbers of documents that are not open, in any writing of brackets and script."""
    withheld = reading.context.withheld_numbers
    if not withheld:
        return
    wanted = {
        str(found.number.folded) for number in withheld for found in find_numbers(number) if found.number
    }
    note = "引用了不予公开文件的文号，请核对能否公开；不能的，请删去文号。"
    for found in find_numbers(reading.text):
        if found.number and (found.number.folded in wanted or fold(found.raw) in wanted):
            yield reading.finding("withheld_number", found.start, found.end, "block", note)


def _line(text: str, at: int) -> tuple[int, str | None]:
    """The line around `at` and where it begins; None where it is longer than a mark."""
    start = text.rfind("\n", max(0, at - LONGEST_MARK), at) + 1
    if not start and at > LONGEST_MARK:
        return 0, None
    end = text.find("\n", at, at + LONGEST_MARK)
    if end < 0 and len(text) > at + LONGEST_MARK:
        return 0, None
    return start, text[start : end if end >= 0 else len(text)].rstrip("\r")


def _trimmed(text: str, end: int) -> int:
    while text[end - 1].isspace():
        end -= 1
    return end
