"""An application from the form to the reply, and what each step refuses."""

from datetime import date

import pytest

from gongkai.affairs.applications import queries
from gongkai.affairs.applications.actions import (
    charging,
    closing,
    consulting,
    correcting,
    deciding,
    extending,
    receiving,
    remedies,
)
from gongkai.affairs.applications.identity import APPLICANT, Identity
from gongkai.affairs.applications.models import Application
from gongkai.engines.duties.models import Duty
from gongkai.engines.duties.rebuild import rebuild
from gongkai.kernel.flow import Refused
from tests.county import County

from .telling import LI_HUA, accepted, answer, draft, due, head, on, person, received, submit, verbs

pytestmark = pytest.mark.django_db


def test_a_plain_application_is_answered_in_time(county: County) -> None:
    with on("2026-02-10"):
        application = submit(county)
        assert application.number == "SQ-MB0000002-2026-00001"
        assert (application.stage, application.received_on) == ("submitted", None)
    with on("2026-02-11"):
        receiving.confirm_receipt(application, by=county.tang_ke)
        assert due(application) == date(2026, 3, 17)
    with on("2026-02-12"):
        receiving.accept(application, by=county.zhou_min)
    with on("2026-03-17", hour=23):
        draft(county, application)
        deciding.sign(application, by=county.lu_fang)
    application.refresh_from_db()
    assert (application.stage, application.outcome) == ("answered", "granted")
    assert application.concluded_on == date(2026, 3, 17)
    assert verbs(application) == ["submitted", "received", "found_clear", "drafted", "answered"]
    assert {(d.rule, d.outcome, d.is_late) for d in Duty.objects.exclude(outcome="")} == {
        ("receipt_confirmation_online", "met", False),
        ("correction_notice", "met", False),
        ("reply", "met", False),
    }
    assert rebuild(check=True).differing == 0


@pytest.mark.parametrize(
    ("channel", "at_once"),
    [("in_person", True), ("oral", True), ("signed_post", True), ("post", False), ("fax", False)],
)
def test_each_channel_has_its_day_of_receipt(county: County, channel: str, at_once: bool) -> None:
    with on("2026-02-12"):
        application = submit(county, county.tang_ke, channel=channel, arrived_on=date(2026, 2, 10))
        assert application.received_on == (date(2026, 2, 10) if at_once else None)
        if at_once:
            assert due(application) == date(2026, 3, 16)
            return
        receiving.confirm_receipt(application, by=county.tang_ke)
        assert due(application) == date(2026, 3, 18)
        late = Duty.objects.filter(rule="receipt_confirmation")
        # a letter that nobody signs for is confirmed on the day it comes in; this one was not
        assert [one.is_late for one in late] == ([True] if channel == "post" else [])


def test_a_visitor_uses_the_web_and_an_officer_needs_leave(county: County) -> None:
    with pytest.raises(Refused, match="请在网上提交"):
        submit(county, APPLICANT, channel="fax")
    with pytest.raises(Refused, match="没有为青原县住房和城乡建设局登记申请的权限"):
        submit(county, county.guo_liang, channel="fax")
    with pytest.raises(Refused, match="还没有到"):
        submit(county, county.tang_ke, channel="post", arrived_on=date(2999, 1, 1))
    assert not Application.objects.exists()


def test_the_form_asks_for_three_things_and_names_all_that_is_missing(county: County) -> None:
    nobody = Identity("", "", "")
    with pytest.raises(Refused) as refused:
        submit(county, identity=nobody, wanted=" ", medium="", delivery="")
    assert len(refused.value.reasons) == 7
    with pytest.raises(Refused, match="逐位核对"):
        submit(county, identity=Identity("李花", "resident_id", "440524188001010015", phone="1"))
    with pytest.raises(Refused, match="电子邮箱"):
        submit(county, identity=person(1), delivery="email")
    firm = Identity("青原建筑公司", "credit_code", "11991022MB0000019P", address="县城")
    assert submit(county, kind="business", identity=firm, delivery="post").kind == "business"


