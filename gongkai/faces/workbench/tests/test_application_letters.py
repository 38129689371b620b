"""Letters of a case: opened with the name and recorded, reworded but for the law's parts, delivered, packed."""

import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from django.test import Client

from gongkai.affairs.applications.actions import consulting
from gongkai.affairs.applications.letters.queries import letters_of
from gongkai.affairs.applications.models import Application
from gongkai.affairs.applications.tests.telling import LI_HUA, accepted, answer, on, person
from gongkai.affairs.documents.models import Document
from gongkai.faces.workbench.tests.casework import DESK, page
from gongkai.faces.workbench.tests.helpers import told
from gongkai.faces.workbench.tests.paperwork import at, text_of
from tests.county import County


@pytest.fixture
def zhou(county: County) -> Client:
    return at(county.zhou_min)


@pytest.fixture
def answered(county: County) -> Application:
    with on("2026-03-02"):
        one = accepted(county)
        answer(county, one)
        return one


@pytest.mark.full
def test_a_letter_is_read_without_the_name_and_opened_with_it(
    answered: Application, zhou: Client, county: County
) -> None:
    serial = letters_of(answered)[0].serial
    place = page(answered, f"letters/{serial}")
    text = text_of(zhou.get(place))
    assert "政府信息公开申请答复书" in text and LI_HUA.name not in text and "还没有送达" in text
    before = len(told("application.applicant_seen"))
    opened = zhou.post(f"{place}docx/")
    with zipfile.ZipFile(BytesIO(opened.content)) as word:
        assert LI_HUA.name in word.read("word/document.xml").decode()
    assert zhou.post(f"{place}pdf/").content.startswith(b"%PDF-")
    assert len(told("application.applicant_seen")) == before + 2
    assert zhou.get(f"{place}pdf/").status_code == 405
    assert zhou.post(f"{place}exe/").status_code == 404
    refused = at(county.lu_fang).post(f"{place}pdf/", follow=True)
    assert "您没有这一权限" in text_of(refused)
    assert zhou.get(page(answered, "letters/99")).status_code == 404


@pytest.mark.full
def test_delivery_is_recorded_and_faults_are_told(answered: Application, zhou: Client) -> None:
    place = page(answered, f"letters/{letters_of(answered)[0].serial}")
    with on("2026-03-05"):
        assert "请写明邮件号或者签收情况" in text_of(zhou.post(place, {"way": "post"}), 422)
        assert "还没有到" in text_of(zhou.post(place, {"way": "pick_up", "on": "2026-04-01"}), 422)
        given = {"way": "post", "on": "2026-03-04", "note": "挂号信 第1号"}
        assert zhou.post(place, given).status_code == 302
        text = text_of(zhou.get(place))
    assert "挂号信 第1号" in text and "已送达" in text and "改动文字" not in text
    assert "文书送达，邮寄（日期2026年3月4日）" in text_of(zhou.get(page(answered)))


def test_serving_the_letter_to_a_third_party_starts_its_clock(county: County, zhou: Client) -> None:
    with on("2026-03-02"):
        one = accepted(county)
        asked = consulting.ask_third_party(one, by=county.zhou_min, party="某公司", about="单价")
        serial = letters_of(one)[0].serial
        zhou.post(page(one, f"letters/{serial}"), {"way": "pick_up"})
        asked.refresh_from_db()
        assert asked.served_on
        assert "登记意见" in text_of(zhou.get(f"{DESK}opinions/"))


def _wording(client: Client, place: str) -> tuple[dict[str, Any], list[str]]:
    form = client.get(place).context["form"]
    fixed = [part["text"] for part in form.letter.parts if part["fixed"]]
    return {bound.name: bound.value() for bound in form}, fixed


