"""Paging: no upper cap, nothing twice and nothing left out while documents are being published."""

from datetime import date, timedelta

import pytest
from django.test import Client

from gongkai.faces.api.tests.conftest import Ask
from gongkai.kernel.clock import frozen
from tests.county import County


def publish_some(county: County, count: int) -> list[str]:
    """Two documents a day from 2026-01-05 on, so that days alone do not order them."""
    numbers = []
    for n in range(count):
        with frozen(f"{date(2026, 1, 5) + timedelta(n // 2)} 09:{n:02}"):
            numbers.append(county.publish(f"第{n}号办法").document.index_number)
    return numbers


def test_walking_all_pages_gives_each_document_once(county: County, ask: Ask) -> None:
    numbers = publish_some(county, 11)
    found, address, pages = [], "/documents?limit=3", 0
    while address:
        page = ask(address)
        found += [item["index_number"] for item in page["items"]]
        address, pages = page["next"], pages + 1
    assert (found, pages) == (numbers[::-1], 4)


def test_publishing_meanwhile_neither_repeats_nor_hides(county: County, ask: Ask) -> None:
    numbers = publish_some(county, 9)
    found, address, day = [], "/documents?limit=2&order=newest", date(2026, 2, 1)
    while address:
        page = ask(address)
        found += [item["index_number"] for item in page["items"]]
        address, day = page["next"], day + timedelta(1)
        with frozen(f"{day} 09:00"):
            county.publish(f"{day}公开的办法")
    assert found == numbers[::-1]


def test_oldest_first_meets_what_is_published_meanwhile(county: County, ask: Ask) -> None:
    numbers = publish_some(county, 4)
    page = ask("/documents?limit=3&order=oldest")
    with frozen("2026-02-01 09:00"):
        late = county.publish("后来的办法").document.index_number
    rest = ask(page["next"])
    found = [item["index_number"] for item in (*page["items"], *rest["items"])]
    assert found == [*numbers, late]


def test_a_mirror_meets_a_corrected_document_again(county: County, ask: Ask) -> None:
    numbers = publish_some(county, 3)
    page = ask("/documents?limit=2&order=updated")
    assert [item["index_number"] for item in page["items"]] == numbers[:2]
    with frozen("2026-02-01 09:00"):
        first = county.publish("又一份办法").document
        county.correct(first, note="更正标题。", title="又一份办法（更正）")
    rest = ask(page["next"])["items"]
    assert [(item["index_number"], item["edition"]) for item in rest] == [
        (numbers[2], 1),
        (first.index_number, 2),
    ]


def test_the_next_page_keeps_the_filters_and_stands_in_the_link_header(
    county: County, client: Client
) -> None:
    publish_some(county, 3)
    response = client.get("/api/v1/documents", {"kind": "normative", "limit": 2})
    following = response.json()["next"]
    assert "kind=normative" in following and "limit=2" in following
    assert response.headers["Link"] == f'<{following}>; rel="next"'
    last = client.get(following)
    assert last.json()["next"] is None
    assert "Link" not in last.headers


@pytest.mark.parametrize(
    "cursor",
    [
        "x", "é", "W10=", "WyJuZXdlc3QiXQ==", "WyJvbGRlc3QiLCIyMDI2LTAxLTA1IiwxXQ==",
        "WyJuZXdlc3QiLCJ0b2RheSIsMV0=", "WyJuZXdlc3QiLCIyMDI2LTAxLTA1IixudWxsXQ==",
        "WyJuZXdlc3QiLCIyMDI2LTAxLTA1Iiw5ZTk5OV0=",
        "WyJuZXdlc3QiLCIyMDI2LTAxLTA1Iiw5OTk5OTk5OTk5OTk5OTk5OTk5OTldIA==",
    ],
)  # fmt: skip
def test_a_cursor_of_something_else_is_refused(db: None, ask: Ask, cursor: str) -> None:
    error = ask("/documents", {"cursor": cursor}, status=400)["error"]
    assert [one["parameter"] for one in error["detail"]] == ["cursor"]


def test_agencies_are_paged_in_their_order(county: County, ask: Ask) -> None:
    first = ask("/agencies", {"limit": 2})
    rest = ask(first["next"])
    found = [item["slug"] for item in (*first["items"], *rest["items"])]
    assert found == [item["slug"] for item in ask("/agencies")["items"]]
    assert sorted(found) == ["qiaotou", "qingyuan", "zhujian"]
