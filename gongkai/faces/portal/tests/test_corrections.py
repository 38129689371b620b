"""Reporting an error in a document: the form, the receipt, the answer."""

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.affairs.documents import actions
from gongkai.affairs.documents.models import ErrorReport
from gongkai.affairs.documents.reports_of_error import answer
from gongkai.engines.ledger.models import Event
from tests.county import County


@pytest.fixture
def place(county: County) -> str:
    return f"/documents/{county.publish().document.index_number}/report/"


def test_a_reader_gets_a_receipt_and_later_the_answer(county: County, client: Client, place: str) -> None:
    response = Client(enforce_csrf_checks=True).post(
        place,
        {
            "edition": "1",
            "quote": "C级危房35户",
            "words": "附表合计是53户。",
            "contact": "reader@example.com",
        },
    )
    report = ErrorReport.objects.get()
    assert response["Location"] == f"/reports/{report.number}/"
    assert not response.cookies
    page = client.get(response["Location"]).content.decode()
    assert report.number in page
    assert "办理中" in page
    assert "reader@example.com" not in page
    assert not Event.objects.filter(facts__contains="reader@example.com").exists()
    county.correct(report.document, title="更正后的办法")
    answer(report, by=county.tang_ke, outcome="corrected", words="已更正为53户，谢谢。")
    page = client.get(f"/reports/?number={report.number.lower()}", follow=True).content.decode()
    assert "已更正为53户，谢谢。" in page
    assert "更正后的第2版" in page


def test_faults_are_said_beside_their_fields_and_nothing_typed_is_lost(client: Client, place: str) -> None:
    response = client.post(place, {"edition": "1", "quote": "字" * 501, "contact": "13800000000"})
    page = LexborHTMLParser(response.content.decode())
    assert response.status_code == 400
    assert {link.attributes["href"] for link in page.css(".errors a")} == {"#words", "#quote"}
    assert page.css_first("#contact").attributes["value"] == "13800000000"
    assert not ErrorReport.objects.exists()


def test_machines_and_floods_are_stopped(client: Client, place: str) -> None:
    client.post(place, {"edition": "1", "words": "买药", "website": "http://spam.example"})
    assert not ErrorReport.objects.exists()
    statuses = {client.post(place, {"edition": "1", "words": "错"}).status_code for _ in range(20)}
    assert statuses == {302}
    assert client.post(place, {"edition": "1", "words": "错"}).status_code == 429
    assert ErrorReport.objects.count() == 20


def test_what_is_not_public_has_no_form(county: County, client: Client, place: str) -> None:
    draft = county.draft("还没有公开的办法").document
    gone = county.publish("错发的通知", kind="notice").document
    actions.withdraw(gone, by=county.lu_fang, reason="错发。")
    for document in (draft, gone):
        assert client.get(f"/documents/{document.index_number}/report/").status_code == 404
    for number in ("99", "x", "0"):
        assert client.post(place, {"edition": number, "words": "错"}).status_code in {302, 404}
    assert client.get("/reports/AAAA-BBBB-CCCC-DDDD/").status_code == 404
    assert client.get("/reports/?number=AAAA").status_code == 404
