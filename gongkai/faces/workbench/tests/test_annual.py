"""The desk of annual reports: written, typed and checked by Tang Ke, signed by Lu Fang, seen over by He Jing."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client

from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.actions import adopt_pack, ensure_periods
from gongkai.engines.duties.models import Duty
from gongkai.faces.workbench.tests.test_plans import signed_in, text_of
from gongkai.kernel.clock import CHINA, frozen
from gongkai.oversight.reports import actions
from gongkai.oversight.reports.form import TABLE3
from gongkai.oversight.reports.models import AnnualReport, State
from gongkai.oversight.reports.tests.telling import CHAPTERS, add, draft, makes_rules, publish
from tests.county import County

URL = "/workbench/annual/"
REPORT = f"{URL}zhujian-2025/"


@pytest.fixture(autouse=True)
def _january() -> Iterator[object]:
    with frozen(datetime(2026, 1, 15, 10, tzinfo=CHINA)) as clock:
        yield clock


@pytest.fixture
def tang_ke(county: County) -> Client:
    return signed_in(county.tang_ke)


@pytest.fixture
def lu_fang(county: County) -> Client:
    return signed_in(county.lu_fang)


def seen(client: Client, url: str) -> str:
    return text_of(client.get(url))


def post(client: Client, url: str, status: int = 302, **given: Any) -> str:
    answer = client.post(url, given)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


@pytest.mark.full
def test_from_the_first_page_to_the_public(county: County, tang_ke: Client, lu_fang: Client) -> None:
    makes_rules(county.housing)
    assert "开始编制" in seen(tang_ke, URL)
    post(tang_ke, f"{URL}new/", agency="zhujian", year="2025")
    for number, text in CHAPTERS.items():
        post(tang_ke, f"{REPORT}chapters/{number}/", text=text, version="0")
    refused = post(lu_fang, f"{REPORT}sign/", 422)
    assert "表二的规章还没有填报" in refused
    post(tang_ke, f"{REPORT}figures/", **{"rules.made": "0", "rules.repealed": "0", "rules.in_force": "0"})
    assert "勾稽关系成立" in seen(tang_ke, REPORT)
    post(lu_fang, f"{REPORT}sign/")
    post(tang_ke, f"{REPORT}publish/")
    page = seen(tang_ke, REPORT)
    assert "看公开的页面" in page and "已公布" in page
    assert Client().get("/annual-reports/zhujian-2025/").status_code == 200
    index = seen(tang_ke, URL)
    assert "2026年1月15日" in index and "开始编制" not in index


def test_he_jing_sees_who_has_published(county: County) -> None:
    publish(county, draft(county))
    page = seen(signed_in(county.he_jing), f"{URL}?year=2025")
    for name in ("青原县人民政府", "青原县住房和城乡建设局", "青原县桥头镇人民政府"):
        assert name in page
    assert page.count("未公布") == 3  # two agencies, and the heading of the figure
    assert signed_in(county.he_jing).get(f"{URL}?year=1999").status_code == 404


@pytest.mark.full
def test_a_chapter_stands_beside_last_years(county: County, tang_ke: Client) -> None:
    same = "存在的问题：部分栏目更新不够及时，个别单位答复不够规范。" * 4
    publish(county, draft(county, year=2024, chapters={5: same}))
    draft(county)
    page = seen(tang_ke, f"{REPORT}chapters/5/")
    assert "2024年度的这一部分" in page and same in page
    answer = tang_ke.post(f"{REPORT}chapters/5/", {"text": same, "version": "1"}, follow=True)
    assert "与上年年报有100%的文字相同" in answer.content.decode()
    stale = post(tang_ke, f"{REPORT}chapters/5/", 422, text="另写一段。", version="1")
    assert "他人已在您打开之后改动过" in stale
    assert "实际收取 0 元" in seen(tang_ke, f"{REPORT}chapters/6/")
    assert tang_ke.get(f"{REPORT}chapters/3/").status_code == 404


@pytest.mark.full
def test_figures_open_their_lists(county: County, tang_ke: Client) -> None:
    add(county.housing, [("natural", date(2025, 3, 3), date(2025, 3, 20), "granted")])
    makes_rules(county.housing)
    draft(county)
    page = seen(tang_ke, REPORT)
    links = re.findall(r'href="([^"]*behind[^"]*)"', page)
    assert any("row=granted" in link and "column=natural" in link for link in links)
    for link in links:
        seen(tang_ke, link.replace("&amp;", "&"))
    listed = seen(tang_ke, f"{REPORT}behind/?table=table3&row=granted&column=total")
    assert "危房改造补助发放明细" in listed and "SQ-MB0000002-0" in listed
    typed = seen(tang_ke, f"{REPORT}behind/?table=table2&row=rules&column=made")
    assert "人工填报" in typed
    assert tang_ke.get(f"{REPORT}behind/?table=table3&row=granted&column=firms").status_code == 404


@pytest.mark.full
def test_a_unit_outside_is_typed_and_checked(county: County, tang_ke: Client) -> None:
    draft(county)
    url = f"{REPORT}unit/"
    given = {"unit": "青原县房产交易中心", "table3.new.natural": "4", "table3.new.total": "4"}
    answer = tang_ke.post(url, given, follow=True)
    assert "青原县房产交易中心：表三“自然人”一列" in answer.content.decode()
    given |= {"table3.carried_out.natural": "4", "table3.carried_out.total": "4"}
    answer = tang_ke.post(url, given, follow=True)
    assert "填报的数字已保存，勾稽关系成立。" in answer.content.decode()
    assert 'value="4"' in seen(tang_ke, f"{url}?unit=青原县房产交易中心")
    wrong = post(tang_ke, url, 422, unit="", **{"table3.new.natural": "很多"})
    assert "请填写单位名称。" in wrong and '<a href="#table3.new.natural">' in wrong
    post(tang_ke, f"{url}drop/", unit="青原县房产交易中心")
    assert "填报的数字已删除" in seen(tang_ke, REPORT)
    assert "青原县房产交易中心" not in seen(tang_ke, REPORT).split("经过")[0]


def test_table_3_can_be_pasted(county: County, tang_ke: Client) -> None:
    report = draft(county)
    rows = {"new": "1 0 0 0 0 0 1", "carried_out": "1 0 0 0 0 0 1"}
    pasted = "\n".join(rows.get(row, "0\t0\t0\t0\t0\t0\t0") for row in TABLE3)
    post(tang_ke, f"{REPORT}unit/", unit="青原县房产交易中心", pasted=pasted)
    assert report.typed.get(unit="青原县房产交易中心").figures["table3"]["new"]["total"] == 1
    refused = post(tang_ke, f"{REPORT}unit/", 422, unit="青原县房产交易中心", pasted="1 2 3")
    assert "应为25行、每行7个数" in refused


def test_sent_back_and_revised_with_a_reason(county: County, tang_ke: Client, lu_fang: Client) -> None:
    report = draft(county)
    actions.sign(report, by=county.lu_fang)
    assert "请填写理由" in post(lu_fang, f"{REPORT}return/", 422, reason="")
    post(lu_fang, f"{REPORT}return/", reason="第五部分太短。")
    assert AnnualReport.objects.get().state == State.DRAFT
    publish(county, report)
    post(tang_ke, f"{REPORT}revise/", note="第五部分有错字。")
    assert "更正的理由：第五部分有错字。" in seen(tang_ke, REPORT)


def test_who_types_nothing_is_not_asked_to(county: County, tang_ke: Client) -> None:
    draft(county)
    assert "填报表二" not in seen(tang_ke, REPORT)
    said = tang_ke.get(f"{REPORT}figures/", follow=True).content.decode()
    assert "本单位没有要填报的数字" in said


def test_others_find_nothing(county: County, tang_ke: Client) -> None:
    draft(county, county.township)
    for path in ("", "figures/", "unit/", "chapters/1/", "return/", "revise/", "behind/"):
        assert tang_ke.get(f"{URL}qiaotou-2025/{path}").status_code == 404
    assert tang_ke.post(f"{URL}new/", {"agency": "qiaotou", "year": "2025"}).status_code == 403
    assert signed_in(Officer.objects.get(pk=county.fang_ya.pk)).get(URL).status_code == 403


def test_a_year_that_cannot_be_is_refused_in_words(county: County, tang_ke: Client) -> None:
    page = post(tang_ke, f"{URL}new/", 422, agency="zhujian", year="1999")
    assert "请核对年度“1999”" in page


@pytest.mark.full
def test_every_page_is_valid_and_labelled(county: County, tang_ke: Client, lu_fang: Client) -> None:
    makes_rules(county.housing)
    report = draft(county)
    paths = [URL, REPORT, *(f"{REPORT}{path}" for path in ("figures/", "unit/", "chapters/1/", "revise/"))]
    pages = [seen(tang_ke, path) for path in paths]
    actions.sign(report, by=county.lu_fang)
    pages.append(seen(lu_fang, REPORT))
    for page in pages:
        for field in re.findall(r'<textarea[^>]*\sid="([^"]+)"', page):
            assert f'<label for="{field}"' in page
    assert tang_ke.get(f"{URL}zhujian-2025.pdf").content.startswith(b"%PDF")


def test_the_duty_leads_to_the_desk(county: County, tang_ke: Client) -> None:
    with patch("gongkai.engines.duties.actions.forget_packs"):
        adopt_pack(by=SYSTEM, agency=county.government, pack="xiaoxian", from_=date(2026, 1, 15))
        ensure_periods()
    duty = Duty.objects.get(rule="department_report", agency="zhujian", period="2026")
    page = seen(tang_ke, f"/workbench/duties/{duty.pk}/")
    assert re.search(r'<a class="button[^"]*" href="/workbench/annual/">编制年报', page)


def test_a_reply_is_published_and_taken_back(county: County, tang_ke: Client) -> None:
    add(county.housing, [("natural", date(2025, 3, 3), date(2025, 3, 20), "granted")])
    url = "/workbench/applications/SQ-MB0000002-0/disclose/"
    assert "危房改造补助发放明细" in seen(tang_ke, url)
    refused = post(tang_ke, url, 422, asked="本人电话13812345678", answered="已提供。")
    assert "属于个人信息" in refused
    post(tang_ke, url, asked="申请公开补助标准。", answered="提供了补助标准文件。")
    assert "更新公布的文字" in seen(tang_ke, url)
    (item,) = Client().get("/api/v1/replies").json()["items"]
    assert (item["asked"], item["outcome"]) == ("申请公开补助标准。", "granted")
    assert "请填写理由" in post(tang_ke, url, 422, reason="")
    post(tang_ke, url, reason="写得不清楚。")
    assert Client().get("/api/v1/replies").json()["items"] == []
    assert signed_in(county.guo_liang).get(url).status_code == 404


def test_a_published_report_gets_its_interpretation(county: County, tang_ke: Client) -> None:
    publish(county, draft(county))
    other = county.publish("青原县某办法").document.index_number
    reading = county.publish("2025年年报解读", kind="interpretation").document.index_number
    assert "不是解读" in post(tang_ke, f"{REPORT}interpret/", 422, document=other)
    post(tang_ke, f"{REPORT}interpret/", document=reading)
    assert "2025年年报解读" in seen_in_public("/annual-reports/zhujian-2025/")


def seen_in_public(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return answer.content.decode()
