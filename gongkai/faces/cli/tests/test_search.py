"""gongkai search: finding documents, and the word that is also a command."""

import pytest

from gongkai.engines.search import actions, queries
from gongkai.engines.search.results import Results
from gongkai.faces.cli.tests.conftest import Run
from tests.county import County


def test_a_hit_says_where_it_is(county: County, run: Run) -> None:
    edition = county.publish("青原县农村危房改造实施办法", doc_number="青建规〔2025〕1号")
    actions.rebuild()
    [hit] = run("search", "危房", "--json").json["hits"]
    number = edition.document.index_number
    assert hit["index_no"] == number
    assert hit["url"] == f"http://localhost:8000/documents/{number}/"
    assert (hit["title"], hit["doc_number"], hit["source"]) == (edition.title, "青建规〔2025〕1号", None)


def test_options_may_stand_first(county: County, run: Run) -> None:
    county.publish("青原县农村危房改造实施办法")
    actions.rebuild()
    assert run("search", "--agency", "zhujian", "--kind", "normative", "--json", "危房").json["total"] == 1
    assert run("search", "--agency", "qiaotou", "危房").rows == []


def test_a_table_has_a_document_a_line(county: County, run: Run) -> None:
    county.publish("青原县农村危房改造实施办法")
    actions.rebuild()
    told = run("search", "危房")
    assert told.rows[0][0] == "青原县农村危房改造实施办法"
    assert told.err.endswith("1 found.\n")


def test_rebuild_is_a_command(county: County, run: Run) -> None:
    county.publish()
    assert run("search", "rebuild").out == "The index holds 1 entries.\n"


def test_a_command_can_be_searched_for_after_two_dashes(county: County, run: Run) -> None:
    county.publish("Rebuild the bridge 重建桥头镇大桥的通知", kind="notice")
    actions.rebuild()
    assert run("search", "--", "rebuild").rows[0][0].startswith("Rebuild")
    assert run("search", "find").rows == []


def test_without_an_index_it_asks_for_patience(db: None, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "search", lambda *_, **__: Results(unavailable=True))
    assert "try again" in run("search", "危房", code=1).err


def test_an_unknown_order_is_a_misuse(db: None, run: Run) -> None:
    assert "relevance" in run("search", "危房", "--sort", "size", code=2).err
