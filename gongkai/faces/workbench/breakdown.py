"""Breaking a plan down 分解: adding a task by hand, reading tasks from a text, merging several into one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from gongkai.affairs.documents.queries import by_index_numbers
from gongkai.engines.agencies.models import Officer
from gongkai.faces.workbench.fields import posted, refuse
from gongkai.faces.workbench.plan_forms import ChosenForm, ReadForm
from gongkai.faces.workbench.plans import REFUSED, breakdown_of
from gongkai.faces.workbench.staff import staff
from gongkai.faces.workbench.task_forms import MergeForm, TaskForm
from gongkai.intake.proposals import Proposals, proposals_in, proposals_of
from gongkai.kernel.flow import Refused
from gongkai.oversight.tasks import actions, reshaping
from gongkai.oversight.tasks.models import Task


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """Write down one task."""
    plan = breakdown_of(officer, code).plan
    form = TaskForm(posted(request))
    if form.is_valid():
        given = dict(form.cleaned_data)
        deadline = {"text": given.pop("deadline"), "date": given.pop("due_on")}
        try:
            actions.propose(plan, by=officer, items=[{**given, "deadline": deadline}])
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("任务已经写入，确认以后才能下达。"))
            return redirect("workbench:plan", code)
    return render(
        request,
        "workbench/plan_task.html",
        {"form": form, "plan": plan},
        status=REFUSED if form.errors else 200,
    )


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """Let intake propose the tasks of a text: of the plan's own document, of a pasted text or of a file."""
    plan = breakdown_of(officer, code).plan
    live = by_index_numbers([plan.document.index_number]) if plan.document else []
    edition = live[0] if live else None
    from_document = edition is not None and "document" in request.POST
    form = ReadForm(
        *((request.POST, request.FILES) if request.method == "POST" and not from_document else ())
    )
    errors: list[dict[str, str]] = []
    if from_document or form.is_valid():
        try:
            found = proposals_of(edition) if from_document and edition else proposals_in(*form.source())
            tasks = actions.propose(plan, by=officer, items=found.items, text=found.text)
        except Refused as refused:
            errors = [{"field": "id_text", "sentence": reason} for reason in refused.reasons]
        else:
            _tell(request, tasks, found)
            return redirect("workbench:plan", code)
    return render(
        request,
        "workbench/plan_read.html",
        {"form": form, "plan": plan, "edition": edition, "errors": errors},
        status=REFUSED if form.errors or errors else 200,
    )


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """Put one task in the place of several; the address names them."""
    found = breakdown_of(officer, code)
    chosen = ChosenForm(request.GET, tasks=found.tasks).chosen()
    form = MergeForm(posted(request), initial=_together(chosen))
    if form.is_valid():
        try:
            new = reshaping.merge(*chosen, by=officer, **form.cleaned_data)
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("已合并为一项任务，请核对后确认。"))
            return redirect("workbench:task", new.code)
    return render(
        request,
        "workbench/plan_merge.html",
        {"form": form, "plan": found.plan, "tasks": chosen},
        status=REFUSED if form.errors else 200,
    )


def _together(tasks: list[Task]) -> dict[str, Any]:
    """What the tasks have in common, and all their text: where the officer begins."""
    if not tasks:
        return {}
    initial: dict[str, Any] = {
        "content": "\n".join(task.content for task in tasks),
        "measure": "\n".join(dict.fromkeys(task.measure for task in tasks if task.measure)),
    }
    for name in ("number", "group", "deadline", "due_on"):
        values = {getattr(task, name) for task in tasks}
        if len(values) == 1:
            initial[name] = values.pop()
    return initial


def _tell(request: HttpRequest, tasks: list[Task], found: Proposals) -> None:
    """How many tasks were read, and what a person should look at."""
    count = len(tasks)
    done = ngettext("读出 %(n)d 项任务，请逐项核对后确认。", "读出 %(n)d 项任务，请逐项核对后确认。", count)
    messages.success(request, done % {"n": count})
    unknown = list(
        dict.fromkeys(unit.name for task in tasks for unit in task.units.all() if unit.agency is None)
    )
    if unknown:
        messages.warning(
            request, _("这些责任单位没有对应到机构，按文中名称保留：%s。") % _("、").join(unknown)
        )
    for doubt in found.doubts:
        messages.warning(request, doubt)
