"""A small county with everything that the public pages tell apart."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from gongkai.affairs.documents import actions
from gongkai.affairs.documents.body import from_text
from gongkai.affairs.documents.models import Edition
from gongkai.engines.search import actions as index
from gongkai.kernel.clock import CHINA, Traveller, frozen
from gongkai.oversight.promises.tests.telling import TODAY as NOVEMBER
from gongkai.oversight.promises.tests.telling import Told, tell
from tests.county import County
from tests.scenes import scene

BEGINNING = datetime(2025, 11, 12, 9, 0, tzinfo=CHINA)
TODAY = datetime(2026, 1, 15, 10, 0, tzinfo=CHINA)
TABLE = b"village,households\nQianhe,4\nHouwan,3\n"
Get = Callable[..., str]


@dataclass
class Published:
    """What 青原县 has published when the tests begin; each is the edition that was put out last."""

    county: County
    rules: Edition  # 农村危房改造实施办法, corrected once, with an attachment and an interpretation
    reading: Edition  # its interpretation
    old: Edition  # repealed
    repealing: Edition
    lapsed: Edition
    coming: Edition  # not in force yet
    withdrawn: Edition
    draft: Edition


@pytest.fixture
def published(county: County) -> Published:
    """All of it, told day by day."""
    return publish_all(county)


@scene
def publish_all(county: County) -> Published:
    """What the fixture tells."""
    with frozen(BEGINNING) as clock:
        old = county.publish(
            "青原县农村危房改造暂行办法", doc_number="青建〔2020〕3号", issued_on=date(2025, 11, 10)
        )
        rules = county.draft(
            doc_number="青建规〔2025〕6号",
            topics=["construction"],
            effective_on=date(2025, 12, 1),
            expires_on=date(2030, 11, 30),
            body=from_text(
                "各乡镇人民政府：\n一、对象\n低保对象的危房优先改造。\n"
                "| 等级 | 户数 |\n|---|---|\n| C级 | 35 |\n青原县住房和城乡建设局\n2025年11月12日"
            ),
        )
        actions.attach(rules, by=county.zhou_min, name="补助标准表 2025.csv", data=TABLE)
        actions.relate(
            rules.document,
            by=county.zhou_min,
            type="based_on",
            title="省农村危房改造条例",
            number="省令第1号",
        )
        clock.advance(timedelta(days=6))
        county.take_over(rules)
        reading = county.publish(
            "一图读懂：谁可以申请危房改造",
            kind="interpretation",
            topics=["construction"],
            relations=[{"type": "interprets", "target": rules.document}],
        )
        repealing = county.publish(
            "关于废止《青原县农村危房改造暂行办法》的决定",
            kind="policy",
            doc_number="青建〔2025〕9号",
            relations=[{"type": "repeals", "target": old.document}],
        )
        lapsed = county.publish(
            "青原县公租房轮候规则", effective_on=date(2024, 1, 1), expires_on=date(2025, 12, 31)
        )
        coming = county.publish("青原县燃气管网改造办法", effective_on=date(2026, 7, 1))
        withdrawn = county.publish("2025年公租房配租结果公示", kind="announcement")
        clock.advance(timedelta(days=20))
        county.correct(rules.document, note="更正第一条的笔误。", body="<p>低保对象优先改造。</p>")
        withdrawn = actions.withdraw(withdrawn.document, by=county.lu_fang, reason="误用了摇号前的初稿。")
        draft = county.draft("还没有公开的办法")
    live = rules.document.editions.get(number=2)
    return Published(county, live, reading, old, repealing, lapsed, coming, withdrawn, draft)


@pytest.fixture
def indexed(published: Published) -> Published:
    """The same, and the index has seen it."""
    index.catch_up()
    return published


@pytest.fixture(autouse=True)
def _no_static_files(settings: Settings) -> None:
    """These tests read pages, no static files: looking for them would take most of the time."""
    middleware = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    settings.MIDDLEWARE = middleware


@pytest.fixture(autouse=True)
def today() -> Iterator[Traveller]:
    """Every test happens in the middle of January 2026."""
    with frozen(TODAY) as clock:
        yield clock


@pytest.fixture
def told(county: County, today: Traveller) -> Told:
    """A county that keeps, or breaks, its promises; seen in November 2026."""
    today.move_to(NOVEMBER)
    return tell(county)


@pytest.fixture
def get(client: Client) -> Get:
    """The text of a page that must be there."""

    def fetch(path: str, status: int = 200, **parameters: object) -> str:
        response = client.get(path, parameters)
        assert response.status_code == status, (path, response.status_code)
        return response.content.decode()

    return fetch


def page_of(edition: Edition) -> str:
    """The address of a document."""
    return f"/documents/{edition.document.index_number}/"
