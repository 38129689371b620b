"""Versions of one thing: on each day at most one is in force."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from gongkai.kernel.law.dated import Dated, Sourced, overlaps, version_on

START = date(2020, 1, 1)
SPAN = 60


@st.composite
def versions(draw: st.DrawFn) -> list[Dated]:
    drawn = []
    for _ in range(draw(st.integers(0, 4))):
        since = START + timedelta(days=draw(st.integers(0, SPAN)))
        lasts = draw(st.none() | st.integers(0, 25))
        drawn.append(Dated(since=since, until=None if lasts is None else since + timedelta(days=lasts)))
    return drawn


@pytest.mark.full
@settings(deadline=None)
@given(versions())
def test_no_overlap_is_reported_exactly_when_each_day_has_at_most_one_version(drawn: list[Dated]) -> None:
    days = [START + timedelta(days=number) for number in range(SPAN + 30)]
    in_force = {day: [version for version in drawn if version.in_force(day)] for day in days}
    assert bool(overlaps(drawn)) is any(len(found) > 1 for found in in_force.values())
    if not overlaps(drawn):
        for day, found in in_force.items():
            assert version_on(drawn, day) is (found[0] if found else None)


def test_both_ends_belong_to_the_time_in_force() -> None:
    version = Dated(since=date(2016, 7, 30), until=date(2016, 11, 9))
    assert not version.in_force(date(2016, 7, 29)) and version.in_force(date(2016, 7, 30))
    assert version.in_force(date(2016, 11, 9)) and not version.in_force(date(2016, 11, 10))


def test_a_version_may_last_one_day_but_cannot_end_before_it_begins() -> None:
    assert Dated(since=START, until=START).in_force(START)
    with pytest.raises(ValidationError, match="失效日期 2019-12-31 早于生效日期 2020-01-01"):
        Dated(since=START, until=START - timedelta(days=1))


def test_what_is_not_verified_says_why_and_what_is_says_where_it_stands() -> None:
    with pytest.raises(ValidationError, match="没有写明依据"):
        Sourced(since=START)
    with pytest.raises(ValidationError, match="须在 note 中说明"):
        Sourced(since=START, verified=False, basis="foi:18")
    assert Sourced(since=START, verified=False, note="各地做法不一。").basis == ""
