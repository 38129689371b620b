"""Pause, restart and extension, each against a model that walks day by day."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.kernel import clock
from gongkai.kernel.clock import Clock, ClockEvent, Deadline, Hours, WorkingDays

CALENDAR = clock.bundled_calendar()
# the library's own word for each day, so that the model below owes nothing to our table
WORKED = {
    day for day in (date(2004, 1, 1) + timedelta(n) for n in range(8401)) if chinese_calendar.is_workday(day)
}


def due(a_clock: Clock) -> Deadline:
    return clock.deadline_of(a_clock, CALENDAR)


class Refused(Exception):
    """The model's word for a history that cannot have been."""


def by_walking(start: date, limit: clock.RunningLimit, events: tuple[ClockEvent, ...]) -> date | None:
    """The statute told naively: from the start, one day after the other; None while paused."""
    n, depth, paused_from, paused = limit.n, 0, start, set()
    for place, (kind, at, by) in enumerate(events):
        assert type(at) is date
        if kind == "restart":
            start, n, depth, paused = at, limit.n, 0, set()
        elif kind == "pause":
            paused_from = at if depth == 0 else paused_from
            depth += 1
        elif kind == "resume":
            depth -= 1
            if depth == 0:
                paused |= {paused_from + timedelta(i) for i in range((at - paused_from).days + 1)}
        else:
            end = by_walking(start, limit, events_since_restart(events[:place]))
            if end is not None and end < at:
                raise Refused
            assert by is not None and not isinstance(by, clock.SetDay)
            n += by.n
    if isinstance(limit, WorkingDays | clock.CalendarDays):
        needed = n
    else:
        months = n * (12 if isinstance(limit, clock.Years) else 1)
        year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
        day = start.day
        while True:
            try:
                needed = (date(year, month + 1, day) - start).days
                break
            except ValueError:
                day -= 1
    last = start
    while needed:
        last += timedelta(1)
        if depth and last >= paused_from:
            return None
        worked = last in WORKED or not isinstance(limit, WorkingDays)
        needed -= worked and last not in paused
    while getattr(limit, "rolls", False) and last not in WORKED:
        last += timedelta(1)
    return last


def events_since_restart(events: tuple[ClockEvent, ...]) -> tuple[ClockEvent, ...]:
    places = [place for place, event in enumerate(events) if event.kind == "restart"]
    return events[places[-1] + 1 :] if places else events


LIMITS = st.one_of(
    st.builds(WorkingDays, st.integers(1, 40)),
    st.builds(clock.CalendarDays, st.integers(1, 60), st.booleans()),
    st.builds(clock.Months, st.integers(1, 6), st.booleans()),
    st.builds(clock.Years, st.integers(1, 2), st.booleans()),
)


@st.composite
def histories(draw: st.DrawFn) -> Clock:
    limit = draw(LIMITS)
    # Eight extensions of two years each must end within the days that are known to be worked or not.
    latest = date(2007, 12, 31) if isinstance(limit, clock.Years) else date(2020, 12, 31)
    start = at = draw(st.dates(date(2004, 1, 1), latest))
    events: list[ClockEvent] = []
    depth = 0
    for _ in range(draw(st.integers(0, 8))):
        at += timedelta(draw(st.sampled_from([0, 0, 1, 1, 2, 3, 5, 9, 20])))
        kind = draw(st.sampled_from(["pause", "restart", "extend", *["resume"] * (2 if depth else 0)]))
        depth = 0 if kind == "restart" else depth + (kind == "pause") - (kind == "resume")
        by = type(limit)(draw(st.integers(1, 20 if limit.n > 6 else 2))) if kind == "extend" else None
        events.append(ClockEvent(kind, at, by))
    return Clock(start, limit, tuple(events))


@pytest.mark.full
@settings(deadline=None)
@given(histories())
def test_any_history_of_days_agrees_with_walking_day_by_day(told: Clock) -> None:
    assert type(told.start) is date and not isinstance(told.limit, clock.EachPeriod | clock.FixedDate)
    try:
        expected = by_walking(told.start, told.limit, told.events)
    except Refused:
        with pytest.raises(ValueError, match="after the clock had run out"):
            due(told)
        return

    deadline = due(told)
    assert deadline.day == expected
    assert deadline.suspended == (expected is None)
    lines = list(deadline.explain())
    counted = [line for line in lines if line.counted]
    assert [line.count for line in counted] == list(range(1, len(counted) + 1))
    if expected:
        assert lines[-1].day == expected
    if isinstance(told.limit, WorkingDays | clock.CalendarDays):
        granted = sum(event.by.n for event in events_since_restart(told.events) if event.by)
        assert isinstance(deadline.left, int | None)
        assert len(counted) + (deadline.left or 0) == told.limit.n + granted
    assert deadline.summary().endswith("。")


@settings(deadline=None)
@given(
    st.integers(1, 48),
    st.lists(st.tuples(st.sampled_from(["pause", "resume"]), st.integers(0, 300)), max_size=8),
)
def test_any_pauses_of_an_hour_clock_agree_with_walking_minute_by_minute(
    hours: int, steps: list[tuple[str, int]]
) -> None:
    start = at = clock.instant("2026-02-14 22:10")
    events, depth = [], 0
    for kind, minutes in steps:
        if kind == "resume" and not depth:
            continue
        depth += 1 if kind == "pause" else -1
        at += timedelta(minutes=minutes)
        events.append(ClockEvent("pause" if kind == "pause" else "resume", at))
    needed, minute, depth, waiting = hours * 60, start, 0, list(events)
    while needed:
        while waiting and waiting[0].at == minute:
            depth += 1 if waiting.pop(0).kind == "pause" else -1
        if depth and not waiting:
            break
        needed -= not depth
        minute += timedelta(minutes=1)

    deadline = due(Clock(start, Hours(hours), tuple(events)))
    assert deadline.at == (None if needed else minute)
    assert deadline.left == (timedelta(minutes=needed) if needed else None)
    assert list(deadline.explain())[-1].count == (hours * 60 - needed) // 60