def test_correction_once_and_the_clock_begins_anew(county: County) -> None:
    with on("2026-02-10"):
        application = received(county)
    with on("2026-02-26"):
        correcting.ask_correction(
            application, by=county.zhou_min, items=["请写明年度。"], correct_by=date(2026, 3, 20)
        )
        assert due(application) is None
    with on("2026-03-10"):
        correcting.take_correction(application, by=APPLICANT, wanted="2024年度的明细")
        assert due(application) == date(2026, 4, 8)
        with pytest.raises(Refused, match="补正只能一次性告知"):
            correcting.ask_correction(
                application, by=county.zhou_min, items=["再写明。"], correct_by=date(2026, 3, 20)
            )
    application.refresh_from_db()
    assert (application.wanted, application.stage) == ("2024年度的明细", "handling")
    assert application.correction.before.endswith("各乡镇的明细")


def test_correction_is_not_asked_after_seven_working_days(county: County) -> None:
    with on("2026-02-10"):
        application = received(county)
    with on("2026-02-27"), pytest.raises(Refused, match="期限已于2026-02-26届满"):
        correcting.ask_correction(
            application, by=county.zhou_min, items=["请写明年度。"], correct_by=date(2026, 3, 20)
        )


def test_who_does_not_correct_gives_up(county: County) -> None:
    with on("2026-02-10"):
        application = received(county)
        correcting.ask_correction(
            application, by=county.zhou_min, items=["请写明年度。"], correct_by=date(2026, 3, 2)
        )
    with on("2026-03-02"), pytest.raises(Refused, match="至2026-03-02"):
        correcting.lapse_uncorrected(application, by=county.zhou_min)
    with on("2026-03-03"):
        correcting.lapse_uncorrected(application, by=county.zhou_min)
    application.refresh_from_db()
    assert (application.stage, application.outcome) == ("lapsed", "oth_nocorrect")
    assert not Duty.objects.filter(closed_at=None).exclude(rule="applicant_erasure").exists()


def test_extension_once_by_the_head_inside_the_first_period(county: County) -> None:
    with on("2026-03-02"):
        application = accepted(county)
    with on("2026-03-27"):
        extending.propose_extension(application, by=county.zhou_min, reason="资料在外县。")
        with pytest.raises(Refused, match="同意延期答复"):
            extending.consent_extension(application, by=county.lu_fang)
        extending.decline_extension(application, by=head(county), reason="可以按期。")
        extending.propose_extension(application, by=county.zhou_min, reason="资料在外省。")
        assert due(application) == date(2026, 3, 30)
    with on("2026-03-30"):
        extending.consent_extension(application, by=head(county))
        assert due(application) == date(2026, 4, 28)
        with pytest.raises(Refused, match="只能延长一次"):
            extending.propose_extension(application, by=county.zhou_min, reason="再延。")


def test_an_extension_comes_too_late(county: County) -> None:
    with on("2026-03-02"):
        application = accepted(county)
        extending.propose_extension(application, by=county.zhou_min, reason="资料在外县。")
    with on("2026-03-31"), pytest.raises(Refused, match="已于2026-03-30届满"):
        extending.consent_extension(application, by=head(county))


def test_a_delay_after_reasons_fixes_the_day(county: County) -> None:
    with on("2026-03-02"):
        application = accepted(county)
        with pytest.raises(Refused, match="请先要求申请人说明理由"):
            extending.delay(application, by=head(county), answer_by=date(2026, 6, 30))
        extending.ask_reasons(application, by=county.zhou_min, question="本月已申请40件，请说明理由。")
        extending.note_reasons(application, by=APPLICANT, reasons="课题研究。")
        extending.delay(application, by=head(county), answer_by=date(2026, 6, 30))
        assert due(application) == date(2026, 6, 30)
        with pytest.raises(Refused, match="2026年6月30日前答复"):
            extending.propose_extension(application, by=county.zhou_min, reason="再延。")
    with on("2026-07-01"):
        remedies.urge(application, by=county.he_jing)
        answer(county, application)
    assert Duty.objects.get(rule="delayed_reply").is_late
    assert Duty.objects.get(rule="reply").outcome == "cancelled"


