"""The work of the county as data: in agreement with its people and the calendar; slips are named."""

from pathlib import Path

import pytest

from gongkai.demo.cast import END, chosen
from gongkai.demo.county import County, load_county
from gongkai.demo.plan_texts import PLANS, PlanText, load_plans
from gongkai.demo.tables import TextError
from gongkai.demo.texts import load_texts
from gongkai.demo.work import WORK_FILE, Work, load_work
from gongkai.kernel.clock import default_calendar, periods

# Divisions of a bureau, and everybody at once: no agencies, so that a name can stay as it is written.
NO_AGENCIES = {"村镇建设股", "办公室", "各部门", "各乡镇"}


@pytest.fixture(scope="module")
def county() -> County:
    return load_county()


@pytest.fixture(scope="module")
def work(county: County) -> Work:
    return load_work(county)


@pytest.fixture(scope="module")
def plans(county: County) -> list[PlanText]:
    return load_plans(county, {text.slug for text in load_texts(county)})


def test_who_missed_a_period_would_have_been_told_of_otherwise(county: County, work: Work) -> None:
    for regular in work.regular:
        possible = {
            f"{slug} {period}"
            for slug, agency in county.agencies.items()
            if agency.kind in regular.kinds
            for period in periods(regular.since, regular.until or END, regular.every)
        }
        assert set(regular.missed) | set(regular.late) <= possible, regular.kind
        assert len(regular.missed) < len(possible) / 4, regular.kind


def test_people_work_on_workdays(work: Work, plans: list[PlanText]) -> None:
    days = {work.adoption.on}
    days |= {training.on for training in work.trainings}
    days |= {day for regular in work.regular for day in regular.late.values()}
    days |= {day for one in work.handovers for day in (one.on, one.accepted) if day}
    for plan in plans:
        days |= {day for day in (plan.made_on, plan.dispatched_on, plan.published_on) if day}
        for task in plan.tasks:
            days |= {turn.on for turn in (task.moved, task.cancelled) if turn}
            days |= {day for report in task.reports for day in (report.on, report.decided_on) if day}
    for unit in work.unit_plans:
        days |= {*unit.late.values(), *(day for task in unit.tasks for day in task.late.values())}
    calendar = default_calendar()
    assert [str(day) for day in sorted(days) if not calendar.is_working_day(day) or day > END] == []


def test_people_hand_over_within_their_agency(county: County, work: Work) -> None:
    for handover in work.handovers:
        for name in (handover.from_, handover.to):
            assert county.people[name].agency == handover.agency, name


def test_units_are_called_by_names_that_somebody_answers_to(county: County, plans: list[PlanText]) -> None:
    known = {name for one in county.agencies.values() for name in (one.name, one.short_name, *one.aliases)}
    named = {name for plan in plans for task in plan.tasks for name in task.responsible}
    assert named - known == NO_AGENCIES
    for plan in plans:
        for task in plan.tasks:
            assert set(task.lead) <= set(task.responsible), task.number


def test_the_countys_plan_has_one_of_everything(plans: list[PlanText]) -> None:
    (plan,) = [plan for plan in plans if plan.agency == "qingyuan" and plan.received and plan.made_on]
    assert len(plan.tasks) >= 20
    assert len({task.split_from for task in plan.tasks if task.split_from}) == 1
    assert len([task for task in plan.tasks if task.merged_from]) == 1
    assert [task.cancelled for task in plan.tasks if task.cancelled]
    assert [task.moved for task in plan.tasks if task.moved]
    assert any(not task.due_on for task in plan.tasks)
    reports = [report for task in plan.tasks for report in task.reports]
    assert any(report.returned for report in reports)
    assert any(not report.decided_on for report in reports)


def test_what_looks_like_chance_is_the_same_at_every_telling() -> None:
    assert [chosen(100, key) for key in ("gongan 2025-H1", "gongan 2025-H2")] == [49, 19]


@pytest.mark.parametrize(
    ("wrong", "right", "key"),
    [
        ('kind = "hearing"', 'kind = "heering"', "regular[1]: key 'kind': unknown 'heering'"),
        ('every = "half-year"', 'every = "fortnight"', "key 'every': unknown 'fortnight'"),
        ("days = [30, 160]", "days = [160, 30]", "key 'days': give two of int"),
        ('"gongan 2025-H1"', '"gongen 2025-H1"', "key 'missed': no agency in 'gongen 2025-H1'"),
        (
            '"gongan 2025" = 2025-02-18',
            '"gongen 2025" = 2025-02-18',
            "key 'late': no agency in 'gongen 2025'",
        ),
        ('subject = "openness"', "subject = 1", "key 'facts': give a str for 'subject', not 1"),
        ('absent = ["caowei"', 'absent = ["nobody"', "trainings[1]: key 'absent': unknown 'nobody'"),
        ("late = { gongan", "late = { gongen", "unit_plans[1]: key 'late': unknown 'gongen'"),
        ("[adoption]", "[adoptions]", "key 'adoption': say when"),
    ],
)
def test_a_slip_in_the_work_is_named(
    tmp_path: Path, county: County, wrong: str, right: str, key: str
) -> None:
    text = WORK_FILE.read_text("utf-8")
    assert wrong in text
    (tmp_path / "work.toml").write_text(text.replace(wrong, right, 1), "utf-8")
    with pytest.raises(TextError) as error:
        load_work(county, tmp_path / "work.toml")
    assert str(error.value).startswith("work.toml: ") and key in str(error.value)


@pytest.mark.parametrize(
    ("wrong", "right", "key"),
    [
        ('number = "1-2"', 'number = "1-1"', "'1-1' is used twice"),
        ('split_from = "2-1"', 'split_from = "9-9"', "no task '9-9' in this plan"),
        ('document = "gongkai', 'document = "gongkia', "key 'document': no document 'gongkia"),
        ('documents = ["wenjian', 'documents = ["wenjan', "reports[1]: key 'documents': unknown 'wenjan"),
        ("dispatched_on = 2026-04-07\n", "", "key 'made_on': say when"),
        ('reason = "省里', 'why = "省里', "cancelled: key 'reason': give a value"),
    ],
)
def test_a_slip_in_a_plan_is_named(tmp_path: Path, county: County, wrong: str, right: str, key: str) -> None:
    text = (PLANS / "2026-xian.toml").read_text("utf-8")
    assert wrong in text
    (tmp_path / "plan.toml").write_text(text.replace(wrong, right, 1), "utf-8")
    with pytest.raises(TextError) as error:
        load_plans(county, {one.slug for one in load_texts(county)}, tmp_path)
    assert str(error.value).startswith("plan.toml: ") and key in str(error.value)
