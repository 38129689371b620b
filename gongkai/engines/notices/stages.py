"""Stages 提醒时点: when each reminder of a duty comes, and which ends have come to it at an instant; pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from gongkai.engines.duties.book import midnight
from gongkai.engines.duties.core import cached_limit
from gongkai.engines.duties.warnings import warning
from gongkai.engines.notices.policy import Policy, Reminder
from gongkai.kernel.clock import (
    CalendarDays,
    Hours,
    Months,
    WorkingCalendar,
    WorkingDays,
    Years,
    add_months,
    day_of,
    end_of_day,
)


@dataclass(frozen=True)
class Offset:
    """When a stage comes, told from a duty's last instant.

    warn: the one step before it. due: with `hours` the instant itself, else the beginning of its day. overdue:
    the steps after it, each from where the former ended.
    """

    kind: Literal["warn", "due", "overdue"]
    steps: tuple[str, ...] = ()
    hours: bool = False

    @property
    def name(self) -> str:
        """A word for it that is the same in every process and year: it names marks and occasions."""
        if self.kind == "due":
            return "due to the hour" if self.hours else "due on the day"
        first, *more = self.steps
        return f"{self.kind} {first}" + (f" and {len(more)} × {more[0]}" if more else "")

    def at(self, due_at: datetime, calendar: WorkingCalendar) -> datetime:
        """The instant at which it comes for a duty that ends at `due_at`; a later end never comes earlier."""
        match self.kind:
            case "warn":
                return warning(self.steps[0], due_at, calendar)
            case "due":
                return due_at if self.hours else midnight(day_of(due_at))
            case "overdue":
                for step in self.steps:
                    due_at = _later(step, due_at, calendar)
                return due_at

    def reaches(self, at: datetime, calendar: WorkingCalendar) -> datetime:
        """The latest end to which it has come at an instant: the reverse of `at`."""
        if self.hours:
            gone = sum((timedelta(hours=_hours(step)) for step in self.steps), timedelta())
            return at + gone if self.kind == "warn" else at - gone
        first = last = day_of(at)
        first_step = last_step = timedelta(1)
        while not self._has_come(first, at, calendar):
            first, first_step = first - first_step, 2 * first_step
        while self._has_come(last, at, calendar):
            last, last_step = last + last_step, 2 * last_step
        while last - first > timedelta(1):
            middle = first + (last - first) // 2
            if self._has_come(middle, at, calendar):
                first = middle
            else:
                last = middle
        return end_of_day(first)

    def _has_come(self, day: date, at: datetime, calendar: WorkingCalendar) -> bool:
        return self.at(end_of_day(day), calendar) <= at


class Stage(NamedTuple):
    """One stage of one duty: when it comes, which it is, and the reminder that asks for it."""

    at: datetime
    offset: Offset
    reminder: Reminder


def by_the_hour(limit: str) -> bool:
    """Whether a duty's limit runs in hours, through nights and days off."""
    return isinstance(cached_limit(limit), Hours)


def offsets(reminder: Reminder, warn: Iterable[str]) -> Iterator[Offset]:
    """Where a reminder puts its stages, for rules with these warnings."""
    said = reminder.said
    match said.when:
        case "warn":
            for text in warn:
                yield Offset("warn", (text,), by_the_hour(text))
        case "due":
            yield from (Offset("due", (), hours) for hours in (False, True))
        case "overdue":
            for more in range(said.times):
                yield Offset("overdue", (said.after, *[said.every] * more), said.clock == "hours")


def stages_until(
    at: datetime, due_at: datetime, limit: str, strength: str, warn: Iterable[str], policy: Policy,
    calendar: WorkingCalendar,
) -> list[Stage]:  # fmt: skip
    """The stages of a duty that have come at an instant, the first first."""
    hours = by_the_hour(limit)
    found = []
    for reminder in policy.reminders:
        said = reminder.said
        if said.clock not in (None, "hours" if hours else "days") or said.strength not in (None, strength):
            continue
        if said.when == "overdue" and due_at > at:
            continue
        for offset in offsets(reminder, warn):
            if offset.kind == "due" and offset.hours != hours:
                continue
            if (comes := offset.at(due_at, calendar)) <= at:
                found.append(Stage(comes, offset, reminder))
            elif offset.kind == "overdue":
                break  # the next ones come later still
    return sorted(found, key=lambda stage: stage.at)


def _later(text: str, at: datetime, calendar: WorkingCalendar) -> datetime:
    """So long after an instant: hours to the instant, days to the beginning of that day."""
    limit, day = cached_limit(text), day_of(at)
    match limit:
        case Hours():
            return at + timedelta(hours=limit.n)
        case WorkingDays():
            return midnight(calendar.add_working_days(day, limit.n))
        case CalendarDays():
            return midnight(day + timedelta(limit.n))
        case Months() | Years():
            return midnight(add_months(day, limit.n * (12 if isinstance(limit, Years) else 1)))
    raise ValueError(f"{text!r} is no length of time.")


def _hours(text: str) -> int:
    limit = cached_limit(text)
    assert isinstance(limit, Hours)
    return limit.n
