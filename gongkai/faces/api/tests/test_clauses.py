"""Clauses in the open interface."""

from collections.abc import Iterator

import pytest

from gongkai.faces.api.tests.conftest import Ask
from gongkai.kernel.clock import frozen
from gongkai.oversight.promises.tests.telling import TODAY, tell
from tests.county import County


@pytest.fixture(autouse=True)
def _told(county: County) -> Iterator[None]:
    with frozen(TODAY):
        tell(county)
        yield


def test_the_list_is_that_of_the_pack_followed_here(ask: Ask) -> None:
    page = ask("/clauses")
    assert (page["pack"], page["followed"], page["total"]) == ("xiaoxian", True, len(page["items"]))
    assert page["met"] == sum(item["met"] for item in page["items"])
    other = ask("/clauses", {"pack": "guangdong"})
    assert (other["followed"], other["total"]) == (False, 144)
    assert ask("/clauses", {"pack": "national"})["items"] == []
    assert ask("/clauses", {"pack": "atlantis"}, status=404)["error"]["code"] == "not_found"


def test_filters_narrow_the_list(ask: Ask) -> None:
    def found(**query: str) -> set[str]:
        return {item["id"] for item in ask("/clauses", query)["items"]}

    assert found(words="主要负责同志 汇报") == {"XX-3.1.1.2a"}
    assert found(met="met") | found(met="open") == found()
    assert found(met="met") & found(met="open") == set()
    assert "XX-3.1.1.2a" in found(capability="task-and-organisation", strength="must")
    assert found(actor="县政务公开办") < found()
    assert ask("/clauses", {"capability": "x"}, status=400)["error"]["detail"][0]["parameter"] == "capability"


def test_a_clause_tells_what_rests_on_it_and_how_that_stands(ask: Ask) -> None:
    told = ask("/clauses/XX-3.1.1.2a")
    assert told["citation"].startswith("《全县基层政务公开提升行动实施方案》")
    assert told["limit_zh"] == "每半年至少1次"
    assert [rule["id"] for rule in told["rules"]] == ["hearing"]
    assert told["rules"][0]["kept"]["open"] > 0
    assert told["url"].endswith("/clauses/XX-3.1.1.2a/")
    assert ask("/clauses/XX-99", status=404)["error"]["code"] == "not_found"


def test_what_meets_a_clause_is_named_by_kind(ask: Ask) -> None:
    items = ask("/clauses", {"met": "met"})["items"]
    named = {(one["kind"], one["name"]) for item in items for one in item["met_by"]}
    assert ("duty", "interpretation") in named


def test_nobody_here_keeps_the_rules_of_another_pack(ask: Ask) -> None:
    met = [item["id"] for item in ask("/clauses", {"pack": "guangdong", "met": "met"})["items"]]
    rules = [rule for id in met for rule in ask(f"/clauses/{id}")["rules"]]
    assert rules and all(rule["kept"] is None for rule in rules)
