"""Lunar holidays by astronomy, against published tables."""

from datetime import date

import pytest
from holidays.calendars.chinese import _ChineseLunisolar

from gongkai.kernel.clock import lunar

TABLE = _ChineseLunisolar()


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (lunar.spring_festival, TABLE.lunar_new_year_date),
        (lunar.dragon_boat, TABLE.dragon_boat_date),
        (lunar.mid_autumn, TABLE.mid_autumn_date),
        (lunar.qingming, TABLE.qingming_date),
    ],
)
def test_two_centuries_agree_with_the_published_dates(ours, theirs) -> None:  # type: ignore[no-untyped-def]
    years = range(1901, 2100)

    assert [ours(year) for year in years] == [theirs(year)[0] for year in years]


def test_the_hard_years_around_the_leap_month_of_2033() -> None:
    """Several months of 2033 lack a principal term; the one after the solstice month is leap."""
    assert lunar.spring_festival(2034) == date(2034, 2, 19)
    assert lunar.mid_autumn(2033) == date(2033, 9, 8)


def test_far_years_have_dates_of_their_own_year() -> None:
    for year in range(2100, 9999, 97):
        new_year, fifth, eighth = lunar.spring_festival(year), lunar.dragon_boat(year), lunar.mid_autumn(year)
        assert new_year.year == fifth.year == eighth.year == lunar.qingming(year).year == year
        assert new_year < fifth < eighth
