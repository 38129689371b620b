"""Before publication: every gate that the law names, each by another person, on the text as it stands."""

from datetime import datetime, timedelta

import pytest

from gongkai.affairs.documents import actions, consultation, course, gates, interpreting
from gongkai.affairs.documents.models import Attribute, Edition, JointAgency, Review, State
from gongkai.affairs.documents.queries import page
from gongkai.affairs.negative_list import actions as negative_list
from gongkai.engines.agencies import actions as agencies
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import ROLES, Permission
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.actions import adopt_pack
from gongkai.kernel.clock import CHINA, frozen, now, today
from gongkai.kernel.flow import Refused
from tests.county import County

POINTS = [
    "不含国家秘密",
    "不含危及国家安全、公共安全、经济安全、社会稳定的内容",
    "商业秘密、个人隐私已经征求意见或者作了处理",
]


def notice(county: County, **facts: object) -> Edition:
    """A new notice of the housing bureau."""
    return county.draft("关于做好冬季燃气安全检查的通知", kind="notice", taken_from="", **facts)


def sent(county: County) -> Edition:
    edition = notice(county)
    return course.send_up(edition, by=county.zhou_min)


def reasons(act: object) -> str:
    with pytest.raises(Refused) as refused:
        act()  # type: ignore[operator]
    return str(refused.value)


def fresh(edition: Edition) -> Edition:
    return Edition.objects.get(pk=edition.pk)


def test_nothing_new_goes_out_without_its_course(county: County) -> None:
    edition = notice(county)
    for by in (county.zhou_min, county.tang_ke, county.lu_fang, county.he_jing, SYSTEM):
        assert "须在“已签发”状态下办理" in reasons(lambda by=by: actions.publish(edition, by=by))
        assert "没有在别处公开过" in reasons(lambda by=by: actions.take_over(edition, by=by))
    assert page(edition.document.index_number) is None


def test_what_is_being_reviewed_cannot_be_seen_from_outside(county: County) -> None:
    edition = sent(county)
    assert page(edition.document.index_number) is None
    county_edition = county.see_through(notice_two(county))
    revised = actions.revise(county_edition.document, by=county.tang_ke, note="补充。", title="新的标题")
    course.send_up(revised, by=county.tang_ke)
    shown = page(county_edition.document.index_number)
    assert shown is not None and shown.edition == county_edition
    assert page(county_edition.document.index_number, number=2) is None


def notice_two(county: County) -> Edition:
    return county.draft("关于公布物业服务企业名录的通知", kind="notice", taken_from="")


def test_the_drafter_reviews_nothing_even_with_every_role(county: County) -> None:
    for role in ("secrecy_reviewer", "approver"):
        agencies.grant_role(county.zhou_min, by=SYSTEM, role=role, agency=county.housing)
    zhou_min = Officer.objects.get(pk=county.zhou_min.pk)
    edition = sent(county)
    assert "须由他人办理" in reasons(
        lambda: course.pass_gate(edition, by=zhou_min, gate="secrecy", checked=POINTS)
    )
    course.pass_gate(edition, by=county.fang_ya, gate="secrecy", checked=POINTS)
    assert "须由他人办理" in reasons(lambda: course.sign(edition, by=zhou_min))


def test_an_earlier_editor_reviews_nothing_either(county: County) -> None:
    agencies.grant_role(county.tang_ke, by=SYSTEM, role="secrecy_reviewer", agency=county.housing)
    tang_ke = Officer.objects.get(pk=county.tang_ke.pk)
    edition = notice(county)
    actions.edit(edition, by=tang_ke, version=1, title="关于冬季燃气安全检查的通知")
    actions.edit(edition, by=county.zhou_min, version=2, title="关于做好冬季燃气安全检查工作的通知")
    course.send_up(edition, by=county.zhou_min)
    assert "由您起草或者送审" in reasons(
        lambda: course.pass_gate(edition, by=tang_ke, gate="secrecy", checked=POINTS)
    )


def test_one_person_passes_one_gate(county: County) -> None:
    agencies.grant_role(county.fang_ya, by=SYSTEM, role="approver", agency=county.housing)
    fang_ya = Officer.objects.get(pk=county.fang_ya.pk)
    edition = sent(county)
    course.pass_gate(edition, by=fang_ya, gate="secrecy", checked=POINTS)
    assert "不能再过另一关" in reasons(lambda: course.sign(edition, by=fang_ya))
    assert course.sign(edition, by=county.lu_fang).state == State.SIGNED


