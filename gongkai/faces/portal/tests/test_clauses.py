"""Clauses as the public reads them: what is asked, what meets it, and how that stands."""

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from gongkai.faces.portal import wording
from gongkai.faces.portal.tests.conftest import Get
from gongkai.kernel.law import load_pack, pack_names
from gongkai.oversight.promises.tests.telling import Told
from tests.county import County


def listed(page: str) -> list[str]:
    links = LexborHTMLParser(page).css(".clauses li > a")
    return [(link.attributes["href"] or "").rstrip("/").rsplit("/", 1)[1] for link in links]


def test_the_list_is_in_the_order_of_the_document(told: Told, get: Get) -> None:
    page = get("/clauses/")
    assert listed(page) == list(load_pack("xiaoxian").register())
    titles = [node.text() for node in LexborHTMLParser(page).css(".clauses h2")]
    assert titles[:4] == ["通知正文", "一、工作目标", "二、时间安排", "三（一）组织领导"]
    assert "本地没有单位依照这份文件" not in page


def test_choices_narrow_the_list_and_are_kept_by_the_search(county: County, get: Get) -> None:
    page = get("/clauses/", pack="xiaoxian", met="open", actor="县政务公开办", q="公开")
    tree = LexborHTMLParser(page)
    assert 0 < len(listed(page)) < 33
    kept = {one.attributes["name"]: one.attributes["value"] for one in tree.css("input[type=hidden]")}
    assert kept == {"pack": "xiaoxian", "met": "open", "actor": "县政务公开办"}
    assert "没有符合这些条件的条款" in get("/clauses/", q="独角兽")
    for wrong in ({"met": "x"}, {"pack": "atlantis"}, {"actor": "谁"}, {"capability": "x"}):
        get("/clauses/", 404, **wrong)


def test_another_pack_can_be_read(county: County, get: Get) -> None:
    page = get("/clauses/", pack="guangdong")
    assert listed(page) == list(load_pack("guangdong").register())
    assert "本地没有单位依照这份文件" in page


def test_a_clause_says_what_makes_it_happen_and_how_that_stands(told: Told, get: Get) -> None:
    tree = LexborHTMLParser(get("/clauses/XX-3.4.1.1b/"))
    main = re.sub(r"\s+", "", tree.css_first("main").text())
    assert "由系统计时的义务“公布政策解读”：3个工作日，由事项所属的单位承担" in main
    assert "按时率50%：按时完成1件，逾期完成0件，逾期未完成1件" in main
    assert "《全县基层政务公开提升行动实施方案》三（四）政策解读" in main
    get("/clauses/XX-99/", 404)


def test_an_open_clause_says_so(county: County, get: Get) -> None:
    pack = load_pack("xiaoxian")
    open_ones = [id for id, clause in pack.register().items() if not clause.met]
    assert "尚未落实" in LexborHTMLParser(get(f"/clauses/{open_ones[0]}/")).css_first("main").text()


def test_a_rule_of_another_pack_has_no_figures_here(told: Told, get: Get) -> None:
    rules = list(load_pack("guangdong").duty_history().values())
    clause = next(part.strip() for one in rules for part in one[-1].basis.split(",") if "GD-" in part)
    assert "本地没有单位依照这份文件，没有数字。" in get(f"/clauses/{clause}/")


def test_everything_that_meets_a_clause_can_be_said(county: County) -> None:
    said = {}
    for name in pack_names():
        pack = load_pack(name)
        for clause in pack.register().values():
            said |= {reference: wording.meeting(reference, pack) for reference in clause.met_by}
    assert len(said) > 10
    assert all(one.sentence.strip() for one in said.values())
    assert said["page:portal:search"].url == "/search/"
    assert said["api:search"].url == "/api/v1/docs#search"
    assert said["workflow:documents.publish"].sentence == "“文件”办理流程中的“公开”这一步"
    assert said["page:portal:document"].url == ""


@pytest.mark.parametrize(
    ("reference", "sentence"),
    [
        ("evidence:hearing", "留存的工作记录：听取汇报"),
        ("evidence:minutes", "留存的工作记录：minutes"),
        ("register:power_list", "清单 power_list"),
        ("command:law.check", "系统命令 gongkai law check"),
        ("page:workbench:records", "工作人员使用的页面 records"),
        ("page:portal:nowhere", "公开的页面 nowhere"),
        ("workflow:elsewhere.step", "办理流程的步骤 elsewhere.step"),
        ("kind:elsewhere", "文种 elsewhere"),
        ("duty:elsewhere", "限时义务“elsewhere”，现在没有施行"),
        ("limit:elsewhere", "期限“elsewhere”，现在没有施行"),
    ],
)
def test_what_has_no_title_is_told_by_its_name(reference: str, sentence: str) -> None:
    assert wording.meeting(reference, load_pack("xiaoxian")).sentence == sentence
