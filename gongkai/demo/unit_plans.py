"""各单位的任务: the plan of a year that every unit makes for itself, put together from `work.toml`."""

from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.demo.cast import END, Cast, chosen
from gongkai.demo.plan_texts import PlanText, ReportText, TaskText
from gongkai.demo.work import UnitPlans, UnitTask, Work
from gongkai.engines.agencies.models import Agency
from gongkai.kernel.clock import default_calendar


def unit_plans(cast: Cast, work: Work) -> list[PlanText]:
    """The plans that the units make for themselves."""
    return [
        _unit_plan(agency, plans)
        for plans in work.unit_plans
        for agency in cast.of_kinds(plans.kinds)
        if agency.slug not in plans.missed
    ]


def _unit_plan(agency: Agency, plans: UnitPlans) -> PlanText:
    first, last = plans.window
    key = f"{agency.slug} {plans.year}"
    made_on = plans.late.get(agency.slug) or default_calendar().on_or_after(
        first + timedelta(chosen((last - first).days, key))
    )
    tasks = [
        TaskText(
            number=str(number),
            content=task.content.format(short_name=agency.short_name),
            measure=task.measure,
            responsible=(agency.short_name,),
            deadline=f"{task.due_on.month}月{task.due_on.day}日前",
            due_on=task.due_on,
            reports=tuple(_reports(agency, task, f"{key} {number}", made_on)),
        )
        for number, task in enumerate(plans.tasks, 1)
    ]
    return PlanText(
        agency=agency.slug,
        year=plans.year,
        title=plans.title.format(name=agency.name),
        made_on=made_on,
        dispatched_on=made_on,
        published_on=made_on,
        tasks=tuple(tasks),
    )


def _reports(agency: Agency, task: UnitTask, key: str, made_on: date) -> Iterator[ReportText]:
    """What the unit reports: once, or a second time after the first report came back."""
    if agency.slug in task.open:
        return
    calendar = default_calendar()
    first, last = task.reported
    early = task.due_on - timedelta(last - chosen(last - first + 1, key))
    on = task.late.get(agency.slug) or max(early, made_on + timedelta(14))
    on = calendar.on_or_after(on)
    text = f"{agency.short_name}已{task.content.format(short_name='本单位')}，办理情况见附件。"
    for turn in ("returned", "accepted") if agency.slug in task.returned else ("accepted",):
        decided = calendar.add_working_days(on, 1 + chosen(4, f"{key} {turn}"))
        if on > END:
            return
        yield ReportText(
            agency=agency.slug,
            on=on,
            text=text,
            file="办理情况.txt",
            decided_on=decided if decided <= END else None,
            returned="附件没有写明完成的数量和日期，请补充后重新报送。" if turn == "returned" else None,
        )
        on = calendar.add_working_days(decided, 2)
