"""A case seen by its applicant: number and code, the story, the due date with its reason, what he does himself."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import Settings
from selectolax.lexbor import LexborHTMLParser

from gongkai.affairs.applications.actions import (
    charging,
    closing,
    consulting,
    correcting,
    extending,
    grouping,
    privacy,
    receiving,
)
from gongkai.affairs.applications.models import Application, Letter
from gongkai.affairs.applications.tests.telling import answer, draft, head
from gongkai.faces.portal.tests.applying import ANSWERS, Receipt, apply, begin, text_of
from gongkai.kernel.clock import CHINA, Traveller
from tests.county import County

CASE = "/apply/case/"


@pytest.fixture
def receipt(county: County, client: Client, today: Traveller) -> Receipt:
    """Li Hua applied on 24 September 2025 and sits at the same machine."""
    today.move_to(datetime(2025, 9, 24, 9, tzinfo=CHINA))
    return apply(client)


def application_of(receipt: Receipt) -> Application:
    return Application.objects.get(number=receipt.number)


def on(today: Traveller, day: str) -> None:
    today.move_to(datetime.fromisoformat(f"{day}T10:00:00").replace(tzinfo=CHINA))


def page(client: Client, receipt: Receipt, part: str = "") -> str:
    """The words of the page of the case, its code given anew where two hours have passed."""
    client.post(CASE, {"number": receipt.number, "code": receipt.code})
    response = client.get(f"{CASE}{receipt.number}/{part}")
    assert response.status_code == 200, response.status_code
    assert "no-store" in response["Cache-Control"]
    return text_of(response)


def accepted(county: County, receipt: Receipt) -> Application:
    """Confirmed by Tang Ke, found clear by Zhou Min, today."""
    application = receiving.confirm_receipt(application_of(receipt), by=county.tang_ke)
    return receiving.accept(application, by=county.zhou_min)


def test_number_and_code_open_the_case(county: County, receipt: Receipt) -> None:
    somewhere = Client()
    typed = {"number": f" {receipt.number.lower()} ", "code": receipt.code.lower().replace("-", " ")}
    response = somewhere.post(CASE, typed)
    assert response["Location"] == f"{CASE}{receipt.number}/"
    assert receipt.number in text_of(somewhere.get(response["Location"]))
    somewhere.post(f"{CASE}forget/")
    assert somewhere.get(f"{CASE}{receipt.number}/").status_code == 302


def test_a_wrong_code_tells_nothing(county: County, receipt: Receipt) -> None:
    stranger = Client()
    wrong = stranger.post(CASE, {"number": receipt.number, "code": "2222-2222-2222"})
    absent = stranger.post(CASE, {"number": "SQ-MB0000002-2025-09999", "code": "2222-2222-2222"})
    assert wrong.status_code == absent.status_code == 400
    assert text_of(wrong).replace(receipt.number, "") == text_of(absent)
    for part in ("", "withdraw/", "correct/", "letters/1.pdf", f"files/{'0' * 64}"):
        for number in (receipt.number, "SQ-MB0000002-2025-09999"):
            assert stranger.get(f"{CASE}{number}/{part}")["Location"] == f"{CASE}?number={number}"
            assert stranger.post(f"{CASE}{number}/{part}")["Location"] == CASE
    assert application_of(receipt).stage == "submitted"


@pytest.mark.full
@pytest.mark.parametrize("text", ["\x00", "a\x00b", "x" * 10_000, "<b>", "%", "\u202e"])
def test_hostile_words_are_answered(county: County, receipt: Receipt, client: Client, text: str) -> None:
    place = f"{CASE}{receipt.number}/"
    application = accepted(county, receipt)
    for words in ({"number": text, "code": "x"}, {"number": receipt.number, "code": text}):
        assert client.post(CASE, words).status_code == 400
    correcting.ask_correction(application, by=county.zhou_min, items=["?"], correct_by=date(2025, 10, 20))
    assert client.post(f"{place}correct/", {"text": text}).status_code in {302, 400}
    begin(client)
    for name in ANSWERS:
        answers = dict.fromkeys(ANSWERS[name], text)
        assert client.post(f"/apply/new/{name}/", answers).status_code in {302, 400}


def test_another_applicant_and_an_officer_are_strangers_too(county: County, receipt: Receipt) -> None:
    other = Client()
    apply(other)
    other.force_login(county.zhou_min.user)
    assert other.get(f"{CASE}{receipt.number}/").status_code == 302
    assert other.post(f"{CASE}{receipt.number}/withdraw/").status_code == 302
    assert application_of(receipt).stage == "submitted"


def test_guessing_is_stopped_and_right_codes_are_not_counted(
    county: County, receipt: Receipt, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "case_code": "2/5m/ip"}
    guesser = Client()
    for code in (receipt.code, receipt.code, receipt.code):
        assert guesser.post(CASE, {"number": receipt.number, "code": code}).status_code == 302
    for expected in (400, 400, 429):
        assert guesser.post(CASE, {"number": receipt.number, "code": "wrong"}).status_code == expected
    assert guesser.post(CASE, {"number": receipt.number, "code": receipt.code}).status_code == 429


def test_the_code_is_asked_at_every_look(
    county: County, receipt: Receipt, client: Client, today: Traveller
) -> None:
    assert receipt.number in page(client, receipt)
    assert receipt.code.replace("-", "") not in str(client.session.items())
    privacy.reissue_code(application_of(receipt), by=county.tang_ke)
    assert client.get(f"{CASE}{receipt.number}/").status_code == 302
    apply(client)
    today.advance(timedelta(hours=2, minutes=1))
    assert "这次查询的申请" not in text_of(client.get(CASE))


def test_several_cases_are_seen_together(county: County, receipt: Receipt, client: Client) -> None:
    second = apply(client)
    elsewhere = Client()
    for one in (receipt, second):
        elsewhere.post(CASE, {"number": one.number, "code": one.code})
    shown = LexborHTMLParser(elsewhere.get(CASE).content.decode())
    assert [link.text() for link in shown.css("tbody td:first-child a")] == [second.number, receipt.number]
    response = elsewhere.post(
        CASE, {"number": second.number, "code": second.code}, HTTP_ORIGIN="https://evil.example"
    )
    assert response.status_code == 403


@pytest.mark.full
def test_the_due_date_says_why(county: County, receipt: Receipt, client: Client, today: Traveller) -> None:
    """Received, corrected (runs anew), a third party asked (stands), extended: each day with its reason."""
    assert "还没有开始计算答复期限" in page(client, receipt)
    application = accepted(county, receipt)
    said = page(client, receipt)
    assert "2025年10月28日" in said  # 20 working days after 24 September over the holiday of October
    assert "还有20个工作日" in said
    assert "2025年9月24日起算" in said
    assert "答复期限自次日起计算" in said
    on(today, "2025-09-26")
    correcting.ask_correction(
        application, by=county.zhou_min, items=["哪些乡镇"], correct_by=date(2025, 10, 20)
    )
    said = page(client, receipt)
    assert "请在2025年10月20日前（含当日）补正" in said
    assert "哪些乡镇" in said
    assert "答复期限暂停计算" in said
    on(today, "2025-10-10")
    client.post(CASE, {"number": receipt.number, "code": receipt.code})
    done = client.post(f"{CASE}{receipt.number}/correct/", {"text": "2024年度桥头镇的明细"})
    assert "已经收到您的补正" in text_of(client.get(done["Location"]))
    on(today, "2025-10-15")
    asked = consulting.ask_third_party(
        application, by=county.zhou_min, party="前河建筑队，13900000009", about="合同价格"
    )
    assert "书面征求第三方意见" in page(client, receipt)
    on(today, "2025-11-04")
    consulting.note_opinion(asked, by=county.zhou_min, answer="agrees", on=date(2025, 11, 4))
    extending.propose_extension(application, by=county.zhou_min, reason="涉及十五个乡镇的资料。")
    extending.consent_extension(application, by=head(county))
    said = page(client, receipt)
    assert "扣除15个工作日" in said
    assert "答复期限延长" in said
    assert "答复期限自次日起重新计算" in said
    assert "逐日计算" in said
    assert "前河建筑队" not in said


@pytest.mark.full
def test_the_answer_its_letter_and_the_remedy(
    county: County, receipt: Receipt, client: Client, today: Traveller
) -> None:
    application = accepted(county, receipt)
    draft(county, application)
    assert "答复已经拟好" in page(client, receipt)
    sha = application.decisions.get().files.get().sha256
    assert client.get(f"{CASE}{receipt.number}/files/{sha}").status_code == 404  # not signed yet
    from gongkai.affairs.applications.actions import deciding

    deciding.sign(application, by=county.lu_fang)
    said = page(client, receipt)
    for words in ("予以公开", "60日内申请行政复议", "青原县人民政府", "直接向人民法院起诉", "明细.txt"):
        assert words in said
    file = client.get(f"{CASE}{receipt.number}/files/{sha}")
    assert b"".join(file).decode() == "桥头镇 12户"  # type: ignore[call-overload]
    assert file["Content-Disposition"].startswith("attachment")
    letter = Letter.objects.filter(application=application, decision__isnull=False).get()
    paper = client.get(f"{CASE}{receipt.number}/letters/{letter.serial}.docx")
    assert paper.content.startswith(b"PK")
    assert letter.deliveries.filter(way="web").exists()
    assert client.get(f"{CASE}{receipt.number}/letters/{letter.serial}.exe").status_code == 404
    assert client.get(f"{CASE}{receipt.number}/letters/99.pdf").status_code == 404
    assert client.get(f"{CASE}{receipt.number}/withdraw/")["Location"] == f"{CASE}{receipt.number}/"


def test_a_refusal_says_reconsideration_comes_first(county: County, receipt: Receipt, client: Client) -> None:
    refusal = {
        "outcome": "deny_process",
        "variant": "denied",
        "ground": "process",
        "reasons": "还在讨论。",
        "files": [],
    }
    answer(county, accepted(county, receipt), **refusal)
    said = page(client, receipt)
    assert "不予公开" in said
    assert "先申请行政复议" in said


def test_li_hua_takes_it_back(county: County, receipt: Receipt, client: Client) -> None:
    assert "撤回后这件申请不再办理" in page(client, receipt, "withdraw/")
    assert application_of(receipt).stage == "submitted"
    response = client.post(f"{CASE}{receipt.number}/withdraw/")
    assert "申请已经撤回" in text_of(client.get(response["Location"]))
    assert application_of(receipt).stage == "withdrawn"
    again = client.post(f"{CASE}{receipt.number}/withdraw/")
    assert again.status_code == 400
    assert client.get(f"{CASE}{receipt.number}/purpose/").status_code == 404


def test_a_form_of_another_site_takes_nothing_back(county: County, receipt: Receipt) -> None:
    client = Client(enforce_csrf_checks=True)
    client.post(CASE, {"number": receipt.number, "code": receipt.code})
    response = client.post(f"{CASE}{receipt.number}/withdraw/")
    assert response.status_code == 403
    assert "表单已经过期" in text_of(response)
    assert application_of(receipt).stage == "submitted"


def test_reasons_and_fee(county: County, receipt: Receipt, client: Client) -> None:
    application = accepted(county, receipt)
    extending.ask_reasons(application, by=county.zhou_min, question="本月第35件，请说明理由。")
    assert "本月第35件" in page(client, receipt)
    empty = client.post(f"{CASE}{receipt.number}/reasons/", {"text": " "})
    assert empty.status_code == 400
    client.post(f"{CASE}{receipt.number}/reasons/", {"text": "用于学术研究。"})
    application.refresh_from_db()
    assert application.excess.reasons == "用于学术研究。"
    charging.notice_fee(application, by=county.zhou_min, way="pages", pages=250)
    said = page(client, receipt)
    for words in (
        "4700元",
        "共250页",
        "待缴纳",
        "打开收费通知，就是收到",
        "缴费后，答复期限自次日起重新计算",
    ):
        assert words in said
    charging.note_payment(application, by=county.zhou_min)
    assert "已缴纳" in page(client, receipt)


def test_a_closed_case_is_rated_once(county: County, receipt: Receipt, client: Client) -> None:
    place = f"{CASE}{receipt.number}/rate/"
    assert client.get(place)["Location"] == f"{CASE}{receipt.number}/"
    answer(county, accepted(county, receipt))
    assert "非常满意" in page(client, receipt, "rate/")
    for given in ({}, {"stars": "9"}, {"stars": "5", "words": "请打13900000000找我"}):
        response = client.post(place, given)
        assert response.status_code == 400
        assert LexborHTMLParser(response.content.decode()).css_first(".errors a") is not None
    done = client.post(place, {"stars": "4", "words": "很快。"})
    said = text_of(client.get(done["Location"]))
    for words in ("谢谢您的评价", "满意", "很快。", "申请人评价"):
        assert words in said
    assert client.post(place, {"stars": "1"}).status_code == 400
    assert application_of(receipt).rating.stars == 4


def test_an_answer_given_together_with_another_is_found_in_both(
    county: County, receipt: Receipt, client: Client, today: Traveller
) -> None:
    first = accepted(county, receipt)
    other = apply(client)
    second = accepted(county, other)
    grouping.merge(second, by=county.zhou_min, into=first)
    answer(county, first)
    shown = page(client, other)
    assert "明细.txt" in shown and "予以公开" in shown
    link = next(
        node.attributes["href"]
        for node in LexborHTMLParser(client.get(f"{CASE}{other.number}/").content.decode()).css("a")
        if "/files/" in str(node.attributes.get("href"))
    )
    assert f"{CASE}{other.number}/files/" in str(link)
    got = client.get(str(link))
    assert got.status_code == 200 and b"".join(got.streaming_content) == "桥头镇 12户".encode()


def test_who_has_seen_the_name_is_told(county: County, receipt: Receipt, client: Client) -> None:
    assert "还没有工作人员查看过" in page(client, receipt)
    privacy.applicant_for(county.zhou_min, application_of(receipt), "contact")
    said = page(client, receipt)
    assert "与申请人联系" in said
    assert "周敏" not in said


def test_while_others_are_asked_it_says_until_when(
    county: County, receipt: Receipt, client: Client, today: Traveller
) -> None:
    asked = consulting.ask_third_party(
        accepted(county, receipt), by=county.zhou_min, party="前河建筑队，13900000009", about="合同价格"
    )
    said = page(client, receipt)
    assert "等候征求的意见" in said and "征求意见书还没有送达第三方" in said
    on(today, "2025-09-26")
    consulting.note_served(asked, by=county.zhou_min, on=date(2025, 9, 25))
    said = page(client, receipt)
    assert "第三方提出意见的最后一日是2025年10月22日" in said and "前河建筑队" not in said


def test_a_transferred_case_goes_on_under_the_same_code(
    county: County, receipt: Receipt, client: Client
) -> None:
    there = closing.transfer(accepted(county, receipt), by=county.tang_ke, to=county.township)
    said = page(client, receipt)
    assert f"换了新的编号，查询码不变 {there.number}" in said and "用新的编号查询" in said
    assert "不再计算期限" in text_of(client.get(CASE))
    assert "桥头镇" in page(client, Receipt(there.number, receipt.code))
