"""My agency: what it owes, how it kept its word, by rule and by month, and who holds which role there."""

import pytest

from gongkai.engines.agencies.actions import appoint, grant_role
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.faces.workbench.tests.owing import at, page_of, under_xiaoxian
from tests.county import County

MINE = "/workbench/agency/"


@pytest.fixture
def owing(county: County) -> County:
    return under_xiaoxian(county)


def test_zhou_min_reads_how_her_bureau_stands(owing: County) -> None:
    with at("2025-11-24T10:00"):
        page = page_of(owing.zhou_min, MINE)
    assert "青原县住房和城乡建设局" in page and "上级：青原县人民政府" in page
    assert '<dd class="big late">1</dd>' in page
    assert "《青原县农村危房改造实施办法》" in page
    assert "/workbench/duties/?agency=zhujian&amp;rule=interpretation&amp;status=all" in page


def test_the_months_are_a_table_with_bars_that_lead_on(owing: County) -> None:
    with at("2025-11-24T10:00"):
        page = page_of(owing.zhou_min, MINE)
    chart = page.split('<table class="bars months">')[1].split("</table>")[0]
    assert chart.count('<th scope="row">') == 12
    assert (
        'href="/workbench/duties/?agency=zhujian&amp;status=overdue&amp;strength=must&amp;month=2025-11"'
        in chart
    )
    assert '<rect class="overdue" x="50" width="50" height="9"/>' in chart


def test_people_stand_with_their_roles(owing: County) -> None:
    page = page_of(owing.zhou_min, MINE)
    people = page.split('id="people"')[1]
    assert people.index("周敏") < people.index("唐柯") < people.index("陆方"), "in the order of the roles"
    assert "信息公开联络员" in people and "审批领导" in people
    assert "何静" not in people, "her role is at the county"
    assert "何静" in page_of(owing.he_jing, MINE).split('id="people"')[1]


def test_another_agency_is_open_to_who_oversees_it(owing: County) -> None:
    assert "青原县桥头镇人民政府" in page_of(owing.he_jing, "/workbench/agencies/qiaotou/")
    page_of(owing.zhou_min, "/workbench/agencies/qiaotou/", 404)
    page_of(owing.he_jing, "/workbench/agencies/nowhere/", 404)


def test_who_sees_no_duties_reads_the_people_alone(owing: County) -> None:
    new = appoint(by=SYSTEM, agency=owing.housing, username="xinren", name="新人")
    page = page_of(new, MINE)
    assert "您的角色不查看这个单位的义务" in page and "周敏" in page and "没有角色" in page
    assert "按时率" not in page
    grant_role(new, by=SYSTEM, role="principal")
    assert "按时率" in page_of(new, MINE)
