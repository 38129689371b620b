"""Statistics of any period: who received what, how it ended, how long it took."""

import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.affairs.applications.models import Application
from gongkai.kernel.clock import default_calendar
from gongkai.oversight.reports.statistics import NO_SUBJECT, Times, period_faults, statistics, times
from gongkai.oversight.reports.tests.telling import Row, add
from tests.county import County

pytestmark = pytest.mark.django_db
SPRING = date(2025, 1, 1), date(2025, 6, 30)


def told(county: County) -> None:
    rows: list[Row] = [
        ("natural", date(2024, 12, 20), date(2025, 1, 10), "granted"),
        ("natural", date(2025, 3, 3), date(2025, 3, 20), "granted"),
        ("legal", date(2025, 6, 30), date(2025, 7, 1), "partial"),
        ("legal", date(2025, 7, 1), None, ""),
    ]
    add(county.housing, rows)
    add(county.township, [("natural", date(2025, 4, 1), date(2025, 4, 2), "partial")])


def test_a_period_counts_what_came_went_and_stayed(county: County) -> None:
    told(county)
    found = statistics([county.government, county.housing, county.township], *SPRING)
    assert [(line.agency.slug, line.received, line.concluded, line.open) for line in found.agencies] == [
        ("zhujian", 2, 2, 1),
        ("qiaotou", 1, 1, 0),
    ]
    assert (found.received, found.concluded, found.open) == (3, 3, 1)
    assert found.kinds["natural"] == 2 and found.kinds["legal"] == 1
    assert found.results["granted"] == 2 and found.results["partial"] == 1
    calendar = default_calendar()
    took = [
        calendar.working_days_between(date(2024, 12, 20), date(2025, 1, 10)),
        calendar.working_days_between(date(2025, 3, 3), date(2025, 3, 20)),
        calendar.working_days_between(date(2025, 4, 1), date(2025, 4, 2)),
    ]
    assert found.times == Times(sorted(took)[1], max(took))


def test_subjects_follow_the_words_of_the_application(county: County) -> None:
    told(county)
    Application.objects.filter(agency=county.township).update(wanted="某事项的说明")
    found = statistics([county.housing, county.township], *SPRING)
    assert found.subjects == {"construction": 2, NO_SUBJECT: 1}


def test_nothing_in_the_period_is_no_error(county: County) -> None:
    found = statistics([county.housing], *SPRING)
    assert found.agencies == [] and found.times == Times(None, None) and found.received == 0


def test_periods_that_cannot_be() -> None:
    assert period_faults(*SPRING) == []
    assert "早于" in period_faults(SPRING[1], SPRING[0])[0]
    assert "十年" in period_faults(SPRING[0] - timedelta(4000), SPRING[1])[0]


@given(st.dictionaries(st.integers(0, 300), st.integers(1, 9), min_size=1, max_size=20))
def test_percentiles_are_those_of_the_written_out_list(days: dict[int, int]) -> None:
    all_ = sorted(day for day, n in days.items() for _ in range(n))
    assert times(days) == Times(all_[math.ceil(len(all_) / 2) - 1], all_[math.ceil(len(all_) * 0.9) - 1])
