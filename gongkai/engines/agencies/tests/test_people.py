"""Who works where: the officers of an agency with their roles, and the agencies that are an officer's own."""

from gongkai.engines.agencies.actions import appoint, close_feed, grant_role, renew_feed
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import (
    SYSTEM,
    officer_numbered,
    oversees,
    own_agencies,
    people_of,
)
from gongkai.kernel.clock import today
from tests.county import County


def test_people_stand_in_the_order_of_their_roles_and_who_has_none_is_last(county: County) -> None:
    new = appoint(by=SYSTEM, agency=county.housing, username="xinren", name="新人")
    grant_role(county.guo_liang, by=SYSTEM, role="legality_reviewer", agency=county.housing)
    found = [(one.name, roles) for one, roles in people_of(county.housing)]
    assert found == [
        ("周敏", ["undertaker"]),
        ("唐柯", ["liaison"]),
        ("方雅", ["secrecy_reviewer"]),
        ("郭良", ["legality_reviewer"]),
        ("魏岚", ["legality_reviewer"]),
        ("陆方", ["approver"]),
        (new.name, []),
    ]
    assert [roles for one, roles in people_of(county.township)] == [["liaison"]]


def test_who_has_left_is_not_among_them(county: County) -> None:
    county.zhou_min.until = today()
    county.zhou_min.save()
    assert "周敏" not in [one.name for one, _ in people_of(county.housing)]
    assert officer_numbered(county.zhou_min.pk) is None
    assert officer_numbered(county.tang_ke.pk) == county.tang_ke
    assert officer_numbered(0) is None


def test_his_own_agencies_are_those_where_the_role_was_granted(county: County) -> None:
    own = own_agencies(county.he_jing, Permission.READ_DUTIES)
    assert [agency.slug for agency in own] == ["qingyuan"]
    assert list(own_agencies(county.he_jing, Permission.MANAGE_OFFICERS)) == []


def test_he_oversees_whose_role_reaches_below_or_who_has_two(county: County) -> None:
    assert oversees(county.he_jing, Permission.READ_DUTIES)
    assert not oversees(county.zhou_min, Permission.READ_DUTIES)
    grant_role(county.zhou_min, by=SYSTEM, role="undertaker", agency=county.township)
    assert oversees(county.zhou_min, Permission.READ_DUTIES)
    assert not oversees(county.zhou_min, Permission.MANAGE_OFFICERS)


def test_a_feed_key_changes_every_time_and_goes(county: County) -> None:
    first = renew_feed(by=county.zhou_min)
    assert renew_feed(by=county.zhou_min) != first
    county.zhou_min.refresh_from_db()
    assert len(county.zhou_min.feed_key) == 16
    close_feed(by=county.zhou_min)
    county.zhou_min.refresh_from_db()
    assert county.zhou_min.feed_key == ""
