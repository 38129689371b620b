"""Deadlines that the county of 青原 must get right to the day."""

from datetime import date

import pytest

from gongkai.kernel import clock

KNOWN = [
    ("2026-02-10", 7, "2026-02-26"),  # across Spring Festival and its two make-up Saturdays
    ("2026-02-10", 15, "2026-03-09"),
    ("2026-02-10", 20, "2026-03-16"),
    ("2026-04-28", 20, "2026-05-28"),
    ("2026-09-23", 7, "2026-10-10"),  # due on a Saturday that is worked
    ("2026-09-23", 20, "2026-10-28"),
    ("2025-09-22", 20, "2025-10-24"),
    ("2025-09-24", 20, "2025-10-28"),
    ("2026-11-23", 20, "2026-12-21"),
]


@pytest.mark.parametrize(("received", "working_days", "last_day"), KNOWN)
def test_a_reply_is_due_on_the_known_day(received: str, working_days: int, last_day: str) -> None:
    due = clock.due(date.fromisoformat(received), clock.WorkingDays(working_days), clock.bundled_calendar())

    assert due.day == date.fromisoformat(last_day)
    assert not due.provisional


def test_a_reply_beyond_the_published_years_is_provisional_and_says_why() -> None:
    due = clock.due(date(2026, 12, 10), "20 working days", clock.bundled_calendar())

    assert (due.day, due.provisional) == (date(2027, 1, 8), True)
    assert "2027年放假安排尚未收录" in due.summary()


def test_zhou_min_gets_back_the_twenty_days_of_asking_three_builders() -> None:
    """Received 24 September; third parties asked from 13 October to 7 November (条例 art 33)."""
    application = clock.Clock(date(2025, 9, 24), clock.WorkingDays(20))
    asked = application.pause(date(2025, 10, 13))
    answered = asked.resume(date(2025, 11, 7))

    calendar = clock.bundled_calendar()
    assert clock.deadline_of(application, calendar).day == date(2025, 10, 28)
    assert clock.deadline_of(asked, calendar).suspended
    due = clock.deadline_of(answered, calendar)
    assert due.day == date(2025, 11, 25)
    assert due.summary() == (
        "2025年9月24日起算，当日不计入，期限20个工作日；2025年10月13日至2025年11月7日暂停计算，"
        "扣除20个工作日；于2025年11月25日24时届满。"
    )


def test_the_last_instant_in_time_belongs_to_the_last_day() -> None:
    due = clock.due(date(2026, 2, 10), "20 working days", clock.bundled_calendar())

    assert due.at == clock.instant("2026-03-16 23:59:59.999999")
    assert not due.is_missed(clock.instant("2026-03-16 23:59:59"))
    assert due.is_missed(clock.instant("2026-03-17 00:00"))


def test_a_letter_received_late_in_the_evening_abroad_counts_from_the_day_in_china() -> None:
    due = clock.due(clock.instant("2026-02-09T18:30+00:00"), "7 working days", clock.bundled_calendar())

    assert due.day == date(2026, 2, 26)


@pytest.mark.parametrize(
    ("start", "limit", "last_day"),
    [
        ("2026-01-05", "30 days", "2026-02-04"),
        ("2026-01-02", "30 days", "2026-02-02"),  # 1 February is a Sunday (民法典 art 203)
        ("2026-01-02", "30 days exactly", "2026-02-01"),
        ("2026-09-01", "30 days", "2026-10-08"),  # 1 October: the whole of the National Day holiday
        ("2026-01-31", "1 month exactly", "2026-02-28"),  # no corresponding day (民法典 art 202)
        ("2024-02-29", "1 year exactly", "2025-02-28"),
        ("2026-01-15", "6 months", "2026-07-15"),
        ("2026-01-01", "01-31", "2026-01-31"),  # a Saturday: a day that the law names does not roll
        ("2026-02-01", "01-31", "2027-01-31"),
        ("2026-02-01", "次年3月31日", "2027-03-31"),
        ("2026-02-01", "当年1月31日", "2026-01-31"),
        ("2026-01-01", "02-29", "2026-02-28"),
        ("2026-08-20", "每半年至少1次", "2026-12-31"),
        ("2026-08-20", "at least 2 per quarter", "2026-09-30"),
    ],
)
def test_the_other_limits_end_on_the_day_the_law_says(start: str, limit: str, last_day: str) -> None:
    due = clock.due(date.fromisoformat(start), limit, clock.bundled_calendar())

    assert due.day == date.fromisoformat(last_day)
    assert not due.provisional


def test_hours_run_through_night_weekend_and_holiday() -> None:
    found = clock.instant("2026-02-14 22:10")  # the night before the Spring Festival holiday

    assert clock.due(found, "5小时").at == clock.instant("2026-02-15 03:10")
    assert clock.due(found, "48 hours").at == clock.instant("2026-02-16 22:10")


def test_an_hour_clock_needs_an_instant() -> None:
    with pytest.raises(ValueError, match="aware instant"):
        clock.due(date(2026, 2, 14), "5 hours")


def test_a_rolled_end_is_provisional_where_the_next_working_day_is_not_published() -> None:
    assert clock.due(date(2026, 12, 2), "30 days", clock.bundled_calendar()).provisional
    assert not clock.due(date(2026, 12, 2), "30 days exactly", clock.bundled_calendar()).provisional
