"""The desk of applications: by the time left, what the law asks next, narrowed, kept, exported, in few questions."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.affairs.applications.actions import consulting, deciding
from gongkai.affairs.applications.tests.telling import (
    LI_HUA,
    WANTED,
    accepted,
    draft,
    on,
    person,
    received,
    submit,
)
from gongkai.faces.workbench.tests.casework import DESK
from gongkai.faces.workbench.tests.paperwork import at, text_of
from tests.county import County


@pytest.fixture
def zhou(county: County) -> Client:
    return at(county.zhou_min)


def numbers(client: Client, **given: object) -> list[str]:
    return [row.application.number for row in client.get(DESK, given).context["rows"]]


def test_the_first_due_is_in_front_with_what_the_law_asks_next(county: County, zhou: Client) -> None:
    with on("2026-03-10"):
        late = received(county, identity=person(2))
    with on("2026-03-02"):
        early = accepted(county)
    with on("2026-03-11"):
        new = submit(county, identity=person(3))
        text = text_of(zhou.get(DESK))
        rows = zhou.get(DESK).context["rows"]
        figures = zhou.get(DESK).context["figures"]
    assert [row.application.number for row in rows] == [early.number, late.number, new.number]
    assert "还有 13 个工作日" in text and "2026年3月30日" in text
    assert "查找信息，起草答复" in text and "《政府信息公开条例》第三十条" in text
    assert (figures.open, figures.overdue, figures.submitted, figures.received) == (3, 0, 1, 1)


@pytest.mark.full
def test_narrowed_by_every_filter(county: County, zhou: Client) -> None:
    with on("2026-03-02"):
        done, asked = accepted(county), accepted(county, identity=person(2), wanted="桥头镇公厕建设合同")
        draft(county, done)
        deciding.sign(done, by=county.lu_fang)
        consulting.ask_third_party(asked, by=county.zhou_min, party="某公司", about="合同价格")
    with on("2026-05-06"):
        late = received(county, identity=person(3), kind="natural")
    with on("2026-06-30"):
        assert numbers(zhou) == [late.number, asked.number]
        assert numbers(zhou, state="overdue") == [late.number]
        assert numbers(zhou, state="closed") == [done.number]
        assert set(numbers(zhou, state="all")) == {done.number, asked.number, late.number}
        assert numbers(zhou, stage="received") == [late.number]
        assert numbers(zhou, state="all", outcome="granted") == [done.number]
        assert numbers(zhou, text="公厕") == [asked.number]
        assert numbers(zhou, text=late.number) == [late.number]
        assert numbers(zhou, kind="business") == []
        assert numbers(zhou, agency="qiaotou") == []
        assert numbers(zhou, since="2026-05-01") == [late.number]
        assert numbers(zhou, until="2026-05-01") == [asked.number]
        assert numbers(zhou, mine="1") == []
        assert "没有符合条件的申请。" in text_of(zhou.get(DESK, {"mine": "1"}))
        text_of(zhou.get(DESK, {"state": "all"}))
        assert zhou.get(DESK, {"state": "comet"}).status_code == 404
        assert zhou.get(DESK, {"page": "9"}).status_code == 404
        assert numbers(at(county.guo_liang)) == []
        assert set(numbers(at(county.he_jing))) == {late.number, asked.number}


def test_a_view_is_kept_used_and_dropped(county: County, zhou: Client) -> None:
    answer = zhou.post(f"{DESK}views/", {"query": "state=overdue&evil=1", "name": "逾期的"})
    assert answer["Location"] == f"{DESK}?state=overdue"
    (view,) = zhou.get(DESK).context["views"]
    assert (view.name, view.query) == ("逾期的", "state=overdue")
    assert "请填写视图名称。" in text_of(zhou.post(f"{DESK}views/", {"name": ""}, follow=True))
    zhou.post(f"{DESK}views/{view.pk}/drop/")
    assert not zhou.get(DESK).context["views"]


def test_the_table_tells_nothing_of_who_applied(county: County, zhou: Client) -> None:
    with on("2026-03-02"):
        application = accepted(county)
        answer = zhou.get("/workbench/applications.csv")
    table = answer.content.decode("utf-8-sig")
    assert answer["Content-Type"].startswith("text/csv")
    head, row = table.splitlines()
    assert head.startswith("申请编号,受理机关,承办单位")
    assert row.split(",")[0] == application.number and "2026-03-30" in row and "办理中" in row
    for secret in (LI_HUA.name, LI_HUA.proof_number, LI_HUA.phone, LI_HUA.email, WANTED):
        assert secret not in table
    assert len(at(county.guo_liang).get("/workbench/applications.csv").content.splitlines()) == 1


@pytest.mark.full
def test_eight_questions_for_the_list_however_long(county: County, zhou: Client) -> None:
    """Counted beside what signing in and the frame of every page ask."""
    with on("2026-03-02"):
        for number in range(12):
            accepted(county, identity=person(number))
        zhou.get(DESK)
        with CaptureQueriesContext(connection) as frame:
            zhou.get("/workbench/documents/new/")
        with CaptureQueriesContext(connection) as asked:
            answer = zhou.get(DESK)
    assert len(answer.context["rows"]) == 12
    own = [one["sql"] for one in asked if "session" not in one["sql"]]
    shared = {one["sql"] for one in frame}
    assert len([sql for sql in own if sql not in shared]) <= 8, own


def test_many_are_paged(county: County, zhou: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.faces.workbench.applications.PER_PAGE", 2)
    with on("2026-03-02"):
        made = [received(county, identity=person(number)).number for number in range(3)]
        assert numbers(zhou) == made[:2] and numbers(zhou, page=2) == made[2:]
