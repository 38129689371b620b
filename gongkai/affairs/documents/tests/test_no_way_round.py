"""Ways round the gates that a hand-made request could try: each is refused with its reason, and changes nothing."""

from datetime import datetime, timedelta

import pytest

from gongkai.affairs.documents import (
    actions,
    assembly,
    consultation,
    course,
    findings,
    gates,
    handing_over,
    screening,
    screening_rounds,
    settling,
    standing,
)
from gongkai.affairs.documents.citing import cite
from gongkai.affairs.documents.models import Document, Edition, State
from gongkai.affairs.documents.queries import live, page, validity
from gongkai.affairs.documents.scheduled import publish_due
from gongkai.affairs.documents.tests.listing import IDENTITY
from gongkai.affairs.negative_list import actions as negative_list
from gongkai.affairs.negative_list.models import NegativeEntry
from gongkai.engines.agencies import actions as agencies
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.actions import adopt_pack
from gongkai.engines.ledger.models import Event
from gongkai.kernel.clock import CHINA, frozen, today
from gongkai.kernel.flow import Refused
from tests.county import County

NOON = datetime(2026, 3, 2, 12, tzinfo=CHINA)


def notice(county: County, title: str = "关于做好冬季燃气安全检查的通知") -> Edition:
    return county.draft(title, kind="notice", taken_from="")


def fresh(edition: Edition) -> Edition:
    return Edition.objects.get(pk=edition.pk)


def passed(edition: Edition, by: Officer, gate: str) -> None:
    needed = next(one for one in gates.needed(fresh(edition)) if one.gate == gate)
    course.pass_gate(edition, by=by, gate=gate, checked=needed.checklist)


def also(county: County, officer: Officer, role: str) -> Officer:
    agencies.grant_role(officer, by=SYSTEM, role=role, agency=county.housing)
    return Officer.objects.get(pk=officer.pk)


def entry(county: County) -> NegativeEntry:
    return negative_list.enter(
        by=county.he_jing, agency=county.government, code="01", title="应急值守排班",
        ground="internal_affairs", scope="值班人员姓名、电话和排班表。",
    )  # fmt: skip


def test_a_correction_written_here_is_not_taken_over_as_if_it_had_been_public(county: County) -> None:
    """The liaison may correct, draft and take over: together they would publish what nobody reviewed."""
    first = county.publish()
    draft = actions.revise(first.document, by=county.tang_ke, note="补充。", title="未经审查的标题")
    with pytest.raises(Refused, match="没有在别处公开过"):
        actions.take_over(draft, by=county.tang_ke)
    assert live().get().pk == first.pk


@pytest.mark.parametrize("ground", ["personal_data", "error"])
def test_what_was_withdrawn_does_not_come_back_with_the_next_edition(county: County, ground: str) -> None:
    """Neither by hand nor when its hour has come: put back what may be, or begin anew."""
    with frozen(NOON) as clock:
        first = county.see_through(notice(county))
        draft = actions.revise(first.document, by=county.tang_ke, note="补充。", title="关于燃气检查的通知")
        following = county.sign(draft)
        course.schedule(following, by=county.tang_ke, at=NOON + timedelta(hours=1))
        actions.withdraw(first.document, by=county.lu_fang, reason="列有住户姓名。", ground=ground)
        with pytest.raises(Refused, match="新文件"):
            actions.publish(following, by=county.tang_ke)
        clock.advance(timedelta(hours=2))
        assert publish_due(by=SYSTEM) == 0
        assert fresh(following).state == State.SIGNED and not live().exists()
        if ground == "error":
            standing.restore(first.document, by=county.lu_fang, reason="没有错。")
            actions.publish(following, by=county.tang_ke)
            assert live().get().pk == following.pk


def test_the_draft_of_a_correction_changes_nothing_of_what_is_public(county: County) -> None:
    first = county.publish()
    before = Document.objects.values().get()
    draft = actions.revise(first.document, by=county.tang_ke, note="补充。")
    for facts in ({"expires_on": today()}, {"kind": "other"}, {"doc_number": "青建〔2026〕1号"}):
        with pytest.raises(Refused, match="不能在下一版草稿中改动"):
            actions.edit(draft, by=county.zhou_min, version=1, **facts)
    with pytest.raises(Refused, match="请撤回"):
        course.classify(
            draft, by=county.zhou_min, attribute="exempt", ground="internal_affairs", entry=entry(county),
            reason="排班。",
        )  # fmt: skip
    assert Document.objects.values().get() == before


def test_the_attribute_is_decided_with_its_ground_or_not_at_all(county: County) -> None:
    edition = notice(county)
    with pytest.raises(Refused, match="确定公开属性"):
        actions.edit(edition, by=county.zhou_min, version=1, attribute="on_request")


def test_who_attached_a_file_or_decided_the_attribute_reviews_nothing_of_it(county: County) -> None:
    tang_ke = also(county, county.tang_ke, "secrecy_reviewer")
    with_file, classified = notice(county), notice(county, "关于公布物业服务企业名录的通知")
    actions.attach(with_file, by=tang_ke, name="名单.csv", data=b"a,b\n1,2\n")
    course.classify(classified, by=tang_ke, attribute="proactive")
    for edition in (with_file, classified):
        course.send_up(edition, by=county.zhou_min)
        with pytest.raises(Refused, match="须由他人办理"):
            passed(edition, tang_ke, "secrecy")


def test_who_took_a_draft_over_from_a_leaver_signs_it_no_more(county: County) -> None:
    """Also where somebody else sent it up in between."""
    edition = notice(county)
    course.send_up(edition, by=county.tang_ke)
    handing_over.hand_over(county.zhou_min, by=SYSTEM, to=county.fang_ya)
    with pytest.raises(Refused, match="须由他人办理"):
        passed(edition, county.fang_ya, "secrecy")