def test_no_role_holds_two_gates() -> None:
    at_a_gate = {*gates.PERMISSIONS.values(), Permission.SIGN_DOCUMENTS}
    for name, role in ROLES.items():
        assert len(role.permissions & at_a_gate) <= 1, name
        if role.permissions & at_a_gate:
            assert (
                name in {"openness_office", "liaison"} or Permission.DRAFT_DOCUMENTS not in role.permissions
            )


def test_the_reviewer_confirms_every_point(county: County) -> None:
    edition = sent(county)
    said = reasons(lambda: course.pass_gate(edition, by=county.fang_ya, gate="secrecy", checked=POINTS[:1]))
    assert POINTS[1] in said and POINTS[0] not in said
    assert not Review.objects.exists()


def test_a_gate_that_is_not_asked_for_is_none(county: County) -> None:
    edition = sent(county)
    assert "无需“合法性审查”" in reasons(
        lambda: course.pass_gate(edition, by=county.wei_lan, gate="legality", checked=[])
    )


def test_a_changed_text_passes_its_gates_again(county: County) -> None:
    edition = sent(county)
    course.pass_gate(edition, by=county.fang_ya, gate="secrecy", checked=POINTS)
    course.send_back(edition, by=county.lu_fang, reason="请写明检查的范围。")
    edition = fresh(edition)
    actions.edit(edition, by=county.zhou_min, version=edition.version, title="关于城区冬季燃气安全检查的通知")
    course.send_up(edition, by=county.zhou_min)
    assert "尚未通过保密审查" in reasons(lambda: course.sign(edition, by=county.lu_fang))
    assert Review.objects.filter(edition=edition).count() == 1


def test_returned_unchanged_the_review_still_speaks_of_it(county: County) -> None:
    edition = sent(county)
    course.pass_gate(edition, by=county.fang_ya, gate="secrecy", checked=POINTS)
    course.send_back(edition, by=county.lu_fang, reason="请与燃气公司核对日期。")
    course.send_up(edition, by=county.zhou_min)
    assert course.sign(edition, by=county.lu_fang).state == State.SIGNED


def test_only_the_sender_recalls(county: County) -> None:
    edition = sent(county)
    assert "请由本人撤回" in reasons(lambda: course.recall(edition, by=county.tang_ke))
    assert course.recall(edition, by=county.zhou_min).state == State.DRAFT
    assert fresh(edition).sent_at is None


def test_what_the_reviewer_cannot_decide_is_referred_and_settled(county: County) -> None:
    edition = sent(county)
    course.refer(edition, by=county.fang_ya, to="县国家保密局", question="管网坐标可否公开。")
    assert fresh(edition).state == State.REFERRED
    assert "须在“审查中”状态下办理" in reasons(lambda: course.sign(edition, by=county.lu_fang))
    course.settle(edition, by=county.fang_ya, decision="青密函〔2025〕3号：可以公开。", may_open=True)
    assert gates.open_gates(fresh(edition)) == []
    assert course.sign(edition, by=county.lu_fang).signed_by == "lufang"


def test_what_may_not_be_opened_goes_back(county: County) -> None:
    edition = sent(county)
    course.refer(edition, by=county.fang_ya, to="县国家保密局", question="管网坐标可否公开。")
    course.settle(edition, by=county.fang_ya, decision="坐标不得公开。", may_open=False)
    assert fresh(edition).state == State.DRAFT


def test_the_leader_waits_for_all_who_sign_jointly(county: County) -> None:
    edition = notice(county)
    JointAgency.objects.create(document=edition.document, agency=county.township)
    head = agencies.appoint(by=SYSTEM, agency=county.township, username="songping", name="宋平")
    agencies.grant_role(head, by=SYSTEM, role="approver", agency=county.township)
    course.send_up(edition, by=county.zhou_min)
    course.pass_gate(edition, by=county.fang_ya, gate="secrecy", checked=POINTS)
    assert "桥头镇会签" in reasons(lambda: course.sign(edition, by=county.lu_fang))
    assert "没有办理青原县桥头镇人民政府" in reasons(
        lambda: course.pass_gate(edition, by=county.lu_fang, gate="joint", checked=[])
    )
    course.pass_gate(edition, by=head, gate="joint", checked=[], agency=county.township)
    assert course.sign(edition, by=county.lu_fang).state == State.SIGNED


