"""A day that somebody set: it never rolls, may be set anew, and stays where it is while the clock is paused."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.kernel import clock
from gongkai.kernel.clock import CalendarDays, Clock, ClockEvent, EventKind, SetDay, WorkingDays

START = date(2026, 3, 2)
SUNDAY = SetDay(date(2026, 5, 31))


def test_the_day_itself_is_the_last_and_never_rolls() -> None:
    found = clock.due(START, "by 2026-05-31")
    assert (found.day, found.provisional, found.left) == (SUNDAY.day, False, None)
    assert found.is_missed(clock.instant("2026-06-01 00:00"))
    assert not found.is_missed(clock.instant("2026-05-31 23:59"))
    assert found.summary() == "2026年3月2日起算，完成日期定为2026年5月31日；于2026年5月31日24时届满。"
    assert [line.reason for line in found.explain()] == ["起算", "确定的日期"]


def test_it_may_be_set_anew() -> None:
    later = Clock(START, SUNDAY).set(date(2026, 4, 1), SetDay(date(2026, 7, 31)))
    found = clock.deadline_of(later)
    assert found.day == date(2026, 7, 31)
    assert "2026年4月1日将完成日期改定为2026年7月31日" in found.summary()
    assert [(line.day, line.reason) for line in found.explain()][1] == (
        date(2026, 4, 1), "改定日期为2026年7月31日",
    )  # fmt: skip


def test_while_paused_nothing_is_due_and_afterwards_the_same_day() -> None:
    halted = Clock(START, SUNDAY).pause(date(2026, 5, 20))
    found = clock.deadline_of(halted)
    assert found.suspended and found.left is None and not found.is_missed(clock.instant("2026-09-01"))
    assert found.summary().endswith("已暂停计算，恢复后仍以该日期为准。")
    assert clock.deadline_of(halted.resume(date(2026, 6, 20))).day == SUNDAY.day
    # what is handed in late stops nothing
    assert clock.deadline_of(Clock(START, SUNDAY).pause(date(2026, 6, 1))).day == SUNDAY.day


@pytest.mark.parametrize(
    "event",
    [
        ClockEvent("extend", date(2026, 4, 1), CalendarDays(5)),
        ClockEvent("restart", date(2026, 4, 1)),
        ClockEvent("resume", date(2026, 4, 1)),
        ClockEvent("set", date(2026, 4, 1)),
        ClockEvent("pause", date(2026, 3, 1)),
    ],
)
def test_it_takes_nothing_else(event: ClockEvent) -> None:
    with pytest.raises(ValueError, match=event.kind):
        clock.deadline_of(Clock(START, SUNDAY, (event,)))


def test_no_other_clock_takes_a_day() -> None:
    with pytest.raises(ValueError, match="set"):
        clock.deadline_of(Clock(START, WorkingDays(5)).set(date(2026, 3, 3), SUNDAY))
    with pytest.raises(ValueError, match="no day by 2026-02-30"):
        clock.parse_limit("by 2026-02-30")


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["set", "pause", "resume"]), st.integers(0, 20)), max_size=8))
def test_it_equals_a_walk_through_the_days(steps: list[tuple[EventKind, int]]) -> None:
    events: list[ClockEvent] = []
    at, last, depth, halted_on = START, START + timedelta(30), 0, None
    for kind, days in steps:
        at += timedelta(days)
        if kind == "resume" and not depth:
            continue
        day = SetDay(at + timedelta(3 * days)) if kind == "set" else None
        events.append(ClockEvent(kind, at, day))
        if day is not None:
            last = day.day
        elif kind == "pause":
            halted_on = halted_on if depth else at
            depth += 1
        else:
            depth -= 1
            halted_on = halted_on if depth else None
    found = clock.deadline_of(Clock(START, SetDay(START + timedelta(30)), tuple(events)))
    halted = halted_on is not None and halted_on <= last
    assert found.day == (None if halted else last)
    assert len(list(found.explain())) == 1 + len(events) + (not halted)
