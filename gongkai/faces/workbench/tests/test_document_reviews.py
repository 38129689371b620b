"""Reviewers: what waits for each, the text with its findings, passing, returning, referring, joint signatures."""

import pytest
from django.test import Client

from gongkai.affairs.documents import assembly, course, gates
from gongkai.affairs.documents.models import Edition, State
from gongkai.engines.agencies import actions as agencies
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.faces.workbench.tests.paperwork import at, fresh, notice, page, passed, sent, text_of
from tests.county import County

QUEUE = "/workbench/queue/"
KEY = "secrecy-zhujian"


@pytest.fixture
def fang(county: County) -> Client:
    """方雅, who reviews secrecy at the housing bureau."""
    return at(county.fang_ya)


def said(edition: Edition, do: str, **more: object) -> dict[str, object]:
    return {"gate": KEY, "do": do, **{f"{KEY}-{do}-{name}": value for name, value in more.items()}}


@pytest.mark.full
def test_each_finds_what_waits_for_him_and_nobody_his_own(county: County, fang: Client) -> None:
    edition = sent(county)
    assert "现在没有等您审查" in text_of(at(county.lu_fang).get(QUEUE))
    text = text_of(fang.get(QUEUE))
    assert f'href="{page(edition, "review")}"' in text and "保密审查" in text and "周敏" in text
    fang.post(page(edition, "review"), said(edition, "pass", checked=gates.needed(edition)[0].checklist))
    assert edition.title not in text_of(fang.get(QUEUE))
    assert "签发" in text_of(at(county.lu_fang).get(QUEUE))
    course.sign(fresh(edition), by=county.lu_fang)
    assert f'href="{page(edition, "publish")}"' in text_of(at(county.tang_ke).get(QUEUE))
    agencies.grant_role(county.zhou_min, by=SYSTEM, role="secrecy_reviewer", agency=county.housing)
    own = sent(county, title="周敏自己起草的通知")
    assert own.title not in text_of(at(county.zhou_min).get(QUEUE))


def test_every_point_is_confirmed_or_the_gate_stays_shut(county: County, fang: Client) -> None:
    edition = sent(county)
    points = gates.needed(edition)[0].checklist
    text = text_of(fang.post(page(edition, "review"), said(edition, "pass", checked=points[:1])), 422)
    assert "请逐项确认“保密审查”的要点" in text
    assert not fresh(edition).reviews.exists()
    answer = fang.post(page(edition, "review"), said(edition, "pass", checked=points, opinion="同意。"))
    assert answer["Location"] == QUEUE
    assert fresh(edition).reviews.get().opinion == "同意。"


def test_returned_with_a_reason_it_is_a_draft_again(county: County, fang: Client) -> None:
    edition = sent(county)
    assert "请填写退回的理由。" in text_of(fang.post(page(edition, "review"), said(edition, "return")), 422)
    fang.post(page(edition, "review"), said(edition, "return", reason="第二段涉及未公开的数据。"))
    assert fresh(edition).state == State.DRAFT
    assert "第二段涉及未公开的数据。" in text_of(at(county.zhou_min).get(page(edition)))


def test_what_cannot_be_decided_is_referred_and_settled(county: County, fang: Client) -> None:
    edition = sent(county)
    asked = said(edition, "refer", to="青原县国家保密局", question="附表能否公开。")
    fang.post(page(edition, "review"), asked)
    assert fresh(edition).state == State.REFERRED
    text = text_of(fang.get(page(edition, "review")))
    assert "登记确定结果" in text and "逐项确认" not in text
    assert "请选择可否公开。" in text_of(
        fang.post(page(edition, "review"), said(edition, "settle", decision="青保函〔2025〕3号")), 422
    )
    settled = said(edition, "settle", decision="青保函〔2025〕3号", may_open="yes")
    fang.post(page(edition, "review"), settled)
    assert fresh(edition).state == State.REVIEWING
    assert gates.open_gates(fresh(edition)) == []


