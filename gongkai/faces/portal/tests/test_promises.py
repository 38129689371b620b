"""What the public reads of promises: figures, rules, what is open, and never a private subject."""

import re
from datetime import date

import html5lib
import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.engines.agencies import actions as agencies
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.ledger.actions import record
from gongkai.faces.portal.tests.conftest import Get
from gongkai.kernel.clock import Traveller
from gongkai.oversight.promises.tests.telling import Told
from tests.county import County


def text(node: LexborNode | None) -> str:
    assert node is not None
    return " ".join(node.text(separator=" ").split())


def rows(page: str, heading: str) -> list[list[str]]:
    """The cells of the table under the heading of this id."""
    section = LexborHTMLParser(page).css_first(f'section[aria-labelledby="{heading}"]')
    assert section is not None
    return [[text(cell) for cell in row.css("th, td")] for row in section.css("tbody tr:not(.band)")]


def test_the_county_in_the_order_of_its_tree(told: Told, get: Get) -> None:
    page = get("/promises/")
    assert "《全县基层政务公开提升行动实施方案》" in page
    assert "近十二个月应当完成 17 件，按时完成 4 件。" in page
    assert rows(page, "agencies") == [
        ["青原县人民政府", "0%", "0", "0", "1", "17"],
        ["青原县住房和城乡建设局", "36%", "4", "1", "6", "21"],
        ["青原县桥头镇人民政府", "0%", "0", "0", "5", "22"],
    ]
    months = {row[0]: row[2:] for row in rows(page, "kept")}
    assert len(months) == 12 and months["2026-03"] == ["1", "0", "3"]


def test_an_agency_with_its_rules_and_what_is_open(told: Told, get: Get) -> None:
    page = get("/promises/zhujian/")
    recurring = {row[0].split()[0]: row[1:] for row in rows(page, "recurring")}
    assert recurring["部门发布政府信息公开工作年度报告"] == ["1月31日", "0", "0", "1"]
    assert recurring["主要负责同志听取政务公开工作汇报"] == ["每半年至少1次", "不计入"]
    assert ["2026年7月13日", "公布政策解读 青原县燃气管网改造办法", "已逾期"] in rows(page, "open")
    assert ["2026年12月31日", "按确定的日期完成任务 改版网站的办事栏目。", "办理中"] in rows(page, "open")
    assert [row[2] for row in rows(page, "tasks")] == ["已办结", "已下达"]
    assert "/api/v1/duties?agency=zhujian" in page
    get("/promises/nobody/", 404)


def test_a_private_subject_stays_private(told: Told, get: Get) -> None:
    with transaction.atomic():
        record(
            "application.received", subject=("application", "SECRET-1"), by="tangke", agency="qiaotou",
            facts={"channel": "web", "received_at": "2026-11-10T09:00:00+08:00"},
        )  # fmt: skip
    page = get("/promises/qiaotou/")
    assert "答复政府信息公开申请" in page
    assert "SECRET-1" not in page


def test_what_is_overdue_changes_with_the_hour(told: Told, get: Get, today: Traveller) -> None:
    def overdue() -> int:
        return int(rows(get("/promises/"), "agencies")[0][4])

    today.move_to("2026-12-31 23:59")
    before = overdue()
    today.move_to("2027-01-01 00:00")
    assert overdue() > before


def test_before_any_pack_the_law_of_the_country_holds(county: County, get: Get) -> None:
    page = get("/promises/zhujian/")
    assert "依照国家法规。" in page
    assert 'aria-labelledby="recurring"' not in page and 'aria-labelledby="events"' in page
    assert "还没有到期的事项" in get("/promises/")


@pytest.mark.django_db
def test_an_empty_house_says_so(get: Get) -> None:
    assert "还没有登记机构" in get("/promises/")


def test_a_closed_agency_still_shows_what_it_promised(told: Told, get: Get) -> None:
    agencies.close_agency(told.county.township, by=SYSTEM, on=date(2026, 11, 12))
    assert "撤销" in get("/promises/qiaotou/")
    assert "青原县桥头镇人民政府" not in [row[0] for row in rows(get("/promises/"), "agencies")]


def test_pages_take_few_queries(
    told: Told, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    pages = {
        "/promises/": 8,
        "/promises/zhujian/": 18,
        "/clauses/": 4,
        "/clauses/XX-3.4.1.1b/": 8,
        "/plans/": 5,
    }
    for path, most in {**pages, f"/plans/{told.plan.code}/": 5}.items():
        client.get(path)  # the law of the day is read once a process
        with django_assert_max_num_queries(most):
            assert client.get(path).status_code == 200


@pytest.mark.full
def test_every_page_is_valid_and_leads_on(told: Told, client: Client) -> None:
    parser = html5lib.HTMLParser(strict=True)
    links: set[str] = set()
    for path in (
        "/promises/", "/promises/zhujian/", "/clauses/", "/clauses/?q=公开&met=open", "/clauses/XX-3.4.1.1b/",
        "/plans/", f"/plans/{told.plan.code}/", "/en/promises/zhujian/", "/zh-hant/clauses/XX-3.4.1.1b/",
    ):  # fmt: skip
        response = client.get(path)
        assert response.status_code == 200, path
        assert response["Cache-Control"] == "public, max-age=60" and not response.cookies
        page = response.content.decode()
        parser.parse(page)
        tree = LexborHTMLParser(page)
        assert len(tree.css("h1")) == 1 and "None" not in tree.css_first("main").text(), path
        links |= {link.attributes["href"] or "" for link in tree.css("main a[href^='/']")}
    for link in links - {
        one for one in links if re.match(r"/(en|zh-hant)/|/clauses/(\w|\?.*(actor|capability))", one)
    }:
        assert client.get(link).status_code == 200, link


def test_the_site_leads_to_them(told: Told, get: Get) -> None:
    assert 'href="/promises/"' in get("/")
    assert 'href="/promises/zhujian/"' in get("/agencies/zhujian/")
    whole = get("/sitemap.xml")
    for path in ("/promises/qiaotou/", "/clauses/", f"/plans/{told.plan.code}/"):
        assert f"{path}</loc>" in whole
    assert told.hidden.code not in whole
