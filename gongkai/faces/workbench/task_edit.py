"""Correcting a task, where a second editor loses no text and reads who changed what; and splitting one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BaseFormSet, formset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from gongkai.engines.agencies.models import Officer
from gongkai.faces.workbench.fields import posted, refuse
from gongkai.faces.workbench.history import Line, told
from gongkai.faces.workbench.staff import staff
from gongkai.faces.workbench.task_forms import CorrectForm, PartForm, initial_of
from gongkai.faces.workbench.tasks import REFUSED, task_of
from gongkai.kernel.flow import Offer, Refused
from gongkai.oversight.tasks import actions, queries, reshaping
from gongkai.oversight.tasks.models import Task

# A task splits into so many at most in one go.
PARTS = 20
_Parts = formset_factory(PartForm, extra=0, max_num=PARTS, absolute_max=PARTS)


@dataclass(frozen=True)
class Difference:
    """A field that stands otherwise than the officer wrote it."""

    title: str
    stands: str
    written: str


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """Change a task before it is dispatched."""
    task = task_of(officer, code)
    form = CorrectForm(posted(request), initial=initial_of(task))
    others: list[Line] = []
    differences: list[Difference] = []
    if form.is_valid():
        try:
            actions.correct(task, by=officer, **form.cleaned_data)
        except Refused as refused:
            written, task = form.cleaned_data.copy(), task_of(officer, code)
            if written["version"] != task.version:
                others = told(queries.changes_since(task, written["version"]))
                differences = _differences(form, written, task)
                # What he wrote stays in the fields; saved again, it counts from the version he has now seen.
                again = request.POST.copy()
                again["version"] = str(task.version)
                form = CorrectForm(again)
                form.full_clean()
            refuse(form, refused)
        else:
            messages.success(request, _("任务已更正。"))
            return redirect("workbench:task", code)
    return render(
        request,
        "workbench/task_correct.html",
        {
            "task": task,
            "form": form,
            "offer": _offer(task, officer, "correct"),
            "others": others,
            "differences": differences,
        },
        status=REFUSED if form.errors else 200,
    )


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def split(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """Put several tasks in the place of one."""
    task = task_of(officer, code)
    errors: list[dict[str, str]] = []
    more = "more" in request.POST
    if request.method == "POST":
        parts = _Parts(_one_more(request.POST) if more else request.POST)
        if not more and parts.is_valid():
            try:
                new = reshaping.split(task, by=officer, parts=_parts(parts))
            except Refused as refused:
                errors = [{"field": "id_form-0-content", "sentence": reason} for reason in refused.reasons]
            else:
                count = len(new)
                done = ngettext(
                    "已拆分为 %(n)d 项任务，请逐项确认。", "已拆分为 %(n)d 项任务，请逐项确认。", count
                )
                messages.success(request, done % {"n": count})
                return redirect("workbench:plan", task.plan.code)
        errors += [] if more else _faults(parts)
    else:
        parts = _Parts(initial=_suggested(task))
    return render(
        request,
        "workbench/task_split.html",
        {"task": task, "parts": parts, "errors": errors, "offer": _offer(task, officer, "split")},
        status=REFUSED if errors else 200,
    )


def _offer(task: Task, officer: Officer, step: str) -> Offer[Task, Any]:
    return next(one for one in queries.offers(task, officer) if one.step.name == step)


def _differences(form: CorrectForm, written: Mapping[str, Any], task: Task) -> list[Difference]:
    """The fields of the task as it stands now that differ from what was written."""
    stands = initial_of(task)
    found = []
    for bound in form.visible_fields():
        now, then = stands[bound.name], written[bound.name]
        if (now or None) != (then or None):
            found.append(Difference(str(bound.label), _plain(now), _plain(then)))
    return found


def _plain(value: Any) -> str:
    return _("、").join(value) if isinstance(value, list) else str(value or "—")


def _suggested(task: Task) -> list[dict[str, Any]]:
    """Two parts to begin with; a list in the task is taken apart line by line."""
    facts = initial_of(task)
    lines = [line.strip() for line in task.content.splitlines() if line.strip()]
    kept = {name: facts[name] for name in ("responsible", "lead", "due_on")}
    contents = lines[:PARTS] if len(lines) > 1 else [task.content, ""]
    return [{"content": content, **kept} for content in contents]


def _parts(parts: "BaseFormSet[PartForm]") -> list[dict[str, Any]]:
    """The parts that were written, as the verb takes them."""
    return [form.cleaned_data for form in parts if form.cleaned_data.get("content")]


def _one_more(posted: Any) -> Any:
    """The same form with one part more."""
    data = posted.copy()
    total = data.get("form-TOTAL_FORMS", "")
    data["form-TOTAL_FORMS"] = str(
        min(int(total) if total.isdecimal() and len(total) < 4 else 1, PARTS - 1) + 1
    )
    return data


def _faults(parts: "BaseFormSet[PartForm]") -> list[dict[str, str]]:
    faults = [{"field": "", "sentence": str(sentence)} for sentence in parts.non_form_errors()]
    return faults + [
        {"field": bound.id_for_label, "sentence": str(sentence)}
        for form in parts
        for bound in form
        for sentence in bound.errors
    ]
