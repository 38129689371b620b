"""The disclosure office: its guide kept and checked, its channel tried, its quarterly list published."""

import pytest
from django.test import Client

from gongkai.affairs.applications.guides import contact_of
from gongkai.affairs.applications.models import Application, RequestList, Trial
from gongkai.affairs.applications.tests.telling import on
from gongkai.engines.agencies.permissions import ROLES, Permission
from gongkai.engines.duties.models import Duty
from gongkai.engines.duties.queries import lines
from gongkai.faces.workbench.duty_rows import rows_of
from gongkai.faces.workbench.tests.casework import DESK
from gongkai.faces.workbench.tests.helpers import told
from gongkai.faces.workbench.tests.owing import under_xiaoxian
from gongkai.faces.workbench.tests.paperwork import at, text_of
from gongkai.faces.workbench.tests.test_application_roles import appointed, post
from tests.county import County

OFFICE = f"{DESK}offices/zhujian/"
GUIDE = {"do": "keep", "office": "县住房城乡建设局办公室", "phone": "0355-1234567", "email": "gk@example.org"}


@pytest.fixture
def tang(county: County) -> Client:
    return at(county.tang_ke)


def test_the_guide_is_kept_and_gone_through(county: County, tang: Client) -> None:
    with on("2026-03-02"):
        assert "县住房城乡建设局" in text_of(tang.get(f"{DESK}offices/"))
        assert "还没有保存过" in text_of(tang.get(f"{OFFICE}guide/"))
        assert "还没有编制公开指南" in text_of(tang.post(f"{OFFICE}guide/", {"do": "check"}), 422)
        wrong = text_of(tang.post(f"{OFFICE}guide/", {**GUIDE, "email": "不是邮箱"}), 422)
        assert "电子邮箱的格式不正确" in wrong and "不是邮箱" in wrong
        assert tang.post(f"{OFFICE}guide/", GUIDE).status_code == 302
        assert tang.post(f"{OFFICE}guide/", {"do": "check", "faults": ""}).status_code == 302
        assert "已经核对" in text_of(tang.get(f"{OFFICE}guide/"))
    assert contact_of(county.housing).phone == "0355-1234567"
    with on("2027-03-02"):
        assert "应当核对" in text_of(tang.get(f"{OFFICE}guide/"))


def test_the_channel_is_tried_and_the_result_told(county: County, tang: Client) -> None:
    with on("2026-03-02"):
        text_of(tang.get(f"{OFFICE}trials/"))
        assert tang.post(f"{OFFICE}trials/", {"do": "begin", "wanted": "本局职能"}).status_code == 302
        one = Application.objects.get(is_test=True)
        assert "渠道测试" in text_of(tang.get(DESK))
        given = {"do": "result", "of": one.number, "works": "no"}
        assert "请写明在哪一步" in text_of(tang.post(f"{OFFICE}trials/", given), 422)
        assert tang.post(f"{OFFICE}trials/", {**given, "note": "没有回执。"}).status_code == 302
        assert "没有回执。" in text_of(tang.get(f"{OFFICE}trials/"))
    assert not Trial.objects.get().works and len(told("channel.tested")) == 1


def test_the_list_of_a_quarter_is_published_once(county: County, tang: Client) -> None:
    with on("2026-04-02"):
        assert "2026年第一季度" in text_of(tang.get(f"{OFFICE}lists/"))
        assert tang.post(f"{OFFICE}lists/", {"quarter": "2026-Q1"}).status_code == 302
        assert "2026年第一季度" not in text_of(tang.get(f"{OFFICE}lists/"))
        again = tang.post(f"{OFFICE}lists/", {"quarter": "2026-Q1"})
        assert "已经公布，不能再次公布" in text_of(again, 422)
        assert tang.post(f"{OFFICE}lists/", {"quarter": "2026-Q2"}).status_code == 404
    assert RequestList.objects.get().quarter == "2026-Q1"


def test_the_duties_of_the_office_lead_to_its_pages(county: County) -> None:
    with on("2026-03-02"):
        under_xiaoxian(county)
        duties = Duty.objects.filter(
            agency="zhujian", rule__in=("guide_check", "request_list"), closed_at=None
        )
        rows = rows_of(lines(duties), county.tang_ke)
        found = {row.duty.rule: row.doing.url for row in rows if row.doing}
        assert found == {"guide_check": f"{OFFICE}guide/", "request_list": f"{OFFICE}lists/"}
        assert not any(row.doing for row in rows_of(lines(duties), county.zhou_min))


@pytest.mark.full
def test_each_post_by_each_role(county: County) -> None:
    keeps = Permission.REGISTER_APPLICATIONS
    tries = {keeps, Permission.SUPERVISE_APPLICATIONS}
    with on("2026-04-02"):
        for role, held in ROLES.items():
            client = at(appointed(county, role))
            sees = bool(tries & held.permissions)
            for part, given, may in (
                ("guide", GUIDE, keeps in held.permissions),
                ("trials", {"do": "begin", "wanted": "本局职能"}, sees),
                ("lists", {"quarter": "2026-Q1"}, sees and Permission.PUBLISH_DOCUMENTS in held.permissions),
            ):
                answer, changed = post(client, f"{OFFICE}{part}/", given)
                assert changed == may, (role, part)
                assert answer.status_code == (302 if may else 422 if sees else 404), (role, part)