def test_a_record_of_consultation_changed_after_the_review_is_reviewed_again(county: County) -> None:
    adopt_pack(by=SYSTEM, agency=county.government, pack="xiaoxian", from_=today())
    rules = county.draft(kind="normative", taken_from="")
    consultation.note_consultation(rules, by=county.zhou_min, exception="urgent", reason="应对暴雪灾害。")
    course.send_up(rules, by=county.zhou_min)
    passed(rules, county.wei_lan, "legality")
    course.recall(rules, by=county.zhou_min)
    consultation.note_consultation(
        rules, by=county.zhou_min, began_on=today(), ended_on=today() + timedelta(days=30),
        notice="MB0000002-2025-00009", outcome="正在征求。",
    )  # fmt: skip
    course.send_up(rules, by=county.zhou_min)
    assert "合法性审查" in gates.open_gates(fresh(rules))
    with pytest.raises(Refused, match="才结束"):
        passed(rules, county.wei_lan, "legality")


def test_no_relation_comes_in_behind_the_reviewers(county: County) -> None:
    old, edition = county.publish("青原县旧办法"), notice(county)
    course.send_up(edition, by=county.zhou_min)
    passed(edition, county.fang_ya, "secrecy")
    repeals = {"by": county.zhou_min, "type": "repeals", "target": old.document}
    with pytest.raises(Refused, match="请先撤回送审"):
        actions.relate(edition.document, **repeals)  # type: ignore[arg-type]
    course.recall(edition, by=county.zhou_min)
    actions.relate(edition.document, **repeals)  # type: ignore[arg-type]
    course.send_up(edition, by=county.zhou_min)
    assert gates.open_gates(fresh(edition)) == ["保密审查"]
    course.recall(edition, by=county.zhou_min)
    passed_before = fresh(edition).version
    assembly.unrelate(edition.document.relations.get(), by=county.zhou_min)
    assert fresh(edition).version == passed_before  # nobody has reviewed it with the relation


def test_what_is_public_repeals_nothing_afterwards(county: County) -> None:
    """A relation of a public document counts at once: whoever may draft could have repealed any other."""
    old, edition = county.publish("青原县旧办法"), county.publish("青原县新办法")
    with pytest.raises(Refused) as refused:
        actions.relate(edition.document, by=county.zhou_min, type="repeals", target=old.document)
    assert len(refused.value.reasons) == 2
    with pytest.raises(Refused, match="登记效力状态"):
        actions.relate(edition.document, by=county.tang_ke, type="amends", target=old.document)
    found = page(old.document.index_number)
    assert found is not None and validity(live().get(pk=old.pk)) == "current" and not found.incoming
    actions.relate(edition.document, by=county.tang_ke, type="based_on", target=old.document)


def test_what_a_draft_says_of_others_is_not_told_in_public(county: County) -> None:
    edition = notice(county)
    actions.relate(edition.document, by=county.zhou_min, type="based_on", title="关于开展燃气整治的内部通知")
    cite(edition.document, by=county.zhou_min, cites=[("燃气管理办法", "")])
    assert not Event.objects.filter(subject_id=edition.document.index_number, public=True).exists()


def test_what_was_kept_by_mistake_is_masked_in_public_and_in_history(county: County) -> None:
    """A correction leaves the earlier edition readable: there, too, the number is found and can be covered."""
    body = f"<p>何大勇，身份证号{IDENTITY}。</p>"
    edition = county.draft("农房补助名单", kind="subsidy", taken_from="", body=body)
    screening.screen(edition, by=county.zhou_min)
    found = [one.pk for one in findings.open_findings(edition)]
    settling.keep(edition, by=county.zhou_min, findings=found, reason="误认为可以公开。")
    first = county.see_through(edition)
    other = county.publish("危房改造名单", kind="subsidy", body=f"<p>身份证号{IDENTITY}。</p>")
    county.correct(other.document, body="<p>名单已经更正。</p>")
    screening_rounds.work_off()
    for one in (first, other):
        there = page(one.document.index_number, number=1)
        assert there is not None and IDENTITY in there.edition.body
        identity = one.findings.get(kind="identity")
        settling.mask(one, by=county.tang_ke, findings=[identity.pk])
        there = page(one.document.index_number, number=1)
        assert there is not None and IDENTITY not in there.edition.body + there.edition.text


def test_a_gate_that_was_passed_and_then_returned_is_passed_again(county: County) -> None:
    """The last word counts: also when the same text comes back unchanged, or another reviewer asks first."""
    second = agencies.appoint(by=SYSTEM, agency=county.housing, username="xinran", name="辛然")
    second = also(county, second, "secrecy_reviewer")
    edition = notice(county)
    course.send_up(edition, by=county.zhou_min)
    passed(edition, county.fang_ya, "secrecy")
    course.send_back(edition, by=second, reason="请核对附件。", gate="secrecy")
    course.send_up(edition, by=county.zhou_min)
    with pytest.raises(Refused, match="尚未通过保密审查"):
        course.sign(edition, by=county.lu_fang)
    passed(edition, second, "secrecy")
    assert gates.open_gates(fresh(edition)) == []


def test_who_wrote_it_does_not_open_what_is_withheld(county: County) -> None:
    zhou_min = also(county, county.zhou_min, "secrecy_reviewer")
    edition = notice(county)
    course.classify(
        edition,
        by=zhou_min,
        attribute="exempt",
        ground="internal_affairs",
        entry=entry(county),
        reason="排班。",
    )
    withheld = course.withhold(county.sign(fresh(edition)), by=county.tang_ke)
    with pytest.raises(Refused, match="由您起草，请由他人评估"):
        course.reopen(withheld, by=zhou_min, reason="可以公开。")
