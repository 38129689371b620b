"""The list of documents: narrowed, ordered, kept under names; one step for many, one result a line."""

import pytest
from django.test import Client

from gongkai.affairs.documents import gates
from gongkai.affairs.documents.models import Edition, State
from gongkai.faces.workbench.tests.paperwork import at, fresh, notice, sent, text_of
from tests.county import County

LIST = "/workbench/documents/"


@pytest.fixture
def zhou(county: County) -> Client:
    return at(county.zhou_min)


def titles(client: Client, **given: object) -> list[str]:
    return [edition.title for edition, _kind, _tag in client.get(LIST, given).context["rows"]]


@pytest.mark.full
def test_narrowed_and_ordered(county: County, zhou: Client) -> None:
    notice(county, title="甲通知")
    sent(county, title="乙通知")
    county.publish("丙办法", doc_number="青建〔2025〕8号")
    text_of(zhou.get(LIST))
    assert titles(zhou, state="reviewing") == ["乙通知"]
    assert titles(zhou, kind="normative") == ["丙办法"]
    assert titles(zhou, words="青建〔2025〕8号") == ["丙办法"]
    assert titles(zhou, words="通知 甲") == ["甲通知"]
    assert titles(zhou, order="title") == sorted(["甲通知", "乙通知", "丙办法"])
    assert titles(zhou, since="2099-01-01") == []
    assert titles(at(county.tang_ke), mine="1") == []
    assert titles(at(county.guo_liang)) == []
    assert zhou.get(LIST, {"state": "comet"}).status_code == 404
    assert zhou.get(LIST, {"page": "9"}).status_code == 404


@pytest.mark.full
def test_a_view_is_kept_used_and_dropped(county: County, zhou: Client) -> None:
    notice(county)
    given = {"query": "state=draft&mine=1&evil=1", "name": "我的草稿"}
    answer = zhou.post(f"{LIST}views/", given)
    assert answer["Location"] == f"{LIST}?state=draft&mine=1"
    page = zhou.get(answer["Location"])
    text_of(page)
    (view,) = page.context["views"]
    assert (view.name, view.query) == ("我的草稿", "state=draft&mine=1")
    zhou.post(f"{LIST}views/", {**given, "query": "state=live"})
    assert [one.query for one in zhou.get(LIST).context["views"]] == ["state=live"]
    assert "请填写视图名称。" in text_of(zhou.post(f"{LIST}views/", {"name": ""}, follow=True))
    other = at(county.tang_ke)
    assert not other.get(LIST).context["views"]
    other.post(f"{LIST}views/{view.pk}/drop/")
    assert zhou.get(LIST).context["views"]
    zhou.post(f"{LIST}views/{view.pk}/drop/")
    assert not zhou.get(LIST).context["views"]


def test_many_at_once_with_a_result_each(county: County, zhou: Client) -> None:
    good, done = notice(county, title="甲"), sent(county, title="乙")
    foreign = 10**6
    given = {"do": "send_up", "edition": [good.pk, done.pk, foreign, "x"]}
    text = text_of(zhou.post(f"{LIST}batch/", given, follow=True))
    assert "办成 1 件，没有办成 1 件" in text
    assert "“送审”须在“草稿”状态下办理" in text
    assert fresh(good).state == State.REVIEWING
    assert "没有勾选文件" in text_of(zhou.post(f"{LIST}batch/", {"do": "send_up"}, follow=True))
    assert zhou.post(f"{LIST}batch/", {"do": "comet"}).status_code == 404


def test_reviews_of_many_are_confirmed_point_by_point(county: County) -> None:
    editions = [sent(county, title=title) for title in ("甲", "乙")]
    fang = at(county.fang_ya)
    given = {"do": "pass", "edition": [one.pk for one in editions]}
    asked = fang.post(f"{LIST}batch/", given)
    points = gates.needed(editions[0])[0].checklist
    assert all(point in text_of(asked) for point in points)
    assert not any(one.reviews.exists() for one in editions)
    short = fang.post(f"{LIST}batch/", {**given, "confirmed": "1", "checked": points[:1]}, follow=True)
    assert text_of(short).count("请逐项确认") == 2
    whole = fang.post(f"{LIST}batch/", {**given, "confirmed": "1", "checked": points}, follow=True)
    assert "办成 2 件，没有办成 0 件" in text_of(whole)
    assert all(gates.open_gates(fresh(one)) == [] for one in editions)


def test_signed_and_published_in_one_go(county: County) -> None:
    editions = [sent(county, title=title) for title in ("甲", "乙")]
    points = gates.needed(editions[0])[0].checklist
    every = {"edition": [one.pk for one in editions]}
    for who, do in ((county.fang_ya, "pass"), (county.lu_fang, "sign"), (county.tang_ke, "publish")):
        at(who).post(f"{LIST}batch/", {**every, "do": do, "confirmed": "1", "checked": points})
    assert set(Edition.objects.values_list("state", flat=True)) == {State.LIVE}
