"""Plans 方案: those that an officer rules, each with the breakdown of its tasks, and what his agency owes."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where
from gongkai.engines.ledger.queries import events_of
from gongkai.faces.ui import parameters
from gongkai.faces.ui.csv_file import csv_file
from gongkai.faces.ui.paging import Pager
from gongkai.faces.workbench.fields import posted, refuse
from gongkai.faces.workbench.history import told
from gongkai.faces.workbench.plan_forms import AdoptForm, ChosenForm, PlanForm
from gongkai.faces.workbench.plan_rows import BATCH, CSV_HEAD, Filter, csv_row, errors_at
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.flow import Refused
from gongkai.oversight.tasks import actions, queries
from gongkai.oversight.tasks.queries import Breakdown
from gongkai.oversight.tasks.rows import label

REFUSED = 422  # Unprocessable: the form is shown again with every reason


def breakdown_of(officer: Officer, code: str) -> Breakdown:
    """A plan that the officer rules, or 404."""
    found = queries.plan_for(officer, code)
    if found is None:
        raise Http404("没有这个方案。")
    return found


@staff
@require_safe
def index(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The plans that the officer rules, and the tasks that his agency owes."""
    narrowed = Filter.read(request.GET)
    owed = narrowed.rows(queries.owed_to(officer))
    pager = Pager(
        owed.count(), parameters.page_number(request.GET), lambda n: narrowed.address(request.path, page=n)
    )
    return render(
        request,
        "workbench/plans.html",
        {
            "plans": queries.progress_of(queries.plans_for(officer)),
            "rules": agencies_where(officer, Permission.PLAN_TASKS).exists(),
            "reports": agencies_where(officer, Permission.REPORT_TASKS).exists(),
            "owed": owed[pager.start : pager.stop],
            "owed_total": pager.total,
            "pager": pager,
            "filter": narrowed,
        },
    )


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, officer: Officer) -> HttpResponse:
    """A plan of the agency's own, or one received from above."""
    if not agencies_where(officer, Permission.PLAN_TASKS).exists():
        raise PermissionDenied
    form = PlanForm(posted(request), officer=officer)
    if form.is_valid():
        given = dict(form.cleaned_data)
        received, issuer = given.pop("received"), given.pop("issuer")
        try:
            if received:
                plan = actions.plan_received(by=officer, issuer=issuer, **given)
            else:
                plan = actions.plan_made(by=officer, **given)
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("方案已经建立。现在可以读入全文，由系统提出任务；也可以逐项填写。"))
            return redirect("workbench:plan", plan.code)
    return render(request, "workbench/plan_new.html", {"form": form}, status=REFUSED if form.errors else 200)


@staff
@require_safe
def show(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """The breakdown: who does what by when, and how it stands."""
    return _show(request, breakdown_of(officer, code))


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """Make an own plan of what was received."""
    plan = breakdown_of(officer, code).plan
    form = AdoptForm(posted(request), initial={"title": plan.title, "year": plan.year})
    if form.is_valid():
        try:
            actions.plan_made(by=officer, agency=plan.agency, received=plan, **form.cleaned_data)
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("实施方案已经制定，任务确认以后可以下达。"))
            return redirect("workbench:plan", code)
    return render(
        request,
        "workbench/plan_adopt.html",
        {"form": form, "plan": plan},
        status=REFUSED if form.errors else 200,
    )


@staff
@require_POST
def batch(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """Confirm, dispatch or merge the tasks that were ticked: all of them or none."""
    found = breakdown_of(officer, code)
    chosen = ChosenForm(request.POST, tasks=found.tasks).chosen()
    doing = request.POST.get("do", "")
    if doing == "merge":
        serials = [task.serial for task in chosen]
        return redirect(parameters.address(reverse("workbench:plan_merge", args=[code]), {"task": serials}))
    if doing not in BATCH:
        raise Http404("没有这一步骤。")
    verb, done = BATCH[doing]
    try:
        tasks = verb(*chosen, by=officer)
    except Refused as refused:
        return _show(request, found, errors_at(refused, chosen), {task.serial for task in chosen})
    messages.success(request, _(done) % {"n": len(tasks), "tasks": _("、").join(map(label, tasks))})
    return redirect("workbench:plan", code)


@staff
@require_POST
def publish(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """Let everybody see the breakdown."""
    found = breakdown_of(officer, code)
    try:
        actions.publish_breakdown(found.plan, by=officer)
    except Refused as refused:
        return _show(request, found, errors_at(refused, []))
    messages.success(request, _("任务分解情况已经公布，公众在公开网站上可以看到进展。"))
    return redirect("workbench:plan", code)


@staff
@require_safe
def export(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """The breakdown as a table for spreadsheets, narrowed like the page."""
    found = breakdown_of(officer, code)
    rows = Filter.read(request.GET).kept(found.tasks)
    return csv_file(found.plan.title, [[_(head) for head in CSV_HEAD], *(csv_row(task) for task in rows)])


def _show(
    request: HttpRequest,
    found: Breakdown,
    errors: list[dict[str, str]] | None = None,
    ticked: set[int] | None = None,
) -> HttpResponse:
    narrowed = Filter.read(request.GET)
    shown = narrowed.kept(found.tasks)
    total = len(shown)
    return render(
        request,
        "workbench/plan.html",
        {
            "plan": found.plan,
            "progress": found.progress,
            "tasks": shown,
            "shown": ngettext("共 %(n)d 项任务", "共 %(n)d 项任务", total) % {"n": total},
            "filter": narrowed,
            "units": narrowed.units(found.tasks),
            "errors": errors or [],
            "ticked": ticked or set(),
            "export": narrowed.address(reverse("workbench:plan_csv", args=[found.plan.code])),
            "lines": told(events_of(*found.plan.subject)),
        },
        status=REFUSED if errors else 200,
    )
