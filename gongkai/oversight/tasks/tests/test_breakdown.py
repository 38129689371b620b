"""Who sees which tasks: the public what was published, an officer what his agency and role allow."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.kernel.clock import CHINA, frozen
from gongkai.kernel.flow import Refused
from gongkai.oversight.tasks import actions, queries
from gongkai.oversight.tasks.models import Plan, State
from tests.county import County

from .telling import last, make_plan, propose, told_until

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(county: County) -> Plan:
    """A plan with a task in each of six states."""
    plan = make_plan(county)
    for number, state in enumerate(
        (State.CONFIRMED, State.DISPATCHED, State.REPORTED, State.ACCEPTED, State.CANCELLED, State.SPLIT), 1
    ):
        told_until(county, state, plan, number=str(number))
    for part in plan.tasks.filter(state=State.PROPOSED):
        actions.cancel(part, by=county.he_jing, reason="不再需要。")
    return plan


def test_the_public_sees_the_breakdown_once_it_is_published(county: County, plan: Plan) -> None:
    assert queries.breakdown(plan.code) is None
    assert not queries.plans().exists()
    assert queries.of_agency(county.housing) == []
    actions.publish_breakdown(plan, by=county.he_jing)
    event, facts = last(plan)
    assert (event.verb, event.agency, event.public) == ("plan.breakdown_published", "qingyuan", True)
    assert facts == {"title": plan.title, "year": 2025, "tasks": 4, "document": None}
    shown = queries.breakdown(plan.code)
    assert shown is not None
    assert [task.number for task in shown.tasks] == ["1", "2", "3", "4"]
    assert (shown.progress.total, shown.progress.accepted, shown.progress.overdue) == (4, 1, 0)
    assert [task.number for task in queries.of_agency(county.township)] == ["1", "2", "3", "4"]
    assert queries.of_agency(county.government) == []
    actions.cancel(shown.tasks[1], by=county.he_jing, reason="并入上级任务。")
    propose(county, plan, number="9")
    later = queries.breakdown(plan.code)
    assert later is not None
    assert [(task.number, task.state) for task in later.tasks] == [
        ("1", "confirmed"), ("2", "cancelled"), ("3", "reported"), ("4", "accepted"),
    ], "what was seen does not vanish; what nobody confirmed does not show"  # fmt: skip


def test_every_reason_against_publishing_is_told(county: County) -> None:
    received = actions.plan_received(
        by=county.he_jing, agency=county.government, title="全市工作要点", year=2025, issuer="云州市政府"
    )
    propose(county, received)
    with pytest.raises(Refused) as refused:
        actions.publish_breakdown(received, by=county.tang_ke)
    assert len(refused.value.reasons) == 4
    plan = told_until(county, State.CONFIRMED).plan
    actions.publish_breakdown(plan, by=county.he_jing)
    with pytest.raises(Refused, match="无需再次公布"):
        actions.publish_breakdown(plan, by=county.he_jing)


def test_an_officer_sees_what_he_rules_and_what_his_agency_owes(county: County, plan: Plan) -> None:
    def seen(officer: object) -> list[str]:
        return [task.number for task in queries.tasks_for(officer).order_by("serial")]  # type: ignore[arg-type]

    assert seen(county.he_jing) == ["1", "2", "3", "4", "5", "6", "6", "6"]
    assert seen(county.tang_ke) == seen(county.guo_liang) == ["2", "3", "4"]
    assert seen(county.lu_fang) == []
    assert queries.plan_for(county.tang_ke, plan.code) is None
    ruled = queries.plan_for(county.he_jing, plan.code)
    assert ruled is not None and ruled.progress.by_state["cancelled"] == 3
    code = f"{plan.code}-003"
    task = queries.task_for(county.tang_ke, code)
    assert task is not None and task.code == code
    assert [len(report.evidence.all()) for report in task.reports.all()] == [1]
    for hidden in (f"{plan.code}-001", "qingyuan-2025-1-x", "1", "", f"{plan.code}-{'9' * 30}"):
        assert queries.task_for(county.tang_ke, hidden) is None


def test_divisions_of_a_bureau_are_seen_by_the_bureau(county: County) -> None:
    plan = actions.plan_made(by=county.he_jing, agency=county.housing, title="局方案", year=2025)
    told_until(county, State.CONFIRMED, plan, responsible=["办公室"], lead=[])
    actions.dispatch(*plan.tasks.all(), by=county.he_jing)
    actions.publish_breakdown(plan, by=county.he_jing)
    assert len(queries.tasks_for(county.zhou_min)) == 1
    assert len(queries.of_agency(county.housing)) == 1
    assert not queries.tasks_for(county.guo_liang)


def test_open_tasks_past_their_date_are_overdue_and_the_nearest_stands_first(county: County) -> None:
    with frozen(datetime(2025, 3, 1, 9, tzinfo=CHINA)) as clock:
        plan = make_plan(county)
        for number, day in (("1", None), ("2", "2025-07-31"), ("3", "2025-06-30")):
            told_until(county, State.DISPATCHED, plan, number=number, deadline={"text": "", "date": day})
        actions.publish_breakdown(plan, by=county.he_jing)
        clock.move_to(datetime(2025, 7, 31, 9, tzinfo=CHINA))
        shown = queries.breakdown(plan.code)
        assert shown is not None and shown.progress.overdue == 1
        owed = queries.of_agency(county.housing)
        assert [task.due_on for task in owed] == [date(2025, 6, 30), date(2025, 7, 31), None]


def test_a_breakdown_is_read_in_few_queries_however_long(county: County, plan: Plan) -> None:
    actions.publish_breakdown(plan, by=county.he_jing)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        shown = queries.breakdown(plan.code)
        assert shown is not None
        assert all(task.code and task.agencies for task in shown.tasks)
    assert len(seen) == 3