def test_a_corrected_application_begins_anew() -> None:
    """条例 art 30: what was before the correction is dropped, an open pause and an extension too."""
    application = Clock(date(2026, 2, 2), WorkingDays(20))
    told = (
        application.pause(date(2026, 2, 4))
        .extend(date(2026, 2, 5), WorkingDays(20))
        .restart(date(2026, 2, 10))
    )

    assert due(told).day == date(2026, 3, 16)
    assert next(iter(due(told).explain())).day == date(2026, 2, 10)


def test_overlapping_consultations_are_one() -> None:
    """Three builders from 13 October, a co-maker from the 20th; the last answer comes on 7 November."""
    told = Clock(date(2025, 9, 24), WorkingDays(20)).pause(date(2025, 10, 13)).pause(date(2025, 10, 20))
    told = told.resume(date(2025, 10, 31))
    assert due(told).suspended

    assert due(told.resume(date(2025, 11, 7))).day == date(2025, 11, 25)


def test_a_letter_sent_on_the_last_day_leaves_that_day() -> None:
    told = Clock(date(2025, 9, 24), WorkingDays(20)).pause(date(2025, 10, 28))
    assert (due(told).left, due(told).at) == (1, None)
    assert not due(told).is_missed(clock.instant("2030-01-01 09:00"))
    assert "恢复后尚余1个工作日" in due(told).summary()

    assert due(told.resume(date(2025, 11, 7))).day == date(2025, 11, 10)


def test_a_letter_sent_after_the_last_day_changes_nothing() -> None:
    told = Clock(date(2025, 9, 24), WorkingDays(20)).pause(date(2025, 10, 29))

    assert due(told).day == date(2025, 10, 28)


def test_the_head_extends_on_the_last_day_but_not_after() -> None:
    application = Clock(date(2025, 9, 24), WorkingDays(20))

    assert due(application.extend(date(2025, 10, 28), WorkingDays(20))).day == date(2025, 11, 25)
    with pytest.raises(ValueError, match="2025-10-29 comes after the clock had run out"):
        due(application.extend(date(2025, 10, 29), WorkingDays(20)))


def test_an_extension_in_a_pause_is_counted_after_it() -> None:
    told = Clock(date(2025, 9, 24), WorkingDays(20)).pause(date(2025, 10, 13))
    told = told.extend(date(2025, 10, 30), WorkingDays(5)).resume(date(2025, 11, 7))

    assert due(told).day == date(2025, 12, 2)
    assert "2025年10月30日延长5个工作日" in due(told).summary()


def test_a_pause_of_two_and_a_half_hours_puts_an_answer_off_by_as_much() -> None:
    found = Clock(clock.instant("2025-11-19 16:10"), Hours(48)).pause(clock.instant("2025-11-20 10:00"))
    assert due(found).left == timedelta(hours=30, minutes=10)

    answered = due(found.resume(clock.instant("2025-11-20 12:30")))
    assert answered.at == clock.instant("2025-11-21 18:40")
    assert answered.at is not None and not answered.is_missed(answered.at)


APPLICATION = Clock(date(2026, 3, 2), WorkingDays(20))
TASK = Clock(date(2026, 3, 2), clock.FixedDate(7, 31))
FOUND = Clock(clock.instant("2026-03-02 09:00"), Hours(5))


@pytest.mark.parametrize(
    ("told", "message"),
    [
        (APPLICATION.resume(date(2026, 3, 3)), "resumed on 2026-03-03 but was not paused"),
        (APPLICATION.pause(date(2026, 3, 1)), "pause on 2026-03-01 comes before"),
        (APPLICATION.pause(date(2026, 3, 9)).restart(date(2026, 3, 5)), "restart on 2026-03-05 comes before"),
        (APPLICATION.extend(date(2026, 3, 3), clock.CalendarDays(5)), "cannot be extended by 5 days"),
        (
            APPLICATION._replace(events=(ClockEvent("extend", date(2026, 3, 3)),)),
            "no clock event 'extend' by",
        ),
        (TASK.pause(date(2026, 3, 3)), "cannot be paused or extended"),
        (TASK.restart(date(2026, 3, 1)), "restart on 2026-03-01 comes before"),
        (FOUND.pause(date(2026, 3, 2)), "aware instant"),
        (FOUND.restart(clock.instant("2026-03-02 08:59")), "comes before"),
    ],
)
def test_a_history_that_cannot_have_been_is_refused(told: Clock, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        due(told)


def test_a_task_with_a_fixed_date_may_begin_anew() -> None:
    task = Clock(date(2026, 3, 2), clock.FixedDate(7, 31)).restart(date(2026, 8, 3))

    assert due(task).day == date(2027, 7, 31)
    assert [line.day for line in due(task).explain()] == [date(2026, 8, 3), date(2027, 7, 31)]
