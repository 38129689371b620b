"""Applying 依申请公开: what an application is, and which organ to ask; the form itself is `apply_form`."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from gongkai.engines.agencies.models import Agency, AgencyKind
from gongkai.faces.portal import errors, meta
from gongkai.faces.portal.apply_draft import asked_agencies, asked_agency, begin, read
from gongkai.faces.portal.apply_session import from_here
from gongkai.faces.portal.apply_steps import open_step
from gongkai.faces.portal.guide_law import pack_of, terms
from gongkai.faces.portal.public import following_the_ledger
from gongkai.faces.ui import parameters
from gongkai.kernel.hanzi import fold
from gongkai.oversight.promises.clauses import seat

# What a search lists at most; more means that the words say too little.
MOST = 20


@following_the_ledger
def index(request: HttpRequest) -> HttpResponse:
    """The page at /apply/: what an application must say, how long it takes, where to begin."""
    agencies = asked_agencies()
    description = "向行政机关申请获取政府信息的方式、期限和受理机关。"
    context = {
        "column": "apply",
        "trail": [("依申请公开", "")],
        "terms": terms(pack_of(seat())),
        "agencies": [one for one in agencies if one.phone or one.email or one.address],
        "silent": [one for one in agencies if not (one.phone or one.email or one.address)],
        "meta": meta.column("依申请公开", description, "依申请公开"),
    }
    return render(request, "portal/apply.html", context)


# The token comes with the session, which begins here.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """The page at /apply/new/: find the organ (`q`), see what it answers for (`agency`), begin the form."""
    given = request.POST if request.method == "POST" else request.GET
    slug = parameters.text(given, "agency", 64)
    chosen = asked_agency(slug) if slug else None
    if slug and chosen is None:
        raise Http404("不能向这个机构提出申请。")
    if request.method == "POST" and chosen is not None:
        if not from_here(request):
            return errors.forbidden(request)
        draft = begin(request, chosen)
        step = open_step(draft)
        return redirect("portal:apply_step", step) if step else redirect("portal:apply_check")
    words = parameters.text(request.GET, "q", 60)
    agencies = [] if chosen else asked_agencies()
    found = _found(agencies, words) if words else []
    context: dict[str, Any] = {
        "column": "apply",
        "trail": [("依申请公开", reverse("portal:apply")), (_("网上申请"), "")],
        "chosen": chosen,
        "q": words,
        "found": found[:MOST],
        "more": max(len(found) - MOST, 0),
        "groups": [] if words else _groups(agencies),
        "lost": "lost" in request.GET,
        "going_on": chosen is not None and read(request) is not None,
        "terms": terms(pack_of(chosen)) if chosen else {},
        "noindex": True,
    }
    return render(request, "portal/apply_agency.html", context)


def _found(agencies: list[Agency], words: str) -> list[Agency]:
    """Those whose names, or else whose functions, hold all the words; names in front."""
    wanted = fold(words).split()

    def holds(*texts: str) -> bool:
        text = fold(" ".join(texts))
        return all(word in text for word in wanted)

    named = [one for one in agencies if holds(one.name, one.short_name, *one.aliases)]
    known = {one.pk for one in named}
    return named + [one for one in agencies if one.pk not in known and holds(one.name, one.functions)]


def _groups(agencies: list[Agency]) -> list[dict[str, Any]]:
    kinds = [kind for kind in AgencyKind if any(one.kind == kind for one in agencies)]
    return [{"title": kind.label, "members": [one for one in agencies if one.kind == kind]} for kind in kinds]


def lost(request: HttpRequest) -> HttpResponse:
    """Nothing lies in the session (any more): begin again, told why."""
    return redirect(f"{reverse('portal:apply_new')}?lost=1")
