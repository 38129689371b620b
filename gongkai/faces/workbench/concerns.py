"""Concerns 回应关切: what the public speaks of, found and answered by the hour; each with its clocks and answers."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.affairs.concerns import actions, queries, workflow
from gongkai.affairs.concerns.models import Concern, Response, State
from gongkai.affairs.documents.queries import titles
from gongkai.engines.agencies.models import Actor, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies, agencies_where, officers_named
from gongkai.engines.duties.queries import Wanted, duties_for
from gongkai.engines.ledger.queries import events_of
from gongkai.faces.ui import parameters
from gongkai.faces.ui.paging import Pager
from gongkai.faces.workbench.concern_forms import FindForm
from gongkai.faces.workbench.concern_steps import KINDS, concern_of
from gongkai.faces.workbench.duty_rows import TAGS as DUE_TAGS
from gongkai.faces.workbench.duty_rows import left_in_words, rows_of
from gongkai.faces.workbench.fields import posted
from gongkai.faces.workbench.form_page import form_page
from gongkai.faces.workbench.history import told
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.clock import now
from gongkai.kernel.flow import Step

STATES = {
    "open": gettext_lazy("待研判和待回应"),
    "closed": gettext_lazy("已了结"),
    "late": gettext_lazy("逾期的"),
}
TAGS = {State.MONITORED: "soon", State.ASSESSED: "", State.ANSWERED: "ok", State.DISMISSED: "off"}
# What leads on comes first on the page, what is seldom wanted last.
LAST = ("publish", "retract", "dismiss")


@staff
@require_safe
def index(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The concerns that the officer reads: the open ones first, those of high risk before all, by the time left."""
    if not agencies_where(officer, Permission.READ_CONCERNS).exists():
        raise PermissionDenied
    state = parameters.choice(request.GET, "state", STATES)
    late = state == "late"
    found = queries.concerns_for(officer, open=state == "open" if state and not late else None, late=late)
    pager = Pager(
        found.count(),
        parameters.page_number(request.GET),
        lambda n: parameters.address(request.path, {"state": state, "page": n if n > 1 else ""}),
    )
    rows = list(found[pager.start : pager.stop])
    left = _left(rows)
    named = {one.agency_id: queries.risk_titles(one.agency) for one in rows}
    return render(
        request,
        "workbench/concerns.html",
        {
            "area": "upkeep",
            "rows": [
                (
                    one,
                    TAGS[State(one.state)],
                    left.get(str(one.pk)),
                    named[one.agency_id].get(one.risk, one.risk),
                )
                for one in rows
            ],
            "pager": pager,
            "state": state,
            "states": STATES.items(),
            "may_note": _places(officer).exists(),
        },
    )


def _places(officer: Officer) -> Any:
    return agencies_where(officer, Permission.NOTE_RECORDS) & agencies()


def _left(rows: Sequence[Concern]) -> dict[str, tuple[str, str]]:
    """By the number of a concern the time left for what is due first about it: words and the class of a tag.

    Of one that nothing is owed for any longer, that something was late, if it was.
    """
    found: dict[str, tuple[str, str]] = {}
    for number, owed in queries.clocks_of(rows).items():
        first = next((line for line in owed if line.duty.is_open), None)
        if line := first or next((line for line in owed if line.is_breach), None):
            found[number] = (left_in_words(line), DUE_TAGS.get(line.status, ""))
    return found


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Note what was found."""
    places = _places(officer)
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
    """One concern: its clocks, how it was weighed, what was said so far, what can be done now and why not the rest."""
    concern = concern_of(officer, number)
    offers = workflow.offers(concern, officer)
    said = list(concern.responses.all())
    drafts = [one for one in concern.drafts.all() if not hasattr(one, "response")]
    weighed = list(concern.assessments.order_by("-assessed_at", "-id"))
    named = titles([one.document for one in said if one.document])
    risks, forms = queries.risk_titles(concern.agency), queries.form_titles(concern.agency)
    owed = duties_for(officer, Wanted(subject=concern.subject, status="all"))
    people = {
        concern.noted_by,
        concern.published_by,
        *(one.noted_by for one in said),
        *(one.assessed_by for one in weighed),
        *(handle for one in drafts for handle in (one.written_by, one.checked_by)),
    }
    return render(
        request,
        "workbench/concern.html",
        {
            "area": "upkeep",
            "concern": concern,
            "tag": TAGS[State(concern.state)],
            "risk": risks.get(concern.risk, concern.risk),
            "weighed": [(one, risks.get(one.risk, one.risk)) for one in weighed],
            "rows": rows_of(owed, officer),
            "said": [(one, forms.get(one.form, one.form), named.get(one.document, "")) for one in said],
            "drafts": [(one, forms.get(one.form, one.form)) for one in drafts],
            "people": officers_named(people - {""}),
            "open": sorted(
                (offer.step for offer in offers if offer.open), key=lambda one: _rank(one, concern, said)
            ),
            "closed": [offer for offer in offers if not offer.open and offer.step.name != "retract"],
            "lines": told(events_of(*concern.subject)),
        },
    )


def _rank(step: Step[Concern, Actor], concern: Concern, said: Sequence[Response]) -> int:
    """What leads on comes first: the first weighing, then what was not noted yet; what gives it up comes last."""
    if step.name in LAST:
        return 2 + LAST.index(step.name)
    if step.name == "assess":
        return int(bool(concern.risk)) * 2
    return int(step.name in KINDS and KINDS[step.name] in {one.kind for one in said})
