"""Agencies: the tree of them, and for each what the law wants known of it (regulations art 12, 20(2))."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.affairs.applications.actions.receiving import NOT_ASKED
from gongkai.affairs.documents import queries as documents
from gongkai.affairs.documents.kinds import kinds
from gongkai.affairs.registers import queries as registers
from gongkai.affairs.registers.schemas import kept_by
from gongkai.engines.agencies import queries
from gongkai.engines.agencies.models import Agency, AgencyKind
from gongkai.faces.portal import meta
from gongkai.faces.portal.lines import lines
from gongkai.faces.portal.public import following_the_ledger

NEWEST = 10
GOVERNMENTS = (AgencyKind.PROVINCE, AgencyKind.CITY, AgencyKind.COUNTY)
_DESCRIPTION = "各公开机构的职能、办公地址、办公时间、联系方式和负责人。"


@following_the_ledger
def index(request: HttpRequest) -> HttpResponse:
    """The page at /agencies/: every open agency under the one above it, grouped by kind."""
    open_agencies = list(queries.agencies())
    counts = documents.counts_by_agency()
    return render(
        request,
        "portal/agencies.html",
        {
            "column": "agencies",
            "trail": [("公开机构", "")],
            "governments": governments(open_agencies, counts),
            "total": len(open_agencies),
            "meta": meta.column("公开机构", _DESCRIPTION, "机构职能"),
        },
    )


def governments(open_agencies: list[Agency], counts: dict[str, int]) -> list[dict[str, Any]]:
    """A section for each government above townships: what stands below it by kind, and below that in turn.

    An agency whose parent is closed, or that stands alone, opens a section of its own.
    """
    below: dict[int | None, list[Agency]] = {}
    known = {one.pk for one in open_agencies}
    for one in open_agencies:
        below.setdefault(one.parent_id if one.parent_id in known else None, []).append(one)

    def branch(one: Agency) -> dict[str, Any]:
        return {
            "agency": one,
            "n": counts.get(one.slug, 0),
            "below": [branch(c) for c in below.get(one.pk, [])],
        }

    sections = []
    for one in open_agencies:
        if one.kind not in GOVERNMENTS and one not in below.get(None, []):
            continue
        children = below.get(one.pk, [])
        groups = [
            # A government below has its own section; here it is a link and no more.
            {
                "title": kind.label,
                "members": [
                    {**branch(c), "below": []} if kind in GOVERNMENTS else branch(c) for c in members
                ],
            }
            for kind in AgencyKind
            if (members := [child for child in children if child.kind == kind])
        ]
        sections.append({**branch(one), "groups": groups})
    return sections


@following_the_ledger
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """The page at /agencies/<slug>/."""
    try:
        agency = queries.agency(slug)
    except Agency.DoesNotExist:
        raise Http404("没有这个机构。") from None
    selection = documents.Selection(agency=slug)
    counted = documents.counts_by_kind(agency)
    children = [one for one in queries.agencies() if one.parent_id == agency.pk]
    own = f"{reverse('portal:documents')}?agency={slug}"
    return render(
        request,
        "portal/agency.html",
        {
            "column": "agencies",
            "trail": [("公开机构", reverse("portal:agencies"))],
            "agency": agency,
            "takes_applications": agency.kind not in NOT_ASKED and not agency.closed_on,
            "facts": _facts(agency),
            "children": [
                {"title": kind.label, "members": members}
                for kind in AgencyKind
                if (members := [one for one in children if one.kind == kind])
            ],
            "newest": lines(documents.select(selection)[:NEWEST]),
            "total": sum(n for n, _newest in counted.values()),
            "own": own,
            "kinds": [
                {"title": kinds()[kind].title, "n": n, "newest": newest, "url": f"{own}&kind={kind}"}
                for kind, (n, newest) in counted.items()
            ],
            "registers": _registers(agency),
            "meta": meta.column(agency.name, agency.functions[:120] or _DESCRIPTION, "机构职能"),
            "feed_url": f"/feeds/agencies/{slug}.atom",
            "feed_title": agency.name,
        },
    )


def _registers(agency: Agency) -> list[dict[str, Any]]:
    """The registers in which the agency has something public, each with the address of its own records."""
    counted = registers.tally(of=agency)
    return [
        {
            "title": one.title,
            "n": counted[id],
            "url": f"{reverse('portal:register', args=[id])}?agency={agency.slug}",
        }
        for id, one in kept_by(agency).items()
        if id in counted
    ]


def _facts(agency: Agency) -> list[tuple[str, str, str]]:
    """Title, value and, where it leads somewhere, address of each fact that is known."""
    postcode = _("（邮编 %s）") % agency.postcode if agency.postcode else ""
    rows = [
        (_("负责人"), agency.principal, ""),
        (_("办公电话"), agency.phone, f"tel:{agency.phone}"),
        (_("办公地址"), f"{agency.address}{postcode}" if agency.address else "", ""),
        (_("电子邮箱"), agency.email, f"mailto:{agency.email}"),
        (_("办公时间"), agency.hours, ""),
        (_("上级机构"), agency.parent.name if agency.parent else "", _address(agency.parent)),
        (_("统一社会信用代码"), agency.credit_code or "", ""),
        (_("发文机关代字"), agency.number_code, ""),
    ]
    return [(title, value, url) for title, value, url in rows if value]


def _address(agency: Agency | None) -> str:
    return reverse("portal:agency", args=[agency.slug]) if agency else ""
