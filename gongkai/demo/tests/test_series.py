"""What the county publishes period by period: one document each, and what it lists was in force."""

import re
from pathlib import Path

import pytest

from gongkai.demo.cast import END
from gongkai.demo.county import County, load_county
from gongkai.demo.series import SERIES_FILE, load_series
from gongkai.demo.tables import TextError
from gongkai.demo.texts import Text, load_texts
from gongkai.demo.work import load_work
from gongkai.kernel.clock import default_calendar


@pytest.fixture(scope="module")
def county() -> County:
    return load_county()


@pytest.fixture(scope="module")
def single(county: County) -> list[Text]:
    return load_texts(county)


@pytest.fixture(scope="module")
def series(county: County, single: list[Text]) -> dict[str, Text]:
    return {text.slug: text for text in load_series(county, single)}


def test_one_document_a_period_each_of_its_own_name(single: list[Text], series: dict[str, Text]) -> None:
    assert {f"guifan-mulu-2026-q{n}" for n in (1, 2, 3, 4)} <= set(series)
    titles = [text.title for text in [*single, *series.values()]]
    assert len(set(titles)) == len(titles)
    assert not set(series) & {text.slug for text in single}


def test_they_come_out_on_workdays_and_end_with_the_day(series: dict[str, Text]) -> None:
    for text in series.values():
        assert default_calendar().is_working_day(text.published_on) and text.published_on <= END, text.slug
        day = text.issued_on
        assert text.body.endswith(f"\n{day.year}年{day.month}月{day.day}日\n"), text.slug
        assert not re.search(r"[{}]", text.body + text.title), text.slug
        rows = [line for line in text.body.splitlines() if line.startswith("|")]
        assert len({row.count("|") for row in rows}) <= 1, text.slug


def test_the_list_of_what_is_in_force_leaves_out_what_was_repealed(series: dict[str, Text]) -> None:
    repealed, list_of = "青原县小型水库管理暂行办法", "guifan-mulu-{}"
    before, after = (series[list_of.format(period)].body for period in ("2025-q1", "2026-q4"))
    assert (repealed in before, repealed in after) == (True, False)


def test_every_unit_stands_in_the_table_of_units(county: County, series: dict[str, Text]) -> None:
    names = {one.short_name for one in county.agencies.values() if one.kind in {"department", "township"}}
    body = series["yishenqing-mulu-2026-q3"].body
    assert set(re.findall(r"^\|(\S+?)\|\d+\|$", body, re.MULTILINE)) == names


def test_what_proves_a_record_is_a_series_or_a_document(
    county: County, single: list[Text], series: dict[str, Text]
) -> None:
    known = {text.slug for text in single} | {slug.rsplit("-20", 1)[0] for slug in series}
    assert {one.document for one in load_work(county).regular} - {""} <= known


def test_a_slip_is_named_with_file_and_key(tmp_path: Path, county: County) -> None:
    path = tmp_path / "series.toml"
    text = SERIES_FILE.read_text("utf-8")
    for wrong, right, key in (
        ('every = "quarter"', 'every = "weekly"', "series[1]: key 'every': unknown 'weekly'"),
        ("since = 2025-01-01", 'since = "2025"', "series[1]: key 'since': give a date"),
        ('lists = ["normative"]', 'lists = ["norm"]', "series[2]: key 'lists': unknown 'norm'"),
        ("after = 13", "before = 13", "series[1]: key 'after': give a value"),
    ):
        path.write_text(text.replace(wrong, right, 1), "utf-8")
        with pytest.raises(TextError) as error:
            load_series(county, [], path)
        assert str(error.value).startswith("series.toml: ") and key in str(error.value)
