"""Agencies: the tree, and what article 20(2) of the regulations wants told of each."""

from datetime import date

from gongkai.engines.agencies import actions
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.faces.api.tests.conftest import Ask
from gongkai.kernel.clock import today
from tests.county import County


def test_an_agency_tells_where_it_stands(county: County, ask: Ask) -> None:
    told = ask("/agencies/zhujian")
    assert (told["name"], told["parent"], told["kind"]) == (
        "青原县住房和城乡建设局",
        "qingyuan",
        "department",
    )
    assert told["aliases"] == ["青原县建设局"]
    assert told["url"] == "http://localhost:8000/agencies/zhujian/"


def test_agencies_are_found_by_kind_and_by_parent(county: County, ask: Ask) -> None:
    assert [one["slug"] for one in ask("/agencies", {"kind": "county"})["items"]] == ["qingyuan"]
    assert {one["slug"] for one in ask("/agencies", {"parent": "qingyuan"})["items"]} == {
        "zhujian",
        "qiaotou",
    }
    assert ask("/agencies", {"parent": "nowhere"}, status=404)["error"]["code"] == "not_found"


def test_a_closed_agency_is_not_listed_but_still_told(county: County, ask: Ask) -> None:
    actions.close_agency(county.township, by=SYSTEM, on=today())
    assert "qiaotou" not in {one["slug"] for one in ask("/agencies")["items"]}
    assert date.fromisoformat(ask("/agencies/qiaotou")["closed_on"]) == today()
