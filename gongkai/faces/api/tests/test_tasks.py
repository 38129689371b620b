"""Plans and tasks in the open interface: what was published, and nothing else."""

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from gongkai.faces.api.tests.conftest import Ask
from gongkai.kernel.clock import frozen
from gongkai.oversight.promises.tests.telling import TODAY, Told, tell
from gongkai.oversight.tasks import actions
from tests.county import County


@pytest.fixture(autouse=True)
def told(county: County) -> Iterator[Told]:
    with frozen(TODAY):
        yield tell(county)


def test_only_published_plans_are_listed(told: Told, ask: Ask) -> None:
    (one,) = ask("/plans")["items"]
    assert (one["code"], one["agency"]["slug"]) == (told.plan.code, "qingyuan")
    assert ask("/plans", {"year": "2025"})["items"] == []
    assert ask("/plans", {"agency": "zhujian"})["items"] == []
    assert ask(f"/plans/{told.hidden.code}", status=404)["error"]["code"] == "not_found"


def test_plans_are_paged(told: Told, ask: Ask) -> None:
    he_jing = told.county.he_jing
    item = {"content": "公开部门预决算。", "responsible": ["县住房城乡建设局"], "lead": []}
    actions.confirm(*actions.propose(told.hidden, by=he_jing, items=[item]), by=he_jing)
    actions.publish_breakdown(told.hidden, by=he_jing)
    first = ask("/plans", {"limit": 1})
    assert [item["code"] for item in first["items"]] == [told.hidden.code]
    assert [item["code"] for item in ask(first["next"])["items"]] == [told.plan.code]


def test_a_plan_tells_each_task_and_how_it_stands(told: Told, ask: Ask) -> None:
    plan = ask(f"/plans/{told.plan.code}")
    assert plan["progress"] == {
        "total": 3, "confirmed": 0, "dispatched": 2, "reported": 0, "accepted": 1, "overdue": 1,
    }  # fmt: skip
    assert [task["state"] for task in plan["tasks"]] == ["accepted", "dispatched", "dispatched", "cancelled"]
    assert [task["overdue"] for task in plan["tasks"]] == [False, True, False, False]
    third = plan["tasks"][2]
    assert (third["number"], third["group"], third["due_on"]) == ("3", "二、平台建设", "2026-12-31")
    assert third["units"] == [
        {"name": "青原县住房和城乡建设局", "agency": "zhujian", "lead": True},
        {"name": "信息中心", "agency": None, "lead": False},
    ]


def test_the_tasks_of_an_agency_are_those_it_owes(told: Told, ask: Ask) -> None:
    assert [task["number"] for task in ask("/tasks", {"agency": "qiaotou"})["items"]] == ["2"]
    assert [task["number"] for task in ask("/tasks", {"agency": "zhujian"})["items"]] == ["1", "3"]
    assert ask("/tasks", {"agency": "nobody"}, status=404)["error"]["code"] == "not_found"
    assert ask("/tasks", status=400)["error"]["detail"][0]["parameter"] == "agency"


def test_a_plan_takes_few_queries(
    told: Told, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(6):
        assert client.get(f"/api/v1/plans/{told.plan.code}").status_code == 200
