"""Warnings 预警: the instants before the end at which a duty's rule wants somebody reminded; pure."""

from datetime import datetime, timedelta

from gongkai.engines.duties.book import midnight
from gongkai.engines.duties.core import cached_limit
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


def warning(text: str, due_at: datetime, calendar: WorkingCalendar) -> datetime:
    """When to warn so long before the end: hours to the instant, days from the beginning of that day."""
    limit, day = cached_limit(text), day_of(due_at)
    match limit:
        case Hours():
            return due_at - timedelta(hours=limit.n)
        case WorkingDays():
            return midnight(calendar.add_working_days(day, -limit.n))
        case CalendarDays():
            return midnight(day - timedelta(limit.n))
        case Months() | Years():
            return midnight(add_months(day, -limit.n * (12 if isinstance(limit, Years) else 1)))
    raise ValueError(f"{text!r} is no length of time.")


def warnings_of(warn: tuple[str, ...], due_at: datetime | None, calendar: WorkingCalendar) -> list[datetime]:
    """All of them, the earliest first; none while there is no end."""
    return sorted(warning(text, due_at, calendar) for text in warn) if due_at else []


def soon_until(text: str, at: datetime, calendar: WorkingCalendar) -> datetime:
    """The latest end of which this warning is due at an instant: the reverse of `warning`."""
    if isinstance(limit := cached_limit(text), Hours):
        return at + timedelta(hours=limit.n)
    day = day_of(at)
    while warning(text, end_of_day(day + timedelta(1)), calendar) <= at:
        day += timedelta(1)
    return end_of_day(day)
