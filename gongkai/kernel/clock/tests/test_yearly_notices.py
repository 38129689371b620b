"""The openness office adds the yearly notice, and the dates follow it."""

from datetime import date
from pathlib import Path

import pytest

from gongkai.kernel import clock
from gongkai.kernel.clock import sources
from gongkai.kernel.clock.statutory import statutory_holidays

# composed for the test: no such notice exists
NOTICE_2027 = """
year = 2027
number = "国办发明电〔2026〕0号"
source = "青原县政务公开办公室试验用"
make_up_workdays = [2027-02-20, 2027-09-26]
holidays = [
    { name = "元旦", from = 2027-01-01, to = 2027-01-03 },
    { name = "春节", from = 2027-02-05, to = 2027-02-12 },
    { name = "清明节", from = 2027-04-03, to = 2027-04-05 },
    { name = "劳动节", from = 2027-05-01, to = 2027-05-05 },
    { name = "端午节", from = 2027-06-09, to = 2027-06-09 },
    { name = "中秋节", from = 2027-09-15, to = 2027-09-15 },
    { name = "国庆节", from = 2027-10-01, to = 2027-10-07 },
]
"""


def put(folder: Path, text: str = NOTICE_2027, name: str = "2027.toml") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_notice_makes_a_provisional_date_certain_and_moves_it(tmp_path: Path) -> None:
    before = clock.load_calendar(tmp_path)
    after = clock.load_calendar(put(tmp_path))

    application = clock.Clock(date(2027, 1, 25), clock.WorkingDays(20))
    guess, certain = clock.deadline_of(application, before), clock.deadline_of(application, after)
    assert (guess.day, guess.provisional) == (date(2027, 2, 24), True)
    assert (certain.day, certain.provisional) == (date(2027, 3, 1), False)
    assert before.fingerprint != after.fingerprint
    assert after.sources[-1] == "2027：国办发明电〔2026〕0号"
    assert after.why(date(2027, 2, 20)) == (True, "调休上班", False)
    assert after.why(date(2027, 2, 12)) == (False, "春节假期", False)


def test_the_year_after_a_notice_is_provisional_again(tmp_path: Path) -> None:
    calendar = clock.load_calendar(put(tmp_path))

    assert not clock.due(date(2026, 12, 10), "20 working days", calendar).provisional
    assert clock.due(date(2027, 12, 10), "20 working days", calendar).provisional


def test_a_notice_for_a_later_year_leaves_the_gap_provisional(tmp_path: Path) -> None:
    days = "".join(
        f'[[holidays]]\nname = "{name}"\nfrom = {day}\nto = {day}\n'
        for day, name in statutory_holidays(2031).items()
    )
    head = 'year = 2031\nnumber = "国办发明电〔2030〕0号"\nsource = "试验"\nmake_up_workdays = []\n'
    calendar = clock.load_calendar(put(tmp_path, head + days, "2031.toml"))

    assert calendar.covered == frozenset({*range(2004, 2027), 2031})
    assert clock.due(date(2027, 6, 1), "20 working days", calendar).provisional
    assert not clock.due(date(2031, 6, 1), "20 working days", calendar).provisional


def test_a_notice_overrides_a_published_year(tmp_path: Path) -> None:
    """An added day off in 2026, such as a commemoration, arranged by a notice for the whole year."""
    bundled = clock.bundled_calendar()
    spans = "".join(
        f'[[holidays]]\nname = "{name}"\nfrom = {day}\nto = {day}\n'
        for day, name in bundled.off.items()
        if day.year == 2026
    )
    made_up = ", ".join(str(day) for day in bundled.made_up if day.year == 2026)
    head = f'year = 2026\nnumber = "国办发明电〔2025〕0号"\nsource = "试验"\nmake_up_workdays = [{made_up}]\n'

    same = clock.load_calendar(put(tmp_path, head + spans, "2026.toml"))
    assert same == bundled

    extra = '[[holidays]]\nname = "纪念日"\nfrom = 2026-09-03\nto = 2026-09-03\n'
    changed = clock.load_calendar(put(tmp_path, head + spans + extra, "2026.toml"))
    assert changed.why(date(2026, 9, 3)) == (False, "纪念日假期", False)
    assert changed.add_working_days(date(2026, 9, 2), 1) == date(2026, 9, 4)


def test_new_year_may_reach_into_the_december_before(tmp_path: Path) -> None:
    text = NOTICE_2027.replace("from = 2027-01-01,", "from = 2026-12-31,").replace(
        "[2027-02-20", "[2026-12-26, 2027-02-20"
    )
    calendar = clock.load_calendar(put(tmp_path, text))

    assert calendar.why(date(2026, 12, 31)) == (False, "元旦假期", False)
    assert calendar.is_working_day(date(2026, 12, 26))


