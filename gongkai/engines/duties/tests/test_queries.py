"""What Tang Ke, He Jing and the public see of what is owed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.engines.agencies.models import Officer
from gongkai.engines.duties import queries
from gongkai.engines.duties.explain import explain
from gongkai.engines.duties.models import Duty
from gongkai.engines.duties.tests.telling import adopt, duty, tell
from gongkai.kernel.clock import frozen, instant
from tests.county import County

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("packs")]


@pytest.fixture(autouse=True)
def _told(county: County, packs: Path) -> None:
    adopt("2026-01-05 08:00", county.government)
    tell("2026-02-10 09:00", "application.received", "A1", channel="web")
    tell("2026-02-11 09:00", "application.received", "A2", channel="web")
    tell("2026-02-12 09:00", "application.received", "T1", agency="qiaotou", channel="web")
    tell("2026-02-12 10:00", "application.third_party_asked", "A1")
    tell("2026-03-02 09:00", "application.received", "A3", channel="web")
    tell("2026-03-10 09:00", "application.answered", "A3")


def seen_by(officer: Officer) -> list[tuple[str, str]]:
    found = []
    for line in queries.duties_for(officer):
        if line.duty.rule == "reply":
            found.append((line.duty.subject_id, line.status))
    return found


def test_an_officer_sees_what_his_agencies_owe_by_time_left(county: County) -> None:
    with frozen("2026-03-11 09:00"):
        assert seen_by(county.tang_ke) == [("A2", "open"), ("A1", "paused")]
        assert seen_by(county.guo_liang) == [("T1", "open")]
        assert seen_by(county.he_jing) == [("A2", "open"), ("T1", "open"), ("A1", "paused")]
    with frozen("2026-03-12 00:00"):
        # three working days before the 17th, from the morning on
        assert seen_by(county.tang_ke)[0] == ("A2", "soon")
    with frozen("2026-03-18 00:00"):
        assert seen_by(county.tang_ke)[0] == ("A2", "overdue")
        [line] = queries.lines([duty("reply", subject_id="A2")])
        assert line.is_breach and line.title == "答复政府信息公开申请"
    assert queries.duty_for(county.guo_liang, duty("reply", subject_id="A2").id) is None
    assert queries.duty_for(county.tang_ke, duty("reply", subject_id="A2").id) is not None
    assert queries.duty_for(county.tang_ke, 10**30) is None


def test_the_list_takes_few_queries(county: County) -> None:
    with CaptureQueriesContext(connection) as asked:
        queries.duties_for(Officer.objects.get(pk=county.he_jing.pk))
    assert len(asked) - 1 <= 6


def test_the_figures_count_what_is_open_and_overdue(county: County) -> None:
    tell("2026-03-16 09:00", "application.received", "A4", channel="web")
    with frozen("2026-03-17 12:00"):
        [line] = queries.summary([county.housing])
        assert (line.met, line.late, line.overdue, line.due_this_week) == (1, 0, 0, 1)
        assert line.on_time == 1
    with frozen("2026-03-18 12:00"):
        housing, township = queries.summary([county.housing, county.township])
        assert (housing.overdue, housing.on_time, township.on_time) == (1, 0.5, None)
    tell("2026-03-18 13:00", "application.answered", "A2")
    with frozen("2026-03-18 14:00"):
        [line] = queries.summary([county.housing])
        assert (line.met, line.late, line.overdue, line.on_time) == (1, 1, 0, 0.5)
        [line] = queries.summary([county.housing], until=instant("2026-03-15"))
        assert (line.met, line.late) == (1, 0)
        assert queries.summary_by_rule([county.housing])["reply"].late == 1


def test_what_should_be_done_is_never_a_breach(county: County) -> None:
    tell("2026-03-02 09:00", "policy.published", "P1")
    with frozen("2026-03-10 09:00"):
        [line] = queries.lines([duty("county_interpret")])
        assert (line.status, line.is_breach) == ("overdue", False)
        assert queries.summary([county.housing])[0].overdue == 0


def test_a_sweep_finds_what_became_due() -> None:
    swept = queries.became_due(instant("2026-03-17 00:00"), instant("2026-03-18 00:00"))
    assert [one.subject_id for one in swept] == ["A2"]


def test_an_explanation_goes_day_by_day_with_its_clause() -> None:
    tell("2026-02-24 09:00", "application.third_party_answered", "A1")
    found = explain(duty("reply", subject_id="A1"))
    assert found.clause == "《青原县政务公开办法》（青原县人民政府令第3号）第三条" or found.clause.endswith(
        "第三条"
    )
    assert found.limit == "20个工作日"
    assert (str(found.days[0].day), found.days[-1].count) == ("2026-02-10", 20)
    assert [line.reason for line in found.days[2:4]] == ["暂停计算", "暂停计算"]
    assert [one.verb for one in found.events] == [
        "application.received", "application.third_party_asked", "application.third_party_answered",
    ]  # fmt: skip
    assert "暂停计算" in found.summary
    tell("2026-03-02 09:00", "policy.published", "P1")
    tell("2026-03-03 09:00", "interpretation.published", "I1", interprets=["P1"])
    ended = explain(duty("county_interpret"))
    assert [one.verb for one in ended.events] == ["policy.published", "interpretation.published"]
    period = explain(duty("hearing", agency="zhujian"))
    assert period.summary.endswith("本期已完成0次。") and period.limit == "每半年至少2次"


@pytest.mark.parametrize("view", [str, lambda duty: duty.left, lambda duty: duty.subject])
def test_a_duty_can_be_shown(view: Callable[[Duty], object]) -> None:
    assert view(duty("reply", subject_id="A2"))
