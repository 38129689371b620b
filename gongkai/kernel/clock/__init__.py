"""Clock 期限: the present, working calendars, limits and deadlines that explain themselves; no duties.

    from gongkai.kernel import clock
    clock.due(date(2026, 2, 10), "20 working days").day        # 2026-03-16

It counts; it does not know who owes what, under which article, or whether it was done: engines/duties does.
"""

from .calendars import DayStatus, WorkingCalendar
from .clocks import Clock, ClockEvent, EventKind
from .deadlines import Deadline, deadline_of, due
from .explain import DayLine
from .instants import CHINA, Moment, Traveller, day_of, end_of_day, frozen, instant, now, today
from .limits import (
    CalendarDays,
    EachPeriod,
    FixedDate,
    Hours,
    Limit,
    Months,
    RunningLimit,
    SetDay,
    WorkingDays,
    Years,
)
from .notices import Notice, NoticeError, parse_notice, read_notice, read_notices
from .periods import Period, PeriodUnit, add_months, period_of, periods
from .reading import parse_limit
from .sources import bundled_calendar, default_calendar, load_calendar, reload_calendar, with_notices

__all__ = [
    "CHINA",
    "CalendarDays",
    "Clock",
    "ClockEvent",
    "DayLine",
    "DayStatus",
    "Deadline",
    "EachPeriod",
    "EventKind",
    "FixedDate",
    "Hours",
    "Limit",
    "Moment",
    "Months",
    "Notice",
    "NoticeError",
    "Period",
    "PeriodUnit",
    "RunningLimit",
    "SetDay",
    "Traveller",
    "WorkingCalendar",
    "WorkingDays",
    "Years",
    "add_months",
    "bundled_calendar",
    "day_of",
    "deadline_of",
    "default_calendar",
    "due",
    "end_of_day",
    "frozen",
    "instant",
    "load_calendar",
    "now",
    "parse_limit",
    "parse_notice",
    "period_of",
    "periods",
    "read_notice",
    "read_notices",
    "reload_calendar",
    "today",
    "with_notices",
]