FAULTS = [
    ("year = 2027", "yeer = 2027", "yeer: there is no such key"),
    ("year = 2027", 'year = "2027"', "year: give the year as a number"),
    ("year = 2027", "year = true", "year: give the year as a number"),
    ('number = "国办发明电〔2026〕0号"', "", "number: this must be a text"),
    ("青原县政务公开办公室试验用", " ", "source: this must be a text"),
    ("make_up_workdays = [2027-02-20, 2027-09-26]", "", "make_up_workdays: list the weekend days"),
    ("2027-02-20,", "2027-02-22,", "make_up_workdays[1]: 2027-02-22 is a weekday"),
    ("2027-02-20,", "2027-02-06,", "make_up_workdays[1]: 2027-02-06 is also listed as a holiday (春节)"),
    ("2027-02-20,", "2027-09-26,", "make_up_workdays[2]: 2027-09-26 is listed twice"),
    ("2027-02-20,", "2028-02-20,", "make_up_workdays[1]: 2028-02-20 lies outside 2027"),
    ("2027-02-20,", '"2027-02-20",', "make_up_workdays[1]: give a date such as 2027-10-01 without quotes"),
    ("2027-02-20,", "2027-02-20T08:00:00,", "make_up_workdays[1]: give a date such as"),
    (
        "to = 2027-01-03",
        "to = 2027-10-03",
        "holidays[1].to: 2027-10-03 must be 0 to 14 days after 2027-01-01",
    ),
    (
        "to = 2027-01-03",
        "to = 2026-12-31",
        "holidays[1].to: 2026-12-31 must be 0 to 14 days after 2027-01-01",
    ),
    ("to = 2027-01-03", "until = 2027-01-03", "holidays[1].until: there is no such key"),
    ("from = 2027-10-01", "from = 2027-09-25", "make_up_workdays[2]: 2027-09-26 is also listed as a holiday"),
    (
        "from = 2027-05-01, to = 2027-05-05",
        "from = 2027-04-28, to = 2027-04-30",
        "holidays: 2027-05-01 (劳动节)",
    ),
    (
        '{ name = "中秋节", from = 2027-09-15, to = 2027-09-15 },',
        "",
        "holidays: 2027-09-15 (中秋节) is a statutory",
    ),
    (
        "from = 2027-09-15, to = 2027-09-15",
        "from = 2027-05-05, to = 2027-05-06",
        "holidays[6].from: 2027-05-05 is",
    ),
    ("to = 2027-10-07 },\n]", "", "this is not TOML"),
    ("holidays = [", "holidays = [3,", "holidays: give each holiday as a"),
]


@pytest.mark.parametrize(("right", "wrong", "message"), FAULTS)
def test_a_faulty_notice_is_refused_in_one_sentence(
    tmp_path: Path, right: str, wrong: str, message: str
) -> None:
    text = NOTICE_2027.replace(right, wrong)
    assert text != NOTICE_2027
    with pytest.raises(clock.NoticeError) as caught:
        clock.load_calendar(put(tmp_path, text))
    assert str(caught.value).startswith(f"2027.toml: {message}")
    assert "\n" not in str(caught.value)


def test_two_notices_for_one_year_are_refused(tmp_path: Path) -> None:
    put(tmp_path)
    with pytest.raises(clock.NoticeError, match=r"b\.toml: year: 2027 is already arranged by 2027\.toml"):
        clock.load_calendar(put(tmp_path, name="b.toml"))


def test_a_notice_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "gbk.toml").write_bytes(NOTICE_2027.encode("gbk"))
    with pytest.raises(clock.NoticeError, match=r"gbk\.toml: the file cannot be read as UTF-8"):
        clock.load_calendar(tmp_path)


def test_notices_are_looked_for_where_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GONGKAI_NOTICES", raising=False)
    monkeypatch.delenv("GONGKAI_HOME", raising=False)
    assert sources.notices_directory() == Path("var/notices")
    monkeypatch.setenv("GONGKAI_HOME", str(tmp_path))
    assert sources.notices_directory() == tmp_path / "notices"
    monkeypatch.setenv("GONGKAI_NOTICES", str(tmp_path / "elsewhere"))
    assert sources.notices_directory() == tmp_path / "elsewhere"


def test_the_calendar_of_the_process_changes_only_when_asked_and_only_for_the_better(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "_default", None)
    monkeypatch.setenv("GONGKAI_NOTICES", str(tmp_path / "notices"))
    assert 2027 not in clock.default_calendar().covered

    put(tmp_path / "notices")
    assert 2027 not in clock.default_calendar().covered
    assert 2027 in clock.reload_calendar().covered
    assert 2027 in clock.default_calendar().covered

    put(tmp_path / "notices", "year = ")
    with pytest.raises(clock.NoticeError):
        clock.reload_calendar()
    assert 2027 in clock.default_calendar().covered
