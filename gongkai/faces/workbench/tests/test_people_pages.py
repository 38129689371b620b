"""Roles are lent while somebody is away, and his work goes over when he leaves: both on pages, by those who may."""

import pytest

from gongkai.affairs.applications.actions import receiving
from gongkai.affairs.applications.models import Application
from gongkai.affairs.applications.tests.telling import received
from gongkai.affairs.documents.models import Edition
from gongkai.engines.agencies.actions import appoint, grant_role
from gongkai.engines.agencies.models import Delegation, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import SYSTEM, officer_of
from gongkai.faces.workbench.tests.paperwork import at, notice, text_of
from tests.county import County

URL = "/workbench/delegations/"
PEOPLE = "/workbench/people/"
DAYS = {"since": "2099-01-05", "until": "2099-01-12", "reason": "出差"}


@pytest.fixture
def manager(county: County) -> Officer:
    """Jiang Meng, who manages the people of the county and nothing else."""
    person = appoint(by=SYSTEM, agency=county.government, username="jiangmeng", name="蒋萌")
    grant_role(person, by=SYSTEM, role="administrator", agency=county.government)
    return person


def test_an_officer_lends_his_roles_and_takes_them_back(county: County) -> None:
    client = at(county.lu_fang)
    assert "没有在办" in text_of(client.get(URL))
    new = f"{URL}new/lufang/"
    assert "请选择受托人。" in text_of(client.post(new, DAYS), 422)
    assert client.post(new, {**DAYS, "to": county.tang_ke.pk}).status_code == 302
    row = Delegation.objects.get()
    assert "将要开始" in text_of(at(county.tang_ke).get(URL))
    # Only who lent it, or who manages him, ends it; the borrower is refused.
    at(county.tang_ke).post(f"{URL}{row.pk}/end/")
    row.refresh_from_db()
    assert row.ended_at is None
    assert client.post(f"{URL}{row.pk}/end/").status_code == 302
    row.refresh_from_db()
    assert row.ended_at is not None and client.post(f"{URL}{row.pk}/end/").status_code == 404


def test_nobody_lends_for_another_but_who_manages_him(county: County, manager: Officer) -> None:
    given = {**DAYS, "to": county.tang_ke.pk}
    assert at(county.zhou_min).post(f"{URL}new/lufang/", given).status_code == 404
    assert not Delegation.objects.exists()
    assert at(manager).post(f"{URL}new/lufang/", given).status_code == 302
    assert "陆方" in text_of(at(manager).get(URL))
    # A colleague of another house is not offered, so not taken.
    assert at(manager).post(f"{URL}new/lufang/", {**DAYS, "to": county.guo_liang.pk}).status_code == 422


def test_who_leaves_hands_over_what_is_listed(county: County, manager: Officer) -> None:
    edition = notice(county)
    asked = received(county)
    receiving.entrust(asked, by=county.tang_ke, undertaker=county.housing, officer=county.zhou_min)
    heir = appoint(by=SYSTEM, agency=county.housing, username="xinran", name="辛然")
    client = at(manager)
    assert f"{PEOPLE}zhoumin/handover/" in text_of(client.get(f"{PEOPLE}?words=周"))
    address = f"{PEOPLE}zhoumin/handover/"
    page = text_of(client.get(address))
    # Who manages people reads no drafts: the number is listed, the title is not.
    assert edition.document.index_number in page and edition.title not in page
    assert asked.number in page and f"/applications/{asked.number}/" not in page
    assert "请选择接手人" in text_of(client.post(address, {}), 422)
    assert client.post(address, {"to": heir.pk}).status_code == 302
    assert Edition.objects.get(pk=edition.pk).drafted_by == "xinran"
    assert Application.objects.get(pk=asked.pk).officer == heir
    assert officer_of(county.zhou_min.user) is None
    result = text_of(client.get(f"{PEOPLE}zhoumin/left/"))
    assert "辛然" in result and edition.document.index_number in result and "承办人" in result
    assert client.get(address).status_code == 404


def test_what_nobody_attends_to_any_more_is_named(county: County, manager: Officer) -> None:
    from gongkai.affairs.documents import course

    course.send_up(notice(county), by=county.zhou_min)
    client = at(manager)
    assert client.post(f"{PEOPLE}fangya/handover/", {}).status_code == 302
    assert "保密审查" in text_of(client.get(f"{PEOPLE}fangya/left/"))


def test_only_who_manages_people_comes_here(county: County, manager: Officer) -> None:
    assert not county.he_jing.may(Permission.MANAGE_OFFICERS, county.housing)
    for officer in (county.he_jing, county.zhou_min, county.lu_fang):
        assert at(officer).get(PEOPLE).status_code == 403
        assert at(officer).post(f"{PEOPLE}fangya/handover/", {}).status_code == 404
        assert at(officer).get(f"{PEOPLE}fangya/left/").status_code == 404
    assert officer_of(county.fang_ya.user) is not None
