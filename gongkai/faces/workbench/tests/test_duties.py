"""My day: what my agencies owe, by time left, with the clause; nobody sees what others owe."""

from datetime import datetime

import pytest
from django.test import Client

from gongkai.affairs.documents import actions
from gongkai.affairs.documents.models import Document
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.actions import adopt_pack
from gongkai.engines.duties.models import Duty
from gongkai.kernel.clock import CHINA, frozen
from tests.county import County

MONDAY = datetime(2025, 11, 17, 9, 0, tzinfo=CHINA)


@pytest.fixture
def owing(county: County) -> County:
    """The county goes by the Xiaoxian pack; the housing bureau has published a document to interpret."""
    with frozen(MONDAY):
        adopt_pack(by=SYSTEM, agency=county.government, pack="xiaoxian", from_=MONDAY.date())
        county.publish("青原县农村危房改造实施办法")
    return county


def day_of(who: Officer, path: str = "/workbench/duties/", status: int = 200) -> str:
    client = Client()
    client.force_login(who.user)
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def interpretation() -> Duty:
    return Duty.objects.get(rule="interpretation", subject_kind="document")


def test_zhou_min_sees_what_her_bureau_owes_and_until_when(owing: County) -> None:
    with frozen(datetime(2025, 11, 18, 10, 0, tzinfo=CHINA)):
        page = day_of(owing.zhou_min)
    assert "青原县农村危房改造实施办法" in page
    assert "还有 2 个工作日" in page
    assert "3个工作日" in page


def test_late_is_said_in_words(owing: County) -> None:
    with frozen(datetime(2025, 11, 24, 10, 0, tzinfo=CHINA)):
        assert "逾期 2 个工作日" in day_of(owing.zhou_min)


def test_interpreting_ends_it(owing: County) -> None:
    document = interpretation().subject_id
    with frozen(datetime(2025, 11, 18, 15, 0, tzinfo=CHINA)):
        text = owing.draft("一图读懂农村危房改造", kind="interpretation")
        actions.relate(
            text.document,
            by=owing.zhou_min,
            type="interprets",
            target=Document.objects.get(index_number=document),
        )
        actions.publish(text, by=owing.tang_ke)
    duty = interpretation()
    assert (duty.outcome, duty.status) == ("met", "met")
    assert "按时完成" in day_of(owing.zhou_min, f"/workbench/duties/{duty.id}/")


def test_the_page_of_a_duty_counts_the_days(owing: County) -> None:
    with frozen(datetime(2025, 11, 18, 10, 0, tzinfo=CHINA)):
        page = day_of(owing.zhou_min, f"/workbench/duties/{interpretation().id}/")
    assert "2025年11月20日" in page
    assert "工作日" in page
    assert "document.published" in page


def test_another_unit_finds_nothing_there(owing: County) -> None:
    day_of(owing.guo_liang, f"/workbench/duties/{interpretation().id}/", 404)
    assert "青原县农村危房改造实施办法" not in day_of(owing.guo_liang)
    assert "青原县农村危房改造实施办法" in day_of(owing.he_jing), "the openness office sees all below"


def test_an_empty_day_says_what_will_come_here(county: County) -> None:
    assert "现在没有未完成的限时义务" in day_of(county.zhou_min)
