"""Steps made by hand: every step by every role, and in every state; only what the table says goes through."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction

from gongkai.engines.agencies import actions as agencies
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import ROLES
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.ledger.queries import head
from gongkai.kernel.flow import Refused
from gongkai.oversight.tasks import actions, progress, queries, reshaping
from gongkai.oversight.tasks.models import State, Task
from gongkai.oversight.tasks.workflow import FLOW
from tests.county import County

from .telling import JULY, propose, told_until

pytestmark = [pytest.mark.django_db, pytest.mark.full]

STEPS: dict[str, Callable[[Task, Task, Any], object]] = {
    "correct": lambda task, _, by: actions.correct(task, by=by, version=task.version, measure="全部公开。"),
    "split": lambda task, _, by: reshaping.split(task, by=by, parts=[{"content": "甲"}, {"content": "乙"}]),
    "merge": lambda task, other, by: reshaping.merge(task, other, by=by),
    "confirm": lambda task, _, by: actions.confirm(task, by=by),
    "dispatch": lambda task, _, by: actions.dispatch(task, by=by),
    "set_deadline": lambda task, _, by: actions.set_deadline(task, by=by, due_on=JULY, reason="上级要求。"),
    "report_progress": lambda task, _, by: progress.report_progress(
        task, by=by, text="已公开。", evidence=[{"name": "名单.txt", "data": b"1"}]
    ),
    "accept": lambda task, _, by: progress.accept(task, by=by),
    "return": lambda task, _, by: progress.return_(task, by=by, reason="请补充链接。"),
    "cancel": lambda task, _, by: actions.cancel(task, by=by, reason="并入上级任务。"),
}


def appointed(county: County, role: str) -> Officer:
    """Somebody who holds this role at the bureau that leads the task, and at the government above it."""
    person = agencies.appoint(by=SYSTEM, agency=county.housing, username=f"with-{role}", name="某人")
    for place in (county.housing, county.government):
        agencies.grant_role(person, by=SYSTEM, role=role, agency=place)
    return person


def test_every_step_of_the_table_has_its_verb() -> None:
    assert list(STEPS) == [step.name for step in FLOW.steps]


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is taken back, so that one story serves for every step."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("role", ROLES)
def test_only_who_may_takes_a_step(county: County, role: str) -> None:
    person = appointed(county, role)
    tasks = {state: told_until(county, state) for state in {step.from_[0] for step in FLOW.steps}}
    others = {state: propose(county, task.plan) for state, task in tasks.items()}
    for step in FLOW.steps:
        task, other = tasks[State(step.from_[0])], others[State(step.from_[0])]
        before = (task.state, head())
        offered = next(offer for offer in queries.offers(task, person) if offer.step == step)
        if set(step.roles) & ROLES[role].permissions:
            assert offered.open
            with undone():
                STEPS[step.name](task, other, person)
            continue
        assert not offered.open
        with pytest.raises(Refused, match="权限"):
            STEPS[step.name](task, other, person)
        task.refresh_from_db()
        assert (task.state, head()) == before


@pytest.mark.parametrize("state", State.values)
def test_a_step_is_taken_in_its_states_only(county: County, state: str) -> None:
    task = told_until(county, state)
    other = propose(county, task.plan)
    before = head()
    for step in FLOW.steps:
        by = county.tang_ke if step.name == "report_progress" else county.he_jing
        if state in step.from_:
            with undone():
                STEPS[step.name](task, other, by)
                task.refresh_from_db()
                assert task.state == (step.to or state)
        else:
            with pytest.raises(Refused, match="状态"):
                STEPS[step.name](task, other, by)
        task.refresh_from_db()
        assert (task.state, head()) == (state, before)


def test_a_bureau_that_is_not_named_reports_nothing(county: County) -> None:
    task = told_until(county, State.DISPATCHED, responsible=["县住房城乡建设局"])
    with pytest.raises(Refused, match="报送任务进展"):
        STEPS["report_progress"](task, task, county.guo_liang)
    STEPS["report_progress"](task, task, county.zhou_min)
