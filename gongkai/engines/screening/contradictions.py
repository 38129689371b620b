"""Contradictions 前后矛盾: a number's year against the signature, title against text, weekday against date, counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.engines.screening.finding import Finding
from gongkai.engines.screening.lexicon import anchors
from gongkai.engines.screening.reading import Reading
from gongkai.kernel.hanzi import (
    DocumentNumber,
    find_dates,
    find_numbers,
    find_titles,
    fold,
    parse_number,
    parse_numeral,
)

HEAD, TAIL = 400, 250
_DAYS = "一二三四五六日"
_WEEKDAY = re.compile(
    r"\s?[（(]\s?(?:星期|周|礼拜)([一二三四五六日天])\s?[)）]|\s?，?(?:星期|礼拜)([一二三四五六日天])"
)
_DATE = re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日$")
_SPAN_END = re.compile(r"\s?[至到—~～-]\s?(?:([0-9]{4})年)?([0-9]{1,2})月([0-9]{1,2})日")
_NEVER = re.compile(
    r"(?<![0-9])(?:0?2月(?:30|31)日|(?:0?[469]|11)月31日|[01]?[0-9]月(?:3[2-9]|[4-9][0-9])日)"
)
_NUMERALS = "0123456789二两三四五六七八九十"
_SPACES = " \t\r\n\u00a0\u3000"
_BEFORE_WEEKDAY = anchors(*("日" + sign for sign in f"（(，星礼{_SPACES}"))
_BEFORE_END = anchors(*("日" + sign for sign in f"至到—~～-{_SPACES}"))
_LATE = anchors(*(f"月{day}" for day in range(30, 100)))
_BELOW = anchors(*(word + sign for word in ("下", "下列") for sign in _NUMERALS))
# What a line has to have that holds a number and nothing else, and one that holds a date: most lines do not.
_BLANKS = " \t\u3000"
_YEARED = re.compile(rf"[〔﹝［\[（(【〖〈第](?:(?<=第)|[{_BLANKS}\u00a0]*[0-9０-９一二])")
_LAST = frozenset("号號0123456789０１２３４５６７８９〇○零一二三四五六七八九十百")
_GAP = re.compile(rf"[{_BLANKS}\r）)][{_BLANKS}\r）)]{{9}}")
_DATED = re.compile(rf"(?:^|[{_BLANKS}（(]{{30}})[{_BLANKS}（(]*[0-9０-９一二三四五六七八九]")
_YEAR = re.compile(r"((?:19|20)[0-9]{2})年(?:度)?([\u4e00-\u9fff]{4,20})")
_COUNT = re.compile(
    r"(?:以下|下列|如下)([0-9]{1,2}|[二两三四五六七八九十]{1,3})(?:项|条|点|个方面|类|种)[^。\n]{0,20}[:：]\s*\n"
)
_ORDINAL = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_ITEM = re.compile(rf"[ \t\u3000]*(?:[（(]({_ORDINAL})[)）]|({_ORDINAL})[、.．])")


def find_contradictions(reading: Reading) -> Iterator[Finding]:
    """All places where the text says two things; each is a person's to decide."""
    yield from _number_and_signature(reading)
    yield from _title_and_text(reading)
    yield from _weekdays(reading)
    yield from _spans(reading)
    yield from _counts(reading)


def _number_and_signature(reading: Reading) -> Iterator[Finding]:
    """The year in the number is that of signing (《党政机关公文处理工作条例》art 9); record and text agree."""
    text, context = reading.text, reading.context
    own = _own_number(text)
    given = parse_number(context.doc_number) if context.doc_number else None
    number = own[1] if own else given
    if own and given and own[1].folded != given.folded:
        note = f"文中的发文字号与登记的“{given}”不一致，请核对。"
        yield reading.finding("contradiction", *own[0], "warn", note)
    if number is None and context.signed_on is None:
        return
    dated = _signature(text)
    signed = dated[1] if dated else context.signed_on
    if number and number.year and signed and number.year != signed.year:
        note = f"发文字号的年份是{number.year}年，成文日期是{signed.year}年，请核对。"
        if place := dated or own:
            yield reading.finding("contradiction", *place[0], "warn", note)
    if dated and context.signed_on and dated[1] != context.signed_on:
        note = f"文中的成文日期与登记的{context.signed_on}不一致，请核对。"
        yield reading.finding("contradiction", *dated[0], "warn", note)


def _own_number(text: str) -> tuple[tuple[int, int], DocumentNumber] | None:
    """The first number at the head that stands on a line of its own, and where."""
    head, line, base = text[:HEAD], "", 0
    for sign in _YEARED.finditer(head):
        if sign.start() < base + len(line):
            continue
        base = head.rfind("\n", 0, sign.start()) + 1
        line = head[base:].partition("\n")[0]
        if line.rstrip(f"{_BLANKS}\r）)")[-1:] not in _LAST and not _GAP.search(line):
            continue
        for one in find_numbers(line):
            if one.number and _on_its_line(text, base + one.start, base + one.end):
                return (base + one.start, base + one.end), one.number
    return None


