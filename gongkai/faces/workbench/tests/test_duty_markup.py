"""The pages about duties as markup, in each language: valid, one h1, labelled controls, nothing inline."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from gongkai.engines.agencies.actions import renew_feed
from gongkai.faces.workbench.tests.owing import at, interpretation, page_of, under_xiaoxian
from gongkai.faces.workbench.tests.test_markup import check
from tests.county import County

pytestmark = pytest.mark.full

PATHS = (
    "/workbench/",
    "/workbench/?agency=all",
    "/workbench/?status=paused",
    "/workbench/me/",
    "/workbench/duties/?status=all&month=2025-11",
    "/workbench/duties/?status=met",
    "/workbench/agency/",
    "/workbench/agencies/",
    "/workbench/agencies/?sort=overdue",
    "/workbench/agencies/zhujian/",
    "/workbench/calendar/?agency=all",
    "/workbench/calendar/?month=2025-10",
)


@pytest.mark.parametrize("prefix", ["", "/en", "/zh-hant"])
def test_they_are_valid_and_labelled(county: County, prefix: str) -> None:
    owing = under_xiaoxian(county)
    renew_feed(by=owing.he_jing)
    with at("2025-11-24T10:00"):
        for path in (*PATHS, f"/workbench/duties/{interpretation().id}/"):
            page = page_of(owing.he_jing, prefix + path)
            check(page)
            tree = LexborHTMLParser(page)
            labelled = {label.attributes["for"] for label in tree.css("label[for]")}
            assert {one.attributes["id"] for one in tree.css("select")} <= labelled, path
            ids = [one.attributes["id"] for one in tree.css("[id]")]
            assert len(ids) == len(set(ids)), path
            assert all(one.css_first("caption") for one in tree.css("table")), path
            named = {one.attributes["aria-labelledby"] for one in tree.css("[aria-labelledby]")}
            assert named <= set(ids), path
