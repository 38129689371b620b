"""Quiet hours 静默时段: when what is to leave the house may leave it; pure."""

from datetime import datetime, timedelta

from gongkai.kernel.clock import CHINA, WorkingCalendar, instant
from gongkai.kernel.law.reminders import QuietVersion


def is_quiet(at: datetime, quiet: QuietVersion, calendar: WorkingCalendar) -> bool:
    """Whether nothing is sent at this instant: at night, and on days off where the pack says so."""
    here = instant(at)
    return quiet.is_night(here.time()) or (quiet.rest_days and not calendar.is_working_day(here.date()))


def may_leave(at: datetime, quiet: QuietVersion | None, calendar: WorkingCalendar) -> datetime:
    """The instant itself, or the next working morning (the next morning, where days off are not quiet)."""
    if quiet is None or not is_quiet(at, quiet, calendar):
        return at
    here = instant(at)
    morning = datetime.combine(here.date(), quiet.resumes_at, CHINA)
    while morning <= here or is_quiet(morning, quiet, calendar):
        morning = datetime.combine(morning.date() + timedelta(1), quiet.resumes_at, CHINA)
    return morning
