"""Chinese numerals are read in every form that documents use, and written in one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.kernel.hanzi import parse_numeral, to_numeral


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("二十三", 23),
        ("十", 10),
        ("十五", 15),
        ("一百零五", 105),
        ("一百五", 150),
        ("两千", 2000),
        ("兩千零三", 2003),
        ("二〇一六", 2016),
        ("二○一六", 2016),
        ("廿", 20),
        ("廿三", 23),
        ("卅一", 31),
        ("壹佰贰拾叁", 123),
        ("壹萬伍仟", 15000),
        ("１２", 12),
        ("3万", 30000),
        ("一万二", 12000),
        ("一万零五", 10005),
        ("三千亿", 300_000_000_000),
        ("零", 0),
        (" 七 ", 7),
    ],
)
def test_numerals_are_read(written: str, number: int) -> None:
    assert parse_numeral(written) == number


@pytest.mark.parametrize(
    "written", ["", " ", "万", "百", "十百", "二十三十", "一百零零五", "一点五", "-3", "1.5", "青原"]
)
def test_what_is_no_numeral_is_not_read(written: str) -> None:
    assert parse_numeral(written) is None


@given(st.integers(0, 10**16 - 1) | st.integers(0, 200_000))
def test_a_number_written_reads_back(number: int) -> None:
    assert parse_numeral(to_numeral(number)) == number


@given(st.text("零〇一二三十百千万亿廿两0３", max_size=8))
def test_any_jumble_is_a_number_or_none(text: str) -> None:
    assert parse_numeral(text) is None or parse_numeral(text) >= 0  # type: ignore[operator]


@pytest.mark.parametrize(
    ("number", "written"),
    [(0, "零"), (12, "十二"), (105, "一百零五"), (110, "一百一十"), (100_010, "十万零一十")],
)
def test_numbers_are_written_as_they_are_spoken(number: int, written: str) -> None:
    assert to_numeral(number) == written


@pytest.mark.parametrize("number", [-1, 10**16])
def test_numbers_out_of_range_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="whole number"):
        to_numeral(number)