def test_the_machine_reviews_and_signs_nothing(county: County) -> None:
    edition = sent(county)
    assert "不能由系统代办" in reasons(
        lambda: course.pass_gate(edition, by=SYSTEM, gate="secrecy", checked=POINTS)
    )
    course.pass_gate(edition, by=county.fang_ya, gate="secrecy", checked=POINTS)
    assert "不能由系统代办" in reasons(lambda: course.sign(edition, by=SYSTEM))


def test_open_is_the_rule_and_anything_else_needs_its_entry(county: County) -> None:
    edition = notice(county)
    assert edition.document.attribute == Attribute.PROACTIVE
    said = reasons(lambda: course.classify(edition, by=county.zhou_min, attribute="exempt"))
    for part in ("法定的不予公开情形", "负面清单", "请说明"):
        assert part in said
    entry = negative_list.enter(
        by=county.he_jing, agency=county.government, code="01", title="应急值守排班",
        ground="internal_affairs", scope="值班人员姓名、电话和排班表。",
    )  # fmt: skip
    assert "依据的是另一种情形" in reasons(
        lambda: course.classify(
            edition, by=county.zhou_min, attribute="exempt", ground="process", entry=entry, reason="排班表。"
        )
    )
    course.classify(
        edition,
        by=county.zhou_min,
        attribute="exempt",
        ground="internal_affairs",
        entry=entry,
        reason="排班表。",
    )
    signed = county.sign(fresh(edition))
    assert "不能在网站公开" in reasons(lambda: actions.publish(signed, by=county.tang_ke))
    assert course.withhold(signed, by=county.tang_ke).state == State.WITHHELD
    assert page(edition.document.index_number) is None


def test_an_ended_entry_withholds_nothing_more(county: County) -> None:
    entry = negative_list.enter(
        by=county.he_jing, agency=county.government, code="01", title="应急值守排班",
        ground="internal_affairs", scope="值班人员姓名、电话和排班表。",
    )  # fmt: skip
    negative_list.end(entry, by=county.he_jing, reason="改为公开值班电话。")
    edition = notice(county)
    assert "负面清单中现行有效的条目" in reasons(
        lambda: course.classify(
            edition,
            by=county.zhou_min,
            attribute="exempt",
            ground="internal_affairs",
            entry=entry,
            reason="排班。",
        )
    )


def test_a_withheld_document_is_opened_after_it_was_looked_at_again(county: County) -> None:
    entry = negative_list.enter(
        by=county.he_jing, agency=county.government, code="01", title="应急值守排班",
        ground="internal_affairs", scope="值班人员姓名、电话和排班表。",
    )  # fmt: skip
    edition = notice(county)
    course.classify(
        edition,
        by=county.zhou_min,
        attribute="exempt",
        ground="internal_affairs",
        entry=entry,
        reason="排班表。",
    )
    withheld = course.withhold(county.sign(fresh(edition)), by=county.tang_ke)
    course.reopen(withheld, by=county.fang_ya, reason="排班已经结束，不再属于内部事务。")
    edition = fresh(edition)
    assert (edition.state, edition.document.attribute) == (State.DRAFT, Attribute.PROACTIVE)
    assert county.see_through(edition).state == State.LIVE


def test_no_legality_review_without_a_finished_consultation(county: County) -> None:
    with frozen(datetime(2025, 11, 18, 9, tzinfo=CHINA)) as clock:
        adopt_pack(by=SYSTEM, agency=county.government, pack="xiaoxian", from_=today())
        rules = county.draft(kind="normative", taken_from="")
        legal = ["制定主体合法", "制定权限合法", "内容合法", "程序合法"]

        def review() -> object:
            return course.pass_gate(rules, by=county.wei_lan, gate="legality", checked=legal)

        course.send_up(rules, by=county.zhou_min)
        assert "没有公开征求意见的记录" in reasons(review)
        course.recall(rules, by=county.zhou_min)
        consultation.note_consultation(
            rules, by=county.zhou_min, began_on=today(), ended_on=today() + timedelta(days=30),
            notice="MB0000002-2025-00009", outcome="收到意见3条，采纳1条。", received=3, adopted=1,
        )  # fmt: skip
        course.send_up(rules, by=county.zhou_min)
        assert "2025年12月18日才结束" in reasons(review)
        clock.advance(timedelta(days=31))
        review()


