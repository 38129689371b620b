"""Summaries 期限说明: one paragraph in official Chinese that says why a deadline is the day it is."""

from __future__ import annotations

from datetime import date, datetime

from .calendars import WorkingCalendar
from .clocks import Clock
from .explain import course_of
from .instants import Moment, day_of, instant
from .limits import EachPeriod, FixedDate, Hours, SetDay, WorkingDays
from .replay import HOUR, Outcome, instant_at


def paragraph(clock: Clock, calendar: WorkingCalendar, outcome: Outcome, last: date | None) -> str:
    """From the start to the end: what was counted, paused, extended and rolled, and what is provisional."""
    limit, course = clock.limit, course_of(clock)
    if isinstance(limit, (FixedDate, EachPeriod)):
        return f"{_day(course.start)}起算，按规定（{limit.zh()}）于{_day(last or date.max)}24时届满。"
    if isinstance(limit, SetDay):
        return _set_day(clock, limit, last)
    hourly = isinstance(limit, Hours)
    when = _instant if hourly else _day
    begin = "起连续计算，夜间和节假日不扣除" if hourly else "起算，当日不计入"
    parts = [f"{when(course.start)}{begin}，期限{limit.zh()}"]
    parts += [f"{_day(event.at)}延长{event.by.zh()}" for event in course.extensions if event.by]
    for first, until in course.pauses:
        if until is None:
            parts.append(f"{when(first)}起暂停计算")
        else:
            parts.append(f"{when(first)}至{when(until)}暂停计算{_excluded(limit, calendar, first, until)}")
    if outcome.end is None or last is None:
        unit = limit.chinese if isinstance(limit, WorkingDays) else "日"
        left = _hours(outcome.left) if hourly else f"{outcome.left}{unit}"
        return "；".join(parts) + f"，恢复后尚余{left}。"
    if hourly:
        parts.append(f"于{_instant(instant_at(outcome.end))}届满")
    else:
        full = date.fromordinal(outcome.end)
        if full != last:
            parts.append(f"最后一日{_day(full)}为休息日，顺延至下一个工作日")
        parts.append(f"于{_day(last)}24时届满")
    return "；".join(parts) + "。"


def _set_day(clock: Clock, limit: SetDay, last: date | None) -> str:
    renewed = [event for event in clock.events if event.kind == "set"]
    parts = [f"{_day(clock.start)}起算" + ("" if renewed else f"，完成日期定为{limit.zh()}")]
    parts += [f"{_day(event.at)}将完成日期改定为{event.by.zh()}" for event in renewed if event.by]
    end = "已暂停计算，恢复后仍以该日期为准" if last is None else f"于{_day(last)}24时届满"
    return "；".join([*parts, end]) + "。"


def provisional_note(years: tuple[int, ...]) -> str:
    """What a provisional date rests on."""
    named = "、".join(str(year) for year in years)
    return f"{named}年放假安排尚未收录，暂按周一至周五扣除法定节假日推算，该日期为暂定，收录后重新计算。"


def _excluded(limit: object, calendar: WorkingCalendar, first: Moment, until: Moment) -> str:
    if not isinstance(limit, WorkingDays):
        return ""
    a, b = day_of(first).toordinal(), day_of(until).toordinal()
    return f"，扣除{calendar.count(a - 1, b)}个工作日"


def _day(at: Moment) -> str:
    day = day_of(at)
    return f"{day.year}年{day.month}月{day.day}日"


def _instant(at: Moment) -> str:
    if not isinstance(at, datetime):
        return _day(at)
    local = instant(at)
    return f"{_day(local)}{local.hour}时{local.minute:02}分"


def _hours(microseconds: int) -> str:
    hours, rest = divmod(microseconds, HOUR)
    minutes = rest * 60 // HOUR
    return f"{hours}小时" + (f"{minutes}分" if minutes else "")
