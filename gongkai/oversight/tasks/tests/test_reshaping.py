"""Splitting and merging lose neither text nor units."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.kernel.flow import Refused
from gongkai.oversight.tasks import actions
from gongkai.oversight.tasks.models import State, Task
from gongkai.oversight.tasks.reshaping import merge, split
from tests.county import County

from .telling import last, make_plan, propose, told_until

pytestmark = pytest.mark.django_db

lines = st.lists(st.text("公开名单政务。；，a1 ", min_size=1).filter(str.strip), min_size=2, max_size=5)
names = st.lists(
    st.sampled_from(["县政府", "县住房城乡建设局", "青原县建设局", "桥头镇", "各村", "县财政局"]),
    min_size=1, max_size=5,
)  # fmt: skip


def units(task: Task) -> list[tuple[str, object, bool]]:
    return [(unit.name, unit.agency, unit.lead) for unit in task.units.all()]


@pytest.mark.full
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=lines, responsible=names, lead=names, due_on=st.none() | st.dates(date(2025, 1, 1)))
def test_split_then_merge_keeps_units_and_text(
    county: County, texts: list[str], responsible: list[str], lead: list[str], due_on: date | None
) -> None:
    texts = [text.strip() for text in texts]
    deadline = {"text": "月底前", "date": due_on.isoformat()} if due_on else None
    # A number in front, so that the first line is not taken for a heading.
    text = "\n".join(["1.任务", *texts])
    whole = propose(county, text=text, responsible=responsible, lead=lead, deadline=deadline)
    before = units(whole)
    parts = split(whole, by=county.he_jing, parts=[{"content": line} for line in ["1.任务", *texts]])
    assert all(units(part) == before and part.split_from == whole for part in parts)
    again = merge(*reversed(parts), by=county.he_jing)
    assert units(again) == before
    kept = ("number", "group", "content", "measure", "deadline", "due_on")
    assert [getattr(again, name) for name in kept] == [getattr(whole, name) for name in kept]


def test_the_parts_may_have_units_and_dates_of_their_own(county: County) -> None:
    whole = told_until(county, State.CONFIRMED, group="抓重点")
    first, second = split(
        whole, by=county.he_jing,
        parts=[
            {"content": "公开名单。", "number": "3-1", "responsible": ["桥头镇"], "due_on": date(2099, 3, 31)},
            {"content": "公开补助标准。", "number": "3-2"},
        ],
    )  # fmt: skip
    assert units(first) == [("桥头镇", county.township, False)]
    assert (first.due_on, first.group, second.due_on) == (date(2099, 3, 31), "抓重点", None)
    assert {first.state, second.state} == {State.PROPOSED}, "what is new is confirmed anew"
    whole.refresh_from_db()
    event, facts = last(whole)
    assert (whole.state, event.verb) == (State.SPLIT, "task.split")
    assert facts == {"plan": whole.plan.code, "into": [first.code, second.code]}
    event, facts = last(first)
    assert (event.verb, event.agency) == ("task.proposed", "qingyuan")
    assert facts == {
        "plan": whole.plan.code,
        "number": "3-1",
        "units": ["qiaotou"],
        "came_from": [whole.code],
    }


def test_merged_tasks_say_where_they_went(county: County) -> None:
    plan = make_plan(county)
    first = propose(county, plan, measure="名单公开。", responsible=["县住房城乡建设局"], lead=[])
    second = propose(
        county, plan, text="7.公开标准。", measure="标准公开。", responsible=["青原县建设局", "桥头镇"]
    )
    new = merge(second, first, by=county.he_jing, group="抓重点")
    assert (new.number, new.group, new.content) == ("3", "抓重点", "公开农村危房改造名单。\n公开标准。")
    assert new.measure == "名单公开。\n标准公开。"
    assert units(new) == [
        ("县住房城乡建设局", county.housing, True),
        ("桥头镇", county.township, False),
    ], "led by whoever led one of them; named once"
    first.refresh_from_db()
    assert (first.state, first.merged_into) == (State.MERGED, new)
    assert last(first)[1] == {"plan": plan.code, "into": new.code}


def test_every_reason_against_merging_is_told(county: County) -> None:
    task = propose(county, deadline={"text": "7月底前", "date": "2025-07-31"})
    with pytest.raises(Refused, match="至少需要两项"):
        merge(task, task, by=county.he_jing)
    other = propose(county, text="7.公开标准。")
    with pytest.raises(Refused) as refused:
        merge(task, other, by=county.zhou_min)
    assert len(refused.value.reasons) == 5, "two plans, two dates twice told, two permissions"
    same = propose(county, task.plan)
    merged = merge(task, same, by=county.he_jing, deadline="9月底前", due_on=date(2025, 9, 30))
    assert (merged.deadline, merged.due_on) == ("9月底前", date(2025, 9, 30))


def test_every_reason_against_splitting_is_told(county: County) -> None:
    task = propose(county)
    with pytest.raises(Refused) as refused:
        split(task, by=county.zhou_min, parts=[{"content": " "}])
    assert len(refused.value.reasons) == 3
    task.refresh_from_db()
    assert task.state == State.PROPOSED
    actions.confirm(task, by=county.he_jing)
