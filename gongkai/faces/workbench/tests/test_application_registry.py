"""The registrar's desk, and the desks of those whose word is waited for: opinions, consents, what is overdue."""

import pytest
from django.test import Client

from gongkai.affairs.applications.actions import consulting, extending
from gongkai.affairs.applications.models import Application, Stage
from gongkai.affairs.applications.queries import find
from gongkai.affairs.applications.tests.telling import accepted, on, person, submit
from gongkai.affairs.applications.tests.telling import head as the_head
from gongkai.faces.workbench.tests.casework import DESK, ENTRY, fresh, page
from gongkai.faces.workbench.tests.helpers import told
from gongkai.faces.workbench.tests.paperwork import at, text_of
from tests.county import County


@pytest.fixture
def tang(county: County) -> Client:
    return at(county.tang_ke)


def test_a_paper_application_is_entered_with_its_day_of_receipt(county: County, tang: Client) -> None:
    with on("2026-03-03"):
        assert "以签收之日为收到之日" in text_of(tang.get(f"{DESK}new/"))
        answer = tang.post(f"{DESK}new/", ENTRY)
        one = Application.objects.get()
        assert answer["Location"] == page(one, "receipt")
        first = text_of(tang.get(answer["Location"]))
        again = text_of(tang.get(answer["Location"]))
    assert (one.channel, str(one.received_on), one.stage) == ("signed_post", "2026-03-02", Stage.RECEIVED)
    code = first.partition('<dd class="big">')[2].partition("<")[0]
    assert find(one.number, code) == one
    assert code not in again and "不再显示" in again
    assert "2026年3月30日" in first  # by when it is answered


def test_what_waits_for_confirmation_is_not_received_yet(county: County, tang: Client) -> None:
    with on("2026-03-02"):
        tang.post(f"{DESK}new/", {**ENTRY, "channel": "fax"})
    assert Application.objects.get().received_on is None


def test_faults_are_told_and_what_was_typed_stays(county: County, tang: Client) -> None:
    with on("2026-03-02"):
        given = {**ENTRY, "proof_number": "440524188001010015", "phone": "", "arrived_on": "2026-04-01"}
        text = text_of(tang.post(f"{DESK}new/", given), 422)
    assert "居民身份证号码不正确" in text and "还没有到" in text and "至少一项" in text
    assert 'value="李花"' in text and 'value="440524188001010015"' in text
    assert not Application.objects.exists()
    assert "请填写姓名或者名称" in text_of(tang.post(f"{DESK}new/", {**ENTRY, "name": ""}), 422)


def test_who_may_not_register_gets_no_form(county: County) -> None:
    client = at(county.zhou_min)
    assert "您没有登记申请的权限" in text_of(client.get(f"{DESK}new/"))
    assert client.post(f"{DESK}new/", ENTRY).status_code == 422
    assert not Application.objects.exists()


def test_receipts_are_confirmed_one_by_one_and_together(county: County, tang: Client) -> None:
    with on("2026-03-02"):
        made = [submit(county, identity=person(number)) for number in range(3)]
        letter = submit(county, by=county.tang_ke, channel="post", identity=person(7))
        text = text_of(tang.get(f"{DESK}receipts/"))
        assert all(one.number in text for one in (*made, letter))
        place = f"{DESK}receipts/confirm/"
        done = tang.post(place, {"number": [made[0].number, made[1].number]}, follow=True)
        assert "已经确认收到 2 件。" in text_of(done)
        assert "没有勾选申请" in text_of(tang.post(place, follow=True))
        again = text_of(tang.post(place, {"number": made[0].number}, follow=True))
        assert f"{made[0].number}：" in again and "当前状态为" in again
        tang.post(page(made[2], "confirm_receipt"), {"on": "2026-03-02"})
        assert "申请人提交了申请（" in text_of(tang.get(f"{DESK}{made[0].number}/"))
        assert f"{county.tang_ke.name}登记了申请（" in text_of(tang.get(f"{DESK}{letter.number}/"))
    assert {fresh(one).stage for one in made} == {Stage.RECEIVED}
    assert fresh(letter).stage == Stage.SUBMITTED


def test_a_new_code_is_shown_once(county: County, tang: Client) -> None:
    with on("2026-03-02"):
        one = accepted(county)
        answer = tang.post(page(one, "reissue_code"))
        code = text_of(tang.get(answer["Location"])).partition('<dd class="big">')[2].partition("<")[0]
    assert find(one.number, code) == one
    assert code not in str(dict(tang.session.items()))


def test_who_is_silent_stands_on_the_desk_of_opinions(county: County) -> None:
    client = at(county.zhou_min)
    with on("2026-03-02"):
        one = accepted(county)
        asked = consulting.ask_third_party(one, by=county.zhou_min, party="青原建工 赵某", about="合同单价")
        consulting.ask_co_maker(one, by=county.zhou_min, agency=county.township, about="联合方案")
        text = text_of(client.get(f"{DESK}opinions/"))
        assert "第三方1" in text and "桥头镇" in text and "合同单价" in text and "青原建工" not in text
        form = client.get(page(one, "note_opinion"), {"of": asked.serial}).context["form"]
        assert form.initial["of"] == str(asked.serial)
        client.post(page(one, "note_opinion"), {"of": "1", "answer": "agrees"})
        assert "第三方1" not in text_of(client.get(f"{DESK}opinions/"))
        assert one.number not in text_of(at(county.guo_liang).get(f"{DESK}opinions/"))


@pytest.mark.full
def test_the_head_consents_with_the_reason_before_him(county: County) -> None:
    with on("2026-03-02"):
        one, two = accepted(county), accepted(county, identity=person(2))
        extending.propose_extension(one, by=county.zhou_min, reason="资料在外省档案馆。")
        extending.ask_reasons(two, by=county.zhou_min, question="本月40件。")
        extending.note_reasons(two, by=county.zhou_min, reasons="课题研究。")
        client = at(the_head(county))
        text = text_of(client.get(f"{DESK}consents/"))
        assert "资料在外省档案馆。" in text and "课题研究。" in text
        step = text_of(client.get(page(one, "consent_extension")))
        assert "资料在外省档案馆。" in step and "2026年3月30日" in step
        client.post(page(one, "consent_extension"))
        client.post(page(two, "delay"), {"answer_by": "2026-06-30"})
        text = text_of(client.get(f"{DESK}consents/"))
    assert "现在没有等候决定的延期。" in text and "现在没有要确定延迟答复的申请。" in text
    assert len(told("application.extended")) == len(told("application.delayed")) == 1


@pytest.mark.full
def test_what_is_overdue_is_urged(county: County) -> None:
    with on("2026-03-02"):
        one = accepted(county)
    client = at(county.he_jing)
    with on("2026-03-30"):
        assert one.number not in text_of(client.get(f"{DESK}overdue/"))
    with on("2026-05-06"):
        assert one.number in text_of(client.get(f"{DESK}overdue/"))
        done = client.post(f"{DESK}overdue/urge/", {"number": one.number}, follow=True)
        text = text_of(done)
    assert "已经督办 1 件。" in text and "2026年5月6日" in text
    assert told("application.urged") == [(one.number, {})]
    assert "没有勾选申请" in text_of(client.post(f"{DESK}overdue/urge/", follow=True))
    refused = at(county.zhou_min).post(f"{DESK}overdue/urge/", {"number": one.number}, follow=True)
    assert "您没有办理“督办”的权限" in refused.content.decode()
