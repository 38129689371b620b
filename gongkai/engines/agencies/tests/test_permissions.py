"""Who may do what where follows from grants in force, and from nothing else."""

from datetime import datetime

import pytest

from gongkai.engines.agencies import actions
from gongkai.engines.agencies.models import Grant, Officer
from gongkai.engines.agencies.permissions import PERMISSION_TITLES, ROLES, Permission
from gongkai.engines.agencies.queries import SYSTEM, agencies_where, officer_of
from gongkai.kernel.clock import CHINA, frozen
from gongkai.kernel.flow import Refused
from tests.county import County


def fresh(officer: Officer) -> Officer:
    """The officer as the next request reads him."""
    return Officer.objects.get(pk=officer.pk)


def test_every_permission_has_a_title_and_belongs_to_some_role() -> None:
    assert set(PERMISSION_TITLES) == set(Permission)
    assert {permission for role in ROLES.values() for permission in role.permissions} == set(Permission)


def test_zhou_min_drafts_for_her_bureau_only(county: County) -> None:
    assert county.zhou_min.may(Permission.DRAFT_DOCUMENTS, county.housing)
    assert not county.zhou_min.may(Permission.DRAFT_DOCUMENTS, county.government)
    assert not county.zhou_min.may(Permission.DRAFT_DOCUMENTS, county.township)
    assert not county.zhou_min.may(Permission.PUBLISH_DOCUMENTS, county.housing)


def test_the_openness_office_reaches_all_below(county: County) -> None:
    reach = agencies_where(county.he_jing, Permission.PUBLISH_DOCUMENTS)
    assert {agency.slug for agency in reach} == {"qingyuan", "zhujian", "qiaotou"}
    assert not county.he_jing.may(Permission.MANAGE_OFFICERS, county.housing)


def test_a_village_below_a_prefix_of_a_slug_is_not_below(county: County) -> None:
    """`qiaotou-2` begins with `qiaotou` but is no part of it: paths end in a slash."""
    neighbour = actions.open_agency(
        by=SYSTEM, slug="qiaotou-2", name="桥头新村", kind="village", parent=county.government
    )
    actions.grant_role(county.guo_liang, by=SYSTEM, role="openness_office", agency=county.township)
    assert not fresh(county.guo_liang).may(Permission.WITHDRAW_DOCUMENTS, neighbour)
    assert fresh(county.guo_liang).may(Permission.WITHDRAW_DOCUMENTS, county.township)


def test_a_revoked_role_is_gone_the_same_day_and_the_row_stays(county: County) -> None:
    grant = Grant.objects.get(officer=county.tang_ke)
    actions.revoke_role(grant, by=SYSTEM)
    assert not fresh(county.tang_ke).may(Permission.PUBLISH_DOCUMENTS, county.housing)
    assert Grant.objects.filter(officer=county.tang_ke).exists()
    with pytest.raises(Refused, match="收回"):
        actions.revoke_role(grant, by=SYSTEM)


def test_an_officer_who_left_is_no_officer(county: County) -> None:
    with frozen(datetime(2030, 1, 1, tzinfo=CHINA)):
        assert officer_of(county.zhou_min.user) == county.zhou_min
    Officer.objects.filter(pk=county.zhou_min.pk).update(until=county.zhou_min.since)
    assert officer_of(county.zhou_min.user) is None


def test_nobody_manages_people_by_being_one(county: County) -> None:
    with pytest.raises(Refused) as refused:
        actions.grant_role(county.zhou_min, by=county.zhou_min, role="nobody")
    assert len(refused.value.reasons) == 2, "an unknown role and a missing permission, at once"
    with pytest.raises(Refused, match="权限"):
        actions.appoint(by=county.he_jing, agency=county.housing, username="x", name="某人")


def test_the_administrator_appoints_but_does_not_publish(county: County) -> None:
    keeper = actions.appoint(by=SYSTEM, agency=county.government, username="keeper", name="林晓")
    actions.grant_role(keeper, by=SYSTEM, role="administrator")
    actions.appoint(by=keeper, agency=county.township, username="new", name="新人")
    assert not keeper.may(Permission.PUBLISH_DOCUMENTS, county.government)
