"""What machines ask for: health, robots, sitemap, feeds, headers."""

import pytest
from django.db import DatabaseError
from django.test import Client
from lxml import etree

from gongkai.faces.portal import machine
from gongkai.faces.portal.tests.conftest import Get, Published, page_of

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ORIGIN = "http://localhost:8000"


def xml(text: str) -> etree._Element:
    return etree.fromstring(text.encode())


def test_health_tells_of_database_and_index(indexed: Published, client: Client) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "database": "ok", "index": "ok"}
    assert "no-store" in response["Cache-Control"]


def test_a_lost_database_is_503(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> int:
        raise DatabaseError("gone")

    monkeypatch.setattr(machine.ledger, "head", broken)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["database"] == "down"


def test_the_sitemap_holds_every_live_document(published: Published, get: Get) -> None:
    places = [one.text for one in xml(get("/sitemap.xml")).iter(f"{MAP}loc")]
    assert ORIGIN + page_of(published.rules) in places
    assert ORIGIN + page_of(published.withdrawn) not in places
    assert ORIGIN + "/agencies/zhujian/" in places
    assert f"Sitemap: {ORIGIN}/sitemap.xml" in get("/robots.txt")


def test_a_large_sitemap_is_split(published: Published, get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "MOST_IN_ONE", 4)
    index = xml(get("/sitemap.xml"))
    assert index.tag == f"{MAP}sitemapindex"
    assert len(index) == 2
    documents = [
        one.text
        for page in (1, 2)
        for one in xml(get("/sitemap.xml", page=page)).iter(f"{MAP}loc")
        if one.text and "/documents/M" in one.text
    ]
    assert len(documents) == len(set(documents)) == 6
    get("/sitemap.xml", 404, page=3)


def test_feeds_are_atom(indexed: Published, get: Get) -> None:
    for path, n in (
        ("/feeds/documents.atom", 6),
        ("/feeds/agencies/zhujian.atom", 6),
        ("/feeds/agencies/qiaotou.atom", 0),
        ("/feeds/kinds/interpretation.atom", 1),
        ("/feeds/search.atom?q=一图读懂", 1),
    ):
        feed = xml(get(path))
        assert feed.tag == f"{ATOM}feed"
        assert len(feed.findall(f"{ATOM}entry")) == n, path
        for name in ("id", "title", "updated"):
            assert feed.findtext(f"{ATOM}{name}")
        for entry in feed.findall(f"{ATOM}entry"):
            assert str(entry.findtext(f"{ATOM}id")).startswith(f"{ORIGIN}/documents/")
            assert entry.findtext(f"{ATOM}updated")


def test_a_feed_survives_characters_that_xml_cannot_hold(published: Published, get: Get) -> None:
    published.county.publish("通知\x0b\x1f\ufffe尾", kind="notice")
    assert "通知尾" in {one.text for one in xml(get("/feeds/documents.atom")).iter(f"{ATOM}title")}


def test_unknown_feeds_are_not_found(published: Published, get: Get) -> None:
    get("/feeds/agencies/nobody.atom", 404)
    get("/feeds/kinds/nothing.atom", 404)


def test_a_page_is_the_same_for_everybody_and_can_be_kept(indexed: Published, client: Client) -> None:
    for path in ("/", "/documents/", page_of(indexed.rules), "/search/?q=危房", "/feeds/documents.atom"):
        response = client.get(path)
        assert response["Cache-Control"] == "public, max-age=60"
        assert "Vary" not in response
        assert not response.cookies
        again = client.get(path, headers={"if-none-match": response["ETag"]})
        assert again.status_code == 304


def test_public_pages_only_read(published: Published, client: Client) -> None:
    for path in ("/", "/documents/", page_of(published.rules), "/search/"):
        assert client.post(path).status_code in {403, 405}
        assert client.head(path).status_code == 200
