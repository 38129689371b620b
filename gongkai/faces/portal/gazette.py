"""Gazette 政府公报: its issues, everything that ever stood in them, and the PDF of each."""

from dataclasses import dataclass
from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.affairs.documents import store
from gongkai.affairs.gazette import queries
from gongkai.affairs.gazette.models import Issue, Item
from gongkai.affairs.gazette.search import KIND
from gongkai.affairs.gazette.sections import sections
from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import events_of
from gongkai.engines.search import queries as index_queries
from gongkai.engines.search.results import Filters
from gongkai.faces.portal import meta
from gongkai.faces.portal.public import MAX_AGE, following_the_ledger, public
from gongkai.faces.ui import parameters
from gongkai.faces.ui.paging import PER_PAGE, Pager

_DESCRIPTION = "政府公报各期的目录、正文和PDF，历期刊登的文件可以检索。"


@dataclass(frozen=True)
class Wanted:
    """What is looked for in the database of all issues."""

    q: str
    year: str
    section: str

    @property
    def narrows(self) -> bool:
        return bool(self.q or self.year or self.section)

    def url(self, page: int = 1) -> str:
        values = {"q": self.q, "year": self.year, "section": self.section, "page": page if page > 1 else ""}
        return parameters.address(reverse("portal:gazette"), values)


@public
def index(request: HttpRequest) -> HttpResponse:
    """The page at /gazette/: all issues, or, with words, year or section, what stands in them."""
    years = queries.years()
    wanted = Wanted(
        parameters.text(request.GET, "q"),
        parameters.choice(request.GET, "year", {str(one): "" for one in years}),
        parameters.choice(request.GET, "section", sections()),
    )
    number = parameters.page_number(request.GET)
    found = _entries(wanted, number) if wanted.narrows else _issues(wanted, number)
    return render(
        request,
        "portal/gazette.html",
        {
            "column": "gazette",
            "trail": [("政府公报", "")],
            "years": [str(one) for one in years],
            "sections": sections().values(),
            "wanted": wanted,
            "noindex": wanted.narrows,
            "feed_url": "/feeds/gazette.atom",
            "feed_title": "政府公报",
            "meta": meta.column("政府公报", _DESCRIPTION, "政务公开"),
            **found,
        },
    )


def _issues(wanted: Wanted, number: int) -> dict[str, Any]:
    found = queries.issues()
    pager = Pager(found.count(), number, wanted.url)
    return {"issues": found[pager.start : pager.stop], "pager": pager}


def _entries(wanted: Wanted, number: int) -> dict[str, Any]:
    """What the words find in the index; without words, or without an index, what the database has."""
    if wanted.q:
        results = index_queries.search(
            wanted.q,
            filters=Filters(
                kind=(KIND,),
                year=(wanted.year,) if wanted.year else (),
                type=(wanted.section,) if wanted.section else (),
            ),
            page=number,
            per_page=PER_PAGE,
            facets=(),
        )
        if not results.unavailable:
            pager = Pager(results.total, number, wanted.url)
            items = queries.by_id([hit.id for hit in results.hits])
            return {"rows": _rows(items), "pager": pager, "terms": results.terms}
    year = int(wanted.year) if wanted.year else None
    words = wanted.q.split()[:8]
    rows = queries.entries_with(queries.entries(year=year, section=wanted.section), words)
    pager = Pager(rows.count(), number, wanted.url)
    return {
        "rows": _rows(list(rows[pager.start : pager.stop])),
        "pager": pager,
        "terms": words,
        "by_title": bool(words),
    }


def _rows(items: list[Item]) -> list[dict[str, Any]]:
    return [
        {"item": item, "url": _address(item), "section": sections()[item.section].title} for item in items
    ]


def _address(item: Item) -> str:
    """Where the text stands: the edition that was printed, or, for a text of the issue's own, its page."""
    if item.edition is None:
        return f"{reverse('portal:gazette_issue', args=[item.issue.code])}#item-{item.pk}"
    number = item.edition.document.index_number
    if getattr(item, "corrected", False):
        return reverse("portal:edition", args=[number, item.edition.number])
    return reverse("portal:document", args=[number])


@following_the_ledger
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The page at /gazette/<code>/: contents with page numbers, each entry with its text or the way to it."""
    issue = _issue(code)
    title = _("%(year)s年第%(number)s期") % {"year": issue.year, "number": issue.number}
    return render(
        request,
        "portal/gazette_issue.html",
        {
            "column": "gazette",
            "trail": [("政府公报", reverse("portal:gazette")), (title, "")],
            "issue": issue,
            "title": title,
            "contents": [(section, _rows(items)) for section, items in queries.contents(issue)],
            "clean": not issue.unclean,
            "receipt": _receipt(issue),
            "feed_url": "/feeds/gazette.atom",
            "feed_title": "政府公报",
            "meta": meta.column("政府公报", _DESCRIPTION, "政务公开"),
        },
    )


@require_safe
def pdf(request: HttpRequest, code: str) -> HttpResponseBase:
    """/gazette/<code>.pdf: as it was signed; closed from a withdrawal or a mask until it is reprinted."""
    issue = _issue(code)
    if issue.unclean:
        raise Http404("这一期刊登的文件有的已经撤回或者遮盖，公报正在重印，请过几天再来下载。")
    etag = f'"{issue.pdf_sha256}"'
    headers = {"ETag": etag, "Cache-Control": f"public, max-age={MAX_AGE}"}
    if etag in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers=headers)
    try:
        file = default_storage.open(store.path_of(issue.pdf_sha256))
    except FileNotFoundError:
        raise Http404("公报的文件不在存放处，请联系主办单位。") from None
    response = FileResponse(file, content_type="application/pdf", headers=headers)
    response["Content-Disposition"] = content_disposition_header(False, f"{issue}.pdf") or "inline"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _issue(code: str) -> Any:
    found = queries.issue(code)
    if found is None:
        raise Http404("没有这一期公报。")
    return found


def _receipt(issue: Issue) -> Event | None:
    """The event that put the issue out."""
    return next((one for one in events_of(*issue.subject) if one.verb == "gazette.published"), None)
