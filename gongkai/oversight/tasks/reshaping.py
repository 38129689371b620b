"""Splitting and merging tasks before they are dispatched; what comes of it is proposed and confirmed anew."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from gongkai.engines.agencies.models import Actor
from gongkai.engines.ledger.actions import record
from gongkai.oversight.tasks import checks
from gongkai.oversight.tasks.models import State, Task
from gongkai.oversight.tasks.reading import AgencyNames, Unit, once
from gongkai.oversight.tasks.rows import add, assign, demand, lock_plan, locked, units_of

_KEPT = ("number", "group", "measure", "deadline", "due_on")


@transaction.atomic
def split(task: Task, *, by: Actor, parts: Sequence[Mapping[str, Any]]) -> list[Task]:
    """Put several tasks in the place of one. Each part has its `content`, and keeps of the whole whatever it
    does not name itself: `number`, `group`, `measure`, `deadline`, `due_on`, `responsible` with `lead`."""
    plan = lock_plan(task.plan)
    (task,) = locked([task])
    names = AgencyNames()
    reasons = [] if len(parts) > 1 else ["拆分后至少应有两项任务，请补充。"]
    made: list[tuple[list[Unit], dict[str, Any]]] = []
    for place, part in enumerate(parts, start=1):
        values = {name: part.get(name, getattr(task, name)) for name in _KEPT}
        values["content"] = str(part.get("content") or "").strip()
        named = "responsible" in part
        units = names.units(part["responsible"], part.get("lead") or ()) if named else units_of(task)
        reasons += [f"第{place}项：{fault}" for fault in checks.task_faults(values, units)]
        made.append((units, values))
    demand([task], "split", by, reasons)
    assign(task, state=State.SPLIT)
    new = [add(plan, by=by, units=units, came_from=[task], split_from=task, **v) for units, v in made]
    record(
        "task.split",
        subject=task.subject,
        agency=plan.agency.slug,
        by=by.handle,
        facts={"plan": plan.code, "into": [one.code for one in new]},
    )
    return new


@transaction.atomic
def merge(*tasks: Task, by: Actor, **values: Any) -> Task:
    """Put one task in the place of several of the same plan.

    Its text is theirs, a line each, its units are all of theirs; `values` may name any of `content`, `number`,
    `group`, `measure`, `deadline`, `due_on`. Tasks that are due at different times need `deadline` and `due_on`.
    """
    plans = sorted({task.plan_id for task in tasks})
    plan = lock_plan(tasks[0].plan) if tasks else None
    found = locked(tasks)
    reasons = [] if len(found) > 1 else ["合并至少需要两项任务，请再选择。"]
    if len(plans) > 1:
        reasons.append("只能合并同一方案的任务，请重新选择。")
    first = found[0]
    for name, title in (("deadline", "时限原文"), ("due_on", "完成日期")):
        if name not in values and len({getattr(task, name) for task in found}) > 1:
            reasons.append(f"这些任务的{title}不同，请写明合并后的{title}。")
    given = {
        **{name: getattr(first, name) for name in _KEPT},
        "content": "\n".join(task.content for task in found),
        "measure": "\n".join(dict.fromkeys(task.measure for task in found if task.measure)),
        **values,
    }
    reasons += checks.task_faults(given)
    demand(found, "merge", by, reasons)
    assert plan is not None
    units = once(unit for task in found for unit in units_of(task))
    new = add(plan, by=by, units=units, came_from=found, **given)
    for task in found:
        assign(task, state=State.MERGED, merged_into=new)
        record(
            "task.merged",
            subject=task.subject,
            agency=plan.agency.slug,
            by=by.handle,
            facts={"plan": plan.code, "into": new.code},
        )
    return new
