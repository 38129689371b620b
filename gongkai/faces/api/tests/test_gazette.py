"""The gazette in the open interface: issues, contents, entries over all issues."""

from collections.abc import Iterator

import pytest
from django.test import Client

from gongkai.affairs.documents import actions as documents
from gongkai.affairs.gazette.tests.conftest import NOW, Press, make_press
from gongkai.kernel.clock import frozen
from tests.county import County


@pytest.fixture
def press(county: County) -> Iterator[Press]:
    with frozen(NOW):
        yield make_press(county)


def test_issues_and_their_contents(press: Press, client: Client) -> None:
    issue = press.out("甲办法")
    (listed,) = client.get("/api/v1/gazette/issues?year=2025&agency=qingyuan").json()["items"]
    assert (listed["code"], listed["sha256"]) == (issue.code, issue.pdf_sha256)
    assert listed["pdf"].endswith(f"/gazette/{issue.code}.pdf")
    read = client.get(f"/api/v1/gazette/issues/{issue.code}").json()
    assert [(one["title"], one["page"], one["edition"]) for one in read["items"]] == [
        ("甲办法", 1, 1),
        ("十二月大事记", 2, None),
    ]
    assert "培训班" in read["items"][1]["body"]


def test_entries_over_all_issues(press: Press, client: Client) -> None:
    press.out("甲办法", "乙办法")
    first = client.get("/api/v1/gazette/items?limit=2").json()
    second = client.get(first["next"]).json()
    assert len(first["items"]) == 2 and len(second["items"]) == 1
    found = client.get("/api/v1/gazette/items?section=departments&agency=zhujian&year=2025").json()["items"]
    assert {one["title"] for one in found} == {"甲办法", "乙办法"}
    assert client.get("/api/v1/gazette/items?section=weather").status_code == 400


def test_what_was_withdrawn_says_so_and_nothing_more(press: Press, client: Client) -> None:
    issue = press.out("甲办法")
    document = issue.items.get(position=1).edition.document  # type: ignore[union-attr]
    documents.withdraw(document, by=press.county.lu_fang, reason="重复公开。")
    read = client.get(f"/api/v1/gazette/issues/{issue.code}").json()
    assert read["pdf"] is None
    assert (read["items"][0]["title"], read["items"][0]["withdrawn"]) == (None, True)


def test_what_is_not_out_is_not_there(press: Press, client: Client) -> None:
    issue = press.open()
    assert client.get("/api/v1/gazette/issues").json()["items"] == []
    assert client.get(f"/api/v1/gazette/issues/{issue.code}").status_code == 404
    assert client.get("/api/v1/gazette/items").json()["items"] == []
