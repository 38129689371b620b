"""The working calendar against a count day by day, and beyond what is published."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import chinese_calendar
import pytest

from gongkai.kernel import clock
from gongkai.kernel.clock.calendars import WorkingCalendar
from gongkai.kernel.clock.statutory import statutory_holidays

FIRST, LAST = date(2004, 1, 1), date(2026, 12, 31)


@pytest.fixture(scope="module")
def calendar() -> WorkingCalendar:
    return clock.bundled_calendar()


@pytest.fixture(scope="module")
def worked() -> set[date]:
    """The working days as the library itself tells them, one by one."""
    return {day for day in days(FIRST, LAST) if chinese_calendar.is_workday(day)}


def days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(n) for n in range((last - first).days + 1))


def count_on(start: date, n: int, worked: set[date], step: int = 1) -> date:
    day = start
    while n:
        day += timedelta(step)
        n -= day in worked
    return day


@pytest.mark.parametrize("n", [1, 3, 7, 15, 20])
def test_every_start_day_of_23_years_agrees_with_counting(
    n: int, calendar: WorkingCalendar, worked: set[date]
) -> None:
    starts = [day for day in days(FIRST, LAST) if day < date(2026, 12, 1) or (n == 1 and day < LAST)]
    expected = [count_on(start, n, worked) for start in starts]

    assert [calendar.add_working_days(start, n) for start in starts] == expected
    assert calendar.add_working_days_to_all(starts, n) == expected


def test_counting_back_and_between_agree_with_counting(calendar: WorkingCalendar, worked: set[date]) -> None:
    random = Random(711)
    for _ in range(2000):
        start = FIRST + timedelta(random.randrange(60, 8300))
        n = random.randrange(1, 30)
        before = calendar.add_working_days(start, -n)
        assert before == count_on(start, n, worked, step=-1)
        between = sum(day in worked for day in days(before + timedelta(1), start))
        assert calendar.working_days_between(before, start) == between
        assert calendar.working_days_between(start, before) == -between


def test_each_day_is_worked_as_published(calendar: WorkingCalendar, worked: set[date]) -> None:
    assert {day for day in days(FIRST, LAST) if calendar.is_working_day(day)} == worked
    assert not any(calendar.why(day).provisional for day in days(FIRST, LAST))


def test_the_table_and_the_facts_tell_the_same(calendar: WorkingCalendar) -> None:
    for day in days(date(2002, 1, 1), date(2029, 12, 31)):
        before = day - timedelta(1)
        assert calendar.working_days_between(before, day) == calendar.is_working_day(day)


def test_nothing_to_add_stays_on_the_day(calendar: WorkingCalendar) -> None:
    assert calendar.add_working_days(date(2026, 10, 1), 0) == date(2026, 10, 1)
    assert calendar.on_or_after(date(2026, 10, 1)) == date(2026, 10, 8)
    assert calendar.on_or_after(date(2026, 10, 10)) == date(2026, 10, 10)


@pytest.mark.parametrize(
    ("day", "working", "reason"),
    [
        (date(2026, 2, 10), True, "工作日"),
        (date(2026, 2, 14), True, "调休上班（春节）"),
        (date(2026, 2, 17), False, "春节假期"),
        (date(2026, 4, 6), False, "清明节假期"),
        (date(2026, 3, 7), False, "周六"),
        (date(2026, 9, 20), True, "调休上班（国庆节）"),
    ],
)
def test_a_day_says_why(calendar: WorkingCalendar, day: date, working: bool, reason: str) -> None:
    assert calendar.why(day) == (working, reason, False)


def test_beyond_the_published_years_the_law_alone_is_applied(calendar: WorkingCalendar) -> None:
    assert calendar.why(date(2027, 2, 8)) == (False, "春节假期", True)  # 初三, a Monday
    assert calendar.why(date(2027, 2, 9)) == (True, "工作日", True)  # nothing is made up for
    assert calendar.why(date(2003, 5, 2)) == (False, "劳动节假期", True)  # three days under the law of 1999


def test_a_count_may_leave_and_enter_the_published_years(calendar: WorkingCalendar) -> None:
    for start in days(date(2026, 11, 1), date(2027, 3, 1)):
        for n in (1, 20, 260):
            due = calendar.add_working_days(start, n)
            assert calendar.working_days_between(start, due) == n
            assert calendar.is_working_day(due)
            # going back n days from the day after lands on the first one counted
            assert calendar.add_working_days(due + timedelta(1), -n) == calendar.add_working_days(start, 1)
            assert calendar.is_covered(start, due) == (due <= LAST)


@pytest.mark.parametrize("year", [1949, 1950, 1988, 2003, 2027, 2100, 3000, 9998])
def test_no_year_raises(calendar: WorkingCalendar, year: int) -> None:
    for start in days(date(year, 1, 1), date(year, 12, 31)):
        due = clock.due(start, clock.WorkingDays(20), calendar)
        assert due.day is not None
        assert due.provisional == (start != date(2003, 12, 31))  # whose days all lie in 2004
        assert due.at is not None


def test_every_year_from_1949_to_9998_can_be_counted(calendar: WorkingCalendar) -> None:
    for year in range(1949, 9999, 61):
        assert calendar.working_days_between(date(year, 1, 1), date(year, 12, 31)) in range(230, 262)


def test_past_the_last_year_of_dates_is_said(calendar: WorkingCalendar) -> None:
    with pytest.raises(OverflowError, match="9999"):
        calendar.add_working_days(date(9999, 12, 20), 20)


def test_an_instant_is_not_taken_for_a_day(calendar: WorkingCalendar) -> None:
    with pytest.raises(TypeError, match="day_of"):
        calendar.add_working_days(clock.instant("2026-02-10 09:00"), 1)


def test_a_calendar_is_a_value(calendar: WorkingCalendar) -> None:
    same = WorkingCalendar(calendar.covered, calendar.off, calendar.made_up)
    other = WorkingCalendar(calendar.covered, calendar.off, {})

    assert (same, hash(same), same.fingerprint) == (calendar, hash(calendar), calendar.fingerprint)
    assert other != calendar
    with pytest.raises(TypeError):
        calendar.off[date(2026, 1, 5)] = "元旦"  # type: ignore[index]


def test_a_calendar_without_any_published_year_still_counts() -> None:
    bare = WorkingCalendar(frozenset(), {}, {})

    assert bare.add_working_days(date(2026, 9, 30), 1) == date(
        2026, 10, 5
    )  # 1 and 2 October off, then a weekend
    assert not bare.is_covered(date(2026, 9, 30), date(2026, 10, 5))
    assert bare.add_working_days_to_all([date(2026, 9, 30)], 1) == [date(2026, 10, 5)]


def test_every_statutory_day_was_off_in_every_published_year(calendar: WorkingCalendar) -> None:
    """Lunar dates and the five versions of the law, held against 23 years of notices."""
    for year in range(2004, 2027):
        for day, name in statutory_holidays(year).items():
            assert not calendar.is_working_day(day), f"{day} {name}"