@pytest.mark.full
def test_only_what_the_law_leaves_open_is_reworded(county: County, zhou: Client) -> None:
    with on("2026-03-02"):
        one = accepted(county)
        consulting.ask_third_party(one, by=county.zhou_min, party="某公司", about="单价")
        place = page(one, f"letters/{letters_of(one)[0].serial}/wording")
        given, fixed = _wording(zhou, place)
        text = text_of(zhou.get(place))
        assert given and fixed and "法定内容" in text
        assert "文字没有改动" in text_of(zhou.post(place, given), 422)
        name = next(iter(given))
        assert zhou.post(place, {**given, name: "请于收到后及时回复，谢谢。"}).status_code == 302
        again, still = _wording(zhou, place)
    assert again[name] == "请于收到后及时回复，谢谢。" and still == fixed


def test_a_signed_reply_is_reworded_by_its_signers_only(
    county: County, answered: Application, zhou: Client
) -> None:
    place = page(answered, f"letters/{letters_of(answered)[0].serial}/wording")
    assert "只有签发人员可以改动文字" in text_of(zhou.get(place))
    assert "现在不能办理" not in text_of(at(county.lu_fang).get(place))


@pytest.mark.full
def test_what_is_not_delivered_waits_with_labels_for_the_post(county: County, zhou: Client) -> None:
    with on("2026-03-02"):
        posted = accepted(county, delivery="post", identity=replace(LI_HUA, address="青原县桥头镇1号"))
        accepted(county, identity=person(2))
        assert len(zhou.get(f"{DESK}letters/").context["letters"]) == 2
        (letter,) = zhou.get(f"{DESK}letters/", {"way": "post"}).context["letters"]
        text_of(zhou.get(f"{DESK}letters/", {"way": "post"}))
        assert letter.application == posted
        sheet = zhou.post(f"{DESK}letters/labels/", {"letter": letter.pk})
        assert sheet.content.startswith(b"%PDF-")
        assert told("application.applicant_seen")[-1] == (posted.number, {"why": "delivery"})
        assert "没有勾选文书" in text_of(zhou.post(f"{DESK}letters/labels/", follow=True))


def test_letters_are_packed_for_the_archive_by_right(
    county: County, answered: Application, zhou: Client
) -> None:
    packed = zhou.post(f"{DESK}letters/archive/", {"query": "state=closed"})
    with zipfile.ZipFile(BytesIO(packed.content)) as archive:
        names = archive.namelist()
    assert len(names) == 2 and all(name.startswith(f"{answered.number}/") for name in names)
    assert any("答复书" in name for name in names) and LI_HUA.name not in "".join(names)
    refused = at(county.lu_fang).post(f"{DESK}letters/archive/", {"query": "state=closed"}, follow=True)
    assert "您没有这一权限" in text_of(refused)


def test_more_than_can_be_packed_is_told(
    county: County, zhou: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongkai.faces.workbench.application_letters.MOST_CASES", 1)
    with on("2026-03-02"):
        accepted(county)
        accepted(county, identity=person(2))
        assert "一次最多导出 1 件" in text_of(
            zhou.post(f"{DESK}letters/archive/", {"query": ""}, follow=True)
        )


@pytest.mark.full
def test_what_one_was_given_is_opened_to_all(county: County) -> None:
    client = at(county.zhou_min)
    with on("2026-03-02"):
        one = accepted(county, suggests_publication=True)
        assert "只有已答复公开" in text_of(client.get(page(one, "opening")))
        answer(county, one)
        assert "申请人建议" in text_of(client.get(page(one)))
        text_of(client.get(page(one, "opening")))
        given = {"title": "农村危房改造补助资金分配明细", "kind": "notice", "text": "现将明细公布如下。"}
        answered = client.post(page(one, "opening"), given)
        assert answered.status_code == 302, answered.content.decode()[-600:]
        document = Document.objects.get()
        assert answered["Location"].endswith(f"/{document.index_number}/")
        assert "已经转为主动公开" in text_of(client.get(page(one, "opening")))
        assert document.index_number in text_of(client.get(page(one)))
