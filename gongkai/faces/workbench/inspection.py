"""Inspection 检查: what is wrong with what stands in public, by class, age and time left; mended or explained."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies, agencies_where, officers_named
from gongkai.engines.duties.book import midnight
from gongkai.engines.duties.queries import Wanted, duties_for, lines, open_by_time
from gongkai.engines.ledger.queries import events_of
from gongkai.faces.ui import parameters
from gongkai.faces.ui.paging import Pager
from gongkai.faces.workbench.duty_rows import TAGS as DUE_TAGS
from gongkai.faces.workbench.duty_rows import left_in_words, rows_of
from gongkai.faces.workbench.evidence_links import addresses_of
from gongkai.faces.workbench.fields import posted
from gongkai.faces.workbench.form_page import form_page
from gongkai.faces.workbench.history import told
from gongkai.faces.workbench.staff import staff
from gongkai.faces.workbench.step_forms import StepForm, WhyForm
from gongkai.kernel.clock import today
from gongkai.oversight.inspection import actions, queries, running, workflow
from gongkai.oversight.inspection.models import Fault, Finding, State

STATES = {"standing": gettext_lazy("未了结"), "closed": gettext_lazy("已了结")}
TAGS = {State.OPEN: "late", State.EXPLAINED: "soon", State.RECTIFIED: "ok", State.ACCEPTED: "off"}
STEPS: dict[str, tuple[Callable[..., object], str, str]] = {
    "recheck": (
        actions.recheck,
        gettext_noop("整改以后复查：系统再看一遍，问题不在了就了结。每天的检查也会自动复查。"),
        gettext_noop("复查没有再发现，问题已经了结。"),
    ),
    "explain": (
        actions.explain,
        gettext_noop("不需要整改或者暂时不能整改的，说明理由；答复以前期限暂停计算。"),
        gettext_noop("理由已经报送，等待答复。"),
    ),
    "accept": (
        actions.accept,
        gettext_noop("采纳以后问题了结，同一处不再提出。"),
        gettext_noop("理由已经采纳，问题了结。"),
    ),
    "refuse": (
        actions.refuse,
        gettext_noop("不采纳的写明原因，期限继续计算。"),
        gettext_noop("已经答复不采纳，期限继续计算。"),
    ),
}
WITH_REASON = {"explain", "refuse"}


@staff
@require_safe
def index(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The findings of the agencies whose duties the officer sees, those that stand first."""
    places = agencies_where(officer, Permission.READ_DUTIES)
    if not places.exists():
        raise PermissionDenied
    state = parameters.choice(request.GET, "state", STATES)
    fault = parameters.choice(request.GET, "fault", dict(Fault.choices))
    slug = parameters.text(request.GET, "agency", 64)
    found = queries.findings_for(officer, queries.Selection(fault, state, slug))
    values = {"state": state, "fault": fault, "agency": slug}
    pager = Pager(
        found.count(),
        parameters.page_number(request.GET),
        lambda n: parameters.address(request.path, {**values, "page": n if n > 1 else ""}),
    )
    rows = list(found[pager.start : pager.stop])
    left, day = _left(rows), today()
    context = {
        "tab": "inspection",
        "rows": [(one, TAGS[State(one.state)], left.get(str(one.pk))) for one in rows],
        "pager": pager,
        "state": state,
        "states": STATES.items(),
        "fault": fault,
        "slug": slug,
        "faults": Fault.choices,
        "agencies": list(places) if len(places) > 1 else [],
        "figures": [(Fault(one).label, n) for one, n in queries.standing_by_fault(officer).items()],
        "last": queries.rounds_for(officer).first(),
        "year": day.year,
        "summary": [(Fault(one.fault).label, one) for one in queries.summary(places, *_year(day.year))],
        "inspects": (agencies_where(officer, Permission.ASSESS) & agencies()).exists(),
    }
    return render(request, "workbench/inspection.html", context)


@staff
@require_POST
def now(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Hold a round over the highest agency that the officer inspects."""
    root = (agencies_where(officer, Permission.ASSESS) & agencies()).order_by("path").first()
    if root is None:
        raise PermissionDenied
    held = running.inspect(root, by=officer)
    words = _("检查完成：新发现%(found)d处，已整改%(rectified)d处。")
    messages.success(request, words % {"found": held.found, "rectified": held.rectified})
    return redirect("workbench:inspection")


@staff
@require_safe
def show(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """One finding: what is wrong where, by when it is to be mended, what can be done."""
    finding = _finding(officer, number)
    offers = workflow.offers(finding, officer)
    owed = duties_for(officer, Wanted(subject=finding.subject, status="all"))
    about = (finding.about_kind, finding.about_id)
    context = {
        "finding": finding,
        "tag": TAGS[State(finding.state)],
        "url": addresses_of([about], officer).get(about, ""),
        "rows": rows_of(owed, officer),
        "people": officers_named({finding.explained_by, finding.closed_by}),
        "open": [offer.step for offer in offers if offer.open],
        "closed": [offer for offer in offers if offer.here and not offer.open],
        "lines": told(events_of(*finding.subject)),
    }
    return render(request, "workbench/inspection_finding.html", context)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, officer: Officer, number: int, step: str) -> HttpResponse:
    """One step of its course, on a page of its own."""
    finding = _finding(officer, number)
    if step not in STEPS:
        raise Http404("没有这一步骤。")
    act, lead, done = STEPS[step]
    offer = next(one for one in workflow.offers(finding, officer) if one.step.name == step)
    form = WhyForm(posted(request)) if step in WITH_REASON else StepForm(posted(request))
    back = reverse("workbench:inspection_finding", args=[number])
    facts = [(_("问题"), finding.title), (_("位置"), finding.place), (_("情况"), finding.proof)]
    if step in {"accept", "refuse"}:
        facts.append((_("说明的理由"), finding.explanation))
    return form_page(
        request, form, lambda: act(finding, by=officer, **form.cleaned_data), done=_(done), to=back,
        title=_(offer.step.title), button=_(offer.step.title), back=(str(finding), back), area="assessment",
        lead=_(lead), facts=facts, refusals=offer.reasons,
    )  # fmt: skip


def _year(year: int) -> tuple[datetime, datetime]:
    """The first instant of a year, and of the next."""
    return midnight(date(year, 1, 1)), midnight(date(year + 1, 1, 1))


def _left(rows: Sequence[Finding]) -> dict[str, tuple[str, str]]:
    """By the number of a finding the time left for it: words and the class of a tag."""
    owed = open_by_time().filter(
        subject_kind="inspection_finding", subject_id__in=[str(one.pk) for one in rows]
    )
    return {
        line.duty.subject_id: (left_in_words(line), DUE_TAGS.get(line.status, "")) for line in lines(owed)
    }


def _finding(officer: Officer, number: int) -> Finding:
    """A finding at an agency whose duties the officer sees, or 404."""
    found = queries.finding_for(officer, number) if number <= parameters.LARGEST else None
    if found is None:
        raise Http404("没有这条检查发现，或者您不能查看该单位。")
    return found
