"""gongkai due: deadlines on the command line."""

import pytest

from gongkai.faces.cli.tests.conftest import Run

TWENTY = ("--limit", "20 working days")


@pytest.mark.parametrize(
    ("start", "limit", "day"),
    [
        ("2026-02-10", "7 working days", "2026-02-26"),
        ("2026-02-10", "20个工作日", "2026-03-16"),
        ("2026-04-28", "20 working days", "2026-05-28"),
        ("2025-09-24", "20 working days", "2025-10-28"),
        ("2026-02-10T09:00", "5 hours", "2026-02-10"),
    ],
)
def test_the_day_is_told_first(run: Run, start: str, limit: str, day: str) -> None:
    assert run("due", "--from", start, "--limit", limit).out.splitlines()[0] == day


def test_json_says_all_of_it(run: Run) -> None:
    told = run("due", "--from", "2026-02-10", *TWENTY, "--json").json
    assert (told["due"], told["at"]) == ("2026-03-16", "2026-03-16T23:59:59.999999+08:00")
    assert (told["provisional"], told["paused"]) == (False, False)
    assert "days" not in told


def test_beyond_the_published_calendar_a_day_is_provisional(run: Run) -> None:
    assert run("due", "--from", "2026-12-10", *TWENTY, "--json").json["provisional"] is True
    assert "(provisional)" in run("due", "--from", "2026-12-10", *TWENTY).out


def test_explain_walks_every_day(run: Run) -> None:
    days = run("due", "--from", "2026-02-10", *TWENTY, "--explain", "--json").json["days"]
    assert (days[0]["day"], days[-1]["day"]) == ("2026-02-10", "2026-03-16")
    assert sum(day["counted"] for day in days) == 20
    assert "春节" in str(days)


def test_pauses_leave_their_days_out(run: Run) -> None:
    words = ("due", "--from", "2026-03-02", *TWENTY)
    assert run(*words).out.splitlines()[0] == "2026-03-30"
    paused = run(*words, "--pause", "2026-03-09..2026-03-13").out.splitlines()[0]
    twice = run(*words, "--pause", "2026-03-16..2026-03-16", "--pause", "2026-03-09..2026-03-13").out
    assert (paused, twice.splitlines()[0]) == ("2026-04-07", "2026-04-08")


def test_an_open_pause_has_no_day_yet(run: Run) -> None:
    words = ("due", "--from", "2026-03-02", *TWENTY, "--pause", "2026-03-09..")
    told = run(*words, "--json").json
    assert (told["due"], told["paused"], told["left"]) == (None, True, 16)
    assert run(*words).out.startswith("paused")
    assert "LIMIT@DATE" in run(*words, "--extend", "20 working days", code=2).err


def test_extensions_are_counted_on(run: Run) -> None:
    words = ("due", "--from", "2026-03-02", *TWENTY, "--extend", "20 working days")
    assert run(*words).out.splitlines()[0] == "2026-04-28"
    assert "2026年3月5日延长" in run(*words[:-1], "20 working days@2026-03-05").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--from", "10 Feb", "--limit", "5 days"), "is no date"),
        (("--from", "2026-02-10", "--limit", "5 moons"), "20 working days"),
        (("--from", "2026-02-10", "--limit", "5 hours"), "T09:00"),
        (("--from", "2026-02-10", *TWENTY, "--pause", "2026-02-12"), "2026-02-12..2026-03-01"),
        (("--from", "2026-02-10", *TWENTY, "--extend", "01-31"), "cannot extend"),
        (("--from", "2026-02-10", *TWENTY, "--extend", "5 working days@2027-01-01"), ""),
        (("--from", "9999-12-30", *TWENTY), "9999"),
    ],
)
def test_what_cannot_be_counted_is_told_in_one_sentence(run: Run, words: tuple[str, ...], said: str) -> None:
    error = run("due", *words, code=2).err
    assert said in error
    assert len(error.strip().splitlines()) == 1
