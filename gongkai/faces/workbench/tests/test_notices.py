"""The notices of Zhou Min and her colleagues: unread first, read by a click, letters by choice; each his own."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.actions import adopt_pack
from gongkai.engines.duties.models import Duty
from gongkai.engines.notices.models import Notice, Preference
from gongkai.engines.notices.queries import unseen_count
from gongkai.engines.notices.sweep import remind
from gongkai.faces.workbench.tests.test_markup import check
from gongkai.kernel.clock import frozen
from tests.county import County
from tests.scenes import scene

PATH = "/workbench/notices/"


@pytest.fixture
def told(county: County) -> County:
    return remind_all(county)


@scene
def remind_all(county: County) -> County:
    """Two documents of the housing bureau wait for their interpretation; its people have been told so."""
    with frozen("2025-11-17 09:00") as clock:
        adopt_pack(by=SYSTEM, agency=county.government, pack="xiaoxian", from_=clock.at.date())
        county.publish_new("青原县农村危房改造实施办法")
        county.publish_new("青原县公共租赁住房管理办法")
        clock.move_to("2025-11-19 09:00")
        remind()
    return county


def browser(who: Officer) -> Client:
    client = Client()
    client.force_login(who.user)
    return client


def test_zhou_min_reads_what_she_was_told(told: County) -> None:
    client = browser(told.zhou_min)
    mine = Notice.objects.filter(officer=told.zhou_min)
    count = mine.count()
    page = client.get(PATH).content.decode()
    check(page)
    assert "《青原县农村危房改造实施办法》" in page and "依据：" in page
    assert f'<span class="count">{count}<span class="hidden"> 条未读' in page
    first = mine.order_by("-id")[0]
    assert client.post(f"{PATH}{first.pk}/read/").status_code == 302
    page = client.get(PATH).content.decode()
    assert page.count("未读</span>") - 1 == count - 1
    assert page.index(first.title) > page.index(mine.order_by("-id")[1].title), "what is unread comes first"


def test_all_at_once_but_not_what_came_meanwhile(told: County) -> None:
    client = browser(told.zhou_min)
    newest = Notice.objects.filter(officer=told.zhou_min).order_by("-id")[0].pk
    assert f'name="up_to" value="{newest}"' in client.get(PATH).content.decode()
    with frozen("2025-11-20 09:00"):
        remind()
    later = unseen_count(told.zhou_min) - Notice.objects.filter(officer=told.zhou_min, pk__lte=newest).count()
    assert later > 0
    client.post(f"{PATH}read/", {"up_to": newest})
    assert unseen_count(told.zhou_min) == later
    for nonsense in ("", "x", "-1", "9" * 30):
        assert client.post(f"{PATH}read/", {"up_to": nonsense}).status_code == 302
    assert unseen_count(told.zhou_min) == later


def test_nobody_reads_for_another(told: County) -> None:
    hers = Notice.objects.filter(officer=told.zhou_min)[0]
    other = browser(told.guo_liang)
    assert hers.title not in other.get(PATH).content.decode()
    other.post(f"{PATH}{hers.pk}/read/")
    hers.refresh_from_db()
    assert hers.seen_at is None


def test_what_was_settled_says_so(told: County) -> None:
    duty = Duty.objects.filter(rule="interpretation")[0]
    Duty.objects.filter(pk=duty.pk).update(
        closed_at=duty.opened_at, closed_seq=duty.opened_seq, ended_at=duty.opened_at, outcome="met"
    )
    assert browser(told.zhou_min).get(PATH).content.decode().count("已了结</span>") == 1


def test_an_empty_list_says_what_will_come_here(county: County) -> None:
    page = browser(county.zhou_min).get(PATH).content.decode()
    check(page)
    assert "现在没有提醒" in page and "全部标为已读" not in page and "条未读" not in page


def test_letters_are_chosen_and_switched_off(told: County) -> None:
    client = browser(told.zhou_min)
    check(client.get(f"{PATH}letters/").content.decode())
    refused = client.post(f"{PATH}letters/", {"wanted": "on", "address": "zhou"})
    assert refused.status_code == 422
    check(refused.content.decode())
    assert 'href="#id_address"' in refused.content.decode() and 'value="zhou"' in refused.content.decode()
    client.post(f"{PATH}letters/", {"wanted": "on", "address": "zhoumin@example.gov.cn"})
    assert "提醒同时发到 zhoumin@example.gov.cn" in client.get(PATH).content.decode()
    client.post(f"{PATH}letters/", {"address": "zhoumin@example.gov.cn"})
    assert "不发邮件" in client.get(PATH).content.decode()
    assert not Preference.objects.get(officer=told.zhou_min).email


def test_the_page_takes_few_queries_however_long_the_list(told: County) -> None:
    client = browser(told.zhou_min)
    client.get(PATH)
    with CaptureQueriesContext(connection) as asked:
        client.get(PATH)
    assert len(asked) <= 16, [one["sql"][:90] for one in asked]
