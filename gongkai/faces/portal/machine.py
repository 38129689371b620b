"""What machines ask: health, robots, the sitemap of everything public, the reader's own stylesheet."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.affairs.applications.actions.receiving import NOT_ASKED
from gongkai.affairs.concerns.queries import published as answered_concerns
from gongkai.affairs.documents import queries
from gongkai.affairs.documents.kinds import kinds
from gongkai.affairs.gazette import queries as gazette
from gongkai.affairs.registers.schemas import of_house as registers_of_house
from gongkai.engines.agencies import queries as agencies
from gongkai.engines.ledger import queries as ledger
from gongkai.engines.search import queries as index
from gongkai.faces.portal import display
from gongkai.faces.portal.public import following_the_ledger, public
from gongkai.faces.ui import parameters
from gongkai.kernel.clock import instant
from gongkai.oversight.assessment.queries import published as assessments
from gongkai.oversight.reports.queries import published as annual_reports
from gongkai.oversight.tasks.queries import plans

MOST_IN_ONE = 5000
PAGES = (
    "home", "documents", "normative", "catalogue", "agencies", "promises", "clauses", "plans", "gazette",
    "concerns", "assessments", "coverage",
    "annual_reports", "statistics", "registers", "apply", "sitemap", "about",
)  # fmt: skip
Entry = tuple[str, datetime | None]


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 while pages can be served, 503 otherwise.

    Without its index a node still serves every page (search falls back to titles) and rebuilds it:
    it is `degraded`, not down.
    """
    try:
        ledger.head()
    except DatabaseError:
        return JsonResponse({"status": "down", "database": "down", "index": "unknown"}, status=503)
    missing = index.search("", per_page=1, facets=()).unavailable
    return JsonResponse(
        {
            "status": "degraded" if missing else "ok",
            "database": "ok",
            "index": "unavailable" if missing else "ok",
        }
    )


@public
def robots(request: HttpRequest) -> HttpResponse:
    """Robots may read everything public; the staff's pages are not for them."""
    lines = (
        "User-agent: *",
        "Disallow: /workbench/",
        "Disallow: /accounts/",
        "Disallow: /display/",
        "Disallow: /search/suggest",
        "Disallow: /subscribe/",
        "Disallow: /apply/new/",
        "Disallow: /apply/case/",
        "Disallow: /documents.csv",
        f"Sitemap: {settings.GONGKAI_ORIGIN}/sitemap.xml",
        "",
    )
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@following_the_ledger
def sitemap(request: HttpRequest) -> HttpResponse:
    """sitemap.xml (sitemaps.org 0.9); with more than 5,000 documents an index of parts, `?page=n`."""
    total = queries.live_total()
    parts = -(-total // MOST_IN_ONE)
    if "page" not in request.GET and parts > 1:
        pages = [f"{settings.GONGKAI_ORIGIN}/sitemap.xml?page={n}" for n in range(1, parts + 1)]
        return _xml(request, "portal/sitemap_index.xml", {"pages": pages})
    number = parameters.page_number(request.GET)
    if number > max(parts, 1):
        raise Http404("没有这一页。")
    entries = [*_lists(), *_documents(number)] if number == 1 else list(_documents(number))
    return _xml(request, "portal/sitemap.xml", {"entries": entries})


def _lists() -> Iterator[Entry]:
    origin = settings.GONGKAI_ORIGIN
    for name in PAGES:
        yield origin + reverse(f"portal:{name}"), None
    for kind in kinds():
        yield f"{origin}{reverse('portal:documents')}?kind={kind}", None
    for agency in agencies.agencies():
        yield origin + reverse("portal:agency", args=[agency.slug]), None
        yield origin + reverse("portal:promise", args=[agency.slug]), None
        if agency.kind not in NOT_ASKED:
            yield origin + reverse("portal:guide", args=[agency.slug]), None
    for plan in plans():
        yield origin + reverse("portal:plan", args=[plan.code]), plan.published_at
    for report in annual_reports():
        yield origin + reverse("portal:annual_report", args=[report.report.code]), report.published_at
    for scheme in assessments():
        yield origin + reverse("portal:assessment", args=[scheme.code]), scheme.published_at
    for concern in answered_concerns():
        yield origin + reverse("portal:concern", args=[concern.pk]), concern.published_at
    for register in registers_of_house():
        yield origin + reverse("portal:register", args=[register]), None
    for issue in gazette.issues():
        yield origin + reverse("portal:gazette_issue", args=[issue.code]), issue.published_at


def _documents(number: int) -> Iterator[Entry]:
    start = (number - 1) * MOST_IN_ONE
    for index_number, at in queries.addresses(start, start + MOST_IN_ONE):
        address = reverse("portal:document", args=[index_number])
        yield settings.GONGKAI_ORIGIN + address, instant(at) if at else None


def _xml(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    return render(request, template, context, content_type="application/xml; charset=utf-8")


@require_safe
def display_css(request: HttpRequest) -> HttpResponse:
    """The stylesheet of the reader's own choice; the one answer that differs between readers."""
    response = HttpResponse(display.stylesheet(request), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "private, no-cache"
    response["Vary"] = "Cookie"
    return response
