"""Atom feeds (RFC 4287): the newest documents of everybody, of one agency, of one kind, of one search."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from gongkai.affairs.documents import following, queries
from gongkai.affairs.documents.kinds import kinds
from gongkai.affairs.documents.models import Edition, RelationType
from gongkai.affairs.gazette import queries as gazette
from gongkai.engines.agencies import queries as agencies
from gongkai.engines.agencies.models import Agency
from gongkai.engines.ledger import queries as ledger
from gongkai.engines.search import queries as index
from gongkai.engines.search.results import Filters
from gongkai.faces.portal.documents import Fault, agency_names, chosen
from gongkai.faces.portal.public import following_the_ledger, public
from gongkai.faces.ui import parameters
from gongkai.faces.ui.context import site_facts
from gongkai.kernel.clock import CHINA, instant
from gongkai.kernel.hanzi.titles import within

LENGTH = 50
# The update time of a feed that has no entry yet: the same at every request.
BEGINNING = datetime(2008, 5, 1, tzinfo=CHINA)


class _Atom(Atom1Feed):
    """Django's writer, with an update time that does not change from request to request when empty."""

    def latest_post_date(self) -> datetime:
        dates = [item["updateddate"] for item in self.items]
        return max(dates, default=BEGINNING)


@following_the_ledger
def all_documents(request: HttpRequest) -> HttpResponse:
    """/feeds/documents.atom"""
    return _feed(request, "", queries.live()[:LENGTH], reverse("portal:documents"))


@following_the_ledger
def of_agency(request: HttpRequest, slug: str) -> HttpResponse:
    """/feeds/agencies/<slug>.atom"""
    try:
        agency = agencies.agency(slug)
    except Agency.DoesNotExist:
        raise Http404("没有这个机构。") from None
    found = queries.select(queries.Selection(agency=slug))[:LENGTH]
    return _feed(request, agency.name, found, reverse("portal:agency", args=[slug]))


@following_the_ledger
def of_kind(request: HttpRequest, kind: str) -> HttpResponse:
    """/feeds/kinds/<kind>.atom"""
    if kind not in kinds():
        raise Http404("没有这一文种。")
    found = queries.newest([kind], LENGTH)
    page = parameters.address(reverse("portal:documents"), {"kind": kind})
    return _feed(request, kinds()[kind].title, found, page)


@following_the_ledger
def of_selection(request: HttpRequest) -> HttpResponse:
    """/feeds/selection.atom?agency=…&topic=…: the newest of what the list of documents is narrowed down to."""
    faults: list[Fault] = []
    selection = chosen(request, agency_names(), faults)
    if faults:
        raise Http404("没有这一筛选条件。")
    title = following.understood("selection", following.selection_text(selection))
    page = parameters.address(reverse("portal:documents"), asdict(selection))
    return _feed(request, title, queries.select(selection)[:LENGTH], page)


@following_the_ledger
def of_document(request: HttpRequest, index_number: str) -> HttpResponse:
    """/feeds/documents/<index_number>.atom: what happened to one document since it was published, newest first."""
    page = queries.page(index_number)
    if page is None:
        raise Http404("没有这份文件。")
    origin, path = settings.GONGKAI_ORIGIN, reverse("portal:document", args=[index_number])
    feed = _start(request, page.edition.title, path)
    happened = ledger.events_of("document", index_number).filter(public=True)
    at = {event.seq: instant(event.at) for event in happened}
    for item in reversed(following.items(list(happened))):
        if item.identifier == index_number:
            _add(feed, f"{origin}{path}#{item.seq}", item.words, origin + path, at[item.seq])
    for one in page.incoming:
        if one.published_at:
            words = f"{RelationType(one.relation_type).label}：《{within(one.title)}》"  # type: ignore[attr-defined]
            link = origin + reverse("portal:document", args=[one.document.index_number])
            _add(feed, f"{origin}{path}#{one.document.index_number}", words, link, instant(one.published_at))
    feed.items.sort(key=lambda item: item["updateddate"], reverse=True)
    return _written(feed)


@public
def of_search(request: HttpRequest) -> HttpResponse:
    """/feeds/search.atom?q=…: what a search finds now, newest first."""
    q = parameters.text(request.GET, "q")
    within = [one.strip()[: parameters.LONGEST] for one in request.GET.getlist("within")[:5]]
    hits = index.search(
        q,
        filters=Filters(kind=("document",)),
        within=[one for one in within if one],
        sort="date",
        per_page=LENGTH,
        facets=(),
    ).hits
    found = queries.by_index_numbers([hit.id for hit in hits])
    page = parameters.address(reverse("portal:search"), {"q": q, "within": within})
    return _feed(request, f"搜索“{q}”", found, page)


@following_the_ledger
def of_gazette(request: HttpRequest) -> HttpResponse:
    """/feeds/gazette.atom: the issues of the gazette, the newest first."""
    feed, origin = _start(request, "政府公报", reverse("portal:gazette")), settings.GONGKAI_ORIGIN
    for issue in gazette.issues()[:LENGTH]:
        at = instant(issue.published_at) if issue.published_at else BEGINNING
        address = origin + reverse("portal:gazette_issue", args=[issue.code])
        items = gazette.entries().filter(issue=issue, withdrawn=False).order_by("position")
        feed.add_item(
            title=str(issue),
            link=address,
            description=_clean("；".join(item.heading for item in items)),
            unique_id=address,
            author_name=issue.agency.name,
            pubdate=at,
            updateddate=at,
        )
    return _written(feed)


def _feed(request: HttpRequest, title: str, editions: Sequence[Edition] | Any, page: str) -> HttpResponse:
    origin = settings.GONGKAI_ORIGIN
    feed = _start(request, title, page)
    for edition in editions:
        document = edition.document
        address = origin + reverse("portal:document", args=[document.index_number])
        feed.add_item(
            title=_clean(edition.title),
            link=address,
            description=_clean(edition.summary or " ".join(edition.text.split())[:200]),
            unique_id=address,
            author_name=document.agency.name,
            pubdate=_first(edition),
            updateddate=_updated(edition),
            categories=[kinds()[document.kind].title],
        )
    return _written(feed)


def _start(request: HttpRequest, title: str, page: str) -> _Atom:
    site = site_facts()
    return _Atom(
        title=_clean(" – ".join(part for part in (title, site.name) if part)),
        link=settings.GONGKAI_ORIGIN + page,
        description=None,
        language="zh-CN",
        feed_url=_clean(settings.GONGKAI_ORIGIN + request.get_full_path()),
        author_name=site.brand,
    )


def _add(feed: _Atom, identifier: str, words: str, link: str, at: datetime) -> None:
    feed.add_item(
        title=_clean(words), link=link, description="", unique_id=identifier, pubdate=at, updateddate=at
    )


def _written(feed: _Atom) -> HttpResponse:
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    feed.write(response, "utf-8")
    return response


def _updated(edition: Edition) -> datetime:
    return instant(edition.published_at) if edition.published_at else BEGINNING


def _first(edition: Edition) -> datetime:
    day = edition.document.published_on
    return datetime.combine(day, time(), CHINA) if day else _updated(edition)


def _clean(text: str) -> str:
    """Without the control characters that XML 1.0 cannot hold."""
    return "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
