"""From proposal to dispatch: correcting, confirming, charging the units, changing the date, giving up."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from gongkai.engines.agencies import actions as agencies
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.kernel.clock import CHINA, frozen
from gongkai.kernel.flow import Refused
from gongkai.oversight.tasks import actions
from gongkai.oversight.tasks.models import State, Task
from tests.county import County

from .telling import JULY, last, make_plan, propose, told_until, verbs

pytestmark = pytest.mark.django_db


def test_he_jing_corrects_units_date_and_measure(county: County) -> None:
    task = propose(county)
    task = actions.correct(
        task, by=county.he_jing, version=1, responsible=["桥头镇", "县财政局"], lead=["桥头镇"],
        due_on=JULY, measure="名单全部公开。", content="公开农村危房改造名单。",
    )  # fmt: skip
    assert [(unit.name, unit.agency) for unit in task.units.all()] == [
        ("桥头镇", county.township),
        ("县财政局", None),
    ]
    assert (task.due_on, task.version) == (JULY, 2)
    event, facts = last(task)
    assert (event.verb, event.agency, event.actor) == ("task.corrected", "qingyuan", "hejing")
    assert facts == {"changed": ["due_on", "measure", "units"], "units": ["qiaotou", "县财政局"]}


def test_the_second_of_two_editors_is_told_everything_at_once(county: County) -> None:
    task = propose(county)
    actions.correct(task, by=county.he_jing, version=1, measure="名单全部公开。")
    with pytest.raises(Refused) as refused:
        actions.correct(task, by=county.zhou_min, version=1, content=" ", group="部" * 201)
    assert len(refused.value.reasons) == 4
    task.refresh_from_db()
    assert (task.content, task.version) == ("公开农村危房改造名单。", 2)
    with pytest.raises(Refused, match="没有改动"):
        actions.correct(task, by=county.he_jing, version=2, measure="名单全部公开。")
    with pytest.raises(TypeError, match="state"):
        actions.correct(task, by=county.he_jing, version=2, state="accepted")


def test_the_units_are_charged_with_facts_a_duty_can_use(county: County) -> None:
    task = told_until(county, State.DISPATCHED, deadline={"text": "7月底前", "date": "2099-07-31"})
    event, facts = last(task)
    assert (event.verb, event.agency, event.public) == ("task.dispatched", "zhujian", False)
    assert facts == {
        "plan": task.plan.code,
        "number": "3",
        "units": ["qiaotou", "zhujian"],
        "due_on": "2099-07-31",
        "has_deadline": True,
    }
    assert verbs(task) == ["task.proposed", "task.confirmed", "task.dispatched"]
    assert (task.dispatched_by, task.dispatched_at is None) == ("hejing", False)


def test_without_a_leader_the_first_known_unit_owes_it(county: County) -> None:
    task = told_until(county, State.DISPATCHED, responsible=["各村", "桥头镇", "县住房城乡建设局"], lead=[])
    event, facts = last(task)
    assert (event.agency, facts["has_deadline"], facts["due_on"]) == ("qiaotou", False, None)


def test_all_are_dispatched_or_none_and_each_reason_names_its_task(county: County) -> None:
    plan = make_plan(county)
    ready = told_until(county, State.CONFIRMED, plan)
    late = told_until(county, State.CONFIRMED, plan, text="4.已经过期。", deadline={"date": "2024-01-31"})
    raw = propose(county, plan, text="5.还没有确认。")
    with pytest.raises(Refused) as refused:
        actions.dispatch(ready, late, raw, by=county.he_jing)
    assert [reason.split("：")[0] for reason in refused.value.reasons] == [
        "任务4“已经过期。”",
        "任务5“还没有确认。”",
    ]
    assert set(plan.tasks.values_list("state", flat=True)) == {"confirmed", "proposed"}
    with pytest.raises(Refused, match="至少选择一项"):
        actions.dispatch(by=county.he_jing)


def test_nobody_is_charged_who_is_not_named_or_no_more(county: County) -> None:
    nobody = propose(county, responsible=[], lead=[])
    with pytest.raises(Refused, match="请先写明责任单位"):
        actions.confirm(nobody, by=county.he_jing)
    task = told_until(county, State.CONFIRMED)
    agencies.close_agency(county.township, by=SYSTEM, on=date(2026, 1, 1))
    with pytest.raises(Refused, match="青原县桥头镇人民政府已于2026年1月1日撤销"):
        actions.dispatch(task, by=county.he_jing)


def test_a_date_is_set_later_with_its_reason(county: County) -> None:
    with frozen(datetime(2025, 3, 1, 9, tzinfo=CHINA)):
        task = told_until(county, State.DISPATCHED)
        with pytest.raises(Refused) as refused:
            actions.set_deadline(task, by=county.tang_ke, due_on=date(2025, 2, 28), reason=" ")
        assert len(refused.value.reasons) == 3
        actions.set_deadline(task, by=county.he_jing, due_on=date(2025, 6, 30), reason="上级要求。")
        event, facts = last(task)
        assert (event.verb, event.agency) == ("task.deadline_set", "zhujian")
        assert facts == {
            "plan": task.plan.code, "before": None, "due_on": "2025-06-30", "reason": "上级要求。",
        }  # fmt: skip
        with pytest.raises(Refused, match="无需改定"):
            actions.set_deadline(task, by=county.he_jing, due_on=date(2025, 6, 30), reason="再定一次。")


def test_a_task_is_given_up_with_a_reason_only(county: County) -> None:
    task = told_until(county, State.DISPATCHED)
    with pytest.raises(Refused) as refused:
        actions.cancel(task, by=county.tang_ke, reason="")
    assert len(refused.value.reasons) == 2
    actions.cancel(task, by=county.he_jing, reason="并入上级任务。")
    event, facts = last(task)
    assert (event.verb, event.agency) == ("task.cancelled", "zhujian")
    assert facts == {"plan": task.plan.code, "reason": "并入上级任务。"}


@pytest.mark.parametrize("state", [State.DISPATCHED, State.ACCEPTED, State.MERGED, State.CANCELLED])
def test_the_database_itself_keeps_state_and_trace_together(county: County, state: State) -> None:
    task = propose(county)
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(state=state)
