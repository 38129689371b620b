"""Rows 行: taking hold of tasks and writing new ones; the verbs share it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Max, Prefetch, QuerySet

from gongkai.engines.agencies.models import Actor
from gongkai.engines.ledger.actions import record
from gongkai.kernel.flow import Refused
from gongkai.oversight.tasks import workflow
from gongkai.oversight.tasks.models import Plan, Task, TaskUnit
from gongkai.oversight.tasks.reading import Unit


def whole() -> QuerySet[Task]:
    """Tasks with their plan, its agency and their units: what `Task.agencies` and the flow look at."""
    units = Prefetch("units", TaskUnit.objects.select_related("agency"))
    return Task.objects.select_related("plan__agency").prefetch_related(units)


def locked(tasks: Iterable[Task]) -> list[Task]:
    """The tasks as they stand now, each once, held until the end of the transaction, in their order."""
    wanted = [task.pk for task in tasks]
    if not wanted:
        raise Refused("请至少选择一项任务。")
    return list(whole().select_for_update(of=("self",)).filter(pk__in=wanted).order_by("plan_id", "serial"))


def demand(tasks: Sequence[Task], step: str, by: Actor, extra: Sequence[str] = ()) -> None:
    """Refuse with every reason of every task; of several tasks, each is named."""
    reasons = list(extra)
    for task in tasks:
        found = workflow.refusals(task, step, by)
        reasons += [f"{label(task)}：{reason}" for reason in found] if len(tasks) > 1 else found
    if reasons:
        raise Refused(reasons)


def label(task: Task) -> str:
    """What a person calls the task: its own number and first words."""
    words = task.content if len(task.content) <= 16 else f"{task.content[:15]}…"
    return f"任务{task.number or task.serial}“{words}”"


def assign(row: Plan | Task, **values: Any) -> None:
    """Set these fields and save them alone."""
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))


def lock_plan(plan: Plan) -> Plan:
    """The plan as it stands now, held: serial numbers are given under this lock."""
    return Plan.objects.select_for_update(of=("self",)).select_related("agency").get(pk=plan.pk)


def add(
    plan: Plan, *, by: Actor, units: Sequence[Unit], came_from: Sequence[Task] = (), **values: Any
) -> Task:
    """A new proposed task of a held plan; `came_from`: the tasks it was split from or merged of."""
    last: int | None = Task.objects.filter(plan=plan).aggregate(last=Max("serial"))["last"]
    task = Task.objects.create(plan=plan, serial=(last or 0) + 1, **values)
    set_units(task, units)
    record(
        "task.proposed",
        subject=task.subject,
        agency=plan.agency.slug,
        by=by.handle,
        facts={
            "plan": plan.code,
            "number": task.number,
            "units": unit_names(units),
            "came_from": [one.code for one in came_from],
        },
    )
    return task


def set_units(task: Task, units: Sequence[Unit]) -> None:
    """Put these units in the place of those that stand there."""
    TaskUnit.objects.filter(task=task).delete()
    # Through the manager, which forgets the units it had read before.
    task.units.add(
        *(
            TaskUnit(position=position, name=unit.name, agency=unit.agency, lead=unit.lead)
            for position, unit in enumerate(units)
        ),
        bulk=False,
    )


def units_of(task: Task) -> list[Unit]:
    """The units of a task as data."""
    return [Unit(row.name, row.agency, row.lead) for row in task.units.all()]


def unit_names(units: Sequence[Unit]) -> list[str]:
    """For the ledger: the slug of each known agency, the written name of each other."""
    return [unit.agency.slug if unit.agency else unit.name for unit in units]


def owner(task: Task) -> str:
    """The slug of the agency that owes the task: the one that leads, else the first."""
    return task.agencies[0].slug
