"""The verbs on plans and tasks: receive, make, propose, correct, confirm, dispatch, publish, cancel.

`reshaping` splits and merges, `progress` reports, accepts and returns, `notes` keeps records of work done.
Each verb takes the step or refuses with all the reasons, saves, and records its event in the same transaction.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from gongkai.affairs.documents.models import Document
from gongkai.engines.agencies.models import Actor, Agency
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.ledger.actions import record
from gongkai.engines.screening import covered
from gongkai.kernel.clock import now, today
from gongkai.kernel.flow import Refused, text_faults
from gongkai.oversight.tasks import checks
from gongkai.oversight.tasks.models import SETTLED, Plan, State, Task
from gongkai.oversight.tasks.reading import AgencyNames, read_proposals
from gongkai.oversight.tasks.rows import (
    add,
    assign,
    demand,
    lock_plan,
    locked,
    owner,
    set_units,
    unit_names,
    units_of,
)

# Fields of a task that the openness office may set, besides `responsible` and `lead`.
TASK_FIELDS = ("number", "group", "content", "measure", "deadline", "due_on")


@transaction.atomic
def plan_received(
    *, by: Actor, agency: Agency, title: str, year: int, issuer: str, document: Document | None = None
) -> Plan:
    """Note key points that came from above; what the agency owes now is a plan of its own (`plan_made`)."""
    reasons = checks.may(by, Permission.PLAN_TASKS, agency) + checks.plan_faults(title, year, issuer)
    if not issuer.strip():
        reasons.append("请填写上级文件的发文机关。")
    if reasons:
        raise Refused(reasons)
    plan = Plan.objects.create(
        code=_next_code(agency, year),
        agency=agency,
        title=title.strip(),
        year=year,
        issuer=issuer.strip(),
        document=document,
        received_by=by.handle,
        received_at=now(),
    )
    record(
        "plan.received",
        subject=plan.subject,
        agency=agency.slug,
        by=by.handle,
        facts={
            "title": covered(plan.title),
            "year": year,
            "issuer": covered(plan.issuer),
            "document": _index(document),
        },
    )
    return plan


@transaction.atomic
def plan_made(
    *,
    by: Actor,
    agency: Agency,
    title: str,
    year: int,
    document: Document | None = None,
    received: Plan | None = None,
) -> Plan:
    """Keep a plan that the agency goes by; `received` is what from above it puts into practice."""
    reasons = checks.may(by, Permission.PLAN_TASKS, agency) + checks.plan_faults(title, year)
    plan = Plan(code="", agency=agency) if received is None else lock_plan(received)
    if plan.agency != agency:
        reasons.append(f"“{plan.title}”由{plan.agency.name}收到，请由其制定实施方案。")
    if plan.adopted_at is not None:
        reasons.append(f"已按照收到的文件制定“{plan.title}”，无需再次制定。")
    if reasons:
        raise Refused(reasons)
    plan.code = plan.code or _next_code(agency, year)
    plan.title, plan.year, plan.document = title.strip(), year, document or plan.document
    plan.adopted_by, plan.adopted_at = by.handle, now()
    plan.save()
    record(
        "plan.adopted",
        subject=plan.subject,
        agency=agency.slug,
        by=by.handle,
        facts={"title": covered(plan.title), "year": year, "document": _index(plan.document)},
    )
    return plan


@transaction.atomic
def propose(plan: Plan, *, by: Actor, items: Iterable[Mapping[str, Any]], text: str = "") -> list[Task]:
    """Add proposed tasks to a plan, in their order; see `reading` for the shape of an item and for `text`.

    Names that no agency answers to are kept as written. Raises Refused with the faults of every item.
    """
    plan = lock_plan(plan)
    reasons = checks.may(by, Permission.PLAN_TASKS, plan.agency)
    proposals = list(read_proposals(items, text=text))
    if not proposals:
        reasons.append("请至少写明一项任务。")
    values = [{name: getattr(proposal, name) for name in TASK_FIELDS} for proposal in proposals]
    for place, (proposal, given) in enumerate(zip(proposals, values, strict=True), start=1):
        faults = proposal.faults + checks.task_faults(given, proposal.units)
        reasons += [f"第{place}项：{fault}" for fault in faults]
    if reasons:
        raise Refused(reasons)
    return [
        add(plan, by=by, units=proposal.units, **given)
        for proposal, given in zip(proposals, values, strict=True)
    ]


@transaction.atomic
def correct(task: Task, *, by: Actor, version: int, **changes: Any) -> Task:
    """Change a task before it is dispatched. `version` is the row version that the officer began from.

    `changes` may name `TASK_FIELDS`, and `responsible` with `lead`: the names of all units anew.
    """
    (task,) = locked([task])
    responsible, lead = changes.pop("responsible", None), changes.pop("lead", ())
    unknown = set(changes) - set(TASK_FIELDS)
    if unknown:
        raise TypeError(f"Not a field of a task: {', '.join(sorted(unknown))}.")
    changes = {name: value.strip() if isinstance(value, str) else value for name, value in changes.items()}
    before = units_of(task)
    units = before if responsible is None else AgencyNames().units(responsible, lead)
    reasons = checks.task_faults(changes, units)
    if not units and task.state != State.PROPOSED:
        reasons.append("已确认的任务须有责任单位，请至少写明一个。")
    if task.version != version:
        reasons.append("他人已在您打开之后改动过这项任务，请对照后再保存您的修改。")
    changed = sorted(name for name, value in changes.items() if getattr(task, name) != value)
    changed += ["units"] if units != before else []
    if not changed:
        reasons.append("没有改动任何内容，请修改后再保存。")
    demand([task], "correct", by, reasons)
    if units != before:
        set_units(task, units)
    assign(task, **changes, version=task.version + 1)
    record(
        "task.corrected",
        subject=task.subject,
        agency=task.plan.agency.slug,
        by=by.handle,
        facts={"changed": changed, "units": unit_names(units)},
    )
    return task


@transaction.atomic
def confirm(*tasks: Task, by: Actor) -> list[Task]:
    """Let proposed tasks stand as they are; all of them or none."""
    found = locked(tasks)
    demand(found, "confirm", by)
    for task in found:
        assign(task, state=State.CONFIRMED)
        record(
            "task.confirmed",
            subject=task.subject,
            agency=task.plan.agency.slug,
            by=by.handle,
            facts={"plan": task.plan.code, "number": task.number},
        )
    return found


@transaction.atomic
def dispatch(*tasks: Task, by: Actor) -> list[Task]:
    """Charge the units with confirmed tasks, all of them or none: from here on each is owed, by the unit
    that leads it or else the first one."""
    found = locked(tasks)
    demand(found, "dispatch", by)
    for task in found:
        assign(task, state=State.DISPATCHED, dispatched_by=by.handle, dispatched_at=now())
        record(
            "task.dispatched",
            subject=task.subject,
            agency=owner(task),
            by=by.handle,
            facts={
                "plan": task.plan.code,
                "number": task.number,
                "units": unit_names(units_of(task)),
                "due_on": task.due_on,
                "has_deadline": task.due_on is not None,
            },
        )
    return found


@transaction.atomic
def set_deadline(task: Task, *, by: Actor, due_on: date, reason: str) -> Task:
    """Give a dispatched task its date, or another one; the units and the ledger are told why."""
    (task,) = locked([task])
    reasons = text_faults("理由", reason, ask="请写明改定完成日期的理由。")
    if due_on < today():
        reasons.append(f"完成日期{due_on}已过，请另定日期。")
    if due_on == task.due_on:
        reasons.append(f"完成日期已经是{due_on}，无需改定。")
    demand([task], "set_deadline", by, reasons)
    before = task.due_on
    assign(task, due_on=due_on, version=task.version + 1)
    record(
        "task.deadline_set",
        subject=task.subject,
        agency=owner(task),
        by=by.handle,
        facts={"plan": task.plan.code, "before": before, "due_on": due_on, "reason": covered(reason.strip())},
    )
    return task


@transaction.atomic
def cancel(task: Task, *, by: Actor, reason: str) -> Task:
    """Give a task up before it is done; whoever saw it published sees why."""
    (task,) = locked([task])
    demand([task], "cancel", by, text_faults("理由", reason, ask="请写明取消任务的理由。"))
    assign(
        task,
        state=State.CANCELLED,
        cancelled_by=by.handle,
        cancelled_at=now(),
        cancelled_reason=reason.strip(),
    )
    record(
        "task.cancelled",
        subject=task.subject,
        agency=owner(task) if task.dispatched_at else task.plan.agency.slug,
        by=by.handle,
        facts={"plan": task.plan.code, "reason": covered(task.cancelled_reason)},
    )
    return task


@transaction.atomic
def publish_breakdown(plan: Plan, *, by: Actor) -> Plan:
    """Let everybody see who is charged with what by when, and how it goes."""
    plan = lock_plan(plan)
    settled = plan.tasks.filter(state__in=SETTLED).count()
    reasons = checks.may(by, Permission.PLAN_TASKS, plan.agency)
    proposed = plan.tasks.filter(state=State.PROPOSED).count()
    reasons += checks.publish_faults(plan, proposed=proposed, settled=settled)
    if reasons:
        raise Refused(reasons)
    assign(plan, published_by=by.handle, published_at=now())
    record(
        "plan.breakdown_published",
        subject=plan.subject,
        agency=plan.agency.slug,
        by=by.handle,
        facts={
            "title": covered(plan.title),
            "year": plan.year,
            "tasks": settled,
            "document": _index(plan.document),
        },
        public=True,
    )
    return plan


def _next_code(agency: Agency, year: int) -> str:
    """The next code of the agency's plans of the year; the lock on the agency keeps two from taking one."""
    Agency.objects.select_for_update().get(pk=agency.pk)
    taken = Plan.objects.filter(agency=agency, code__startswith=f"{agency.slug}-{year}-")
    return f"{agency.slug}-{year}-{taken.count() + 1}"


def _index(document: Document | None) -> str | None:
    return document.index_number if document else None
