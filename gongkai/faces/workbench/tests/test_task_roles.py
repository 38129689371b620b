"""Every POST about tasks, plans and records by every role: it does what the role may do, or it changes nothing."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from gongkai.engines.agencies.permissions import ROLES, Permission
from gongkai.engines.ledger.queries import head
from gongkai.faces.workbench.tests.test_plans import signed_in
from gongkai.faces.workbench.tests.test_tasks import facts
from gongkai.intake.tests.test_proposals import PLAN
from gongkai.oversight.tasks.actions import plan_received
from gongkai.oversight.tasks.models import Plan, State, Task
from gongkai.oversight.tasks.tests.telling import make_plan, propose, told_until
from gongkai.oversight.tasks.tests.test_every_role import appointed
from gongkai.oversight.tasks.workflow import FLOW
from tests.county import County

pytestmark = pytest.mark.full

PARTS = {
    "form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-content": "甲", "form-1-content": "乙",
    "form-0-responsible": "县政府", "form-1-responsible": "县政府",
}  # fmt: skip
REASON = {"reason": "上级要求。"}
GIVEN: dict[str, dict[str, Any]] = {
    "split": PARTS,
    "set_deadline": {**REASON, "due_on": "2099-07-31"},
    "return": REASON,
    "cancel": REASON,
}


def post(client: Client, path: str, given: dict[str, Any]) -> tuple[int, bool]:
    """The status, and whether anything was recorded; then it is all taken back."""
    before = head()
    with transaction.atomic():
        status = client.post(path, given).status_code
        changed = head() != before
        transaction.set_rollback(True)
    return status, changed


def steps_of(task: Task, other: Task) -> dict[str, tuple[str, dict[str, Any]]]:
    """Where each step of the course is posted to, and what its form sends."""
    found: dict[str, tuple[str, dict[str, Any]]] = {
        step.name: (reverse("workbench:task_step", args=[task.code, step.name]), GIVEN.get(step.name, {}))
        for step in FLOW.steps
    }
    found["correct"] = (
        reverse("workbench:task_correct", args=[task.code]),
        facts(task, measure="全部公开。"),
    )
    found["split"] = (reverse("workbench:task_split", args=[task.code]), PARTS)
    merge = reverse("workbench:plan_merge", args=[task.plan.code])
    found["merge"] = (f"{merge}?task={task.serial}&task={other.serial}", {"content": "甲和乙。"})
    file = SimpleUploadedFile("名单.txt", b"1")
    path, _given = found["report_progress"]
    found["report_progress"] = (path, {"text": "已公开。", "uploads": [file]})
    return found


@pytest.mark.parametrize("role", ROLES)
def test_steps(county: County, role: str) -> None:
    client = signed_in(appointed(county, role))
    plan = make_plan(county)
    tasks = {state: told_until(county, state, plan) for state in {step.from_[0] for step in FLOW.steps}}
    other = propose(county, plan)
    for step in FLOW.steps:
        path, given = steps_of(tasks[State(step.from_[0])], other)[step.name]
        may = bool(set(step.roles) & ROLES[role].permissions)
        status, changed = post(client, path, given)
        assert (status == 302, changed) == (may, may), (step.name, status)
        assert may or status in {404, 422}, (step.name, status)


def plans_of(plan: Plan) -> dict[str, dict[str, Any]]:
    """Where things are posted to about plans, and what their forms send."""
    facts = {"agency": "qingyuan", "title": "青原县方案", "year": "2025"}
    return {
        reverse("workbench:plan_new"): facts,
        reverse("workbench:plan_task", args=[plan.code]): {"content": "公开。", "responsible": "县政府"},
        reverse("workbench:plan_read", args=[plan.code]): {"text": PLAN},
        reverse("workbench:plan_batch", args=[plan.code]): {"do": "confirm", "task": "2"},
        reverse("workbench:plan_publish", args=[plan.code]): {},
    }


@pytest.mark.parametrize("role", ROLES)
def test_plans_and_records(county: County, role: str) -> None:
    client = signed_in(appointed(county, role))
    confirmed = told_until(county, State.CONFIRMED)
    waiting = propose(county, confirmed.plan)
    held = ROLES[role].permissions
    for path, given in plans_of(confirmed.plan).items():
        if path.endswith("/publish/"):
            Task.objects.filter(pk=waiting.pk).update(state=State.CONFIRMED)
        status, changed = post(client, path, given)
        may = Permission.PLAN_TASKS in held
        assert (status == 302, changed) == (may, may), (path, status)
        assert may or status in {403, 404}, (path, status)
    given = {"agency": "zhujian", "on": "2025-06-20", "subject": "openness"}
    status, changed = post(client, reverse("workbench:record_new", args=["hearing"]), given)
    may = Permission.NOTE_RECORDS in held
    assert (status, changed) == ((302, True) if may else (403, False))


def test_making_an_own_plan_is_for_the_openness_office(county: County) -> None:
    plan = plan_received(
        by=county.he_jing, agency=county.government, title="云州市要点", year=2025, issuer="云州市政府"
    )
    path = reverse("workbench:plan_adopt", args=[plan.code])
    given = {"title": "青原县方案", "year": "2025"}
    assert post(signed_in(county.he_jing), path, given) == (302, True)
    for other in (county.zhou_min, county.tang_ke, county.lu_fang, county.guo_liang):
        assert post(signed_in(other), path, given) == (404, False)
