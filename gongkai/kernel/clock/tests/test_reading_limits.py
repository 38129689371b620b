"""Limits as packs and people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.kernel.clock import (
    CalendarDays,
    EachPeriod,
    FixedDate,
    Hours,
    Limit,
    Months,
    SetDay,
    WorkingDays,
    Years,
    parse_limit,
)

LIMITS = st.one_of(
    st.builds(WorkingDays, st.integers(1, 10_000)),
    st.builds(Hours, st.integers(1, 10_000)),
    *(st.builds(kind, st.integers(1, 10_000), st.booleans()) for kind in (CalendarDays, Months, Years)),
    st.builds(FixedDate, st.integers(1, 12), st.integers(1, 28), st.sampled_from(["coming", "this", "next"])),
    st.builds(EachPeriod, st.sampled_from(["month", "quarter", "half-year", "year"]), st.integers(1, 50)),
    st.builds(SetDay, st.dates(date(1949, 10, 1))),
)


@given(LIMITS)
def test_what_a_limit_prints_is_read_back(limit: Limit) -> None:
    assert parse_limit(str(limit)) == limit
    assert parse_limit(limit.zh()) == limit


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("20 working days", WorkingDays(20)),
        ("1 working day", WorkingDays(1)),
        ("20wd", WorkingDays(20)),
        ("20个工作日内", WorkingDays(20)),
        (" ２０ 个工作日之内 ", WorkingDays(20)),
        ("15工作日", WorkingDays(15)),
        ("5小时内", Hours(5)),
        ("48h", Hours(48)),
        ("30 days", CalendarDays(30)),
        ("30日", CalendarDays(30)),
        ("30天", CalendarDays(30)),
        ("30个自然日", CalendarDays(30)),
        ("30日（不顺延）", CalendarDays(30, rolls=False)),
        ("30 days exactly", CalendarDays(30, rolls=False)),
        ("6个月", Months(6)),
        ("1年", Years(1)),
        ("01-31", FixedDate(1, 31)),
        ("每年1月31日前", FixedDate(1, 31)),
        ("次年3月31日之前", FixedDate(3, 31, "next")),
        ("12-31 of this year", FixedDate(12, 31, "this")),
        ("once a year", EachPeriod("year")),
        ("once per half-year", EachPeriod("half-year")),
        ("2 times each quarter", EachPeriod("quarter", 2)),
        ("每年不少于1次", EachPeriod("year")),
        ("每半年", EachPeriod("half-year")),
        ("每季度2次以上", EachPeriod("quarter", 2)),
        ("每个月至少1次", EachPeriod("month")),
    ],
)
def test_the_usual_ways_of_writing_are_read(text: str, limit: Limit) -> None:
    assert parse_limit(text) == limit


@pytest.mark.parametrize("limit", [WorkingDays(20), Hours(5), CalendarDays(30), Months(6), FixedDate(1, 31)])
def test_a_limit_prints_as_an_official_text_writes_it(limit: Limit) -> None:
    assert limit.zh() in {"20个工作日", "5小时", "30日", "6个月", "1月31日"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "及时",
        "20",
        "days",
        "-3 days",
        "2.5 hours",
        "20 working days exactly",
        "1 fortnight",
        "每年每月",
    ],
)
def test_what_is_not_a_limit_is_refused_with_examples(text: str) -> None:
    with pytest.raises(ValueError, match="write for example"):
        parse_limit(text)


@pytest.mark.parametrize("text", ["0 working days", "99999 days", "02-30", "13-01", "每年至少0次"])
def test_an_impossible_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"A limit is|There is no day|A period asks"):
        parse_limit(text)


@given(st.text(max_size=30))
def test_any_text_is_a_limit_or_a_value_error(text: str) -> None:
    try:
        assert parse_limit(text).zh()
    except ValueError as refusal:
        assert "\n" not in str(refusal) or "\n" in text
