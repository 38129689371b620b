"""gongkai ledger: reading what happened."""

import json

from gongkai.faces.cli.tests.conftest import Run
from tests.county import County


def test_events_are_listed_in_their_order(county: County, run: Run) -> None:
    edition = county.publish()
    rows = run("ledger", "--subject", f"document:{edition.document.index_number}").rows
    assert [row[2] for row in rows] == ["document.drafted", "document.published"]
    assert [row[5] for row in rows] == ["zhoumin", "tangke"]


def test_json_has_an_event_a_line(county: County, run: Run) -> None:
    county.publish("青原县农村危房改造实施办法")
    lines = run("ledger", "--verb", "document.published", "--json").out.splitlines()
    [event] = [json.loads(line) for line in lines]
    assert event["facts"]["title"] == "青原县农村危房改造实施办法"
    assert event["public"] is True
    assert "青原县" in lines[0]


def test_after_a_number_only_later_ones_follow(county: County, run: Run) -> None:
    rows = run("ledger", "--limit", "1000").rows
    last = rows[-2][0]
    assert [row[0] for row in run("ledger", "--after", last).rows] == [rows[-1][0]]
    assert run("ledger", "--after", 10**30).rows == []


def test_a_subject_has_a_kind(db: None, run: Run) -> None:
    assert "document:MB1-2026-1" in run("ledger", "--subject", "MB1-2026-1", code=2).err
