"""gongkai report annual: the report as a file of each format; wrong words end with one sentence and 2."""

import csv
import io
from datetime import date, datetime
from pathlib import Path

import pytest

from gongkai.faces.cli.tests.conftest import Run
from gongkai.kernel.clock import CHINA, frozen
from gongkai.oversight.reports.tests.telling import add, draft, publish
from tests.county import County

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _january() -> object:
    with frozen(datetime(2026, 1, 15, 10, tzinfo=CHINA)) as clock:
        yield clock


def test_the_county_and_its_last_full_year_are_the_default(county: County, run: Run) -> None:
    add(county.housing, [("natural", date(2025, 3, 3), date(2025, 3, 20), "granted")])
    add(county.township, [("legal", date(2025, 3, 3), None, "")])
    ran = run("report", "annual", "--format", "json")
    given = ran.json
    assert (given["agency"], given["year"], given["published_at"]) == ("qingyuan", 2025, None)
    assert "published no report" in ran.err
    assert list(given["table3"]["new"].items()) == [
        ("natural", 1), ("business", 0), ("research", 0), ("welfare", 0), ("legal", 1), ("other", 0), ("total", 2),
    ]  # fmt: skip
    assert given["table3"]["granted"]["natural"] == 1 and given["table3"]["carried_out"]["legal"] == 1
    assert given["table4"]["litigation_direct"]["pending"] == 0
    assert given["table2"]["normative"] == {"made": 0, "repealed": 0, "in_force": 0}


@pytest.mark.full
def test_a_published_report_is_given_as_it_was_published(county: County, run: Run, tmp_path: Path) -> None:
    publish(county, draft(county))
    add(county.housing, [("natural", date(2025, 3, 3), None, "")])
    words = ("report", "annual", "--agency", "zhujian", "--year", "2025")
    ran = run(*words, "--format", "json")
    assert ran.json["published_at"] == "2026-01-15T10:00:00+08:00" and ran.err == ""
    assert ran.json["table3"]["new"]["total"] == 0 and ran.json["chapters"]["1"]
    for format, begins in (("pdf", b"%PDF"), ("docx", b"PK"), ("html", b"<!doctype html>")):
        file = tmp_path / f"report.{format}"
        assert run(*words, "--format", format, "--out", file).out == ""
        assert file.read_bytes().startswith(begins)
    rows = list(csv.reader(io.StringIO(run(*words, "--format", "csv").out.removeprefix("\ufeff"))))
    assert len(rows) == 1 + 10 + 25 * 7 + 15
    assert ["table2", "compulsory", "decided", "表二", "行政强制", "本年处理决定数量", "0"] in rows


@pytest.mark.parametrize(
    "words",
    [
        ("--agency", "nowhere"),
        ("--year", "abc"),
        ("--year", "2031"),
        ("--format", "xml"),
        ("--out", "/nowhere/at/all"),
    ],
)
def test_wrong_words_end_with_one_sentence(county: County, run: Run, words: tuple[str, ...]) -> None:
    ran = run("report", "annual", *words, code=2)
    assert ran.out == "" and len(ran.err.strip().splitlines()) == 1 and ran.err.strip().endswith(".")
