"""A reader's report comes to the desk, the document is mended, the reader reads the answer under his receipt."""

import pytest
from django.test import Client

from gongkai.affairs.documents.models import ErrorReport
from gongkai.affairs.documents.reports_of_error import report_error
from gongkai.faces.workbench.tests.paperwork import at, text_of
from tests.county import County

URL = "/workbench/error-reports/"


def reported(county: County) -> ErrorReport:
    edition = county.publish()
    return report_error(
        index_number=edition.document.index_number,
        edition_number=1,
        words="第二段日期不对。",
        contact="邮箱甲",
    )


@pytest.mark.full
def test_from_the_report_to_the_answer_under_the_receipt(county: County, client: Client) -> None:
    report = reported(county)
    desk, address = at(county.tang_ke), f"{URL}{report.pk}/"
    assert "第二段日期不对。" in text_of(desk.get(URL))
    page = text_of(desk.get(address))
    assert "邮箱甲" in page and f"/workbench/documents/{report.document.index_number}/correct/" in page
    early = text_of(desk.post(address, {"outcome": "corrected", "words": "已更正。"}), 422)
    assert "请先更正并公开" in early
    county.correct(report.document, title="改正后的标题")
    assert desk.post(address, {"outcome": "corrected", "words": "已在第2版更正。"}).status_code == 302
    assert "已在第2版更正。" in text_of(desk.get(address))
    assert "已在第2版更正。" in client.get(f"/reports/{report.number}/").content.decode()
    assert "没有符合条件" in text_of(desk.get(f"{URL}?state=open"))


def test_only_who_corrects_its_documents_reads_a_report(county: County) -> None:
    report = reported(county)
    for officer in (county.zhou_min, county.guo_liang, county.fang_ya):
        answer = at(officer).post(f"{URL}{report.pk}/", {"outcome": "not_an_error", "words": "无误。"})
        assert answer.status_code == 404
    assert at(county.zhou_min).get(URL).status_code == 403
    report.refresh_from_db()
    assert report.answered_at is None
    assert at(county.tang_ke).get(f"{URL}99999999999/").status_code == 404
