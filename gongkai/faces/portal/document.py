"""The page of one document, and of its earlier editions."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from gongkai.affairs.documents import queries
from gongkai.affairs.documents.kinds import kinds, topics
from gongkai.affairs.documents.models import Edition, State
from gongkai.affairs.documents.queries import VALIDITY, Page
from gongkai.engines.ledger import queries as ledger
from gongkai.engines.ledger.models import Event
from gongkai.faces.portal import meta, timeline
from gongkai.faces.portal.parameters import LARGEST
from gongkai.faces.portal.public import following_the_ledger
from gongkai.faces.ui.context import place_of

# The acts that put an edition before the public.
_PUBLISHING = ("document.published", "document.corrected")


@following_the_ledger
def show(request: HttpRequest, index_number: str) -> HttpResponse:
    """The page at /documents/<index_number>/: the live edition, or the notice of its withdrawal."""
    page = queries.page(index_number)
    if page is None:
        raise Http404("没有这份文件。")
    return _render(request, page, page.edition)


@following_the_ledger
def edition(request: HttpRequest, index_number: str, number: int) -> HttpResponse:
    """One edition; the address of the present one leads to the document's own page."""
    page = queries.page(index_number, number=number) if 0 < number <= LARGEST else None
    if page is None:
        raise Http404("没有这个版本。")
    latest = page.history[-1]
    if number == latest.number:
        return redirect("portal:document", index_number)
    return _render(request, page, latest)


def _render(request: HttpRequest, page: Page, latest: Edition) -> HttpResponse:
    document, shown = page.document, page.edition
    kind = kinds()[document.kind]
    withdrawn = _withdrawn(page)
    place = place_of(request)
    return render(
        request,
        "portal/document.html",
        {
            "column": "documents",
            "trail": [
                ("政府文件", reverse("portal:documents")),
                (kind.title, f"{reverse('portal:documents')}?kind={kind.slug}"),
            ],
            "page": page,
            "document": document,
            "edition": shown,
            "withdrawn": withdrawn,
            "earlier": None if shown is latest or withdrawn else latest,
            "kind": kind,
            "topics": [
                {"slug": slug, "title": topics()[slug].title} for slug in page.topics if slug in topics()
            ],
            "validity_label": VALIDITY[page.validity] if page.validity else "",
            "interpretations": timeline.interpretations(page),
            "interpreted": timeline.interpreted(page),
            "moments": timeline.timeline(page),
            "history": list(reversed(page.history)) if len(page.history) > 1 else [],
            "receipt": _receipt(document.index_number, shown.number),
            "meta": meta.article(page, place.canonical, withdrawn=withdrawn is not None),
            "canonical": place.canonical if shown is latest else "",
            "noindex": bool(withdrawn) or shown is not latest,
            "feed_url": f"/feeds/agencies/{document.agency.slug}.atom",
            "feed_title": document.agency.name,
        },
    )


def _withdrawn(page: Page) -> Edition | None:
    """The withdrawal that hides the edition shown: its own, or that of a later one, since what was
    taken back then stood in the earlier ones too."""
    for one in page.history:
        if one.state == State.WITHDRAWN and one.number >= page.edition.number:
            return one
    return None


def _receipt(index_number: str, number: int) -> Event | None:
    """The public event that put this edition out."""
    found: Event | None = None
    for event in ledger.events_of("document", index_number):
        if event.public and event.verb in _PUBLISHING and ledger.facts_of(event).get("edition") == number:
            found = event
    return found