def _signature(text: str) -> tuple[tuple[int, int], date] | None:
    """The last date at the tail that stands on a line of its own, and where."""
    base = len(text) + 1
    for line in reversed(text[-TAIL:].split("\n")):
        base -= len(line) + 1
        for one in reversed(find_dates(line)) if _DATED.search(line) else ():
            if one.date and _on_its_line(text, base + one.start, base + one.end):
                return (base + one.start, base + one.end), one.date
    return None


def _title_and_text(reading: Reading) -> Iterator[Finding]:
    """What the title calls of one year, the text calls of another, and never of the same."""
    title, text = reading.context.title, reading.text
    if not title:
        return
    for match in _YEAR.finditer(title):
        year, what = match[1], match[2][:8]
        others = [
            (at, text[at - 6 : at])
            for at in (found.start() for found in re.finditer(re.escape(what), text))
            if (near := re.search(r"((?:19|20)[0-9]{2})年度?$", text[max(0, at - 6) : at]))
            and near[1] != year
        ]
        agrees = re.search(rf"{year}年度?{re.escape(what)}", text.replace(title, ""))
        if others and not agrees:
            at = others[0][0]
            start = at - 5 if text[at - 1] == "年" else at - 6
            note = f"标题写的是{year}年，正文写的是{text[start : start + 4]}年，请核对。"
            yield reading.finding("contradiction", start, at + len(what), "warn", note)
    digits = re.compile(r"[0-9]+")
    for named in find_titles(text[:HEAD]):
        if (
            named.title != title
            and digits.sub("#", fold(named.title)) == digits.sub("#", fold(_inner(title)))
            and fold(named.title) != fold(_inner(title))
        ):
            note = "正文引用的名称与标题只有数字不同，请核对。"
            yield reading.finding("contradiction", named.start, named.end, "warn", note)


def _weekdays(reading: Reading) -> Iterator[Finding]:
    text = reading.text
    for at in reading.places(_BEFORE_WEEKDAY):
        behind = _WEEKDAY.match(text, at + 1)
        day = _day(text, at + 1) if behind else None
        if behind and day:
            said = (behind[1] or behind[2]).replace("天", "日")
            if _DAYS[day.weekday()] != said:
                note = f"{day.year}年{day.month}月{day.day}日是星期{_DAYS[day.weekday()]}，请核对日期和星期。"
                start = at + 1 - len(_written(text, at + 1))
                yield reading.finding("contradiction", start, behind.end(), "warn", note)


def _spans(reading: Reading) -> Iterator[Finding]:
    """Dates that no calendar has, and spans that end before they begin."""
    text = reading.text
    for at in reading.places(_LATE):
        match = next((one for one in _NEVER.finditer(text, max(0, at - 2), at + 4)), None)
        if match:
            yield reading.finding("contradiction", *match.span(), "warn", "这个日期在日历上不存在，请核对。")
    for at in reading.places(_BEFORE_END):
        ends = _SPAN_END.match(text, at + 1)
        begins = _day(text, at + 1) if ends else None
        if begins is None or ends is None:
            continue
        last = _made(ends[1] or str(begins.year), ends[2], ends[3])
        if last and last < begins and (ends[1] or begins.month - last.month < 6):
            start = at + 1 - len(_written(text, at + 1))
            note = "起止日期前后颠倒，请核对。"
            yield reading.finding("contradiction", start, ends.end(), "warn", note)


def _counts(reading: Reading) -> Iterator[Finding]:
    """“以下五项：” against the numbered lines right behind it, where the list plainly ends."""
    text = reading.text
    for at in (at - 1 for at in reading.places(_BELOW) if at):
        match = _COUNT.match(text, at)
        if match is None:
            continue
        said, items, here = parse_numeral(match[1].replace("两", "二")), 0, match.end()
        while item := _ITEM.match(text, here):
            if parse_numeral(item[1] or item[2]) != items + 1:
                break
            items += 1
            end = text.find("\n", here)
            here = len(text) if end < 0 else end + 1
        # One line of another kind may carry on the last item, so the list must plainly have ended.
        if items >= 2 and said and said != items and (here >= len(text) or text[here : here + 1] == "\n"):
            note = f"写明{said}项，实际列了{items}项，请核对。"
            yield reading.finding("contradiction", match.start(), match.end(1) + 1, "look", note)


def _on_its_line(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 30) : start].rpartition("\n")[2]
    after = text[end : end + 10].partition("\n")[0]
    return not before.strip(" \t\u3000（(") and not after.strip(" \t\u3000\r）)")


def _written(text: str, end: int) -> str:
    match = _DATE.search(text[max(0, end - 12) : end])
    return match[0] if match else ""


def _day(text: str, end: int) -> date | None:
    match = _DATE.search(text[max(0, end - 12) : end])
    return _made(*match.groups()) if match else None


def _made(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _inner(title: str) -> str:
    """What a title is about: between its 《 and 》, or the title itself."""
    return title[title.find("《") + 1 : title.rfind("》")] if "《" in title and "》" in title else title
