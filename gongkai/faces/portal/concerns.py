"""Concerns answered 回应关切: what the public spoke of, how and when it was answered, and whether in time."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gongkai.affairs.concerns import queries
from gongkai.affairs.documents.queries import titles
from gongkai.faces.portal import meta
from gongkai.faces.portal.public import following_the_ledger
from gongkai.faces.ui import parameters
from gongkai.faces.ui.paging import Pager

TITLE = "回应关切"
_DESCRIPTION = "对群众和市场主体关心的热点、突发事件的回应：形式、时间、内容和是否按时。"


@following_the_ledger
def index(request: HttpRequest) -> HttpResponse:
    """The page at /concerns/: what was answered, the last published first."""
    found = queries.published()
    path = reverse("portal:concerns")
    pager = Pager(
        found.count(),
        parameters.page_number(request.GET),
        lambda n: parameters.address(path, {"page": n if n > 1 else ""}),
    )
    return render(
        request,
        "portal/concerns.html",
        {
            "column": "concerns",
            "trail": [(TITLE, "")],
            "rows": queries.answered(found[pager.start : pager.stop]),
            "pager": pager,
            "meta": meta.column(TITLE, _DESCRIPTION, "互动交流"),
        },
    )


@following_the_ledger
def show(request: HttpRequest, number: int) -> HttpResponse:
    """The page at /concerns/<number>/: what was asked, each answer by its form, and the clocks."""
    found = queries.answered_numbered(number) if number <= parameters.LARGEST else None
    if found is None:
        raise Http404("没有这条回应，或者它已经撤下。")
    named = titles([one.response.document for one in found.said if one.response.document])
    return render(
        request,
        "portal/concern.html",
        {
            "column": "concerns",
            "trail": [(TITLE, reverse("portal:concerns"))],
            "found": found,
            "concern": found.concern,
            "said": [(one, named.get(one.response.document, "")) for one in found.said],
            "meta": meta.column(TITLE, _DESCRIPTION, "互动交流"),
        },
    )
