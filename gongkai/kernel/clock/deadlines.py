"""Deadlines 到期: the instant something is due, whether that is certain, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from .calendars import WorkingCalendar
from .clocks import Clock
from .explain import DayLine, day_lines
from .instants import Moment, end_of_day, instant
from .limits import EachPeriod, FixedDate, Hours, Limit, SetDay, WorkingDays
from .reading import parse_limit
from .replay import MICROSECOND, Outcome, instant_at, replay, replay_named, replay_set, roll
from .sources import default_calendar
from .summary import paragraph, provisional_note


class Deadline(NamedTuple):
    """The end of a clock under a calendar.

    `day`: the last day, None while the clock is paused. `provisional`: the calendar does not cover every day
    that mattered, so a yearly notice may still move it (never set while paused: there is no date to move).
    """

    day: date | None
    provisional: bool
    clock: Clock
    calendar: WorkingCalendar
    outcome: Outcome

    @property
    def at(self) -> datetime | None:
        """The last instant still in time, in Asia/Shanghai; None while the clock is paused.

        For a clock of days it is 23:59:59.999999 of `day`, so that its date is the day itself.
        """
        day, _, clock, _, outcome = self
        if day is None or outcome.end is None:
            return None
        return instant_at(outcome.end) if isinstance(clock.limit, Hours) else end_of_day(day)

    @property
    def left(self) -> int | timedelta | None:
        """What remains to be counted while paused: working days or days, or the time of an hour clock. None
        for a day that was set: nothing is counted towards it."""
        if not self.suspended or isinstance(self.clock.limit, SetDay):
            return None
        hourly = isinstance(self.clock.limit, Hours)
        return self.outcome.left * MICROSECOND if hourly else self.outcome.left

    @property
    def suspended(self) -> bool:
        """Whether the clock is paused, so that nothing is due until it is resumed."""
        return self.day is None

    def is_missed(self, at: datetime) -> bool:
        """Whether what is done (or still open) at an instant is late. Nothing is late while paused."""
        last = self.at
        return last is not None and instant(at) > last

    def explain(self) -> Iterator[DayLine]:
        """A line for the start and for each day after it, with the running count and the reason."""
        return day_lines(self.clock, self.calendar, self.outcome, self.day)

    def summary(self) -> str:
        """The same as one paragraph in Chinese."""
        text = paragraph(self.clock, self.calendar, self.outcome, self.day)
        return text + (provisional_note(self._uncovered_years()) if self.provisional else "")

    def _uncovered_years(self) -> tuple[int, ...]:
        first = date.fromordinal(self.outcome.begin + 1)
        last = self.day or first
        return tuple(year for year in range(first.year, last.year + 1) if year not in self.calendar.covered)


def deadline_of(clock: Clock, calendar: WorkingCalendar | None = None) -> Deadline:
    """When a clock ends under a calendar (default: this installation's).

    Raises ValueError, in a sentence, for a history that cannot have been (events out of order, a resume
    without a pause, an extension after the end or in another unit, a pause of a named day, a day set
    for any other clock); OverflowError
    past the year 9999.
    """
    if calendar is None:
        calendar = default_calendar()
    limit = clock.limit
    if isinstance(limit, WorkingDays):  # most are
        outcome = replay(clock, limit, calendar)
        begin, end, _ = outcome
        if end is None:
            return Deadline(None, False, clock, calendar, outcome)
        return Deadline(date.fromordinal(end), not calendar.covers(begin, end), clock, calendar, outcome)
    if isinstance(limit, (FixedDate, EachPeriod)):
        outcome = replay_named(clock, limit)
        return Deadline(limit.last_day(date.fromordinal(outcome.begin)), False, clock, calendar, outcome)
    if isinstance(limit, SetDay):
        outcome = replay_set(clock, limit)
        day = None if outcome.end is None else date.fromordinal(outcome.end)
        return Deadline(day, False, clock, calendar, outcome)
    outcome = replay(clock, limit, calendar)
    end = outcome.end
    if end is None:
        return Deadline(None, False, clock, calendar, outcome)
    if isinstance(limit, Hours):
        return Deadline(instant_at(end).date(), False, clock, calendar, outcome)
    last = roll(limit, end, calendar)
    provisional = limit.rolls and not calendar.covers(end - 1, last)
    return Deadline(date.fromordinal(last), provisional, clock, calendar, outcome)


def due(start: Moment, limit: Limit | str, calendar: WorkingCalendar | None = None) -> Deadline:
    """The deadline of a limit (a value, or a text for `parse_limit`) to which nothing has happened."""
    return deadline_of(Clock(start, parse_limit(limit) if isinstance(limit, str) else limit), calendar)
