"""Months, quarters, half-years and years in which hearings and reports are owed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.kernel.clock import Period, PeriodUnit, add_months, period_of, periods

UNITS: list[PeriodUnit] = ["month", "quarter", "half-year", "year"]


@pytest.mark.parametrize(
    ("unit", "first", "last", "label", "key"),
    [
        ("month", "2024-02-01", "2024-02-29", "2024年2月", "2024-02"),
        ("quarter", "2024-01-01", "2024-03-31", "2024年第一季度", "2024-Q1"),
        ("half-year", "2024-01-01", "2024-06-30", "2024年上半年", "2024-H1"),
        ("year", "2024-01-01", "2024-12-31", "2024年", "2024"),
    ],
)
def test_a_day_belongs_to_its_period(unit: PeriodUnit, first: str, last: str, label: str, key: str) -> None:
    period = period_of(date(2024, 2, 29), unit)

    assert period == Period(date.fromisoformat(first), date.fromisoformat(last), unit)
    assert (period.label, str(period)) == (label, key)


def test_the_quarters_of_a_term_of_office() -> None:
    found = list(periods(date(2025, 11, 20), date(2026, 7, 1), "quarter"))

    assert [str(period) for period in found] == ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"]
    assert found[1].previous() == found[0]
    assert list(periods(date(2026, 7, 2), date(2026, 7, 1), "month")) == []


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="use one of month, quarter, half-year, year"):
        period_of(date(2026, 1, 1), "week")  # type: ignore[arg-type]


@given(st.dates(date(1949, 1, 1), date(9998, 12, 31)), st.sampled_from(UNITS))
def test_periods_follow_each_other_without_gap(day: date, unit: PeriodUnit) -> None:
    period = period_of(day, unit)

    assert day in period
    assert period.next().start == period.end + timedelta(1)
    assert period.next().previous() == period
    assert str(period) < str(period.next())


@given(st.dates(date(1949, 1, 1), date(2100, 12, 31)), st.integers(0, 60))
def test_a_month_ends_on_the_corresponding_day_or_the_last(day: date, months: int) -> None:
    later = add_months(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(1)).day == 1)
