"""When stages come, and the reverse: which ends they have come to; for any end, instant and length."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.engines.notices.quiet import is_quiet, may_leave
from gongkai.engines.notices.stages import Offset
from gongkai.kernel.clock import CHINA, default_calendar, end_of_day, instant
from gongkai.kernel.law.reminders import QuietVersion

CALENDAR = default_calendar()
INSTANTS = st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 31), timezones=st.just(CHINA))
LENGTHS = st.sampled_from(
    ["1 working day", "3 working days", "7 working days", "5 days", "2 months", "1 year"]
)
HOURS = st.sampled_from(["1 hour", "4 hours", "30 hours"])
OFFSETS = st.one_of(
    st.builds(lambda text: Offset("warn", (text,)), LENGTHS),
    st.builds(lambda text: Offset("warn", (text,), True), HOURS),
    st.builds(lambda hours: Offset("due", (), hours), st.booleans()),
    st.builds(lambda a, e, n: Offset("overdue", (a, *[e] * n)), LENGTHS, LENGTHS, st.integers(0, 4)),
    st.builds(lambda a, e, n: Offset("overdue", (a, *[e] * n), True), HOURS, HOURS, st.integers(0, 4)),
)
QUIET = st.builds(
    lambda nights, rest: QuietVersion(
        since=datetime(2020, 1, 1).date(), basis="x:1", nights=nights, rest_days=rest, resume="08:30"
    ),
    st.sampled_from(["22:00-07:00", "00:00-06:00", "18:30-08:30", "12:00-14:00"]),
    st.booleans(),
)


@given(offset=OFFSETS, at=INSTANTS, other=INSTANTS)
def test_an_offset_has_come_to_just_the_ends_that_it_reaches(
    offset: Offset, at: datetime, other: datetime
) -> None:
    reached = offset.reaches(at, CALENDAR)
    assert offset.at(reached, CALENDAR) <= at
    assert offset.at(reached + timedelta(microseconds=1), CALENDAR) > at
    end = other if offset.hours else end_of_day(other.date())
    assert (offset.at(end, CALENDAR) <= at) == (end <= reached)


@pytest.mark.parametrize(
    ("offset", "comes"),
    [
        (Offset("warn", ("3 working days",)), "2026-09-24 00:00"),
        (Offset("warn", ("2 hours",), True), "2026-09-30 21:59:59.999999"),
        (Offset("due"), "2026-09-30 00:00"),
        (Offset("overdue", ("1 working day",)), "2026-10-08 00:00"),
        (Offset("overdue", ("1 working day", "5 working days")), "2026-10-14 00:00"),
        (Offset("overdue", ("2 hours", "4 hours"), True), "2026-10-01 05:59:59.999999"),
    ],
)
def test_around_the_national_day(offset: Offset, comes: str) -> None:
    assert offset.at(end_of_day(datetime(2026, 9, 30).date()), CALENDAR) == instant(comes)


@given(quiet=QUIET, at=INSTANTS)
def test_what_is_held_leaves_at_the_first_morning_that_is_not_quiet(
    quiet: QuietVersion, at: datetime
) -> None:
    leaves = may_leave(at, quiet, CALENDAR)
    assert leaves >= at and not is_quiet(leaves, quiet, CALENDAR)
    assert (leaves == at) == (not is_quiet(at, quiet, CALENDAR))
    assert may_leave(leaves, quiet, CALENDAR) == leaves
    if leaves != at:
        assert f"{leaves:%H:%M}" == "08:30"
        day = at.date()
        while day < leaves.date():
            morning = datetime.combine(day, quiet.resumes_at, CHINA)
            assert morning <= at or is_quiet(morning, quiet, CALENDAR), "no earlier one was passed over"
            day += timedelta(1)


@pytest.mark.parametrize(
    ("at", "leaves"),
    [
        ("2026-03-13 17:00", "2026-03-13 17:00"),  # a Friday afternoon
        ("2026-03-13 22:00", "2026-03-16 08:30"),  # its night: Monday
        ("2026-03-16 00:00", "2026-03-16 08:30"),
        ("2026-03-16 07:00", "2026-03-16 07:00"),
        ("2026-10-01 10:00", "2026-10-08 08:30"),  # the National Day holidays
        ("2026-10-10 10:00", "2026-10-10 10:00"),  # a Saturday that is worked
    ],
)
def test_nights_and_days_off_are_quiet(at: str, leaves: str) -> None:
    quiet = QuietVersion(
        since=datetime(2020, 1, 1).date(), basis="x:1", nights="22:00-07:00", rest_days=True, resume="08:30"
    )
    assert may_leave(instant(at), quiet, CALENDAR) == instant(leaves)
    assert may_leave(instant(at), None, CALENDAR) == instant(at)
