"""The present 此刻: the one place that asks the time, and the way tests and the demo travel through it.

All instants are aware datetimes of Asia/Shanghai. Travel holds for every thread of the process, so that a
server started inside `frozen` sees the same clock; two processes never share it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TypeAlias
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")
# a day runs to 24:00 (民法典 art 203); its last instant still carries the date of the day
LAST_INSTANT = time(23, 59, 59, 999999)

Moment: TypeAlias = date | datetime
"""A day, or an aware instant."""


class Traveller:
    """The hand on a frozen clock: `at` is what `now()` answers."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def move_to(self, at: datetime | str) -> datetime:
        """Set the clock, forwards or backwards, and return the new present."""
        self.at = instant(at)
        return self.at

    def advance(self, by: timedelta) -> datetime:
        """Let time pass, and return the new present."""
        self.at += by
        return self.at


_traveller: Traveller | None = None


def now() -> datetime:
    """The present, aware, in Asia/Shanghai."""
    stopped = _traveller
    return datetime.now(CHINA) if stopped is None else stopped.at


def today() -> date:
    """The present day in China."""
    return now().date()


@contextmanager
def frozen(at: datetime | str) -> Iterator[Traveller]:
    """Stop the clock at an instant (`"2026-02-10 09:00"` is read as Beijing time); may be nested."""
    global _traveller
    before = _traveller
    _traveller = Traveller(instant(at))
    try:
        yield _traveller
    finally:
        _traveller = before


def instant(at: datetime | str) -> datetime:
    """The same instant in Asia/Shanghai; a text without an offset is Beijing time.

    Raises ValueError for a datetime without a zone: it does not say which instant it is.
    """
    if isinstance(at, str):
        read = datetime.fromisoformat(at)
        return read.astimezone(CHINA) if read.tzinfo else read.replace(tzinfo=CHINA)
    if at.tzinfo is CHINA:  # most are: nothing to reckon
        return at
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone; give an aware datetime, for example clock.instant('{at}').")
    return at.astimezone(CHINA)


def day_of(at: Moment) -> date:
    """The day in China of a moment."""
    return instant(at).date() if isinstance(at, datetime) else at


def ordinal_of(at: Moment) -> int:
    """The ordinal of the day in China of a moment, for whoever counts many."""
    if isinstance(at, datetime) and at.tzinfo is not CHINA:
        at = instant(at)
    return at.toordinal()


@lru_cache(maxsize=4096)
def end_of_day(day: date) -> datetime:
    """The last instant of a day: work done at or before it is done on that day."""
    return datetime.combine(day, LAST_INSTANT, CHINA)
