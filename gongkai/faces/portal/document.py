"""The page of one document, and of its earlier editions."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from gongkai.affairs.documents import interpretation, official, queries
from gongkai.affairs.documents.kinds import kinds, topics
from gongkai.affairs.documents.marks import Mark
from gongkai.affairs.documents.models import Edition, State
from gongkai.affairs.documents.queries import VALIDITY, Page
from gongkai.affairs.documents.readings import Reading, alternative, readings
from gongkai.engines.ledger import queries as ledger
from gongkai.engines.ledger.models import Event
from gongkai.faces.portal import meta, timeline
from gongkai.faces.portal.contents import with_contents
from gongkai.faces.portal.public import following_the_ledger
from gongkai.faces.ui.context import place_of
from gongkai.faces.ui.parameters import LARGEST

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
    withdrawn = withdrawn_by(page)
    place = place_of(request)
    beside = readings(timeline.interpretations(page))
    body, sections = with_contents("" if withdrawn else shown.body)
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
            "body": body,
            "sections": sections,
            "withdrawn": withdrawn,
            "earlier": None if shown is latest or withdrawn else latest,
            "kind": kind,
            "topics": [
                {"slug": slug, "title": topics()[slug].title} for slug in page.topics if slug in topics()
            ],
            "validity_label": VALIDITY[page.validity] if page.validity else "",
            "marks": _marks(page),
            "ground": next((one for one in page.marks if one.reason.way == "withdrawal"), None),
            "readings": beside,
            # an interpretation says of itself what stands beside the document that it interprets
            "reading": readings([shown])[0] if kind.slug == interpretation.KIND else None,
            "interpreted": timeline.interpreted(page),
            "pictures": [] if withdrawn else _pictures(page, beside),
            "formats": [] if withdrawn else official.FORMATS.values(),
            "files": [(one, official.formats_of(one)) for one in page.attachments],
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


def _marks(page: Page) -> list[Mark]:
    """What stands above the text: what befell it; that a repealed document has expired since says nothing more."""
    repealed = any(one.begun and one.reason.validity == "repealed" for one in page.marks)
    ways = ("note",) if repealed else ("note", "date")
    return [one for one in page.marks if one.reason.way in ways]


def withdrawn_by(page: Page) -> Edition | None:
    """The withdrawal that hides the edition shown: its own, or that of a later one, since what was
    taken back then stood in the earlier ones too."""
    for one in page.history:
        if one.state == State.WITHDRAWN and one.number >= page.edition.number:
            return one
    return None


@dataclass(frozen=True)
class Picture:
    """A picture that interprets, with the words that stand for it."""

    url: str
    alternative: str
    title: str
    page: str  # of the interpretation it belongs to; empty where that is this page


def _pictures(page: Page, beside: list[Reading]) -> list[Picture]:
    """The pictures of its interpretations; an interpretation shows its own."""
    own = page.attachments if page.document.kind == interpretation.KIND else []
    found = [(page.edition, one) for one in own if one.media_type.startswith("image/")]
    found += [(one.edition, picture) for one in beside for picture in one.pictures]
    return [
        Picture(
            url=reverse("attachment", args=[edition.document.index_number, one.sha256, one.name]),
            alternative=alternative(one),
            title=edition.title,
            page=""
            if edition is page.edition
            else reverse("portal:document", args=[edition.document.index_number]),
        )
        for edition, one in found
    ]


def _receipt(index_number: str, number: int) -> Event | None:
    """The public event that put this edition out."""
    out = ledger.events_of("document", index_number).filter(verb__in=_PUBLISHING, public=True)
    return next((one for one in reversed(out) if ledger.facts_of(one).get("edition") == number), None)
