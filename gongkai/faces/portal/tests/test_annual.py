"""Annual reports and statistics on the public pages: what was published, every figure of the form, files, sorting."""

import json
from datetime import date

import html5lib
import pytest
from django.test import Client

from gongkai.faces.portal.tests.conftest import Get
from gongkai.oversight.reports import actions
from gongkai.oversight.reports.form import CHAPTERS, TABLE3
from gongkai.oversight.reports.tests.telling import add, draft, makes_rules, publish
from gongkai.oversight.tasks.notes import note
from tests.county import County

PAGE = "/annual-reports/zhujian-2025/"


def cases(county: County) -> None:
    add(
        county.housing,
        [
            ("natural", date(2025, 3, 3), date(2025, 3, 20), "granted"),
            ("business", date(2025, 9, 3), None, ""),
        ],
    )
    add(county.township, [("natural", date(2025, 4, 1), date(2025, 4, 9), "partial")])


def test_there_is_no_report_before_it_is_published(county: County, get: Get) -> None:
    assert "还没有公布的年报" in get("/annual-reports/")
    report = draft(county)
    get(PAGE, 404)
    actions.sign(report, by=county.lu_fang)
    get(PAGE, 404)
    get("/annual-reports/zhujian-2025.pdf", 404)


def test_a_published_report_has_every_chapter_row_and_figure(county: County, get: Get) -> None:
    cases(county)
    makes_rules(county.housing)
    publish(county, draft(county))
    page = get(PAGE)
    html5lib.HTMLParser(strict=True).parse(page)
    for title in CHAPTERS.values():
        assert title in page
    for line in TABLE3.values():
        assert (line.item or line.group or line.part) in page
    for words in ("未经复议直接起诉", "复议后起诉", "结果纠正", "第二十条第（八）项", "社会公益组织"):
        assert words in page
    assert page.count('<td class="num">') == 6 + 25 * 7 + 15
    assert "由人工填报的有 1 行" in page
    assert page.count("<h1") == 1 and "留痕编号" in page


def test_it_is_given_as_word_pdf_csv_and_json(county: County, client: Client) -> None:
    cases(county)
    edition = publish(county, draft(county))
    assert client.get("/annual-reports/zhujian-2025.docx").content.startswith(b"PK")
    pdf = client.get("/annual-reports/zhujian-2025.pdf")
    assert len(pdf.content) == edition.pdf_size
    assert "inline" in pdf["Content-Disposition"]
    given = json.loads(client.get("/annual-reports/zhujian-2025.json").content)
    assert given["table3"]["new"] == {
        "natural": 1, "business": 1, "research": 0, "welfare": 0, "legal": 0, "other": 0, "total": 2,
    }  # fmt: skip
    assert "table3,new,natural,表三" in client.get("/annual-reports/zhujian-2025.csv").content.decode(
        "utf-8-sig"
    )
    for extension in ("html", "exe"):
        assert client.get(f"/annual-reports/zhujian-2025.{extension}").status_code == 404


def test_the_collection_holds_reports_of_this_system_and_documents(county: County, get: Get) -> None:
    publish(county, draft(county))
    document = county.publish("2023年政府信息公开工作年度报告", kind="report").document.index_number
    told = {"report": "annual", "period": "2023年", "document": document}
    note(kind="report", agency=county.housing, by=county.tang_ke, on=date(2026, 1, 15), **told)
    page = get("/annual-reports/")
    assert f'href="{PAGE}"' in page and f'href="/documents/{document}/"' in page
    assert "2025年度" in page and "2023年度" in page and "2024年度" not in page


@pytest.mark.full
def test_an_earlier_edition_says_that_it_is_one(county: County, get: Get) -> None:
    report = draft(county)
    publish(county, report)
    actions.revise(report, by=county.tang_ke, note="第五部分有错字。")
    actions.write_chapter(report, by=county.tang_ke, number=5, text="更新慢，改为每月检查。", version=1)
    publish(county, report)
    assert "更正说明" in get(PAGE) and "第五部分有错字。" in get(PAGE)
    earlier = get(f"{PAGE}editions/1/")
    assert "这是以前的一版" in earlier and "部分栏目更新不够及时" in earlier
    get(f"{PAGE}editions/3/", 404)


def test_statistics_of_a_period(county: County, get: Get, client: Client) -> None:
    cases(county)
    page = get("/statistics/", since="2025-01-01", until="2025-12-31")
    html5lib.HTMLParser(strict=True).parse(page)
    assert '<dd class="big">3</dd>' in page and "青原县桥头镇人民政府" in page
    sorted_ = get("/statistics/", since="2025-01-01", until="2025-12-31", sort="received")
    rows = sorted_[sorted_.index("<tbody>") :]
    assert rows.index("青原县住房和城乡建设局") < rows.index("青原县桥头镇人民政府")
    assert 'aria-sort="descending"' in sorted_
    one = get("/statistics/", since="2025-01-01", until="2025-12-31", agency="qiaotou")
    assert "予以公开" not in one and "部分公开" in one
    lines = (
        client.get("/statistics.csv?since=2025-01-01&until=2025-12-31")
        .content.decode("utf-8-sig")
        .splitlines()
    )
    assert "单位,青原县住房和城乡建设局,2,1,1,13,13" in lines and "结果,部分公开,,1,,," in lines


@pytest.mark.parametrize(
    "given", [{"since": "昨天"}, {"since": "2025-02-01", "until": "2025-01-01"}, {"since": "1900-01-01"}]
)
def test_a_period_that_cannot_be_is_told_in_words(county: County, get: Get, given: dict[str, str]) -> None:
    page = get("/statistics/", 400, **given)
    assert "请更正以下内容" in page and 'href="#since"' in page
    get("/statistics.csv", 404, **given)


def test_unknown_choices_are_not_found(county: County, get: Get) -> None:
    get("/statistics/", 404, agency="nowhere")
    get("/statistics/", 404, sort="names")
    get("/annual-reports/zhujian-99999/", 404)
