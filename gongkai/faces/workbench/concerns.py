"""Concerns 回应关切: what the public speaks of, found and answered by the hour; each with its clocks and answers."""

from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.affairs.concerns import actions, queries, workflow
from gongkai.affairs.concerns.models import Concern, Response, State
from gongkai.affairs.documents.queries import titles
from gongkai.engines.agencies.models import Actor, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies, agencies_where, officers_named
from gongkai.engines.duties.queries import Wanted, about, duties_for, lines, open_by_time
from gongkai.engines.ledger.queries import events_of
from gongkai.faces.ui import parameters
from gongkai.faces.ui.paging import Pager
from gongkai.faces.workbench.concern_forms import FindForm, SaidForm
from gongkai.faces.workbench.duty_rows import TAGS as DUE_TAGS
from gongkai.faces.workbench.duty_rows import left_in_words, rows_of
from gongkai.faces.workbench.fields import posted
from gongkai.faces.workbench.form_page import form_page
from gongkai.faces.workbench.history import told
from gongkai.faces.workbench.staff import staff
from gongkai.faces.workbench.step_forms import WhyForm
from gongkai.kernel.clock import now
from gongkai.kernel.flow import Step

STATES = {"open": gettext_lazy("待回应"), "closed": gettext_lazy("已了结")}
TAGS = {State.OPEN: "soon", State.ANSWERED: "ok", State.DISMISSED: "off"}
# What each step says about a concern.
KINDS = {
    "release": Response.Kind.RELEASE,
    "hold_conference": Response.Kind.CONFERENCE,
    "respond": Response.Kind.RESPONSE,
}
# What each step is for, and what is said when it is noted.
STEPS: dict[str, tuple[Callable[..., object], str, str]] = {
    "release": (
        actions.release,
        gettext_noop("登记已经发布的权威信息；处置有进展的，再发布、再登记。"),
        gettext_noop("已登记发布权威信息。"),
    ),
    "hold_conference": (
        actions.hold_conference,
        gettext_noop("登记已经举行的新闻发布会。"),
        gettext_noop("已登记新闻发布会。"),
    ),
    "respond": (
        actions.respond,
        gettext_noop("登记已经作出的回应，写明事实、措施和处置结果；登记后舆情了结。"),
        gettext_noop("已登记回应，舆情了结。"),
    ),
    "dismiss": (
        actions.dismiss,
        gettext_noop("经核实不需要回应的（如不属于本单位、重复登记、级别有误），写明理由；期限不再计算。"),
        gettext_noop("已登记不予回应，期限不再计算。"),
    ),
}


