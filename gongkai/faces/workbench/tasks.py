"""Tasks 任务: one task, the steps of its course as buttons, and the page of each step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.affairs.documents import store
from gongkai.affairs.documents.queries import by_index_numbers
from gongkai.engines.agencies.models import Officer
from gongkai.engines.ledger.queries import events, events_of
from gongkai.faces.ui.templatetags.ui import filesize, type_name
from gongkai.faces.workbench.fields import refuse
from gongkai.faces.workbench.history import told
from gongkai.faces.workbench.plan_rows import TAGS
from gongkai.faces.workbench.staff import staff
from gongkai.faces.workbench.task_forms import DeadlineForm, ReasonForm, ReportForm, StepForm
from gongkai.kernel.flow import Offer, Refused
from gongkai.oversight.tasks import actions, progress, queries
from gongkai.oversight.tasks.models import Evidence, Report, Task

REFUSED = 422


# The steps that lead on; where one is open it is the first button.
LEADING = {"confirm", "dispatch", "report_progress", "accept"}


@dataclass(frozen=True)
class Piece:
    """A piece of evidence as a page shows it; `url` is empty where there is none."""

    words: str
    url: str
    meta: str


@dataclass(frozen=True)
class Doing:
    """A step as a page: what it asks for, the verb it calls, what it says before and after."""

    form: type[StepForm]
    act: Callable[[Task, Officer, Any], object]
    before: str
    after: str
    grave: bool = False


STEPS: dict[str, Doing] = {
    "confirm": Doing(
        StepForm,
        lambda task, by, form: actions.confirm(task, by=by),
        gettext_noop("内容、责任单位和时限都核对过以后再确认。确认以后仍然可以更正，下达以后不能。"),
        gettext_noop("任务已确认。"),
    ),
    "dispatch": Doing(
        StepForm,
        lambda task, by, form: actions.dispatch(task, by=by),
        gettext_noop("下达以后，责任单位可以看到任务，开始计算期限；任务内容和责任单位不能再更正。"),
        gettext_noop("任务已下达，责任单位现在可以看到。"),
    ),
    "set_deadline": Doing(
        DeadlineForm,
        lambda task, by, form: actions.set_deadline(task, by=by, **form.cleaned_data),
        gettext_noop("期限从改定时起按新的日期计算，责任单位会看到理由。"),
        gettext_noop("完成日期已改定。"),
    ),
    "report_progress": Doing(
        ReportForm,
        lambda task, by, form: progress.report_progress(
            task, by=by, text=form.cleaned_data["text"], evidence=form.evidence()
        ),
        gettext_noop("写明进展，并且至少附上一项佐证：已公开的文件、已公开的办理记录，或者上传的材料。"),
        gettext_noop("进展已报送，由政务公开办审核。"),
    ),
    "accept": Doing(
        StepForm,
        lambda task, by, form: progress.accept(task, by=by),
        gettext_noop("对照衡量标准核对过佐证以后再认定办结，办结以后不能撤销。"),
        gettext_noop("任务已办结。"),
    ),
    "return": Doing(
        ReasonForm,
        lambda task, by, form: progress.return_(task, by=by, reason=form.cleaned_data["reason"]),
        gettext_noop("写明还缺什么，责任单位将按此补充。"),
        gettext_noop("进展已退回责任单位。"),
    ),
    "cancel": Doing(
        ReasonForm,
        lambda task, by, form: actions.cancel(task, by=by, reason=form.cleaned_data["reason"]),
        gettext_noop("取消以后不能恢复；已经公布的任务，公众会看到取消的理由。"),
        gettext_noop("任务已取消。"),
        grave=True,
    ),
}


def task_of(officer: Officer, code: str) -> Task:
    """A task that the officer may see, or 404."""
    task = queries.task_for(officer, code)
    if task is None:
        raise Http404("没有这项任务。")
    return task


@staff
@require_safe
def show(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """What is to be done by whom by when; what was reported; what can be done now, and why the rest cannot."""
    task = task_of(officer, code)
    offers = queries.offers(task, officer)
    return render(
        request,
        "workbench/task.html",
        {
            "task": task,
            "tag": "late" if task.overdue else TAGS.get(task.state, ""),
            "units": task.units.all(),
            "open": [(one.step, _address(task, one.step.name)) for one in _in_order(offers)],
            "closed": [offer for offer in offers if not offer.open],
            "reports": _reports(task),
            "rules_plan": queries.plans_for(officer).filter(pk=task.plan_id).exists(),
            "lines": told(events_of(*task.subject)),
        },
    )


def _in_order(offers: list[Offer[Task, Any]]) -> list[Offer[Task, Any]]:
    """The open steps, the one that leads on in front. Merging begins from the table of the plan."""
    found = [one for one in offers if one.open and one.step.name != "merge"]
    return sorted(found, key=lambda one: one.step.name not in LEADING)


def _reports(task: Task) -> list[tuple[Report, list[Piece]]]:
    """The reports with what they rest on, in three queries however many there are."""
    reports = list(task.reports.all())
    rows = [row for report in reports for row in report.evidence.all()]
    numbers = [row.document.index_number for row in rows if row.document]
    titles = {one.document.index_number: one.title for one in by_index_numbers(numbers)}
    acts = {
        line.event.seq: line.sentence
        for line in told(events(public_only=True).filter(seq__in=[row.event for row in rows if row.event]))
    }
    return [(report, [_piece(row, titles, acts) for row in report.evidence.all()]) for report in reports]


def _piece(row: Evidence, titles: Mapping[str, str], acts: Mapping[int, str]) -> Piece:
    if row.document:
        number = row.document.index_number
        shown = _("《%s》") % titles[number] if number in titles else number
        return Piece(
            shown, reverse("portal:document", args=[number]), number if number in titles else _("已撤回")
        )
    if row.event:
        return Piece(acts.get(row.event, ""), "", _("第 %s 号留痕") % row.event)
    size = filesize(row.size or 0)
    return Piece(
        row.name, reverse("workbench:evidence", args=[row.pk]), f"{type_name(row.media_type)} {size}"
    )


def _address(task: Task, step: str) -> str:
    """The page of a step: correcting and splitting have their own."""
    if step in {"correct", "split"}:
        return reverse(f"workbench:task_{step}", args=[task.code])
    return reverse("workbench:task_step", args=[task.code, step])


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, officer: Officer, code: str, step: str) -> HttpResponse:
    """A step of the course: its page, and doing it."""
    task = task_of(officer, code)
    doing = STEPS.get(step)
    if doing is None:
        raise Http404("没有这一步骤。")
    offer = next(one for one in queries.offers(task, officer) if one.step.name == step)
    posted = request.method == "POST"
    form = doing.form(*((request.POST, request.FILES) if posted else ()), officer=officer)
    if posted and form.is_valid():
        try:
            doing.act(task, officer, form)
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _(doing.after))
            return redirect("workbench:task", code)
    return render(
        request,
        "workbench/task_step.html",
        {"task": task, "offer": offer, "doing": doing, "form": form},
        status=REFUSED if form.errors else 200,
    )


@staff
@require_safe
def evidence(request: HttpRequest, officer: Officer, number: int) -> HttpResponseBase:
    """An uploaded piece of evidence, as a download."""
    piece = queries.evidence_for(officer, number)
    if piece is None:
        raise Http404("没有这项佐证材料。")
    try:
        file = default_storage.open(store.path_of(piece.sha256))
    except FileNotFoundError:
        raise Http404("佐证材料不在存放处，请联系系统管理员。") from None
    return FileResponse(file, as_attachment=True, filename=piece.name, content_type=piece.media_type)
