"""Finding documents by list: facets, the three parts of a number, order, catalogue, agencies."""

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.faces.portal.tests.conftest import Get, Published, page_of


def titles(page: str) -> list[str]:
    return [link.text() for link in LexborHTMLParser(page).css("main .list > li > a")]


def counts(page: str, facet: str) -> dict[str, str]:
    for box in LexborHTMLParser(page).css(".facet"):
        if box.css_first("summary").text().strip() == facet:
            rows = box.css("li > a, li > b")
            return {row.text().rsplit(maxsplit=1)[0].strip(): row.css_first("span").text() for row in rows}
    return {}


def test_all_live_documents_and_nothing_else(published: Published, get: Get) -> None:
    page = get("/documents/")
    assert len(titles(page)) == 6
    assert "还没有公开的办法" not in page
    assert "2025年公租房配租结果公示" not in page


CHOICES: tuple[tuple[dict[str, str], int], ...] = (
    ({"kind": "normative"}, 4),
    ({"topic": "construction"}, 2),
    ({"agency": "zhujian"}, 6),
    ({"agency": "qiaotou"}, 0),
    ({"year": "2025"}, 6),
    ({"year": "1999"}, 0),
    ({"validity": "current"}, 2),
    ({"validity": "repealed"}, 1),
    ({"validity": "lapsed"}, 1),
    ({"validity": "not_yet"}, 1),
    ({"code": "青建"}, 2),
    ({"code": "青建", "number_year": "2025", "seq": "9"}, 1),
    ({"number_year": "2025"}, 2),
)


@pytest.mark.full
def test_a_choice_narrows_the_list(published: Published, get: Get) -> None:
    found = [(chosen, len(titles(get("/documents/", **chosen)))) for chosen, _n in CHOICES]
    assert found == list(CHOICES)


def test_facets_count_what_each_choice_would_show(published: Published, get: Get) -> None:
    page = get("/documents/", kind="normative")
    assert counts(page, "文种") == {"行政规范性文件": "4", "政策解读": "1", "其他政策文件": "1"}
    assert counts(page, "有效性") == {"现行有效": "1", "尚未施行": "1", "已失效": "1", "已废止": "1"}


def test_what_is_no_number_is_said_beside_its_field(published: Published, get: Get) -> None:
    page = get("/documents/", 400, number_year="二〇二五")
    link = LexborHTMLParser(page).css_first(".errors a")
    assert link.attributes["href"] == "#number_year"
    assert "应当是数字" in link.text()


@pytest.mark.full
def test_long_lists_have_pages(published: Published, get: Get) -> None:
    for n in range(20):
        published.county.publish(f"青原县第{n}号通知", kind="notice")
    assert len(titles(get("/documents/"))) == 20
    second = get("/documents/", page="2")
    assert len(titles(second)) == 6
    assert LexborHTMLParser(second).css_first(".pages b[aria-current=page]").text().endswith("2")
    get("/documents/", 404, page="3")


def test_the_oldest_come_first_when_asked(published: Published, get: Get) -> None:
    assert titles(get("/documents/", sort="oldest"))[0] == "青原县农村危房改造暂行办法"


def test_the_home_page_shows_only_what_is_there(published: Published, get: Get) -> None:
    page = get("/")
    assert "青原县农村危房改造实施办法" in page
    assert "一图读懂：谁可以申请危房改造" in page
    assert "办事指南" not in page
    assert LexborHTMLParser(page).css_first(".big").text() == "6"


def test_an_empty_house_says_so(county: object, get: Get) -> None:
    assert "还没有公开的文件" in get("/")
    assert "还没有公开的文件" in get("/catalogue/")


def test_the_catalogue_counts_each_kind(published: Published, get: Get) -> None:
    rows = LexborHTMLParser(get("/catalogue/")).css(".catalogue tbody tr")
    said = {row.css_first("a").text(): row.css_first("td.num").text() for row in rows}
    assert said == {"行政规范性文件": "4", "其他政策文件": "1", "政策解读": "1"}


def test_an_agency_shows_its_facts_and_documents(published: Published, get: Get) -> None:
    page = get("/agencies/zhujian/")
    assert "青原县人民政府" in page
    assert "/feeds/agencies/zhujian.atom" in page
    assert len(titles(page)) == 6 + 3
    assert "还没有在本站公开文件" in get("/agencies/qiaotou/")
    get("/agencies/nobody/", 404)


def test_the_tree_of_agencies_groups_them_by_kind(published: Published, get: Get) -> None:
    page = LexborHTMLParser(get("/agencies/"))
    assert [one.text() for one in page.css("h3")] == ["部门", "乡镇（街道）"]
    assert page.css_first("h2").text() == "青原县人民政府"


def test_the_map_leads_everywhere(published: Published, get: Get) -> None:
    page = get("/sitemap/")
    for path in ("/documents/?kind=normative", "/agencies/qiaotou/", "/apply/", "/about/"):
        assert f'href="{path}"' in page
    assert page_of(published.rules) not in page


def test_the_result_can_be_taken_away_as_a_table(published: Published, client: Client, get: Get) -> None:
    import csv

    page = LexborHTMLParser(get("/documents/", kind="normative", sort="oldest"))
    link = page.css_first("section[aria-labelledby=take] a").attributes["href"]
    assert link == "/documents.csv?kind=normative&sort=oldest"
    rows = list(csv.DictReader(client.get(link).content.decode("utf-8-sig").splitlines()))
    assert [row["标题"] for row in rows][:2] == ["青原县农村危房改造暂行办法", "青原县农村危房改造实施办法"]
    assert (rows[1]["机关代字"], rows[1]["发文年份"], rows[1]["发文序号"]) == ("青建规", "2025", "6")
    assert rows[0]["有效性"] == "已废止"
    assert client.get("/documents.csv?year=x").status_code == 404


def test_the_list_can_be_ordered_by_document_number(published: Published, get: Get) -> None:
    lines = LexborHTMLParser(get("/documents/", sort="number", validity="current")).css(".list .meta")
    numbers = [line.css_first("span").text() for line in lines]
    assert numbers[:2] == ["青建〔2025〕9号", "青建规〔2025〕6号"]
