"""Lists of what is open on request 依申请公开文件目录: each quarter's titles, numbers and days, as published."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.affairs.applications.lists import published_lists
from gongkai.engines.agencies.models import Agency
from gongkai.faces.portal import meta
from gongkai.faces.portal.apply_draft import asked_agency
from gongkai.faces.portal.public import following_the_ledger


@following_the_ledger
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """The page at /agencies/<slug>/request-lists/: every quarter of an agency, the newest first."""
    agency = _agency(slug)
    heading = _("%s依申请公开文件目录") % agency.name
    context = {
        "trail": [*_trail(agency), (_("依申请公开文件目录"), "")],
        "lists": [(one, quarter_in_words(one.quarter)) for one in published_lists(agency)],
        "meta": _meta(agency),
    }
    return _page(request, "portal/request_lists.html", agency, heading, context)


@following_the_ledger
def show(request: HttpRequest, slug: str, quarter: str) -> HttpResponse:
    """The page at /agencies/<slug>/request-lists/<quarter>/."""
    agency = _agency(slug)
    found = published_lists(agency).filter(quarter=quarter).first()
    if found is None:
        raise Http404("没有公布这一季度的目录。")
    words = quarter_in_words(quarter)
    heading = _("%(agency)s%(quarter)s依申请公开文件目录") % {"agency": agency.name, "quarter": words}
    above = (_("依申请公开文件目录"), reverse("portal:request_lists", args=[slug]))
    context = {"trail": [*_trail(agency), above, (words, "")], "found": found, "meta": _meta(agency)}
    return _page(request, "portal/request_list.html", agency, heading, context)


def quarter_in_words(quarter: str) -> str:
    """2026-Q1 as it is read."""
    year, _sign, number = quarter.partition("-Q")
    return _("%(year)s年第%(number)s季度") % {"year": year, "number": number}


def _agency(slug: str) -> Agency:
    agency = asked_agency(slug)
    if agency is None:
        raise Http404("没有这个机构，或者它不受理申请。")
    return agency


def _trail(agency: Agency) -> list[tuple[str, str]]:
    return [
        ("公开机构", reverse("portal:agencies")),
        (agency.name, reverse("portal:agency", args=[agency.slug])),
    ]


def _meta(agency: Agency) -> object:
    name = f"{agency.name}依申请公开文件目录"
    return meta.column(name, "依申请公开的文件的标题、文号和日期，按季度公布。", "依申请公开文件目录")


def _page(
    request: HttpRequest, template: str, agency: Agency, heading: str, context: dict[str, object]
) -> HttpResponse:
    return render(request, template, {"column": "apply", "agency": agency, "heading": heading, **context})
