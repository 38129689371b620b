"""Replay 推演: runs through a clock's events in constant time each, on the calendar's prefix table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Literal, NamedTuple, TypeAlias

from .calendars import WorkingCalendar
from .clocks import Clock, EventKind
from .instants import CHINA, Moment, ordinal_of
from .limits import CalendarDays, Hours, Months, NamedLimit, RunningLimit, SetDay, WorkingDays, Years

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
HOUR = 3_600_000_000


class Outcome(NamedTuple):
    """Where a clock comes to: positions are ordinals of days, or microseconds since 1970 for hours.

    `begin`: the start or last restart. `end`: the last position, None while paused. `left`: what remains to
    be counted when an open pause ends, 0 otherwise.
    """

    begin: int
    end: int | None
    left: int


# How a kind of limit counts: where a moment stands; the units between two positions; where n units on is;
# 1 where a pause leaves out its first position too, 0 where positions have no width; and how many units one of
# the limit is, 0 where that depends on the day it begins from.
_Measure: TypeAlias = tuple[
    Callable[[Moment], int], Callable[[int, int], int], Callable[[int, int], int], Literal[0, 1], int
]


def replay(clock: Clock, limit: RunningLimit, calendar: WorkingCalendar) -> Outcome:
    """Run through the events. Raises ValueError, in a sentence, for a history that cannot have been."""
    place, between, advance, lead, unit = _measure(limit, calendar)
    begin = here = latest = place(clock.start)
    total = limit.n
    left = total * unit or _days(limit, begin, total)
    open_pauses = 0
    end: int | None = None  # known once the count was full before a pause began
    for kind, moment, by in clock.events:
        at = place(moment)
        if at < latest:
            raise ValueError(f"The {kind} on {moment} comes before what had happened earlier on the clock.")
        latest = at
        if kind == "pause":
            if not open_pauses and at - lead > here:
                spent = between(here, at - lead)
                if end is None and spent >= left:
                    end = advance(here, left)
                left -= spent
                here = at - lead
            open_pauses += 1
        elif kind == "resume":
            if not open_pauses:
                raise ValueError(f"The clock is resumed on {moment} but was not paused.")
            open_pauses -= 1
            if not open_pauses and at > here:
                here = at
        elif kind == "restart":
            begin = here = at
            total, open_pauses, end = limit.n, 0, None
            left = total * unit or _days(limit, begin, total)
        else:
            more = _units(kind, by, limit)
            if end is None and not open_pauses:
                end = advance(here, left)
            if end is not None and end < at and roll(limit, end, calendar) < at:
                raise ValueError(f"The extension on {moment} comes after the clock had run out.")
            left += more * unit or _days(limit, begin, more, total)
            total += more
            # a full count may still be short of a rolled end; then the extension may fit before it
            end = None if left > 0 else advance(here, left)
    if end is None and not open_pauses:
        end = advance(here, left)
    return Outcome(begin, end, left if end is None else 0)


def replay_named(clock: Clock, limit: NamedLimit) -> Outcome:
    """The same for a limit that names its end: it can begin anew and nothing else."""
    begin = ordinal_of(clock.start)
    for event in clock.events:
        if event.kind != "restart":
            raise ValueError(f"A clock that ends on a named day ({limit}) cannot be paused or extended.")
        if ordinal_of(event.at) < begin:
            raise ValueError(f"The restart on {event.at} comes before what had happened on the clock.")
        begin = ordinal_of(event.at)
    return Outcome(begin, limit.last_day(date.fromordinal(begin)).toordinal(), 0)


def replay_set(clock: Clock, limit: SetDay) -> Outcome:
    """The same for a day that was set: it may be set anew, and while a pause lasts that began by then nothing
    is due. The day that was set last is the one that holds, for pauses before it was set too."""
    begin = latest = ordinal_of(clock.start)
    days = [event.by for event in clock.events if event.kind == "set" and isinstance(event.by, SetDay)]
    end = (days[-1] if days else limit).day.toordinal()
    open_pauses, halted = 0, False
    for kind, moment, by in clock.events:
        at = ordinal_of(moment)
        if at < latest:
            raise ValueError(f"The {kind} on {moment} comes before what had happened earlier on the clock.")
        latest = at
        if kind == "set" and isinstance(by, SetDay):
            continue
        if kind == "pause":
            halted = halted or (not open_pauses and at <= end)
            open_pauses += 1
        elif kind == "resume" and open_pauses:
            open_pauses -= 1
            halted = halted and open_pauses > 0
        else:
            raise ValueError(f"A clock that ends on a day that was set ({limit}) takes no {kind} by {by}.")
    return Outcome(begin, None if halted else end, 0)


def roll(limit: RunningLimit, end: int, calendar: WorkingCalendar) -> int:
    """A last day off gives way to the next working day where the limit says so (民法典 art 203)."""
    return calendar.advance(end - 1, 1) if getattr(limit, "rolls", False) else end


def instant_at(position: int) -> datetime:
    """The instant in Asia/Shanghai of a position of an hour clock."""
    return (EPOCH + position * MICROSECOND).astimezone(CHINA)


def _measure(limit: RunningLimit, calendar: WorkingCalendar) -> _Measure:
    if isinstance(limit, WorkingDays):
        return ordinal_of, calendar.count, calendar.advance, 1, 1
    if isinstance(limit, Hours):
        return microsecond_of, _difference, _sum, 0, HOUR
    return ordinal_of, _difference, _sum, 1, 0


def _days(limit: RunningLimit, begin: int, n: int, after: int = 0) -> int:
    """How many days n units of a limit of the calendar are, after so many others from the beginning."""
    assert isinstance(limit, (CalendarDays, Months, Years))  # all others have their fixed units
    start = date.fromordinal(begin)
    return limit.days(start, after + n) - (limit.days(start, after) if after else 0)


def _units(kind: EventKind, by: RunningLimit | SetDay | None, limit: RunningLimit) -> int:
    """By how many of the limit's own units an event extends it."""
    if kind != "extend" or by is None:
        raise ValueError(f"There is no clock event {kind!r} by {by}.")
    if type(by) is not type(limit):
        raise ValueError(f"A limit of {limit} cannot be extended by {by}; use the same unit.")
    return by.n


def microsecond_of(at: Moment) -> int:
    """The position of an instant on an hour clock. Raises ValueError for a mere day."""
    if not isinstance(at, datetime) or at.tzinfo is None:
        raise ValueError(f"Hours are counted from an aware instant, not from {at!r}.")
    return (at - EPOCH) // MICROSECOND


def _difference(after: int, until: int) -> int:
    return until - after


def _sum(position: int, n: int) -> int:
    return position + n
