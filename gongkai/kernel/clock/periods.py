"""Periods 周期: the months, quarters, half-years and years in which something is owed a number of times."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias, get_args

PeriodUnit: TypeAlias = Literal["month", "quarter", "half-year", "year"]

MONTHS: dict[PeriodUnit, int] = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
QUARTERS = "一二三四"
HALVES = "上下"


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """One period: its first and last day, both included."""

    start: date
    end: date
    unit: PeriodUnit

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        """A key that sorts and can stand in an address: 2026-03, 2026-Q1, 2026-H1, 2026."""
        part = (self.start.month - 1) // MONTHS[self.unit] + 1
        key = {"month": f"-{part:02}", "quarter": f"-Q{part}", "half-year": f"-H{part}", "year": ""}
        return f"{self.start.year:04}{key[self.unit]}"

    @property
    def label(self) -> str:
        """The name in Chinese: 2026年3月, 2026年第一季度, 2026年上半年, 2026年."""
        part = (self.start.month - 1) // MONTHS[self.unit]
        match self.unit:
            case "month":
                name = f"{part + 1}月"
            case "quarter":
                name = f"第{QUARTERS[part]}季度"
            case "half-year":
                name = f"{HALVES[part]}半年"
            case _:
                name = ""
        return f"{self.start.year}年{name}"

    def next(self) -> Period:
        """The period that follows. Raises OverflowError after the year 9999."""
        return period_of(self.end + timedelta(1), self.unit)

    def previous(self) -> Period:
        """The period before. Raises OverflowError before the year 1."""
        return period_of(self.start - timedelta(1), self.unit)


def period_of(day: date, unit: PeriodUnit) -> Period:
    """The month, quarter, half-year or year that a day belongs to."""
    if unit not in get_args(PeriodUnit):
        raise ValueError(f"There is no period {unit!r}; use one of {', '.join(get_args(PeriodUnit))}.")
    size = MONTHS[unit]
    start = date(day.year, (day.month - 1) // size * size + 1, 1)
    return Period(start, _month_end(start.year, start.month + size - 1), unit)


def periods(first: date, last: date, unit: PeriodUnit) -> Iterator[Period]:
    """Every period that has a day between the two days, both included, in order."""
    if first > last:
        return
    period = period_of(first, unit)
    yield period
    while period.end < last:
        period = period.next()
        yield period


def add_months(day: date, months: int) -> date:
    """The corresponding day of a later month, or that month's last day where there is none (民法典 art 202).

    Raises OverflowError past the year 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError("This period runs past the years 1 to 9999 that a date can hold.")
    return min(date(year, month + 1, 1) + timedelta(day.day - 1), _month_end(year, month + 1))


def _month_end(year: int, month: int) -> date:
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(1)
