"""The calendar: a month as a table, working days and holidays as they are, the duties on the day they fall due."""

from datetime import date

import pytest

from gongkai.faces.workbench.calendar import weeks_of
from gongkai.faces.workbench.tests.owing import at, interpretation, page_of, under_xiaoxian
from gongkai.kernel.clock import default_calendar
from tests.county import County

PATH = "/workbench/calendar/"


@pytest.fixture
def owing(county: County) -> County:
    return under_xiaoxian(county)


def test_weeks_are_whole_and_numbered_as_iso_numbers_them() -> None:
    weeks = weeks_of(date(2026, 1, 1), {}, default_calendar())
    assert [week.number for week in weeks] == [1, 2, 3, 4, 5]
    assert weeks[0].days[0].day == date(2025, 12, 29) and not weeks[0].days[0].inside
    assert all(len(week.days) == 7 for week in weeks)
    assert weeks[-1].days[-1].day == date(2026, 2, 1)


def test_holidays_and_days_worked_instead_are_marked() -> None:
    days = {day.day: day for week in weeks_of(date(2025, 10, 1), {}, default_calendar()) for day in week.days}
    assert "国庆节" in days[date(2025, 10, 2)].mark and not days[date(2025, 10, 2)].working
    assert "调休上班" in days[date(2025, 10, 11)].mark and days[date(2025, 10, 11)].working
    assert days[date(2025, 10, 18)].mark == "" and not days[date(2025, 10, 18)].working, "a plain Saturday"
    assert days[date(2025, 10, 20)].mark == "" and days[date(2025, 10, 20)].working


def test_a_duty_stands_on_its_day(owing: County) -> None:
    with at("2025-11-18T10:00"):
        page = page_of(owing.zhou_min, PATH)
    cell = page.split('<time datetime="2025-11-20">')[1].split("</td>")[0]
    assert f'href="/workbench/duties/{interpretation().id}/"' in cell
    assert 'id="day-2025-11-20"' in page and 'aria-current="date"' in page


def test_the_months_before_and_after_are_one_step_away(owing: County) -> None:
    with at("2025-11-18T10:00"):
        page = page_of(owing.zhou_min, f"{PATH}?month=2025-12")
        assert 'href="/workbench/calendar/?month=2025-11" rel="prev"' in page
        assert 'href="/workbench/calendar/?month=2026-01" rel="next"' in page
        assert "本月" in page and "主要负责同志听取政务公开工作汇报" in page
        assert "这个月没有到期的义务" in page_of(owing.zhou_min, f"{PATH}?month=2030-02")
        assert 'rel="prev"' not in page_of(owing.zhou_min, f"{PATH}?month=1949-10")
        assert 'rel="next"' not in page_of(owing.zhou_min, f"{PATH}?month=2199-12")
        for month in ("2025-13", "1949-09", "2200-01", "0000-01", "November"):
            page_of(owing.zhou_min, f"{PATH}?month={month}", 404)


def test_the_openness_office_chooses_whose_dates_it_sees(owing: County) -> None:
    link = f"/workbench/duties/{interpretation().id}/"
    with at("2025-11-18T10:00"):
        assert link not in page_of(owing.he_jing, PATH)
        assert link in page_of(owing.he_jing, f"{PATH}?agency=all")
        assert "month=2025-12" in page_of(owing.he_jing, f"{PATH}?agency=all")
        assert link not in page_of(owing.guo_liang, PATH)
        page_of(owing.guo_liang, f"{PATH}?agency=zhujian", 404)


def test_a_full_day_shows_three_and_says_how_many_more(
    owing: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at("2025-12-18T10:00"):
        page = page_of(owing.zhou_min, PATH)
        cell = page.split('<time datetime="2025-12-31">')[1].split("</td>")[0]
        assert "另有" in cell and cell.count("/workbench/duties/") == 3
        monkeypatch.setattr("gongkai.faces.workbench.calendar.MOST", 2)
        assert "只列出最先到期的" in page_of(owing.zhou_min, PATH)