def test_after_a_delay_nothing_else_moves_the_day_and_nothing_is_left_owing(county: County) -> None:
    with on("2026-03-02"):
        application = accepted(county)
        extending.ask_reasons(application, by=county.zhou_min, question="本月已申请40件，请说明理由。")
        extending.note_reasons(application, by=APPLICANT, reasons="课题研究。")
        extending.delay(application, by=head(county), answer_by=date(2026, 6, 30))
        with pytest.raises(Refused, match="不能再改变期限"):
            correcting.ask_correction(
                application, by=county.zhou_min, items=["年度"], correct_by=date(2026, 3, 20)
            )
        closing.transfer(application, by=county.tang_ke, to=county.township)
    assert Duty.objects.get(rule="delayed_reply").outcome == "cancelled"


def test_a_fee_stops_the_clock_and_payment_begins_it_anew(county: County) -> None:
    with on("2026-03-02"):
        application = accepted(county)
        with pytest.raises(Refused, match="不收费"):
            charging.notice_fee(application, by=county.zhou_min, way="items")
        fee = charging.notice_fee(application, by=county.zhou_min, way="pages", pages=250)
        assert (fee.amount, due(application)) == (4700, None)
    with on("2026-03-04"):
        charging.note_fee_served(application, by=county.tang_ke, on=date(2026, 3, 4))
    with on("2026-03-06"), pytest.raises(Refused, match="送达日期已登记为2026年3月4日"):
        charging.note_fee_served(application, by=county.tang_ke, on=date(2026, 3, 6))
    with on("2026-04-01"):
        with pytest.raises(Refused, match="缴费期限至2026-04-01"):
            charging.lapse_unpaid(application, by=county.zhou_min)
        charging.note_payment(application, by=county.tang_ke)
        assert due(application) == date(2026, 4, 30)
        with pytest.raises(Refused, match="按件、按量只能选择一种"):
            charging.notice_fee(application, by=county.zhou_min, way="items")


def test_unpaid_it_lapses_and_waived_it_goes_on(county: County) -> None:
    with on("2026-03-02"):
        unpaid, waived = accepted(county), accepted(county)
        for one in (unpaid, waived):
            charging.notice_fee(one, by=county.zhou_min, way="pages", pages=31)
    with on("2026-03-04"):
        charging.waive_fee(waived, by=county.zhou_min, reason="申请人为低保对象。")
        assert due(waived) == date(2026, 4, 1)
    with on("2026-03-31"):
        # the days to pay count from the receipt of the notice
        with pytest.raises(Refused, match="请先登记送达"):
            charging.lapse_unpaid(unpaid, by=county.zhou_min)
        charging.note_fee_served(unpaid, by=county.tang_ke, on=date(2026, 3, 2))
        charging.lapse_unpaid(unpaid, by=county.zhou_min)
    unpaid.refresh_from_db()
    assert unpaid.outcome == "oth_nopay"


def test_it_is_withdrawn_at_any_time_and_all_that_was_owed_ends(county: County) -> None:
    with on("2026-03-02"):
        application = accepted(county)
        asked = consulting.ask_third_party(application, by=county.zhou_min, party="某公司", about="合同")
        closing.withdraw(application, by=APPLICANT)
        asked.refresh_from_db()
        application.refresh_from_db()
        assert (application.stage, application.outcome, asked.answer) == ("withdrawn", "oth_other", "moot")
        left = Duty.objects.filter(closed_at=None).values_list("rule", flat=True)
        assert list(left) == ["applicant_erasure"]
        with pytest.raises(Refused, match="当前状态为“已撤回”"):
            closing.withdraw(application, by=APPLICANT)
        closing.archive(application, by=county.tang_ke)
        with pytest.raises(Refused, match="归档"):
            closing.archive(application, by=county.tang_ke)


