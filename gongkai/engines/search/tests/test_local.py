"""The door that the faces use, over Django's settings and the real ledger."""

import threading
from collections.abc import Iterator

import pytest
from django.db import transaction

from gongkai.engines.ledger import actions as ledger
from gongkai.engines.search import actions, local, queries, sources
from gongkai.engines.search.results import Filters
from gongkai.engines.search.tests.county import County, document, eventually

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(monkeypatch: pytest.MonkeyPatch) -> Iterator[County]:
    """One source, 青原县's documents; the wiring's own are put away."""
    county = County()
    monkeypatch.setattr(sources, "_sources", {})
    sources.register_source("document", county.load, lambda: list(county.entries))
    yield county


def publish(county: County, identifier: str, title: str) -> None:
    with transaction.atomic():
        county.entries[identifier] = document(identifier, title)
        ledger.record("document.published", subject=("document", identifier), by="wang")


def test_the_first_search_builds_the_index_and_catching_up_adds_to_it(county: County) -> None:
    publish(county, "dibao", "低保标准")
    assert [hit.id for hit in queries.search("低保").hits] == ["dibao"]
    publish(county, "yaodian", "工作要点")
    assert actions.catch_up() == 1
    assert eventually(lambda: queries.search("", filters=Filters(kind=["document"])).total == 2)
    assert [hit.id for hit in queries.suggest("工作")] == ["yaodian"]


def test_catching_up_without_an_index_builds_it(county: County) -> None:
    publish(county, "dibao", "低保标准")
    assert actions.catch_up() == 1
    assert queries.search("低保").total == 1


def test_while_another_process_rebuilds_the_answer_is_honest(county: County) -> None:
    publish(county, "dibao", "低保标准")
    with local.node().shelf.rebuilding():
        found = queries.search("低保")
        assert found.unavailable
        assert (found.total, list(found.hits)) == (0, [])
        assert queries.suggest("低保") == []
    assert not queries.search("低保").unavailable


@pytest.mark.django_db(transaction=True)
def test_what_is_published_while_the_server_follows_is_found(county: County) -> None:
    actions.rebuild()
    stop = threading.Event()
    follower = threading.Thread(target=actions.follow, args=(stop,))
    follower.start()
    try:
        publish(county, "dibao", "低保标准")
        assert eventually(lambda: queries.search("低保").total == 1)
    finally:
        stop.set()
        follower.join()