@staff
@require_safe
def index(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The concerns of the agencies whose work the officer notes, the open ones first with the time left."""
    if not agencies_where(officer, Permission.NOTE_RECORDS).exists():
        raise PermissionDenied
    state = parameters.choice(request.GET, "state", STATES)
    found = queries.concerns_for(officer, open=state == "open" if state else None)
    pager = Pager(
        found.count(),
        parameters.page_number(request.GET),
        lambda n: parameters.address(request.path, {"state": state, "page": n if n > 1 else ""}),
    )
    rows = list(found[pager.start : pager.stop])
    left = _left(rows)
    order = {one: position for position, one in enumerate(left)}
    rows.sort(key=lambda one: order.get(str(one.pk), len(order)))
    return render(
        request,
        "workbench/concerns.html",
        {
            "area": "upkeep",
            "rows": [(one, TAGS[State(one.state)], left.get(str(one.pk))) for one in rows],
            "pager": pager,
            "state": state,
            "states": STATES.items(),
        },
    )


def _left(rows: Sequence[Concern]) -> dict[str, tuple[str, str]]:
    """By the number of a concern the time left for what is due first about it: words and the class of a tag.

    The concern with the least time left comes first.
    """
    owed = open_by_time().filter(subject_kind="concern", subject_id__in=[str(one.pk) for one in rows])
    found: dict[str, tuple[str, str]] = {}
    for line in lines(owed):
        found.setdefault(line.duty.subject_id, (left_in_words(line), DUE_TAGS.get(line.status, "")))
    return found


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Note what was found."""
    places = agencies_where(officer, Permission.NOTE_RECORDS) & agencies()
    if not places.exists():
        raise PermissionDenied
    initial = {"agency": officer.agency.slug, "found_at": now()}
    form = FindForm(posted(request), agencies=places, initial=initial)
    back = reverse("workbench:concerns")
    return form_page(
        request, form, lambda: actions.find(by=officer, **form.cleaned_data),
        done=_("舆情已经登记，期限开始计算。"), to=back, title=_("登记舆情"), button=_("登记"),
        back=(_("回应关切"), back), area="upkeep",
        lead=_("涉及特别重大、重大突发事件的，发布权威信息、举行新闻发布会按小时计算期限，夜间和节假日不停；其他政务舆情按期限回应。"),
    )  # fmt: skip


@staff
@require_safe
def show(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """One concern: its clocks, what was said so far, what can be noted now and why the rest cannot."""
    concern = _concern(officer, number)
    offers = workflow.offers(concern, officer)
    said = list(concern.responses.all())
    named = titles([one.document for one in said if one.document])
    owed = duties_for(officer, Wanted(subject=concern.subject, status="all"))
    return render(
        request,
        "workbench/concern.html",
        {
            "area": "upkeep",
            "concern": concern,
            "tag": TAGS[State(concern.state)],
            "rows": rows_of(owed, officer),
            "said": [(one, named.get(one.document, "")) for one in said],
            "people": officers_named({concern.noted_by, *(one.noted_by for one in said)}),
            "open": sorted((offer.step for offer in offers if offer.open), key=lambda one: _noted(one, said)),
            "closed": [offer for offer in offers if not offer.open],
            "lines": told(events_of(*concern.subject)),
        },
    )


def _noted(step: Step[Concern, Actor], said: Sequence[Response]) -> bool:
    """Whether the step was noted before, or gives the concern up: what leads on comes first."""
    return step.name == "dismiss" or KINDS[step.name] in {one.kind for one in said}


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, officer: Officer, number: int, step: str) -> HttpResponse:
    """One step of its course, on a page of its own."""
    concern = _concern(officer, number)
    if step not in STEPS:
        raise Http404("没有这一步骤。")
    act, lead, done = STEPS[step]
    offer = next(one for one in workflow.offers(concern, officer) if one.step.name == step)
    form = WhyForm(posted(request)) if step == "dismiss" else SaidForm(posted(request), initial={"at": now()})

    def take() -> object:
        given: dict[str, Any] = form.facts() if isinstance(form, SaidForm) else form.cleaned_data
        return act(concern, by=officer, **given)

    back = reverse("workbench:concern", args=[number])
    facts = [
        (_("级别"), concern.get_level_display()),
        (_("期限"), _("；").join(_due(concern))),
    ]
    return form_page(
        request, form, take, done=_(done), to=back, title=_(offer.step.title), button=_("登记"),
        back=(concern.title, back), area="upkeep", lead=_(lead), facts=facts, refusals=offer.reasons,
        grave=step == "dismiss",
    )  # fmt: skip


def _due(concern: Concern) -> list[str]:
    """What is still owed about it and how long there is."""
    found = lines(about(*concern.subject))
    return [
        _("%(title)s：%(left)s") % {"title": line.title, "left": left_in_words(line)}
        for line in found
        if line.duty.is_open
    ]


def _concern(officer: Officer, number: int) -> Concern:
    """A concern of an agency whose work the officer notes, or 404."""
    found = queries.concern_for(officer, number) if number <= parameters.LARGEST else None
    if found is None:
        raise Http404("没有这条舆情，或者您不负责登记该单位的工作。")
    return found
