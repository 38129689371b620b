"""Delegation: who is away lends his roles for days that are named, to one colleague, and no further."""

from datetime import date, timedelta

import pytest

from gongkai.engines.agencies.actions import appoint, grant_role
from gongkai.engines.agencies.delegation import delegate, delegations_of, end_delegation, lenders
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import SYSTEM, account_named, holders, officer_of
from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import facts_of
from gongkai.kernel.clock import frozen
from gongkai.kernel.flow import Refused
from tests.county import County

SIGN = Permission.SIGN_DOCUMENTS
BACK = date(2026, 3, 9)


def afresh(officer: Officer) -> Officer:
    """The officer as the next request finds him."""
    found = officer_of(account_named(officer.user.username))
    assert found is not None
    return found


@pytest.fixture
def away(county: County) -> County:
    """Lu Fang, who signs, is away from 2 to 8 March 2026; Wei Lan takes his place."""
    with frozen("2026-03-01 09:00"):
        delegate(county.lu_fang, by=county.lu_fang, to=county.wei_lan, since=date(2026, 3, 2), until=BACK)
    return county


def test_the_colleague_may_do_it_on_these_days_and_on_no_other(away: County) -> None:
    for day, may in (
        ("2026-03-01", False),
        ("2026-03-02", True),
        ("2026-03-08", True),
        ("2026-03-09", False),
    ):
        with frozen(f"{day} 10:00"):
            assert afresh(away.wei_lan).may(SIGN, away.housing) is may
            assert afresh(away.lu_fang).may(SIGN, away.housing)
            assert ([one.name for one in holders(SIGN, away.housing)] == ["陆方", "魏岚"]) is may


def test_he_holds_it_for_the_other_and_his_own_roles_for_himself(away: County) -> None:
    with frozen("2026-03-03 10:00"):
        wei_lan = afresh(away.wei_lan)
        assert lenders(wei_lan, SIGN, away.housing) == ["lufang"]
        assert lenders(wei_lan, Permission.REVIEW_LEGALITY, away.housing) == []
        assert lenders(wei_lan, SIGN, away.township) == [] and not wei_lan.may(SIGN, away.township)
        assert lenders(SYSTEM, SIGN, away.housing) == []
        grant_role(away.wei_lan, by=SYSTEM, role="approver")
        assert lenders(afresh(away.wei_lan), SIGN, away.housing) == []


def test_the_ledger_says_who_lent_what_to_whom_until_when(away: County) -> None:
    event = Event.objects.get(verb="role.delegated")
    assert (event.actor, event.subject_id, event.agency) == ("lufang", "lufang", "zhujian")
    assert facts_of(event) == {"to": "weilan", "since": "2026-03-02", "until": "2026-03-09"}


def test_what_is_lent_is_not_lent_on(away: County) -> None:
    away.wei_lan.grants.all().delete()
    with frozen("2026-03-03 10:00"):
        with pytest.raises(Refused) as refused:
            delegate(afresh(away.wei_lan), by=away.wei_lan, to=away.tang_ke, until=date(2026, 3, 6))
        assert refused.value.reasons == (
            "魏岚本人没有角色，无需委托；受托而来的权限不能再委托。",
            "魏岚在这段时间受他人委托，请先终止该委托，再委托自己的工作。",
        )
        assert not afresh(away.tang_ke).may(SIGN, away.housing)


def test_what_the_lender_loses_the_colleague_loses(away: County) -> None:
    with frozen("2026-03-03 10:00"):
        away.lu_fang.grants.update(until=date(2026, 3, 3))
        assert not afresh(away.wei_lan).may(SIGN, away.housing)
        away.lu_fang.grants.update(until=None)
        assert afresh(away.wei_lan).may(SIGN, away.housing)
        Officer.objects.filter(pk=away.lu_fang.pk).update(until=date(2026, 3, 3))
        assert not afresh(away.wei_lan).may(SIGN, away.housing)
        assert holders(SIGN, away.housing) == []


def test_who_is_back_early_ends_it(away: County) -> None:
    with frozen("2026-03-04 10:00"):
        (row,) = delegations_of(away.wei_lan)
        with pytest.raises(Refused, match="陆方本人或者管理"):
            end_delegation(row, by=away.wei_lan)
        end_delegation(row, by=away.lu_fang)
        assert not afresh(away.wei_lan).may(SIGN, away.housing)
        assert delegations_of(away.wei_lan) == delegations_of(away.lu_fang) == []
        with pytest.raises(Refused, match="已经终止"):
            end_delegation(row, by=away.lu_fang)
        assert Event.objects.get(verb="role.delegation_ended").actor == "lufang"


def test_all_that_is_wrong_is_said_at_once(county: County) -> None:
    with frozen("2026-03-02 09:00"):
        with pytest.raises(Refused) as refused:
            delegate(
                county.lu_fang,
                by=county.tang_ke,
                to=county.guo_liang,
                since=date(2026, 2, 1),
                until=date(2026, 3, 2),
            )
        assert refused.value.reasons == (
            "委托须由陆方本人或者管理青原县住房和城乡建设局人员的人员办理。",
            "委托不能从过去的日期开始，请从今天或者以后的日期开始。",
            "委托的结束日期须晚于开始日期，到期自动终止，请核对。",
            "郭良不在青原县住房和城乡建设局任职，请选择本单位的同事。",
        )
        with pytest.raises(Refused, match="不能委托给本人"):
            delegate(county.lu_fang, by=county.lu_fang, to=county.lu_fang, until=BACK)
    assert not Event.objects.filter(verb="role.delegated").exists()


def test_not_twice_and_not_to_who_is_away_himself(away: County) -> None:
    with frozen("2026-03-03 10:00"):
        with pytest.raises(Refused, match="陆方在这段时间已有委托"):
            delegate(away.lu_fang, by=away.lu_fang, to=away.tang_ke, until=BACK)
        with pytest.raises(Refused, match="陆方在这段时间也已外出"):
            delegate(away.tang_ke, by=away.tang_ke, to=away.lu_fang, until=BACK)
        later = delegate(
            away.lu_fang, by=away.lu_fang, to=away.tang_ke, since=BACK, until=BACK + timedelta(7)
        )
        assert delegations_of(away.lu_fang)[1] == later


def test_who_keeps_the_people_arranges_it_for_somebody_fallen_ill(county: County) -> None:
    with frozen("2026-03-02 09:00"):
        keeper = appoint(by=SYSTEM, agency=county.housing, username="guanli", name="关理")
        grant_role(keeper, by=SYSTEM, role="administrator")
        row = delegate(county.lu_fang, by=keeper, to=county.tang_ke, until=BACK, reason="病假")
        assert row.made_by == "guanli" and afresh(county.tang_ke).may(SIGN, county.housing)
