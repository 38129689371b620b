"""The form of an application 网上申请: a group of questions a page, checked before it is handed in.

The answers lie in the session (`apply_draft`); every page can be left, come back to and sent again.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from django.core.cache import cache
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.affairs.applications import queries
from gongkai.affairs.applications.actions import receiving
from gongkai.affairs.applications.actions.enclosing import Enclosed
from gongkai.affairs.applications.identity import APPLICANT
from gongkai.engines.agencies.models import Agency
from gongkai.faces.portal import apply_draft, apply_session, case_access, enclosures, errors
from gongkai.faces.portal.apply import lost
from gongkai.faces.portal.apply_draft import Draft, asked_agency
from gongkai.faces.portal.apply_receipt import RECEIPT, RECEIPT_KEPT
from gongkai.faces.portal.apply_steps import PAGES, answered, field_of, open_step, shown
from gongkai.faces.portal.documents import Fault
from gongkai.faces.portal.guide_law import pack_of, terms
from gongkai.kernel.flow import Refused

# Between a click and its answer a second click hands nothing in.
HANDING_IN = 60  # seconds
OFFERED = 5

View = Callable[..., HttpResponse]


def with_draft(view: View) -> View:
    """A page of somebody who has begun: the view gets what was typed and the organ. Never kept by a cache."""

    @never_cache
    @wraps(view)
    def shown_page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        draft = apply_draft.read(request)
        agency = asked_agency(draft.agency) if draft else None
        if draft is None and apply_session.get(request, RECEIPT):
            # handed in, but the answer was lost on its way: the receipt still lies here
            return redirect("portal:apply_received")
        if draft is None or agency is None:
            return lost(request)
        return view(request, draft, agency, *args, **kwargs)

    return shown_page


@with_draft
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, draft: Draft, agency: Agency, name: str) -> HttpResponse:
    """The page at /apply/new/<step>/.

    Wrong answers lead back to it (`wrong`) and are shown there: a page that was the answer to a form would stop
    whoever goes back in his browser.
    """
    page = PAGES.get(name)
    if page is None:
        raise Http404("没有这一步。")
    order, open_name = list(PAGES), open_step(draft)
    if open_name and order.index(name) > order.index(open_name):
        return redirect("portal:apply_step", open_name)
    if request.method == "POST":
        draft = answered(draft, page, request.POST)
        # what is wrong is kept as well: nothing typed is lost
        apply_draft.keep(request, draft)
        if page.faults(draft):
            return redirect(f"{reverse('portal:apply_step', args=[name])}?wrong=1")
        return _onward(request, draft, name)
    faults = page.faults(draft) if "wrong" in request.GET else []
    context = {
        "page": page,
        "fields": shown(draft, page, faults),
        "errors": faults,
        "number": order.index(name) + 1,
        "total": len(order) + 1,
        "back": reverse("portal:apply_step", args=[order[order.index(name) - 1]])
        if order.index(name)
        else f"{reverse('portal:apply_new')}?agency={agency.slug}",
    }
    return _page(request, "portal/apply_step.html", agency, context)


def _onward(request: HttpRequest, draft: Draft, name: str) -> HttpResponse:
    """What comes after an answered page: what may answer it already, the next question, or the check."""
    if name == "wanted" and draft.offered != draft.wanted and queries.documents_about(draft.wanted, limit=1):
        return redirect("portal:apply_found")
    following = open_step(draft)
    return redirect("portal:apply_step", following) if following else redirect("portal:apply_check")


@with_draft
@require_http_methods(["GET", "HEAD", "POST"])
def found(request: HttpRequest, draft: Draft, agency: Agency) -> HttpResponse:
    """The page at /apply/new/found/: published documents that may answer it, with why; then on or away."""
    if request.method == "POST":
        draft = replace(draft, offered=draft.wanted)
        apply_draft.keep(request, draft)
        return _onward(request, draft, "wanted")
    context = {"found": queries.documents_about(draft.wanted, limit=OFFERED), "wanted": draft.wanted}
    return _page(request, "portal/apply_found.html", agency, context)


@with_draft
@require_POST
def similar(request: HttpRequest, draft: Draft, agency: Agency) -> HttpResponse:
    """The same while typing, as a piece of the page."""
    wanted = apply_session.typed(request.POST, "wanted", 500)
    rows = queries.documents_about(wanted, limit=OFFERED) if len(wanted) > 3 else []
    return render(request, "portal/parts/apply_found.html", {"found": rows})


@with_draft
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, draft: Draft, agency: Agency) -> HttpResponse:
    """The page at /apply/new/check/: all answers once more, then handed in."""
    if open_name := open_step(draft):
        return redirect("portal:apply_step", open_name)
    faults: list[Fault] = []
    if request.method == "POST":
        # files are looked at before anything is held
        files, faults = enclosures.uploaded(request)
        if not faults:
            try:
                return _hand_in(request, draft, agency, files)
            except Refused as refused:
                faults = [Fault(f"change-{field_of(reason)}", reason) for reason in refused.reasons]
    context = {
        "sections": [{"page": page, "answers": _answers(draft, page.name)} for page in PAGES.values()],
        "errors": faults,
        "enclosures": enclosures.fields(faults),
        "terms": terms(pack_of(agency)),
    }
    return _page(request, "portal/apply_check.html", agency, context, status=400 if faults else 200)


def _answers(draft: Draft, name: str) -> list[dict[str, object]]:
    """Each question of a page and what was answered, in words; what was left out may be left out."""
    found: list[dict[str, object]] = []
    for field in PAGES[name].fields(draft):
        words, label = getattr(draft, field.name), field.label
        if field.kind == "check":
            words, label = _("是") if words else _("否"), _("建议主动公开")
        elif field.kind == "radio":
            words = str(dict(field.choices).get(words, words))
        if words:
            found.append({"name": field.name, "label": label, "words": words})
    return found


@transaction.atomic
def _hand_in(request: HttpRequest, draft: Draft, agency: Agency, files: Sequence[Enclosed]) -> HttpResponse:
    """The mark of the click, the application and the session with its receipt are kept together or not at all: what
    breaks in between can be tried again at once, nothing is handed in twice and no receipt is lost. It is one commit
    with the count of what came from this address, since each waits for the disk."""
    if not ratelimit.consume(request, action="apply"):
        return errors.too_often(request)
    if not cache.add(f"apply:{draft.token}", 1, HANDING_IN):
        return redirect("portal:apply_received")
    made = receiving.submit(
        by=APPLICANT, agency=agency, kind=draft.kind, identity=draft.identity(), wanted=draft.wanted,
        medium=draft.medium, delivery=draft.delivery, suggests_publication=draft.suggests, enclosures=files,
    )  # fmt: skip
    apply_draft.forget(request)
    apply_session.put(request, RECEIPT, [made.application.number, made.code], keep=RECEIPT_KEPT)
    case_access.add(request, made.application.number, made.code)
    request.session.save()
    request.session.modified = False  # kept just now, and its cookie is the same
    return redirect("portal:apply_received")


@with_draft
@require_POST
def discard(request: HttpRequest, draft: Draft, agency: Agency) -> HttpResponse:
    """Away with what was typed."""
    apply_draft.forget(request)
    return redirect("portal:apply")


def _page(
    request: HttpRequest, template: str, agency: Agency, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    trail = [("依申请公开", reverse("portal:apply")), (_("网上申请"), "")]
    whole = {"column": "apply", "trail": trail, "agency": agency, "noindex": True, **context}
    return render(request, template, whole, status=status)
