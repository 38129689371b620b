"""Limits 期限: how long something may take, as values that print themselves in English and in Chinese.

Four limits run (working days, calendar days, months and years, hours) and can be paused and extended; two
name their end (a fixed date of the year, the end of a period) and cannot; one is a day somebody set and may set
anew. `parse_limit` reads both printed forms back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal, TypeAlias, get_args

from .periods import PeriodUnit, add_months, period_of

MOST = 10_000
WhichYear: TypeAlias = Literal["coming", "this", "next"]


@dataclass(frozen=True, slots=True)
class _Running:
    """A number of units; a limit of nothing is a mistake of the pack that holds it."""

    n: int
    english: ClassVar[str]
    chinese: ClassVar[str]

    def __post_init__(self) -> None:
        if not 1 <= self.n <= MOST:
            raise ValueError(f"A limit is 1 to {MOST} {self.english}s, not {self.n}.")

    def __str__(self) -> str:
        return f"{self.n} {self.english}{'' if self.n == 1 else 's'}"

    def zh(self) -> str:
        """The limit as an official text writes it."""
        return f"{self.n}{self.chinese}"


@dataclass(frozen=True, slots=True)
class WorkingDays(_Running):
    """Days on which offices work: without weekends and holidays, with make-up workdays."""

    english: ClassVar[str] = "working day"
    chinese: ClassVar[str] = "个工作日"


@dataclass(frozen=True, slots=True)
class Hours(_Running):
    """Hours from the instant itself, through nights and holidays."""

    english: ClassVar[str] = "hour"
    chinese: ClassVar[str] = "小时"


@dataclass(frozen=True, slots=True)
class _Calendar(_Running):
    """Days of the calendar. With `rolls` (the default, 民法典 art 203) a last day off gives way to the next
    working day; without, the last day stays where it falls."""

    rolls: bool = True

    def __str__(self) -> str:
        # the two-argument super() does not survive slots=True
        return _Running.__str__(self) + ("" if self.rolls else " exactly")

    def zh(self) -> str:
        """The limit as an official text writes it."""
        return _Running.zh(self) + ("" if self.rolls else "（不顺延）")

    def days(self, start: date, n: int) -> int:
        """How many days n of these units are, counted from the day after `start`."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class CalendarDays(_Calendar):
    """Calendar days, days off included."""

    english: ClassVar[str] = "day"
    chinese: ClassVar[str] = "日"

    def days(self, start: date, n: int) -> int:
        """The number itself."""
        return n


@dataclass(frozen=True, slots=True)
class Months(_Calendar):
    """Months: to the corresponding day, or the last day of a month that has none (民法典 art 202)."""

    english: ClassVar[str] = "month"
    chinese: ClassVar[str] = "个月"

    def days(self, start: date, n: int) -> int:
        """The days between `start` and the corresponding day."""
        return (add_months(start, n) - start).days


@dataclass(frozen=True, slots=True)
class Years(_Calendar):
    """Years: to the corresponding day, 28 February standing in for a missing 29th (民法典 art 202)."""

    english: ClassVar[str] = "year"
    chinese: ClassVar[str] = "年"

    def days(self, start: date, n: int) -> int:
        """The days between `start` and the corresponding day."""
        return (add_months(start, 12 * n) - start).days


@dataclass(frozen=True, slots=True)
class FixedDate:
    """A day of the year, itself included and never rolled: the law names the day (条例 art 49: 1月31日前).

    `year`: "coming" is the first such day on or after the start; "this" and "next" are the calendar year of
    the start and the one after it. 29 February is the 28th in other years.
    """

    month: int
    day: int
    year: WhichYear = "coming"

    def __post_init__(self) -> None:
        try:
            date(2000, self.month, self.day)
        except ValueError as error:
            raise ValueError(f"There is no day {self.month:02}-{self.day:02} in a year.") from error
        if self.year not in get_args(WhichYear):
            raise ValueError(f"The year of a fixed date is coming, this or next, not {self.year!r}.")

    def __str__(self) -> str:
        year = {"coming": "", "this": " this year", "next": " next year"}[self.year]
        return f"{self.month:02}-{self.day:02}{year}"

    def zh(self) -> str:
        """The limit as an official text writes it."""
        return f"{ {'coming': '', 'this': '当年', 'next': '次年'}[self.year] }{self.month}月{self.day}日"

    def last_day(self, start: date) -> date:
        """The named day for a clock that starts on a day."""
        if self.year == "coming":
            due = self._in(start.year)
            return due if due >= start else self._in(start.year + 1)
        return self._in(start.year + (self.year == "next"))

    def _in(self, year: int) -> date:
        if year > 9999:
            raise OverflowError("This period runs past the years 1 to 9999 that a date can hold.")
        leap = self.month == 2 and self.day == 29
        return add_months(date(year, 1, 31), 1) if leap else date(year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class EachPeriod:
    """At least so many times in each month, quarter, half-year or year; a clock ends with the period it
    starts in, and the counting is left to who keeps the evidence."""

    unit: PeriodUnit
    at_least: int = 1

    def __post_init__(self) -> None:
        period_of(date(2000, 1, 1), self.unit)
        if not 1 <= self.at_least <= MOST:
            raise ValueError(f"A period asks for 1 to {MOST} times, not {self.at_least}.")

    def __str__(self) -> str:
        return f"at least {self.at_least} per {self.unit}"

    def zh(self) -> str:
        """The limit as an official text writes it."""
        unit = {"month": "月", "quarter": "季度", "half-year": "半年", "year": "年"}[self.unit]
        return f"每{unit}至少{self.at_least}次"

    def last_day(self, start: date) -> date:
        """The last day of the period that a day belongs to."""
        return period_of(start, self.unit).end


@dataclass(frozen=True, slots=True)
class SetDay:
    """A day that somebody set for this one thing (a task), itself included and never rolled; it may be set anew.

    A pause moves no day: as long as it lasts nothing is due.
    """

    day: date

    def __str__(self) -> str:
        return f"by {self.day}"

    def zh(self) -> str:
        """The limit as an official text writes it."""
        return f"{self.day.year}年{self.day.month}月{self.day.day}日"


RunningLimit: TypeAlias = WorkingDays | Hours | CalendarDays | Months | Years
NamedLimit: TypeAlias = FixedDate | EachPeriod
Limit: TypeAlias = RunningLimit | NamedLimit | SetDay