def test_findings_stand_in_the_text_with_numbered_notes(county: County, fang: Client) -> None:
    body = "<p>联系人<strong>李</strong>雷，电话13800138000。</p><p>办公电话以公布的为准。</p>"
    edition = notice(county, body=body)
    zhou = at(county.zhou_min)
    zhou.post(page(edition, "findings"), {"do": "screen"})
    numbers = [one.pk for one in edition.findings.all()]
    zhou.post(page(edition, "findings"), {"do": "keep", "finding": numbers, "reason": "已取得本人同意。"})
    course.send_up(fresh(edition), by=county.zhou_min)
    text = text_of(fang.get(page(edition, "review")))
    assert "已取得本人同意。" in text and "说明理由后保留" in text
    assert text.count('id="place-') == len(numbers)
    assert '<mark id="place-2">13800138000</mark><a class="note" href="#note-2"' in text
    assert '<li id="note-2">' in text


@pytest.mark.full
def test_another_agency_signs_jointly(county: County) -> None:
    agencies.grant_role(county.guo_liang, by=SYSTEM, role="approver", agency=county.township)
    edition = notice(county)
    assembly.name_joint_agencies(edition, by=county.zhou_min, agencies=[county.township])
    guo = at(county.guo_liang)
    assert guo.get(page(edition)).status_code == 404
    course.send_up(fresh(edition), by=county.zhou_min)
    assert "桥头镇会签" in text_of(guo.get(QUEUE))
    text_of(guo.get(page(edition, "review")))
    wrong = {"gate": "joint-qiaotou", "do": "return", "joint-qiaotou-return-reason": "请写明我镇职责。"}
    guo.post(page(edition, "review"), wrong)
    assert fresh(edition).reviews.get().agency == county.township
    course.send_up(fresh(edition), by=county.zhou_min)
    guo.post(page(edition, "review"), {"gate": "joint-qiaotou", "do": "pass"})
    assert gates.open_gates(fresh(edition)) == [] or "桥头镇会签" not in gates.open_gates(fresh(edition))


@pytest.mark.full
def test_signed_published_and_scheduled_from_pages_that_show_everything(county: County) -> None:
    edition = passed(county)
    lu = at(county.lu_fang)
    text = text_of(lu.get(page(edition, "sign")))
    assert "办理清单" in text and edition.title in text
    lu.post(page(edition, "sign"))
    tang = at(county.tang_ke)
    assert "公开的时间已过" in text_of(tang.post(page(edition, "schedule"), {"at": "2001-01-01T09:00"}), 422)
    assert tang.post(page(edition, "schedule"), {"at": "2099-01-01T09:00"}).status_code == 302
    assert "定于2099年1月1日 09:00自动公开" in text_of(tang.get(page(edition)))
    assert tang.post(page(edition, "publish")).status_code == 302
    assert fresh(edition).state == State.LIVE
    assert tang.get(page(edition, "comet")).status_code == 404
    assert tang.post(page(edition, "review"), {"do": "comet"}).status_code == 404


def test_of_two_reviewers_the_second_is_told_who_was_first_and_keeps_his_words(
    county: County, fang: Client
) -> None:
    agencies.grant_role(county.tang_ke, by=SYSTEM, role="secrecy_reviewer", agency=county.housing)
    edition = sent(county)
    points = list(gates.needed(edition)[0].checklist)
    both = said(edition, "pass", checked=points, opinion="附表已核对。")
    assert fang.post(page(edition, "review"), both).status_code == 302
    late = text_of(at(county.tang_ke).post(page(edition, "review"), both, follow=True))
    assert "“保密审查”已由方雅办理通过，无需重复办理。" in late
    assert "您写的没有登记：附表已核对。" in late and "请逐项确认" not in late
    assert fresh(edition).reviews.count() == 1
    draft = notice(county)
    assert "现在没有等您审查的关口" in text_of(
        fang.get(page(draft, "review"))
    )  # nothing waits before it is sent
    sent_back = said(draft, "return", reason="请补充依据。")
    assert "您写的没有登记：请补充依据。" in text_of(fang.post(page(draft, "review"), sent_back, follow=True))
