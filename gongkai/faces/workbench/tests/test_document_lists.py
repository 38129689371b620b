"""The list of documents: narrowed, ordered, kept under names; one step for many, one result a line."""

import pytest
from django.test import Client

from gongkai.affairs.documents import gates
from gongkai.affairs.documents.models import Edition, State
from gongkai.faces.workbench.tests.paperwork import at, fresh, notice, passed, sent, text_of
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
    text = text_of(fang.post(f"{LIST}batch/", given, follow=True))
    points = gates.needed(editions[0])[0].checklist
    assert all(point in text for point in points)
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


def test_what_cannot_be_taken_back_is_looked_at_once_more(county: County) -> None:
    ready, early = passed(county, title="甲"), sent(county, title="乙")
    lu = at(county.lu_fang)
    given = {"do": "sign", "edition": [ready.pk, early.pk], "list": "queue", "query": "words=通知&evil=1"}
    answer = lu.post(f"{LIST}batch/", given, follow=True)
    text = text_of(answer)
    assert (
        answer.request["PATH_INFO"] == f"{LIST}batch/check/"
    )  # an address: the way back sends nothing again
    assert "可以办理 1 件" in text and "现在不能办理 1 件" in text and "尚未通过保密审查" in text
    assert f'name="edition" value="{ready.pk}"' in text and f'value="{early.pk}"' not in text
    assert fresh(ready).state == State.REVIEWING
    done = lu.post(f"{LIST}batch/", {**given, "edition": [ready.pk], "confirmed": "1"}, follow=True)
    assert "办成 1 件，没有办成 0 件" in text_of(done)
    assert 'href="/workbench/queue/?words=' in text_of(done)
    assert lu.get(f"{LIST}batch/check/").status_code == 404
    nothing = text_of(lu.get(f"{LIST}batch/check/", {"do": "sign", "edition": early.pk}))
    assert "勾选的文件现在都不能办理" in nothing and "confirmed" not in nothing


def test_the_queue_is_narrowed_and_many_are_ticked(county: County) -> None:
    sent(county, title="关于甲的通知"), passed(county, title="关于乙的通知")
    lu, fang = at(county.lu_fang), at(county.fang_ya)
    text = text_of(fang.get("/workbench/queue/"))
    assert "关于甲的通知" in text and 'form="batch"' in text and 'value="pass"' in text
    assert 'value="sign"' in text_of(lu.get("/workbench/queue/"))
    assert "没有符合条件的文件" in text_of(fang.get("/workbench/queue/", {"words": "丙"}))
    assert fang.get("/workbench/queue/", {"what": "保密审查", "words": "甲"}).context["pager"].total == 1
    assert fang.get("/workbench/queue/", {"agency": "qiaotou"}).context["pager"].total == 0


def test_a_view_is_renamed(county: County, zhou: Client) -> None:
    for name, state in (("草稿", "draft"), ("公开", "live")):
        zhou.post(f"{LIST}views/", {"name": name, "query": f"state={state}"})
    view, other = zhou.get(LIST).context["views"]
    answer = zhou.post(f"{LIST}views/{view.pk}/rename/", {"name": "我的草稿"}, follow=True)
    assert "视图已经改名为“我的草稿”" in text_of(answer)
    assert answer.request["QUERY_STRING"] == "state=draft"
    assert "已有同名的视图" in text_of(
        zhou.post(f"{LIST}views/{view.pk}/rename/", {"name": "公开"}, follow=True)
    )
    assert "请填写视图名称" in text_of(zhou.post(f"{LIST}views/{view.pk}/rename/", follow=True))
    at(county.tang_ke).post(f"{LIST}views/{view.pk}/rename/", {"name": "别人的"})
    assert [one.name for one in zhou.get(LIST).context["views"]] == ["我的草稿", other.name]
