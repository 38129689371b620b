"""iCalendar as RFC 5545 asks for it: lines of 75 octets, whole characters, escaped text, times of one zone."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from gongkai.faces.workbench.ics import Entry, calendar, escaped, folded
from gongkai.faces.workbench.tests.ical import read, unescape, unfold
from gongkai.kernel.clock import CHINA

STAMP = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
# No half of a surrogate pair: UTF-8 has none.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


def entry(**facts: object) -> Entry:
    given: dict[str, object] = {
        "uid": "duty-1@localhost", "on": date(2026, 3, 9), "summary": "答复申请", "description": "", "url": "http://x/",
        **facts,
    }  # fmt: skip
    return Entry(**given)  # type: ignore[arg-type]


@given(TEXT)
def test_any_text_comes_back_but_for_control_characters(text: str) -> None:
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(one for one in kept if one in "\t\n" or not (one < " " or one == "\x7f"))
    (event,) = read(calendar("日历", [entry(summary=text, description=text)], stamp=STAMP))
    assert event["SUMMARY"] == event["DESCRIPTION"] == kept


@given(TEXT.map(escaped))
def test_folding_loses_nothing(line: str) -> None:
    assert unfold(folded(f"X:{line}")) == [f"X:{line}"]


def test_a_line_of_75_octets_stays_whole_and_one_more_is_folded() -> None:
    assert folded("X" * 75) == b"X" * 75 + b"\r\n"
    assert folded("X" * 76) == b"X" * 75 + b"\r\n X\r\n"
    assert folded("X" * 74 + "公") == b"X" * 74 + b"\r\n " + "公".encode() + b"\r\n"


def test_what_means_something_to_the_format_is_escaped() -> None:
    assert escaped("a,b;c\\d\r\ne\x00") == r"a\,b\;c\\d\ne"
    assert unescape(escaped("一，二；三\n")) == "一，二；三\n"


def test_a_day_is_a_day_and_an_hour_clock_has_its_minute() -> None:
    instant = datetime(2026, 3, 2, 14, 10, tzinfo=CHINA)
    day, minute = read(
        calendar("日历", [entry(), entry(uid="duty-2@localhost", on=instant.astimezone(UTC))], stamp=STAMP)
    )
    assert day["DTSTART;VALUE=DATE"] == "20260309"
    assert minute["DTSTART;TZID=Asia/Shanghai"] == "20260302T141000"
    assert day["DTSTAMP"] == "20260302T013000Z"


def test_a_date_that_may_change_is_tentative_and_alarms_are_instants() -> None:
    alarm = datetime(2026, 3, 4, 0, 0, tzinfo=CHINA)
    (event,) = read(calendar("日历", [entry(tentative=True, alarms=(alarm,))], stamp=STAMP))
    assert event["STATUS"] == "TENTATIVE"
    assert event["alarms"] == ["20260303T160000Z"]


def test_an_empty_calendar_is_one_all_the_same() -> None:
    octets = calendar("日历", [], stamp=STAMP)
    assert read(octets) == []
    assert "BEGIN:VTIMEZONE" in unfold(octets), "3.6 asks for at least one component"
