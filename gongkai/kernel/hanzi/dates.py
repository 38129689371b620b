"""Dates in official text 日期: found, read, written; what is damaged stays unknown and says why."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.kernel.hanzi.numerals import parse_numeral, to_numeral

BLANK = r"[ \t\u00a0\u3000]*"
DIGIT = "[0-9０-９]"
# 二〇一六, 二○一六, 二零一六, and the same with a typed 0 or O for the zero.
_HAN_YEAR = "[一二三四五六七八九][一二三四五六七八九〇○◯零0０OＯ]{3}"
_HAN_DAY = "[一二三四五六七八九十廿卅]{1,3}"
_CLOCK = (
    rf"(?:[ \t\u00a0\u3000T]*(?P<hour>{DIGIT}{{1,2}}){BLANK}[:：时時点]{BLANK}"
    rf"(?P<minute>{DIGIT}{{2}})分?(?:[:：]{DIGIT}{{2}})?)?"
)


def _in_words(year: str, part: str) -> re.Pattern[str]:
    day = rf"(?:{BLANK}(?P<day>{part}){BLANK}[日号號]{_CLOCK})?"
    return re.compile(rf"(?P<year>{year}){BLANK}年{BLANK}(?P<month>{part}){BLANK}月{day}")


# One pattern for each way of writing, as each begins with characters of its own to search for.
_DATES = (
    _in_words(f"{DIGIT}{{4}}", f"{DIGIT}{{1,2}}"),
    _in_words(_HAN_YEAR, _HAN_DAY),
    re.compile(
        rf"{DIGIT}{{4}}(?<![0-9０-９./-].{{4}})(?P<sep>[-/.－／．])(?P<month>{DIGIT}{{1,2}})(?P=sep)(?P<day>{DIGIT}{{1,2}})"
        rf"(?![0-9０-９]|(?P=sep){DIGIT}){_CLOCK}"
    ),
)
# A line that holds nothing but a year with more digits behind it: a date line, whole or damaged.
_DATE_LINE = re.compile(
    rf"^{BLANK}(?P<raw>(?:19|20)[0-9]{{2}}(?=[年月日]*[0-9])[0-9年月日]{{1,8}}){BLANK}$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date, or what is left of one, at `start:end` of the text.

    `date` is None where only a month is written (`month` then holds year and month), and where the
    text is impossible or damaged (`doubt` then says so in a sentence).
    """

    start: int
    end: int
    raw: str
    date: dt.date | None
    time: dt.time | None = None
    doubt: str | None = None
    month: tuple[int, int] | None = None


def parse_date(text: str) -> dt.date | None:
    """Return the full date that `text` is, blanks around it and a time behind it allowed, else None."""
    stripped = text.strip()
    matches = (pattern.fullmatch(stripped) for pattern in _DATES)
    return next((_read(match).date for match in matches if match), None)


def find_dates(text: str) -> list[FoundDate]:
    """Return every date in `text` in order: full ones, months, impossible ones, and damaged date lines."""
    damaged = list(damaged_date_lines(text))
    starts = {line.start for line in damaged}  # 2022年7月6 on a line is no month but half a date
    found = [_read(match) for pattern in _DATES for match in pattern.finditer(text)]
    found = [one for one in found if one.start not in starts]
    return sorted([*found, *damaged], key=lambda one: one.start)


def damaged_date_lines(text: str) -> Iterator[FoundDate]:
    """Yield the lines that hold a year and more digits and yet no date: 202276 may be several days."""
    for match in _DATE_LINE.finditer(text):
        raw = match["raw"]
        if not any(pattern.fullmatch(raw) for pattern in _DATES):
            doubt = f"“{raw}”单独成行，像是日期，但数字旁的字已丢失，日期按未知处理，请对照原件补录。"
            yield FoundDate(match.start("raw"), match.end("raw"), raw, None, doubt=doubt)


def format_date(date: dt.date) -> str:
    """Write a date as a document's signature does: 2016年3月8日, no padding zero (GB/T 9704-2012)."""
    return f"{date.year}年{date.month}月{date.day}日"


def format_date_chinese(date: dt.date) -> str:
    """Write a date in Chinese numerals: 二〇一六年三月八日."""
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(date.year))
    return f"{year}年{to_numeral(date.month)}月{to_numeral(date.day)}日"


def _number(text: str) -> int | None:
    plain = unicodedata.normalize("NFKC", text).replace("O", "0").replace("◯", "〇")
    return parse_numeral(plain)


def _read(match: re.Match[str]) -> FoundDate:
    group = match.groupdict()
    start, end, raw = match.start(), match.end(), match.group()
    year, month = _number(group.get("year") or raw[:4]), _number(group["month"])
    if year and month and 1 <= month <= 12 and group["day"] is None:
        return FoundDate(start, end, raw, None, month=(year, month))
    try:
        date = dt.date(year or 0, month or 0, _number(group["day"] or "") or 0)
    except ValueError:
        return FoundDate(start, end, raw, None, doubt=f"“{raw}”不是日历上存在的日期，请对照原件核实。")
    return FoundDate(start, end, raw, date, _time(group["hour"], group["minute"]))


def _time(hour: str | None, minute: str | None) -> dt.time | None:
    if hour is None or minute is None:
        return None
    hours, minutes = int(unicodedata.normalize("NFKC", hour)), int(unicodedata.normalize("NFKC", minute))
    return dt.time(hours, minutes) if hours < 24 and minutes < 60 else None
