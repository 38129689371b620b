"""Standing in: the colleague counts as himself, and passes nothing in the name of one who could not pass it."""

from datetime import date

import pytest

from gongkai.affairs.documents import course, desk, gates, workflow
from gongkai.affairs.documents.models import Edition
from gongkai.engines.agencies.actions import grant_role
from gongkai.engines.agencies.delegation import delegate
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.queries import SYSTEM, officer_of
from gongkai.engines.ledger.queries import events_of, facts_of
from gongkai.kernel.flow import Refused
from tests.county import County

LONG = date(2099, 1, 1)


def lend(lender: Officer, to: Officer) -> Officer:
    """All that the lender holds; returns the colleague as his next request finds him."""
    delegate(lender, by=lender, to=to, until=LONG)
    found = officer_of(to.user)
    assert found is not None
    return found


def sent_up(county: County) -> Edition:
    edition = county.draft(kind="notice", taken_from="")
    return course.send_up(edition, by=county.zhou_min)


def passing(edition: Edition, by: Officer) -> None:
    (gate,) = gates.needed(edition)
    course.pass_gate(edition, by=by, gate=gate.gate, checked=gate.checklist)


def test_the_event_says_who_acted_and_for_whom(county: County) -> None:
    wei_lan = lend(county.fang_ya, county.wei_lan)
    edition = sent_up(county)
    passing(edition, wei_lan)
    event = events_of(*edition.document.subject).get(verb="document.reviewed")
    assert event.actor == "weilan" and facts_of(event)["in_place_of"] == ["fangya"]
    sent = events_of(*edition.document.subject).get(verb="document.sent_up")
    assert "in_place_of" not in facts_of(sent)


def test_one_person_passes_one_gate_for_whomever_he_acts(county: County) -> None:
    wei_lan = lend(county.fang_ya, county.wei_lan)
    edition = sent_up(county)
    passing(edition, wei_lan)
    wei_lan = lend(county.lu_fang, county.wei_lan)
    with pytest.raises(Refused, match="同一人不能再过另一关"):
        course.sign(edition, by=wei_lan)
    assert course.sign(edition, by=county.lu_fang).signed_by == "lufang"


def test_who_drafted_it_passes_it_for_nobody(county: County) -> None:
    zhou_min = lend(county.fang_ya, county.zhou_min)
    with pytest.raises(Refused, match="由您起草或者送审"):
        passing(sent_up(county), zhou_min)


def test_a_drafter_has_it_passed_in_his_name_by_nobody(county: County) -> None:
    """Zhou Min, who drafted it, also reviews secrecy: for others' texts, so his colleague does not for this one."""
    grant_role(county.zhou_min, by=SYSTEM, role="secrecy_reviewer")
    grant_role(county.zhou_min, by=SYSTEM, role="approver")
    wei_lan = lend(county.zhou_min, county.wei_lan)
    edition = sent_up(county)
    said = "您受周敏委托办理，而周敏已起草、送审或者审查过这份文件，请由他人办理。"
    with pytest.raises(Refused) as refused:
        passing(edition, wei_lan)
    assert refused.value.reasons == (said,)
    assert workflow.refusals(edition, "pass_gate", wei_lan) == [said]
    assert desk.waiting_on(edition, wei_lan) == []
    passing(edition, county.fang_ya)
    edition.refresh_from_db()
    assert workflow.refusals(edition, "sign", wei_lan) == [said]
    assert desk.waiting_on(edition, wei_lan) == []
    assert [one.step for one in desk.waiting_on(edition, county.lu_fang)] == ["sign"]


def test_who_passed_one_gate_has_no_other_passed_in_his_name(county: County) -> None:
    grant_role(county.fang_ya, by=SYSTEM, role="approver")
    edition = sent_up(county)
    passing(edition, county.fang_ya)
    wei_lan = lend(county.fang_ya, county.wei_lan)
    with pytest.raises(Refused, match="您受方雅委托办理"):
        course.sign(edition, by=wei_lan)


def test_with_a_power_of_his_own_he_needs_nobodys(county: County) -> None:
    grant_role(county.zhou_min, by=SYSTEM, role="secrecy_reviewer")
    fang_ya = lend(county.zhou_min, county.fang_ya)
    edition = sent_up(county)
    passing(edition, fang_ya)
    event = events_of(*edition.document.subject).get(verb="document.reviewed")
    assert "in_place_of" not in facts_of(event)


def test_a_lent_power_shows_in_the_queue(county: County) -> None:
    edition = sent_up(county)
    assert desk.waiting_on(edition, county.wei_lan) == []
    wei_lan = lend(county.fang_ya, county.wei_lan)
    assert [one.title for one in desk.waiting_for(wei_lan)] == ["保密审查"]
