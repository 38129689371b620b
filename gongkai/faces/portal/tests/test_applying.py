"""Applying at the portal: page by page, saved on the way, checked, handed in once, with a receipt."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings
from selectolax.lexbor import LexborHTMLParser

from gongkai.affairs.applications.actions import privacy, receiving
from gongkai.affairs.applications.identity import PROOFS, faults
from gongkai.affairs.applications.models import Applicant, Application, Delivery, Kind
from gongkai.engines.agencies import actions as agencies
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.ledger.models import Event
from gongkai.faces.portal.apply_draft import Draft
from gongkai.faces.portal.apply_steps import PAGES
from gongkai.faces.portal.tests.applying import (
    ANSWERS,
    NAME,
    NEW,
    PHONE,
    PROOF,
    WANTED,
    apply,
    begin,
    fill_in,
    text_of,
)
from gongkai.faces.portal.tests.conftest import Get, Published, page_of
from gongkai.kernel.clock import Traveller
from tests.county import County


def test_li_hua_applies_and_gets_a_receipt(county: County, client: Client) -> None:
    receipt = apply(client)
    application = Application.objects.get(number=receipt.number)
    assert (application.agency, application.wanted, application.stage) == (
        county.housing,
        WANTED,
        "submitted",
    )
    assert (application.channel, application.submitted_by) == ("web", "applicant")
    known = privacy.applicant_for(county.zhou_min, application, "contact")
    assert known is not None
    assert (known.name, known.proof_number, known.phone) == (NAME, PROOF, PHONE)
    page = client.get(f"{NEW}received/")
    assert "双方确认之日才是收到申请之日" in text_of(page)
    assert "20个工作日" in text_of(page)
    picture = LexborHTMLParser(page.content.decode()).css_first("svg.qr path")
    assert picture.attributes["d"].startswith("M")


def test_the_code_is_shown_until_it_was_noted_and_nowhere_else(
    county: County, client: Client, today: Traveller
) -> None:
    receipt = apply(client)
    assert receipt.code in client.get(f"{NEW}received/").content.decode()
    assert client.post(f"{NEW}received/")["Location"] == f"/apply/case/{receipt.number}/"
    assert client.get(f"{NEW}received/")["Location"] == "/apply/case/"
    assert receipt.code not in client.get(f"/apply/case/{receipt.number}/").content.decode()
    apply(client)
    today.advance(timedelta(minutes=31))
    assert client.get(f"{NEW}received/").status_code == 302


def test_what_is_typed_is_saved_sealed_and_for_two_hours(
    county: County, client: Client, today: Traveller
) -> None:
    assert fill_in(client) == f"{NEW}check/"
    kept = client.session["application"]
    for clear in (NAME, PROOF, PHONE, "zhujian"):
        assert clear not in str(client.session.items())
        assert clear.encode() not in "".join(Session.objects.values_list("session_data", flat=True)).encode()
    assert set(client.cookies) <= {"sessionid", "csrftoken"}
    assert kept not in str(client.cookies)
    assert not client.cookies["sessionid"]["max-age"]
    assert PROOF in client.get(f"{NEW}identity/").content.decode()
    today.advance(timedelta(hours=2, minutes=1))
    assert client.get(f"{NEW}identity/")["Location"] == f"{NEW}?lost=1"
    assert "两小时没有操作" in text_of(client.get(f"{NEW}?lost=1"))


def test_pages_can_be_left_and_changed(county: County, client: Client) -> None:
    fill_in(client)
    page = LexborHTMLParser(client.get(f"{NEW}wanted/").content.decode())
    assert page.css_first("#wanted").text().strip() == WANTED
    response = client.post(f"{NEW}form/", {"medium": "paper", "delivery": "post"})
    assert response["Location"] == f"{NEW}contact/"
    assert "请填写通信地址" in text_of(client.post(f"{NEW}contact/", {"phone": PHONE}, follow=True))
    assert client.get(f"{NEW}check/")["Location"] == f"{NEW}contact/"
    client.post(f"{NEW}contact/", {"phone": PHONE, "address": "青原县桥头镇前河村"})
    assert client.post(f"{NEW}kind/", {"kind": "business"})["Location"] == f"{NEW}identity/"
    changed = {"name": "青原县前河农机合作社", "proof": "other_code", "proof_number": "NM-0099"}
    assert client.post(f"{NEW}identity/", changed)["Location"] == f"{NEW}check/"
    assert begin(client, "qiaotou") == f"{NEW}check/"
    said = text_of(client.get(f"{NEW}check/"))
    for words in ("青原县桥头镇人民政府", "商业企业", "青原县前河农机合作社", "邮寄", "前河村"):
        assert words in said
    client.post(f"{NEW}check/")
    made = Application.objects.get()
    assert (made.agency, made.kind, made.delivery) == (county.township, "business", "post")


def test_no_page_is_skipped(county: County, client: Client) -> None:
    begin(client)
    for later in ("form", "kind", "identity", "contact", "check"):
        assert client.get(f"{NEW}{later}/")["Location"] == f"{NEW}wanted/"
    assert client.post(f"{NEW}check/")["Location"] == f"{NEW}wanted/"
    assert not Application.objects.exists()
    assert client.get(f"{NEW}purpose/").status_code == 404


@pytest.mark.parametrize(
    ("page", "answers", "fields"),
    [
        ("wanted", {"wanted": " "}, {"#wanted"}),
        ("wanted", {"wanted": "字" * 5001}, {"#wanted"}),
        ("form", {"medium": "stone"}, {"#medium", "#delivery"}),
        ("kind", {}, {"#kind"}),
        ("identity", {"name": "", "proof": "resident_id", "proof_number": "1"}, {"#name", "#proof_number"}),
        ("identity", {"name": "李" * 101, "proof": "credit_code"}, {"#name", "#proof", "#proof_number"}),
        ("contact", {}, {"#phone"}),
        ("contact", {"email": "lihua", "postcode": "1" * 11}, {"#email", "#postcode"}),
    ],
)  # fmt: skip
def test_faults_are_linked_to_their_fields_and_nothing_typed_is_lost(
    county: County, client: Client, page: str, answers: dict[str, str], fields: set[str]
) -> None:
    fill_in(client)
    back = client.post(f"{NEW}{page}/", answers)
    # led back and not answered at once: the browser's way back stays open
    assert back.status_code == 302
    shown = LexborHTMLParser(client.get(back["Location"]).content.decode())
    assert {link.attributes["href"] for link in shown.css(".errors a")} == fields
    for field in fields:
        assert shown.css_first(field) is not None
    for name, value in answers.items():
        node = shown.css_first(f"input[name={name}]")
        if node is not None and node.attributes.get("type") != "radio":
            assert node.attributes["value"] == value
    assert client.get(f"{NEW}check/")["Location"] == f"{NEW}{page}/"


words = st.text(max_size=8) | st.sampled_from([PROOF, "字" * 350, "a@b", "11991022MB0000019P", "1199"])


@given(
    kind=st.sampled_from(Kind.values),
    delivery=st.sampled_from(Delivery.values),
    proof=st.sampled_from(["", *PROOFS]),
    said=st.fixed_dictionaries(
        dict.fromkeys(["name", "proof_number", "phone", "email", "address", "postcode"], words)
    ),
)
def test_every_fault_that_the_core_finds_stands_beside_its_field(
    kind: str, delivery: str, proof: str, said: dict[str, str]
) -> None:
    draft = Draft("t", "zhujian", kind=kind, delivery=delivery, proof=proof, **said)
    found = []
    for name in ("identity", "contact"):
        fields = {field.name for field in PAGES[name].fields(draft)}
        for fault in PAGES[name].faults(draft):
            assert fault.field in fields, fault
            found.append(fault.sentence)
    assert sorted(found) == sorted(faults(draft.identity().stripped(), kind, delivery))


def test_what_breaks_while_handing_in_can_be_tried_again(
    county: County, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_in(client)

    def broken(**facts: object) -> None:
        raise RuntimeError("the database went away")

    with monkeypatch.context() as patched:
        patched.setattr(receiving, "submit", broken)
        client.raise_request_exception = False
        assert client.post(f"{NEW}check/").status_code == 500
    assert client.get(f"{NEW}received/")["Location"] == f"{NEW}check/"
    assert client.post(f"{NEW}check/")["Location"] == f"{NEW}received/"


def test_an_organ_that_was_closed_meanwhile_is_not_asked(
    county: County, client: Client, today: Traveller
) -> None:
    fill_in(client)
    agencies.close_agency(county.housing, by=SYSTEM, on=today.at.date())
    assert client.post(f"{NEW}check/")["Location"] == f"{NEW}?lost=1"


def test_only_what_the_regulations_name_is_asked(county: County, client: Client) -> None:
    """条例 art 29: three blocks; no purpose, and of the contact any one."""
    place, asked, needed = begin(client), set[str](), set[str]()
    for name, answers in ANSWERS.items():
        page = LexborHTMLParser(client.get(place).content.decode())
        controls = page.css("main form input:not([type=hidden]), main form textarea")
        asked |= {node.attributes["name"] for node in controls}
        needed |= {node.attributes["name"] for node in controls if "required" in node.attributes}
        place = client.post(f"{NEW}{name}/", answers)["Location"]
    assert asked == {
        "wanted", "suggests", "medium", "delivery", "kind", "name", "proof", "proof_number", "phone", "email",
        "address", "postcode",
    }  # fmt: skip
    assert needed == {"wanted", "name", "proof_number"}


def test_two_clicks_hand_in_one_application(county: County, client: Client) -> None:
    fill_in(client)
    draft = client.session["application"]
    client.post(f"{NEW}check/")
    session = client.session
    session["application"] = draft  # the second click read the session before the first had ended
    session.save()
    assert client.post(f"{NEW}check/")["Location"] == f"{NEW}received/"
    assert Application.objects.count() == 1


def test_an_answer_lost_on_its_way_leads_to_the_receipt(county: County, client: Client) -> None:
    fill_in(client)
    client.post(f"{NEW}check/")
    for again in (client.get(f"{NEW}check/"), client.post(f"{NEW}check/")):
        assert again["Location"] == f"{NEW}received/"
    assert Application.objects.count() == 1


def test_published_documents_are_offered_first(indexed: Published, client: Client) -> None:
    begin(client)
    assert client.post(f"{NEW}wanted/", {"wanted": "农村危房改造实施办法"})["Location"] == f"{NEW}found/"
    shown = LexborHTMLParser(client.get(f"{NEW}found/").content.decode())
    assert page_of(indexed.rules) in {link.attributes["href"] for link in shown.css("main .list a")}
    assert "农村危房改造" in shown.css_first("main .list").text()
    assert client.post(f"{NEW}found/")["Location"] == f"{NEW}form/"
    # asked once for the same words
    assert client.post(f"{NEW}wanted/", {"wanted": "农村危房改造实施办法"})["Location"] == f"{NEW}form/"
    piece = client.post(f"{NEW}similar/", {"wanted": "农村危房改造实施办法"}).content.decode()
    assert page_of(indexed.rules) in piece
    assert client.post(f"{NEW}similar/", {"wanted": "危"}).content.decode().strip() == ""
    assert client.post(f"{NEW}discard/")["Location"] == "/apply/"
    assert client.get(f"{NEW}form/")["Location"] == f"{NEW}?lost=1"


def test_an_organ_is_found_by_its_name_or_its_work(county: County, get: Get, client: Client) -> None:
    assert "青原县住房和城乡建设局" in get(NEW, q="建设局")
    assert "青原县住房和城乡建设局" in get(NEW)
    assert "没有找到" in get(NEW, q="气象台")
    assert "开始填写" in get(NEW, agency="zhujian")
    get(NEW, status=404, agency="nobody")
    assert client.post(NEW, {"agency": "nobody"}).status_code == 404


def test_a_form_of_another_site_is_not_taken(county: County) -> None:
    client = Client(enforce_csrf_checks=True)
    foreign = {"HTTP_ORIGIN": "https://evil.example"}
    assert client.post(NEW, {"agency": "zhujian"}, **foreign).status_code == 403
    assert not client.cookies
    begin(client)
    stale = client.post(f"{NEW}wanted/", {"wanted": WANTED})
    assert stale.status_code == 403
    assert "表单已经过期" in text_of(stale)
    assert "登录" not in text_of(stale)


def test_a_flood_is_stopped(county: County, client: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "apply": "2/h/ip"}
    for expected in (302, 302, 429):
        fill_in(client)
        assert client.post(f"{NEW}check/").status_code == expected
    assert Application.objects.count() == 2
    # nothing typed is lost
    assert PROOF in client.get(f"{NEW}check/").content.decode()


def test_nothing_of_the_applicant_is_told_elsewhere(county: County, client: Client) -> None:
    apply(client)
    for clear in (NAME, PROOF, PHONE):
        assert not Event.objects.filter(facts__contains=clear).exists()
        assert not Applicant.objects.filter(payload__contains=clear.encode()).exists()


def test_a_name_is_not_turned_into_traditional_script(county: County, client: Client) -> None:
    fill_in(client, identity={"name": '范<b>"发', "proof": "passport", "proof_number": "E00000001"})
    page = LexborHTMLParser(client.get(f"/zh-hant{NEW}identity/").content.decode())
    assert page.css_first("#name").attributes["value"] == '范<b>"发'
    assert "申請人的身份" in page.css_first("h1").text()


def test_no_page_of_the_form_is_kept(county: County, client: Client) -> None:
    fill_in(client)
    for name in (*ANSWERS, "check"):
        assert "no-store" in client.get(f"{NEW}{name}/")["Cache-Control"]
