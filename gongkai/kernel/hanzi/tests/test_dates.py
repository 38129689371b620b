"""Dates are found in every official form; what is damaged or impossible stays unknown."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.kernel.hanzi import find_dates, format_date, format_date_chinese, parse_date


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2016年3月8日", (2016, 3, 8)),
        ("二〇一六年八月二日", (2016, 8, 2)),
        ("二○一六年十二月廿五日", (2016, 12, 25)),
        ("二零一六年十月三十一日", (2016, 10, 31)),
        ("二0一六年二月三日", (2016, 2, 3)),
        ("２０１６年１２月３１日", (2016, 12, 31)),
        ("2016 年 3 月 8 日", (2016, 3, 8)),
        ("2016年3月8號", (2016, 3, 8)),
        ("2016-09-27", (2016, 9, 27)),
        ("2016/9/27", (2016, 9, 27)),
        ("2016.9.27", (2016, 9, 27)),
        ("2016-09-27 13:15", (2016, 9, 27)),
        ("2024-02-29T08:00:01", (2024, 2, 29)),
    ],
)
def test_full_dates_are_read(written: str, date: tuple[int, int, int]) -> None:
    assert parse_date(f"  {written}\u00a0") == dt.date(*date)
    (found,) = find_dates(f"发布日期:{written}来源")
    assert (found.date, found.raw, found.doubt) == (dt.date(*date), written, None)


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("2016-09-27 13:15", dt.time(13, 15)),
        ("2016-09-27\u00a013:15:20", dt.time(13, 15)),
        ("2016年9月27日14时05分", dt.time(14, 5)),
        ("2016-09-27 25:61", None),
        ("2016-09-27", None),
    ],
)
def test_the_time_behind_a_date_is_read(written: str, time: dt.time | None) -> None:
    assert find_dates(written)[0].time == time


def test_a_month_is_no_full_date_and_no_doubt() -> None:
    (found,) = find_dates("于2022年7月底前完成")
    assert (found.date, found.month, found.doubt) == (None, (2022, 7), None)
    assert parse_date("2022年7月") is None


@pytest.mark.parametrize("written", ["2022年2月30日", "2022年13月1日", "2016-9-31", "二〇二二年十三月"])
def test_an_impossible_date_is_a_doubt(written: str) -> None:
    (found,) = find_dates(f"自{written}起施行")
    assert found.date is None
    assert found.doubt is not None
    assert written in found.doubt
    assert parse_date(written) is None


@pytest.mark.parametrize("line", ["202276", "2022年76日", "2022年7月6", "20220706", "2022111"])
def test_digits_alone_on_a_line_that_lost_their_characters_are_unknown(line: str) -> None:
    (found,) = find_dates(f"青原县政务公开办公室\n                {line}\u00a0\u00a0\n\n实施方案")
    assert (found.date, found.month, found.raw) == (None, None, line)
    assert found.doubt is not None


@pytest.mark.parametrize(
    "text", ["2022年", "2016", "192.168.2016.1", "2020-2021", "v2016.9.27.3", "电话202276转1", "2022-7"]
)
def test_other_numbers_are_no_dates(text: str) -> None:
    assert find_dates(text) == []


def test_dates_come_in_order_with_their_places() -> None:
    text = "二〇二四年三月一日通过，2024年4月1日起施行。\n202451\n2024-05-01"
    found = find_dates(text)
    assert [one.raw for one in found] == ["二〇二四年三月一日", "2024年4月1日", "202451", "2024-05-01"]
    assert all(text[one.start : one.end] == one.raw for one in found)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
def test_a_date_written_reads_back_in_both_forms(date: dt.date) -> None:
    assert parse_date(format_date(date)) == date
    assert parse_date(format_date_chinese(date)) == date


def test_written_dates_have_no_padding_zero() -> None:
    assert format_date(dt.date(2016, 3, 8)) == "2016年3月8日"
    assert format_date_chinese(dt.date(2016, 3, 20)) == "二〇一六年三月二十日"


@given(st.text("0123456789年月日-/.: 二〇一十号\n", max_size=40))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    for found in find_dates(text):
        assert text[found.start : found.end] == found.raw
