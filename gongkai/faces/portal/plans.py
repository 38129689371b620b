"""Task breakdowns 任务分解: what a year asks of whom until when, as published, and how far each task has come."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.engines.agencies.models import Agency
from gongkai.faces.portal import meta
from gongkai.faces.portal.public import following_the_ledger
from gongkai.faces.ui import parameters
from gongkai.faces.ui.csv_file import csv_file
from gongkai.faces.ui.paging import Pager
from gongkai.oversight.tasks import queries
from gongkai.oversight.tasks.models import State, Task
from gongkai.oversight.tasks.queries import Breakdown

_TAGS = {State.ACCEPTED: "ok", State.CANCELLED: "off", State.CONFIRMED: "off"}
_DESCRIPTION = "年度工作要点和实施方案分解到单位的任务、完成时限和进展。"


@dataclass(frozen=True)
class Unit:
    """A unit that a task names; agency is None where the name is known as written only."""

    name: str
    agency: Agency | None
    lead: bool


@dataclass(frozen=True)
class Row:
    """A task as its row says it. group: the heading, where it differs from that of the row before."""

    task: Task
    group: str
    units: list[Unit]
    state: str
    tag: str


@following_the_ledger
def index(request: HttpRequest) -> HttpResponse:
    """The page at /plans/: every published breakdown, the newest year first."""
    found = queries.plans()
    path = reverse("portal:plans")
    total = found.count()
    pager = Pager(
        total,
        parameters.page_number(request.GET),
        lambda n: parameters.address(path, {"page": n if n > 1 else ""}),
    )
    shown = found[pager.start : pager.stop]
    return render(
        request,
        "portal/plans.html",
        {
            "column": "promises",
            "tab": "plans",
            "trail": [("公开承诺", reverse("portal:promises")), ("任务分解", "")],
            "plans": [
                # What was proposed since the breakdown was published is nobody's business yet.
                (plan, progress, progress.total - progress.by_state[State.PROPOSED])
                for plan, progress in queries.progress_of(shown)
            ],
            "pager": pager,
            "meta": meta.column("任务分解", _DESCRIPTION, "政务公开"),
        },
    )


@following_the_ledger
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The page at /plans/<code>/: the breakdown as a table, with how far it has come."""
    found = _breakdown(code)
    return render(
        request,
        "portal/plan.html",
        {
            "column": "promises",
            "tab": "plans",
            "trail": [
                ("公开承诺", reverse("portal:promises")),
                ("任务分解", reverse("portal:plans")),
                (found.plan.title, ""),
            ],
            "plan": found.plan,
            "progress": found.progress,
            "states": [
                (state.label, found.progress.by_state[state])
                for state in (State.ACCEPTED, State.REPORTED, State.DISPATCHED, State.CONFIRMED)
            ],
            "rows": rows_of(found.tasks),
            "meta": meta.column(found.plan.title, _DESCRIPTION, "政务公开"),
        },
    )


@following_the_ledger
def table(request: HttpRequest, code: str) -> HttpResponse:
    """The same as a CSV file, at /plans/<code>.csv."""
    found = _breakdown(code)
    head = (
        "编号", "序号", "栏目", "任务", "衡量标准", "牵头单位", "配合单位", "完成时限", "完成日期", "进展",
    )  # fmt: skip
    return csv_file(found.plan.title, [head, *(_cells(row) for row in rows_of(found.tasks))])


def _cells(row: Row) -> tuple[object, ...]:
    task = row.task
    lead, others = (
        "、".join(unit.name for unit in row.units if unit.lead == leads) for leads in (True, False)
    )
    return (
        task.code, task.number, task.group, task.content, task.measure, lead, others, task.deadline,
        task.due_on, row.state,
    )  # fmt: skip


def _breakdown(code: str) -> Breakdown:
    found = queries.breakdown(code)
    if found is None:
        raise Http404("没有这份公布的任务分解。")
    return found


def rows_of(tasks: Iterable[Task]) -> list[Row]:
    """Tasks as rows; the known names of agencies take the place of what the text wrote."""
    rows: list[Row] = []
    group = ""
    for task in tasks:
        rows.append(_row(task, task.group if task.group != group else ""))
        group = task.group
    return rows


def _row(task: Task, group: str) -> Row:
    label = _("已逾期") if task.overdue else str(State(task.state).label)
    return Row(
        task=task,
        group=group,
        units=[Unit(str(unit), unit.agency, unit.lead) for unit in task.units.all()],
        state=label,
        tag="late" if task.overdue else _TAGS.get(State(task.state), ""),
    )
