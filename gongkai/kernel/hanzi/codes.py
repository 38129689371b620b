"""Organ codes 机关代字: where the code of a document number begins in running text.

No closed list of codes exists (every organ sets its own), so the code is what is left of the
characters before the bracket when the words that lead to a number are taken away.
"""

from __future__ import annotations

import re

from gongkai.kernel.hanzi.fold import fold

LONGEST_CODE = 20
# Beyond this a code has most likely swallowed the sentence before it.
LIKELY_CODE = 8

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TAIL = re.compile(rf"[{_HAN}][{_HAN} \t\u00a0\u3000]*$")
_BLANKS = re.compile(r"[ \t\u00a0\u3000]+")

# Words and characters that stand before a code and never inside one.
_STOP = re.compile(
    "中华人民共和国(?=..)|施行|实施|之日起|根据|依据|依照|按照|遵照|参照|比照|对照|贯彻|落实|执行|印发|转发|下发|"
    "制发|颁发|发布|公布|批转|废止|修订|修改|替代|代替|文件|文号|字号|编号|通知|意见|办法|规定|决定|方案|条例|要求|"
    "精神|同意|有关|关于|以及|其中|详见|同时|[的了是为以被在按见由号等]"
)
# The organ's own name may stand before its code with nothing between: 青原县民政局青民发.
_ORGAN = re.compile("(?:办公厅|办公室|人民政府|委员会|法院|检察院|(?<=..)[局厅])(?=..)")
# 和政办 is 和县's code and 将政办 is 将乐县's: such a character is a conjunction only after something.
_JOINING = "和及与暨或并将据经对即"
_OPENS_PHRASE = "（(〔[【《“\"'、，,。；;：: \t\n\r\u00a0\u3000"
# A code begins with the organ's level or place: 国, 中 or a province's one-character name.
_LEAD = re.compile("[国中京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵黔云滇藏陕秦甘陇青宁新]")


def code_start(text: str, end: int, *, named: bool = False) -> int:
    """Return where the organ code that ends at `end` begins; `end` itself where there is none.

    `named` says that the number carries the organ's name and not a code (财政部令), so it may be long.
    """
    window = fold(text[max(0, end - LONGEST_CODE - 10) : end])
    match = _TAIL.search(window.rstrip(" "))
    if match is None:
        return end
    run = match.group()
    base = end - len(window) + match.start()
    begin = _after_blanks(run)
    for stop in (_STOP,) if named else (_STOP, _ORGAN):
        begin = max([begin, *(word.end() for word in stop.finditer(run))])
    while begin < len(run) and run[begin] in _JOINING and _follows(text, base + begin):
        begin += 1
    if not named and len(run) - begin > LIKELY_CODE:
        leads = [
            lead.start() for lead in _LEAD.finditer(run, begin) if 2 <= len(run) - lead.start() <= LIKELY_CODE
        ]
        begin = leads[-1] if leads else begin
    begin = max(begin, len(run) - LONGEST_CODE)
    return base + begin if begin < len(run) else end


def _after_blanks(run: str) -> int:
    """Return where the last word of `run` begins; letters spaced one by one (国 办 发) are one word."""
    begin = 0
    words = list(_BLANKS.finditer(run))
    for index, gap in enumerate(words):
        left = run[begin if index == 0 else words[index - 1].end() : gap.start()]
        right_end = words[index + 1].start() if index + 1 < len(words) else len(run)
        if len(left) > 1 or right_end - gap.end() > 1:
            begin = gap.end()
    return begin


def _follows(text: str, at: int) -> bool:
    """Say whether something that a conjunction could join stands right before `at`."""
    return at > 0 and text[at - 1] not in _OPENS_PHRASE
