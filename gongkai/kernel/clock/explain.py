"""Explanations 逐日说明: how a deadline came about, day by day, for the screen and the court.

Which days count is read from the calendar's facts and the events one day after the other, not from the prefix
table: a second way to the same number, which the tests hold against the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from .calendars import WEEKDAYS, WorkingCalendar
from .clocks import Clock, ClockEvent
from .instants import Moment, day_of, end_of_day
from .limits import EachPeriod, FixedDate, Hours, SetDay, WorkingDays
from .replay import HOUR, Outcome, instant_at, microsecond_of


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of the explanation; `count` is the running number of days, or of full hours by its end."""

    day: date
    counted: bool
    count: int
    reason: str
    provisional: bool = False

    @property
    def weekday(self) -> str:
        """周一 … 周日."""
        return WEEKDAYS[self.day.weekday()]


class Course(NamedTuple):
    """What the last start of a clock was followed by: united pauses (the last may be open) and extensions."""

    start: Moment
    pauses: tuple[tuple[Moment, Moment | None], ...]
    extensions: tuple[ClockEvent, ...]


def course_of(clock: Clock) -> Course:
    """The events since the last restart, pauses united where one begins before the other has ended."""
    start = clock.start
    pauses: list[tuple[Moment, Moment | None]] = []
    extensions: list[ClockEvent] = []
    open_pauses = 0
    for event in clock.events:
        match event.kind:
            case "restart":
                start, open_pauses = event.at, 0
                pauses.clear()
                extensions.clear()
            case "extend":
                extensions.append(event)
            case "pause":
                if not open_pauses:
                    pauses.append((event.at, None))
                open_pauses += 1
            case "resume":
                open_pauses -= 1
                if not open_pauses:
                    pauses[-1] = (pauses[-1][0], event.at)
    return Course(start, tuple(pauses), tuple(extensions))


def day_lines(
    clock: Clock, calendar: WorkingCalendar, outcome: Outcome, last: date | None
) -> Iterator[DayLine]:
    """A line for the start and for each day after it to the deadline's day `last`; while the clock is paused
    (None), to the day the pause began."""
    course = course_of(clock)
    if isinstance(clock.limit, (FixedDate, EachPeriod)):
        yield DayLine(day_of(course.start), False, 0, "起算")
        if outcome.end is not None:
            yield DayLine(date.fromordinal(outcome.end), True, 1, f"规定日期（{clock.limit.zh()}）")
    elif isinstance(clock.limit, SetDay):
        yield from _set_lines(clock, outcome)
    elif isinstance(clock.limit, Hours):
        yield from _hour_lines(course, outcome)
    else:
        yield from _counted_lines(clock, calendar, course, outcome, last)


def _counted_lines(
    clock: Clock, calendar: WorkingCalendar, course: Course, outcome: Outcome, last: date | None
) -> Iterator[DayLine]:
    start = day_of(course.start)
    full = None if outcome.end is None else date.fromordinal(outcome.end)
    if last is None:
        last = day_of(course.pauses[-1][0])
    granted: dict[date, str] = {}
    for extension in course.extensions:
        day = day_of(extension.at)
        granted[day] = granted.get(day, "") + f"；延长{extension.by.zh() if extension.by else ''}"
    count = 0
    yield DayLine(start, False, 0, "起算当日不计入" + granted.get(start, ""))
    for n in range(1, (last - start).days + 1):
        day = start + timedelta(n)
        status = calendar.why(day)
        only_worked = isinstance(clock.limit, WorkingDays)
        counted = False
        if full is not None and day > full:
            reason = f"{status.reason}，顺延" if not status.working else "期限最后一日顺延至此"
        elif any(_touches(pause, day) for pause in course.pauses):
            reason = "暂停计算"
        else:
            counted = status.working or not only_worked
            reason = status.reason
        count += counted
        provisional = status.provisional and (only_worked or (full is not None and day >= full))
        yield DayLine(day, counted, count, reason + granted.get(day, ""), provisional)


def _set_lines(clock: Clock, outcome: Outcome) -> Iterator[DayLine]:
    """Nothing is counted: what happened, and the day."""
    yield DayLine(day_of(clock.start), False, 0, "起算")
    words = {"set": "改定日期", "pause": "暂停计算", "resume": "恢复计算"}
    for event in clock.events:
        to = f"为{event.by.zh()}" if event.by else ""
        yield DayLine(day_of(event.at), False, 0, words[event.kind] + to)
    if outcome.end is not None:
        yield DayLine(date.fromordinal(outcome.end), True, 1, "确定的日期")


def _hour_lines(course: Course, outcome: Outcome) -> Iterator[DayLine]:
    pauses = [(microsecond_of(a), outcome.end if b is None else microsecond_of(b)) for a, b in course.pauses]
    end = pauses[-1][0] if outcome.end is None else outcome.end
    before = 0
    day, last = instant_at(outcome.begin).date(), instant_at(end).date()
    while day <= last:
        here = min(end, microsecond_of(end_of_day(day)) + 1)
        paused = sum(max(0, min(b or here, here) - a) for a, b in pauses)
        spent = here - outcome.begin - paused
        reason = "连续计算，含夜间和节假日" if spent > before else "暂停计算"
        yield DayLine(day, spent > before, spent // HOUR, reason)
        before = spent
        day += timedelta(1)


def _touches(pause: tuple[Moment, Moment | None], day: date) -> bool:
    first, last = pause
    return day_of(first) <= day and (last is None or day <= day_of(last))
