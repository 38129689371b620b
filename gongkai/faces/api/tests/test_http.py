"""HTTP: caches, other origins, HEAD and OPTIONS, and no cookies."""

import pytest
from django.test import Client
from django.utils.http import parse_http_date

from gongkai.faces.api.tests.conftest import Ask
from gongkai.kernel.clock import frozen, instant
from tests.county import County


def test_any_origin_may_read_and_no_cookie_is_set(county: County, client: Client) -> None:
    for address in ("/api/v1/documents", "/api/v1/nothing", "/api/v1/documents?x=1", "/api/v1/openapi.json"):
        response = client.get(address, headers={"Origin": "https://example.org"})
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")


def test_an_unchanged_answer_is_not_sent_again(county: County, client: Client) -> None:
    county.publish()
    first = client.get("/api/v1/documents")
    again = client.get("/api/v1/documents", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    county.publish("又一份办法")
    changed = client.get("/api/v1/documents", headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200


def test_last_modified_is_the_last_event_or_this_midnight(county: County, client: Client) -> None:
    def stamped() -> int:
        return parse_http_date(client.get("/api/v1/documents").headers["Last-Modified"])

    with frozen("2036-02-10 09:00") as clock:
        number = county.publish().document.index_number
        assert "Last-Modified" not in client.get("/api/v1/documents").headers
        clock.move_to("2036-02-10 15:00")
        assert stamped() == instant("2036-02-10 09:00").timestamp()
        since = client.get(f"/api/v1/documents/{number}").headers["Last-Modified"]
        clock.move_to("2036-02-10 23:00")
        later = client.get(f"/api/v1/documents/{number}", headers={"If-Modified-Since": since})
        assert later.status_code == 304
        clock.move_to("2036-02-12 10:00")
        assert stamped() == instant("2036-02-12 00:00").timestamp()


@pytest.mark.parametrize("address", ["documents", "agencies", "events", "search", "openapi.json", "docs"])
def test_head_has_the_headers_of_get(county: County, client: Client, address: str) -> None:
    got, head = client.get(f"/api/v1/{address}"), client.head(f"/api/v1/{address}")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Type"] == got.headers["Content-Type"]


def test_options_tells_what_is_allowed(db: None, client: Client) -> None:
    response = client.options("/api/v1/documents", headers={"Origin": "https://example.org"})
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_the_answer_does_not_depend_on_the_readers_language(county: County, client: Client) -> None:
    county.publish()
    chinese = client.get("/api/v1/documents", headers={"Accept-Language": "zh-CN"})
    english = client.get("/api/v1/documents", headers={"Accept-Language": "en"})
    assert chinese.content == english.content


def test_chinese_is_sent_as_itself(county: County, client: Client, ask: Ask) -> None:
    county.publish("青原县农村危房改造实施办法")
    assert "青原县农村危房改造实施办法".encode() in client.get("/api/v1/documents").content
    assert "没有" in client.get("/api/v1/nothing").content.decode()
