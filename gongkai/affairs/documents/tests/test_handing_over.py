"""Handing over: nothing that a leaver had in hand stays without a hand, and what he passed stays passed."""

from datetime import date

import pytest

from gongkai.affairs.documents import course, gates, workflow
from gongkai.affairs.documents.desk import waiting_for
from gongkai.affairs.documents.handing_over import hand_over, unattended, without_hands
from gongkai.affairs.documents.models import Edition, State
from gongkai.engines.agencies.actions import appoint, grant_role
from gongkai.engines.agencies.delegation import delegate, delegations_of
from gongkai.engines.agencies.leaving import leave
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.queries import SYSTEM, officer_of
from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import events_of, facts_of
from gongkai.kernel.flow import Refused
from tests.county import County


def sent_up(county: County, title: str = "关于开展农房安全排查的通知") -> Edition:
    return course.send_up(county.draft(title, kind="notice", taken_from=""), by=county.zhou_min)


def passing(edition: Edition, by: Officer) -> None:
    (gate,) = gates.needed(edition)
    course.pass_gate(edition, by=by, gate=gate.gate, checked=gate.checklist)


@pytest.fixture
def new_hand(county: County) -> Officer:
    """Xin Ran, who has just come to the bureau and holds no role."""
    return appoint(by=SYSTEM, agency=county.housing, username="xinran", name="辛然")


def test_drafts_and_what_was_sent_up_go_to_the_successor(county: County, new_hand: Officer) -> None:
    draft = county.draft("农房安全手册", kind="guide", taken_from="")
    sent = sent_up(county)
    public = county.publish()
    moved = hand_over(county.zhou_min, by=SYSTEM, to=new_hand)
    assert [one.pk for one in moved] == [draft.pk, sent.pk]
    for edition in (draft, sent, public):
        edition.refresh_from_db()
    assert (draft.drafted_by, sent.drafted_by, sent.sent_by) == ("xinran", "xinran", "xinran")
    assert public.drafted_by == "zhoumin" and draft.hands == ["zhoumin", "xinran"]
    event = events_of(*draft.document.subject).get(verb="document.handed_over")
    assert facts_of(event) == {"edition": 1, "whose": "zhoumin", "to": "xinran", "state": "draft"}
    assert course.recall(sent, by=new_hand).state == State.DRAFT
    assert course.send_up(draft, by=new_hand).state == State.REVIEWING


def test_the_leaver_may_do_nothing_any_more_and_the_successor_holds_his_roles(
    county: County, new_hand: Officer
) -> None:
    hand_over(county.zhou_min, by=SYSTEM, to=new_hand)
    assert officer_of(county.zhou_min.user) is None
    assert [grant.role for grant in new_hand.grants.all()] == ["undertaker"]
    assert not county.zhou_min.grants.filter(until=None).exists()
    left = Event.objects.get(verb="officer.left")
    assert facts_of(left) == {
        "successor": "xinran",
        "roles": [["undertaker", "zhujian"]],
        "taken_on": [["undertaker", "zhujian"]],
    }


def test_the_successor_passes_no_gate_of_what_he_took_over(county: County) -> None:
    edition = sent_up(county)
    hand_over(county.zhou_min, by=SYSTEM, to=county.fang_ya)
    with pytest.raises(Refused, match="由您起草或者送审"):
        passing(edition, county.fang_ya)


def test_a_reviewer_leaves_and_what_he_passed_stays(county: County, new_hand: Officer) -> None:
    passed, waiting = sent_up(county), sent_up(county, "关于做好汛期房屋安全工作的通知")
    passing(passed, county.fang_ya)
    hand_over(county.fang_ya, by=SYSTEM, to=new_hand)
    assert gates.open_gates(passed) == []
    assert course.sign(passed, by=county.lu_fang).state == State.SIGNED
    assert [(one.edition.pk, one.step) for one in waiting_for(new_hand)] == [(waiting.pk, "review")]
    passing(waiting, new_hand)
    assert gates.open_gates(waiting) == []


def test_where_nobody_holds_the_role_the_queue_says_so(county: County, new_hand: Officer) -> None:
    edition = sent_up(county)
    assert unattended(county.zhou_min) == []
    leave(county.fang_ya, by=SYSTEM)
    edition.refresh_from_db()
    assert edition.state == State.REVIEWING
    (row,) = unattended(county.zhou_min)
    assert row.edition == edition and row.sentence == (
        "青原县住房和城乡建设局目前没有可以办理“保密审查”的其他人员，"
        "请授予角色、办理委托，或者由人员管理员补充人员。"
    )
    assert unattended(county.guo_liang) == []  # who may not read it is not told of it
    grant_role(county.zhou_min, by=SYSTEM, role="secrecy_reviewer")
    assert without_hands([edition]) == [row]  # he wrote it himself
    grant_role(new_hand, by=SYSTEM, role="secrecy_reviewer")
    assert without_hands([edition]) == []


def test_the_next_step_may_lack_its_hand_too(county: County) -> None:
    edition = sent_up(county)
    passing(edition, county.fang_ya)
    leave(county.lu_fang, by=SYSTEM)
    assert ["签发文件" in row.sentence for row in without_hands([edition])] == [True]
    delegate(county.fang_ya, by=county.fang_ya, to=county.wei_lan, until=date(2099, 1, 1))
    grant_role(county.fang_ya, by=SYSTEM, role="approver")
    assert len(without_hands([edition])) == 1  # she passed a gate of it, and nobody signs in her name
    grant_role(county.wei_lan, by=SYSTEM, role="approver")
    assert without_hands([edition]) == []
    fresh = officer_of(county.wei_lan.user)
    assert fresh is not None
    signed = course.sign(edition, by=fresh)
    leave(county.tang_ke, by=SYSTEM)
    leave(county.he_jing, by=SYSTEM)
    assert without_hands([signed]) == []
    leave(county.wei_lan, by=SYSTEM)
    leave(county.fang_ya, by=SYSTEM)
    assert ["公开文件" in row.sentence for row in without_hands([signed])] == [True]


def test_what_was_lent_ends_with_the_leaver(county: County) -> None:
    delegate(county.lu_fang, by=county.lu_fang, to=county.wei_lan, until=date(2099, 1, 1))
    leave(county.lu_fang, by=SYSTEM)
    assert delegations_of(county.wei_lan) == []


def test_all_that_is_wrong_is_said_at_once_and_nothing_changes(county: County) -> None:
    draft = county.draft(taken_from="")
    with pytest.raises(Refused) as refused:
        hand_over(county.zhou_min, by=county.zhou_min, to=county.zhou_min)
    assert refused.value.reasons == (
        "您没有管理青原县住房和城乡建设局人员的权限。",
        "离岗须由他人办理，请交由本单位的人员管理员。",
        "接手人不能是离岗人本人，请另选一位同事。",
    )
    leave(county.tang_ke, by=SYSTEM)
    with pytest.raises(Refused, match="唐柯已不在岗"):
        hand_over(county.zhou_min, by=SYSTEM, to=county.tang_ke)
    with pytest.raises(Refused, match=r"唐柯已于.*离岗"):
        leave(county.tang_ke, by=SYSTEM)
    draft.refresh_from_db()
    assert draft.drafted_by == "zhoumin" and workflow.refusals(draft, "send_up", county.zhou_min) == []
