"""Working calendars 工作日历: which days are worked, and the n-th working day in constant time.

A calendar is an immutable value: the years whose arrangement is published, and in them the weekdays off and
the weekend days worked. It is compiled once into a prefix table (`working days up to this day`), so counting
and finding are two list look-ups. Outside its years it goes on with the statutory holidays alone and says
that the answer is provisional.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, partial
from hashlib import sha256
from itertools import accumulate, compress
from types import MappingProxyType
from typing import NamedTuple

from .statutory import provisional_working_days, statutory_holidays

WEEK = bytes((0, 1, 1, 1, 1, 1, 0))  # by ordinal modulo 7: 0 is a Sunday
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


class DayStatus(NamedTuple):
    """Why a day is worked or not, in Chinese; `provisional` where no yearly notice covers it."""

    working: bool
    reason: str
    provisional: bool


@dataclass(frozen=True, eq=False)
class WorkingCalendar:
    """Working days of China.

    `covered`: the years with a published arrangement. `off` and `made_up`: day → name of the holiday it
    belongs to. `sources`: what the calendar was read from. Two calendars with the same days are equal.
    """

    covered: frozenset[int] = field(repr=False)
    off: Mapping[date, str] = field(repr=False)
    made_up: Mapping[date, str] = field(repr=False)
    sources: tuple[str, ...] = ()
    _first: int = field(init=False, repr=False)
    _last: int = field(init=False, repr=False)
    _sure: tuple[int, int] = field(init=False, repr=False)
    _rank: list[int] = field(init=False, repr=False)
    _days: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        keep = partial(object.__setattr__, self)
        keep("off", MappingProxyType(dict(self.off)))
        keep("made_up", MappingProxyType(dict(self.made_up)))
        years = _span(self.covered | {day.year for day in (*self.off, *self.made_up)})
        first, last = _bounds(years)
        worked = bytearray(WEEK * ((last - first) // 7 + 2))[first % 7 :][: last - first + 1]
        statutory = (day for year in years if year not in self.covered for day in statutory_holidays(year))
        for day in (*statutory, *self.off):
            worked[day.toordinal() - first] = 0
        for day in self.made_up:
            worked[day.toordinal() - first] = 1
        keep("_first", first)
        keep("_last", last)
        sure = _span(self.covered)
        keep("_sure", _bounds(sure) if self.covered.issuperset(sure) else _bounds(range(0)))
        keep("_rank", list(accumulate(worked)))
        keep("_days", list(compress(range(first, last + 1), worked)))

    @cached_property
    def fingerprint(self) -> str:
        """Twelve hex digits that change with any day of the calendar; stored beside what was dated by it."""
        facts = (sorted(self.covered), sorted(self.off), sorted(self.made_up))
        return sha256(repr(facts).encode()).hexdigest()[:12]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WorkingCalendar) and self.fingerprint == other.fingerprint

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    def is_working_day(self, day: date) -> bool:
        """Whether the day is worked, published or provisional."""
        return self.why(day).working

    def is_covered(self, after: date, until: date) -> bool:
        """Whether every day after `after` up to and with `until` has a published arrangement."""
        return self.covers(after.toordinal(), until.toordinal())

    def add_working_days(self, day: date, n: int) -> date:
        """The n-th working day after a day, not itself counted (民法典 art 201), or before it (n < 0).

        Raises OverflowError past the year 9999.
        """
        if isinstance(day, datetime):
            raise TypeError("Working days are counted from a date; take clock.day_of() of an instant.")
        return date.fromordinal(self.advance(day.toordinal(), n))

    def add_working_days_to_all(self, days: Iterable[date], n: int) -> list[date]:
        """`add_working_days` for many days at once, in the same order."""
        ordinals = [day.toordinal() for day in days]
        first, rank, worked = self._first, self._rank, self._days
        inside = n > 0 and ordinals and first <= min(ordinals) and max(ordinals) <= self._last
        if inside and rank[max(ordinals) - first] + n <= len(worked):
            back = date.fromordinal
            return [back(worked[rank[ordinal - first] + n - 1]) for ordinal in ordinals]
        return [date.fromordinal(self.advance(ordinal, n)) for ordinal in ordinals]

    def working_days_between(self, after: date, until: date) -> int:
        """Working days after `after` up to and with `until`; negative the other way round."""
        a, b = after.toordinal(), until.toordinal()
        return self.count(a, b) if a <= b else -self.count(b, a)

    def on_or_after(self, day: date) -> date:
        """The day itself if it is worked, else the next working day (民法典 art 203)."""
        return date.fromordinal(self.advance(day.toordinal() - 1, 1))

    def why(self, day: date) -> DayStatus:
        """Whether and why a day is worked: 工作日, 周六, 国庆节假期, 调休上班; from facts, not the table."""
        if day in self.made_up:
            name = self.made_up[day]
            return DayStatus(True, f"调休上班（{name}）" if name else "调休上班", False)
        if day in self.off:
            return DayStatus(False, f"{self.off[day]}假期", False)
        provisional = day.year not in self.covered
        if provisional and day in statutory_holidays(day.year):
            return DayStatus(False, f"{statutory_holidays(day.year)[day]}假期", True)
        working = day.weekday() < 5
        return DayStatus(working, "工作日" if working else WEEKDAYS[day.weekday()], provisional)

    # The same by ordinals (date.toordinal), for whoever counts many.

    def covers(self, after: int, until: int) -> bool:
        """`is_covered` by ordinals."""
        first, last = self._sure
        if until <= after or (first <= after + 1 and until <= last):
            return True
        years = range(date.fromordinal(after + 1).year, date.fromordinal(until).year + 1)
        return self.covered.issuperset(years)

    def advance(self, ordinal: int, n: int) -> int:
        """Ordinal of the n-th working day after (n > 0) or before (n < 0) a day; the day itself for n = 0."""
        if n > 0 and self._first <= ordinal <= self._last:
            place = self._rank[ordinal - self._first] + n
            if place <= len(self._days):
                return self._days[place - 1]
        if n == 0:
            return ordinal
        return self._walk_on(ordinal + 1, n) if n > 0 else self._walk_back(ordinal - 1, -n)

    def count(self, after: int, until: int) -> int:
        """Working days after one ordinal up to and with another that is not before it."""
        first = self._first
        if first <= after and until <= self._last:
            return self._rank[until - first] - self._rank[after - first]
        total, here = 0, after + 1
        while here <= until:
            _, last, days = self._block(here)
            total += bisect_right(days, until) - bisect_left(days, here)
            here = last + 1
        return total

    def _walk_on(self, here: int, n: int) -> int:
        while True:
            _, last, days = self._block(here)
            place = bisect_left(days, here) + n - 1
            if place < len(days):
                return days[place]
            n -= len(days) - bisect_left(days, here)
            here = last + 1

    def _walk_back(self, here: int, n: int) -> int:
        while True:
            first, _, days = self._block(here)
            place = bisect_right(days, here) - n
            if place >= 0:
                return days[place]
            n -= bisect_right(days, here)
            here = first - 1

    def _block(self, ordinal: int) -> tuple[int, int, list[int] | tuple[int, ...]]:
        """First day, last day and working days of the table, or of the provisional year around a day."""
        if self._first <= ordinal <= self._last:
            return self._first, self._last, self._days
        if not 1 <= ordinal <= date.max.toordinal():
            raise OverflowError("This period runs past the years 1 to 9999 that a date can hold.")
        year = date.fromordinal(ordinal).year
        new_year = date(year, 1, 1)
        return new_year.toordinal(), date(year, 12, 31).toordinal(), provisional_working_days(year)


def _span(years: Iterable[int]) -> range:
    """From the first to the last of the years, without a gap."""
    ordered = sorted(years)
    return range(ordered[0], ordered[-1] + 1) if ordered else range(0)


def _bounds(years: range) -> tuple[int, int]:
    """Ordinals of the first and the last day; an empty pair for no years."""
    return (date(years[0], 1, 1).toordinal(), date(years[-1], 12, 31).toordinal()) if years else (1, 0)