def test_transferred_it_begins_at_the_other_organ(county: County) -> None:
    with on("2026-03-02"):
        application = submit(county)
        there = closing.transfer(application, by=county.tang_ke, to=county.township)
        assert (there.number, there.stage, there.channel) == (
            "SQ-MB0000003-2026-00001",
            "submitted",
            "transfer",
        )
        receiving.confirm_receipt(there, by=county.guo_liang)
        assert due(there) == date(2026, 3, 30)
        assert queries.own_earlier(there) == []
        assert not queries.behind([county.housing], 2026, "handled").exists()


def test_only_an_organ_that_answers_takes_what_is_transferred(county: County) -> None:
    from gongkai.engines.agencies import actions as agencies
    from gongkai.engines.agencies.queries import SYSTEM

    with on("2026-03-02"):
        village = agencies.open_agency(
            by=SYSTEM, slug="hekou", name="河口村", kind="village", parent=county.township
        )
        application = accepted(county)
        with pytest.raises(Refused, match="河口村不受理政府信息公开申请"):
            closing.transfer(application, by=county.tang_ke, to=village)
        with pytest.raises(Refused, match="河口村不受理政府信息公开申请"):
            submit(county, agency=village)


def test_work_is_entrusted_to_a_unit_below(county: County) -> None:
    with on("2026-03-02"):
        from gongkai.engines.agencies import actions as agencies
        from gongkai.engines.agencies.queries import SYSTEM

        agencies.grant_role(county.he_jing, by=SYSTEM, role="liaison", agency=county.government)
        application = submit(county, agency=county.government)
        receiving.confirm_receipt(application, by=county.he_jing)
        with pytest.raises(Refused, match="没有办理“审核通过”的权限"):
            receiving.accept(application, by=county.zhou_min)
        receiving.entrust(application, by=county.he_jing, undertaker=county.housing, officer=county.zhou_min)
        receiving.accept(application, by=county.zhou_min)
        assert Duty.objects.get(rule="reply").agency == "qingyuan"
        own = received(county)
        with pytest.raises(Refused, match="不是青原县住房和城乡建设局所属的单位"):
            receiving.entrust(own, by=county.tang_ke, undertaker=county.township)


def test_days_are_those_of_china(county: County) -> None:
    with on("2026-03-03", hour=6):
        application = received(county)
        correcting.ask_correction(
            application, by=county.zhou_min, items=["年度"], correct_by=date(2026, 3, 20)
        )
        with pytest.raises(Refused, match="收到补正的日期2026年3月2日早于2026年3月3日"):
            correcting.take_correction(
                application, by=county.tang_ke, wanted="2024年度明细", on=date(2026, 3, 2)
            )
        closing.withdraw(application, by=APPLICANT)
        closing.archive(application, by=county.tang_ke)
        with pytest.raises(Refused, match="已于2026-03-03归档"):
            closing.archive(application, by=county.tang_ke)


def test_li_hua_is_nobody_else() -> None:
    assert "李花" not in repr(LI_HUA)


def test_a_pack_may_decide_otherwise(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"unserved_opinion": "silent", "transfer_of_applications": False}
    for module in (consulting, closing):
        monkeypatch.setattr(module, "rule", lambda application, name: said[name])
    with on("2026-03-02"):
        application = accepted(county)
        consulting.ask_third_party(application, by=county.zhou_min, party="某公司", about="合同")
    with on("2026-03-24"):
        assert consulting.close_silent() == 1
        assert application.consultations.get().answer == "silent"
        with pytest.raises(Refused, match="按本地规定申请不转送"):
            closing.transfer(application, by=county.tang_ke, to=county.township)