def test_a_statutory_exception_stands_in_for_the_consultation(county: County) -> None:
    adopt_pack(by=SYSTEM, agency=county.government, pack="xiaoxian", from_=today())
    rules = county.draft(kind="normative", taken_from="")
    said = reasons(lambda: consultation.note_consultation(rules, by=county.zhou_min))
    assert "起止日期" in said and "索引号或者网址" in said and "采纳情况" in said
    assert "请说明" in reasons(
        lambda: consultation.note_consultation(rules, by=county.zhou_min, exception="urgent")
    )
    consultation.note_consultation(rules, by=county.zhou_min, exception="urgent", reason="应对暴雪灾害。")
    assert consultation.faults(rules) == []


def test_the_interpretation_is_there_before_the_signature(county: County) -> None:
    adopt_pack(by=SYSTEM, agency=county.government, pack="xiaoxian", from_=today())
    rules = county.draft("青原县农村危房改造补助办法", kind="policy", taken_from="")
    course.send_up(rules, by=county.zhou_min)
    course.pass_gate(rules, by=county.fang_ya, gate="secrecy", checked=POINTS)
    assert "请先起草解读稿" in reasons(lambda: course.sign(rules, by=county.lu_fang))
    notice = county.draft("《青原县农村危房改造补助办法》解读", kind="announcement", taken_from="")
    actions.relate(notice.document, by=county.zhou_min, type="interprets", target=rules.document)
    assert "请先起草解读稿" in reasons(lambda: course.sign(rules, by=county.lu_fang))
    reading = interpreting.draft_interpretation(rules, by=county.zhou_min)
    assert "还有“（待填）”" in reasons(lambda: course.sign(rules, by=county.lu_fang))
    actions.edit(reading, by=county.zhou_min, version=1, body="<p>出台目的：为了解决危房问题。</p>")
    assert "还没有写明背景、起草过程、主要举措、下一步" in reasons(
        lambda: course.sign(rules, by=county.lu_fang)
    )
    told = "".join(
        f"<p>{one}：说明。</p>" for one in ("政策背景", "出台目的", "起草过程", "主要举措", "下一步")
    )
    actions.edit(reading, by=county.zhou_min, version=2, body=told)
    assert course.sign(rules, by=county.lu_fang).state == State.SIGNED
    assert actions.publish(rules, by=county.tang_ke).state == State.LIVE


def test_under_the_bureau_of_jiayuguan_both_go_out_together(county: County) -> None:
    """The same history under two packs: 3 working days, or the same time (conflict in the documents)."""
    adopt_pack(by=SYSTEM, agency=county.housing, pack="jiayuguan-wgx", from_=today())
    rules = county.draft("青原县农村危房改造补助办法", kind="policy", taken_from="")
    reading = county.draft("《青原县农村危房改造补助办法》解读", kind="interpretation", taken_from="")
    actions.relate(reading.document, by=county.zhou_min, type="interprets", target=rules.document)
    rules = county.sign(rules)
    assert "解读须与文件同时公布" in reasons(lambda: actions.publish(rules, by=county.tang_ke))
    county.sign(reading)
    actions.publish(rules, by=county.tang_ke)
    assert fresh(reading).state == fresh(rules).state == State.LIVE


def test_a_moment_may_be_named_and_taken_back(county: County) -> None:
    with frozen(datetime(2025, 11, 18, 9, tzinfo=CHINA)):
        edition = county.sign(notice(county))
        assert "时间已过" in reasons(lambda: course.schedule(edition, by=county.tang_ke, at=now()))
        course.schedule(edition, by=county.tang_ke, at=now() + timedelta(days=1))
        course.schedule(edition, by=county.tang_ke, at=None)
        assert fresh(edition).publish_at is None
        assert "无需取消" in reasons(lambda: course.schedule(edition, by=county.tang_ke, at=None))
