"""What the faces read: tasks owed, plans with their counts, corrections since, open handovers, documents meant."""

from datetime import date, datetime
from typing import Any

import pytest

from gongkai.affairs.documents.actions import withdraw
from gongkai.kernel.clock import CHINA, frozen
from gongkai.kernel.flow import Refused
from gongkai.oversight.tasks import actions, queries
from gongkai.oversight.tasks.finding import documents_called, recently_published
from gongkai.oversight.tasks.models import Plan, State
from gongkai.oversight.tasks.notes import note
from tests.county import County

from .telling import JULY, make_plan, propose, report, told_until

pytestmark = pytest.mark.django_db


def test_what_is_owed_to_a_unit_stands_first_due_in_front(county: County) -> None:
    plan = make_plan(county)
    undated = told_until(county, State.DISPATCHED, plan)
    dated = told_until(county, State.DISPATCHED, plan, deadline={"text": "", "date": "2099-07-31"})
    told_until(county, State.CONFIRMED, plan)
    told_until(county, State.DISPATCHED, plan, responsible=["桥头镇"], lead=[])
    assert list(queries.owed_to(county.tang_ke)) == [dated, undated]
    assert queries.owed_to(county.guo_liang).count() == 3
    assert not queries.owed_to(county.he_jing).exists(), "she rules the plan and owes nothing of it"


def test_what_was_reported_waits_for_the_office_and_is_not_overdue(county: County) -> None:
    with frozen(datetime(2025, 7, 1, 9, tzinfo=CHINA)) as clock:
        plan = make_plan(county)
        late, waiting = (
            told_until(county, State.DISPATCHED, plan, deadline={"text": "", "date": "2025-07-31"})
            for _ in range(2)
        )
        clock.move_to(datetime(2025, 8, 1, 9, tzinfo=CHINA))
        report(county, waiting)
        assert list(queries.only_overdue(queries.owed_to(county.tang_ke))) == [late]
        ((_plan, counts),) = queries.progress_of([plan])
        found = queries.plan_for(county.he_jing, plan.code)
        assert found is not None and found.progress == counts
        assert (counts.total, counts.overdue, counts.by_state["reported"]) == (2, 1, 1)


def test_plans_are_counted_in_one_query(county: County, django_assert_num_queries: Any) -> None:
    plans = [make_plan(county) for _ in range(3)]
    propose(county, plans[0])
    with django_assert_num_queries(1):
        found = queries.progress_of(plans)
    assert [counts.total for _, counts in found] == [1, 0, 0]
    assert queries.progress_of(Plan.objects.none()) == []


def test_the_corrections_since_a_version(county: County) -> None:
    task = propose(county)
    for measure in ("一", "二", "三"):
        task = actions.correct(task, by=county.he_jing, version=task.version, measure=measure)
    assert queries.changes_since(task, 2).count() == 2
    assert queries.changes_since(task, task.version).count() == 0
    actions.confirm(task, by=county.he_jing)
    actions.dispatch(task, by=county.he_jing)
    actions.set_deadline(task, by=county.he_jing, due_on=JULY, reason="上级要求。")
    assert [event.verb for event in queries.changes_since(task, 4)] == ["task.deadline_set"]


def test_a_handover_can_be_continued_until_it_is(county: County) -> None:
    given: dict[str, Any] = {"agency": county.housing, "by": county.tang_ke, "on": date(2025, 6, 20)}
    first, second = (note(kind="handover", **given, **{"from": "周敏", "to": "唐柯"}) for _ in range(2))
    assert queries.to_continue(county.tang_ke, "handover_accepted") == [second, first]
    note(kind="handover_accepted", of=first.pk, **given)
    assert queries.to_continue(county.tang_ke, "handover_accepted") == [second]
    assert queries.to_continue(county.guo_liang, "handover_accepted") == []
    assert queries.record_years(county.tang_ke) == [2025]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("青建〔2025〕7号", ["农村危房改造标准"]),
        ("青建[2025]7号", ["农村危房改造标准"]),
        ("《农村危房改造名单》", ["农村危房改造名单"]),
        ("危房改造", ["农村危房改造名单", "农村危房改造标准"]),
        ("撤回的文件", []),
        (" ", []),
    ],
)
def test_the_documents_that_a_person_means(county: County, words: str, found: list[str]) -> None:
    county.publish("农村危房改造标准", doc_number="青建〔2025〕7号")
    last = county.publish("农村危房改造名单")
    withdraw(county.publish("撤回的文件").document, by=county.lu_fang, reason="有误。")
    assert [one.title for one in documents_called(words)] == found
    assert documents_called(last.document.index_number) == [last]
    assert [one.title for one in recently_published(county.tang_ke)] == [
        "农村危房改造名单",
        "农村危房改造标准",
    ]
    assert recently_published(county.guo_liang) == []


def test_what_a_person_writes_down_stands_as_written(county: County) -> None:
    item = {"content": "组织领导\n1.明确负责同志。", "group": "抓保障", "responsible": ["县政府"]}
    (task,) = actions.propose(make_plan(county), by=county.he_jing, items=[item])
    assert (task.content, task.group, task.number) == ("组织领导\n1.明确负责同志。", "抓保障", "")


def test_a_record_names_a_public_document_and_a_known_choice(county: County) -> None:
    given: dict[str, Any] = {"agency": county.housing, "by": county.tang_ke, "on": date(2025, 6, 20)}
    with pytest.raises(Refused, match="没有索引号为X-1的已公开文件"):
        note(kind="zone", title="专区", document="X-1", **given)
    with pytest.raises(Refused, match="openness（政务公开工作）、interpretation（政策解读）"):
        note(kind="hearing", subject="weather", **given)
    with pytest.raises(Refused, match="备注最多500字"):
        note(kind="zone", title="专区", remark="长" * 501, **given)
