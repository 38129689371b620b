"""A task is due on the day that was set for it, which may be set anew; the report stops the clock, not the answer."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.engines.duties.explain import explain
from gongkai.engines.duties.models import Duty
from gongkai.engines.duties.rebuild import rebuild
from gongkai.engines.duties.tests.conftest import PACK, write_pack
from gongkai.engines.duties.tests.memory import World
from gongkai.engines.duties.tests.telling import adopt, due, duty, tell
from gongkai.kernel.clock import bundled_calendar, end_of_day, frozen, instant, parse_limit
from tests.county import County

from .test_against_naive import BEGIN, REPLY, Versioned, replace, trigger

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("packs")]


@pytest.fixture(autouse=True)
def _adopted(county: County, packs: Path) -> None:
    adopt("2026-01-05 08:00", county.government)


def give(due_on: Any = "2026-05-31", dated: bool = True) -> None:
    tell("2026-03-02 09:00", "errand.given", "T1", dated=dated, due_on=due_on)


def test_it_is_due_at_the_end_of_the_day_that_was_told() -> None:
    give()
    one = duty("errand")
    assert (due(one), one.limit, one.provisional) == ("2026-05-31 23:59", "by 2026-05-31", False)
    assert parse_limit(one.limit).zh() == "2026年5月31日"
    account = explain(one)
    assert account.limit == "2026年5月31日" and account.line.rule.limit_zh == "以确定的日期为准"
    assert "完成日期定为2026年5月31日" in account.summary
    with frozen("2026-06-01 00:00"):
        assert one.status == "overdue"


def test_another_day_may_be_set() -> None:
    give()
    tell("2026-04-01 09:00", "errand.dated", "T1", due_on="2026-07-31")
    one = duty("errand")
    assert (due(one), one.limit) == ("2026-07-31 23:59", "by 2026-07-31")
    assert "将完成日期改定为2026年7月31日" in explain(one).summary
    tell("2026-04-02 09:00", "errand.dated", "T1", due_on="some day")
    assert due(duty("errand")) == "2026-07-31 23:59"
    assert rebuild(check=True).differing == 0


def test_a_task_without_a_day_is_owed_from_when_it_gets_one() -> None:
    give(due_on=None, dated=False)
    give(due_on="soon")
    give(due_on="9999-12-31")
    assert not Duty.objects.filter(rule="errand").exists()
    tell("2026-04-01 09:00", "errand.dated", "T1", due_on="2026-07-31T17:00:00+08:00")
    assert due(duty("errand")) == "2026-07-31 23:59"


def test_who_reports_in_time_is_in_time_however_long_the_answer_takes() -> None:
    give()
    tell("2026-05-30 17:00", "errand.reported", "T1")
    with frozen("2026-06-20 09:00"):
        assert duty("errand").status == "paused"
        assert explain(duty("errand")).summary.endswith("恢复后仍以该日期为准。")
    tell("2026-06-20 09:00", "errand.done", "T1", reported_at="2026-05-30T17:00:00+08:00")
    assert duty("errand").status == "met"


def test_who_is_sent_back_owes_it_by_the_same_day() -> None:
    give()
    tell("2026-05-28 17:00", "errand.reported", "T1")
    tell("2026-05-29 17:00", "errand.reported", "T1")
    tell("2026-06-01 09:00", "errand.returned", "T1")
    with frozen("2026-06-01 10:00"):
        assert (duty("errand").status, due(duty("errand"))) == ("overdue", "2026-05-31 23:59")
    tell("2026-06-02 09:00", "errand.reported", "T1")
    with frozen("2026-06-03 10:00"):
        # what comes late stops nothing
        assert duty("errand").status == "overdue"
    tell("2026-06-20 09:00", "errand.done", "T1", reported_at="2026-06-02T09:00:00+08:00")
    assert duty("errand").status == "late"
    assert rebuild(check=True).differing == 0


def test_a_task_given_up_is_owed_no_more() -> None:
    give()
    tell("2026-04-01 09:00", "errand.dropped", "T1")
    assert duty("errand").status == "cancelled"


def test_the_page_of_duties_says_so(packs: Path) -> None:
    write_pack(packs, "qingyuan", PACK.replace('limit = "fact:due_on"', 'limit = "fact:"'))
    from gongkai.kernel.law import check_packs

    [problem] = check_packs(packs)
    assert "没有写明事实的名称" in problem.sentence


ERRAND = replace(
    REPLY, id="errand", limit="fact:due_on", limit_id="", starts=(*trigger("errand.given"), *trigger("errand.dated")),
    redates=trigger("errand.dated"), pauses=trigger("errand.reported"), resumes=trigger("errand.returned"),
    ends=trigger("errand.done", at="reported_at"), restarts=(), extends=(), cancels=trigger("errand.dropped"),
    from_="",
)  # fmt: skip
VERBS = ["given", "dated", "dated", "reported", "returned", "done", "dropped"]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(VERBS), st.integers(-9, 20)), max_size=20))
def test_any_history_equals_a_plain_walk(acts: list[tuple[int, str, int]]) -> None:
    world = World({"near": [Versioned(ERRAND, ERRAND.version)]}, bundled_calendar())
    world.tell(BEGIN, "agency.opened", ("agency", "bureau"), "bureau", kind="department", parent=None)
    world.tell(
        BEGIN, "pack.adopted", ("agency", "bureau"), "bureau", **{"pack": "near", "from": "2025-09-01"}
    )
    expected: list[dict[str, Any]] = []
    at, last_report = BEGIN, BEGIN
    for days, verb, ahead in acts:
        at += timedelta(days)
        day = (at + timedelta(ahead)).date()
        facts = {"due_on": str(day)} if verb in {"given", "dated"} else {}
        if verb == "done":
            facts["reported_at"] = last_report.isoformat()
        world.tell(at, f"errand.{verb}", ("errand", "T"), "bureau", **facts)
        now_open = expected and not expected[-1]["outcome"]
        if verb in {"given", "dated"} and not now_open:
            expected.append({"day": day, "waiting": None, "outcome": ""})
        elif now_open:
            row = expected[-1]
            match verb:
                case "dated":
                    row["day"] = day
                case "reported":
                    row["waiting"] = row["waiting"] or at.date()
                case "returned":
                    row["waiting"] = None
                case "done":
                    row["outcome"] = "met"
                case "dropped":
                    row["outcome"] = "cancelled"
        if verb == "reported":
            last_report = at
    found = [(one.due_at, one.outcome) for one in world.duties("errand")]
    assert found == [
        (None if row["waiting"] and row["waiting"] <= row["day"] else end_of_day(row["day"]), row["outcome"])
        for row in expected
    ]
    assert all(instant(one.started_at) <= at for one in world.duties("errand"))
