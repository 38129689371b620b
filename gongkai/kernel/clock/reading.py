"""Reading limits 期限识读: "20 working days", "20个工作日", "1月31日", "at least 1 per quarter" → a limit."""

from __future__ import annotations

import re
from datetime import date
from unicodedata import normalize

from .limits import (
    CalendarDays,
    EachPeriod,
    FixedDate,
    Hours,
    Limit,
    Months,
    RunningLimit,
    SetDay,
    WhichYear,
    WorkingDays,
    Years,
)
from .periods import PeriodUnit

HELP = (
    'write for example "20 working days", "5 hours", "30 days", "30 days exactly", "6 months", "1 year", '
    '"01-31", "01-31 next year", "by 2026-07-31", "at least 1 per quarter", "20个工作日", "1月31日" or "每季度至少1次"'
)
UNITS: dict[str, type[RunningLimit]] = {
    "working day": WorkingDays, "work day": WorkingDays, "workday": WorkingDays, "wd": WorkingDays,
    "个工作日": WorkingDays, "工作日": WorkingDays,
    "hour": Hours, "h": Hours, "小时": Hours, "个小时": Hours,
    "day": CalendarDays, "calendar day": CalendarDays, "日": CalendarDays, "天": CalendarDays,
    "个自然日": CalendarDays, "自然日": CalendarDays,
    "month": Months, "个月": Months, "year": Years, "年": Years,
}  # fmt: skip
PERIODS: dict[str, PeriodUnit] = {
    "month": "month", "月": "month", "quarter": "quarter", "季度": "quarter", "季": "quarter",
    "half-year": "half-year", "half year": "half-year", "半年": "half-year", "year": "year", "年": "year",
}  # fmt: skip
YEARS: dict[str, WhichYear] = {
    "": "coming", "每年": "coming", "this": "this", "当年": "this", "本年": "this", "今年": "this",
    "next": "next", "次年": "next", "下一年": "next", "翌年": "next",
}  # fmt: skip


def _any(words: dict[str, object]) -> str:
    return "|".join(sorted(map(re.escape, filter(None, words)), key=len, reverse=True))


RUNNING = re.compile(rf"(\d+) ?({_any({**UNITS})})s?( exactly|\(不顺延\))?(?:以内|之内|内)?")
FIXED = re.compile(r"(\d\d?)-(\d\d?)(?: (?:of )?(?:the )?(this|next) year)?")
FIXED_ZH = re.compile(rf"({_any({**YEARS})})?(\d\d?)月(\d\d?)日(?:以前|之前|前)?")
SET_DAY = re.compile(r"(?:by )?(\d{4})(?:-|年)(\d\d?)(?:-|月)(\d\d?)日?(?:以前|之前|前)?")
EACH = re.compile(rf"(?:at least )?(once|\d+)(?: times?)? (?:per|an?|each|every) ({_any({**PERIODS})})")
EACH_ZH = re.compile(rf"每个?({_any({**PERIODS})})(?:(?:至少|不少于)?(\d+)次(?:以上)?)?")


def parse_limit(text: str) -> Limit:
    """The limit that a text names, in either language; digits may be full width.

    Raises ValueError, with examples, for anything else: a limit is never guessed.
    """
    plain = re.sub(r"\s+", " ", normalize("NFKC", text)).strip().lower()
    if found := RUNNING.fullmatch(plain):
        number, unit, exactly = found.groups()
        kind = UNITS[unit]
        if not exactly:
            return kind(int(number))
        if kind is CalendarDays or kind is Months or kind is Years:
            return kind(int(number), rolls=False)
    elif found := FIXED.fullmatch(plain):
        return FixedDate(int(found[1]), int(found[2]), YEARS[found[3] or ""])
    elif found := FIXED_ZH.fullmatch(plain):
        return FixedDate(int(found[2]), int(found[3]), YEARS[found[1] or ""])
    elif found := SET_DAY.fullmatch(plain):
        year, month, day = map(int, found.groups())
        try:
            return SetDay(date(year, month, day))
        except ValueError as error:
            raise ValueError(f"There is no day {plain}; {HELP}.") from error
    elif found := EACH.fullmatch(plain):
        return EachPeriod(PERIODS[found[2]], 1 if found[1] == "once" else int(found[1]))
    elif found := EACH_ZH.fullmatch(plain):
        return EachPeriod(PERIODS[found[1]], int(found[2] or 1))
    raise ValueError(f"“{text[:60]}” is not a limit this system can read; {HELP}.")
