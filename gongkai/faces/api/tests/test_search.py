"""Search: hits with the places that match, facets to narrow down, and honest failure."""

from collections.abc import Callable

import pytest

from gongkai.engines.search import actions as index
from gongkai.engines.search import queries
from gongkai.engines.search.results import Results
from gongkai.faces.api import search
from gongkai.faces.api.tests.conftest import Ask
from tests.county import County


@pytest.fixture
def indexed(county: County) -> Callable[..., None]:
    """Publish documents with these titles, and index them."""

    def publishing(*names: str) -> None:
        for name in names:
            county.publish(name)
        index.rebuild()

    return publishing


def test_a_hit_shows_where_it_matches(indexed: Callable[..., None], ask: Ask) -> None:
    indexed("青原县农村危房改造实施办法", "青原县停车场收费办法")
    found = ask("/search", {"q": "危房"})
    assert found["total"] == 1
    [hit] = found["items"]
    assert [piece["text"] for piece in hit["title_pieces"] if piece["marked"]] == ["危房"]
    assert "".join(piece["text"] for piece in hit["title_pieces"]) == hit["title"]


def test_facets_count_and_filters_repeat(indexed: Callable[..., None], ask: Ask) -> None:
    indexed("青原县农村危房改造实施办法", "青原县停车场收费办法")
    found = ask("/search", {"agency": ["zhujian", "qiaotou"], "kind": "normative"})
    assert found["facets"]["kind"] == [{"value": "normative", "count": 2}]
    assert set(found["facets"]) == {"agency", "kind", "topic", "year", "validity"}
    assert found["total"] == 2
    assert ask("/search", {"agency": "qiaotou"})["total"] == 0


def test_a_search_within_the_results(indexed: Callable[..., None], ask: Ask) -> None:
    indexed("青原县农村危房改造实施办法", "青原县危房排查办法")
    assert ask("/search", {"q": "危房"})["total"] == 2
    assert ask("/search", {"q": "危房", "within": ["排查"]})["total"] == 1


def test_hits_are_paged(indexed: Callable[..., None], ask: Ask) -> None:
    indexed(*(f"青原县第{n}号办法" for n in range(5)))
    address, found = "/search?q=办法&limit=2", []
    while address:
        page = ask(address)
        found += [hit["index_number"] for hit in page["items"]]
        address = page["next"]
    assert len(set(found)) == len(found) == 5


def test_without_an_index_it_says_when_to_come_back(
    db: None, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "search", lambda *_, **__: Results(unavailable=True))
    assert search.queries is queries
    assert ask("/search", {"q": "危房"}, status=503)["error"]["code"] == "index_unavailable"
