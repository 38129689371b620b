"""The home page: search, newest documents by kind, figures that are counted and nothing else."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from gongkai.affairs.documents import queries
from gongkai.affairs.documents.kinds import Kind, kinds, topics
from gongkai.affairs.gazette import queries as gazette
from gongkai.engines.agencies import queries as agencies
from gongkai.faces.portal.lines import lines
from gongkai.faces.portal.public import following_the_ledger
from gongkai.kernel.clock import add_months, today

NEWEST, IN_SECTION, MONTHS, TOPICS, AGENCIES = 6, 4, 6, 4, 8

# 五公开 (中办发〔2016〕8号): which kinds of document tell of which of the five.
FIVE = (
    (_("决策"), ("meeting", "plan")),
    (_("执行"), ("report", "notice")),
    (_("管理"), ("enforcement", "budget", "normative")),
    (_("服务"), ("guide", "recruitment", "emergency")),
    (_("结果"), ("statistics", "subsidy")),
)


@following_the_ledger
def home(request: HttpRequest) -> HttpResponse:
    """The page at /."""
    counted = queries.counts_by_kind()
    open_agencies = list(agencies.agencies())
    policies = [kind for kind in kinds().values() if kind.on_home and kind.has_validity]
    newest = lines(queries.newest([kind.slug for kind in policies], NEWEST))
    chosen = queries.facet("topic", queries.Selection())[:TOPICS]
    months = _months()
    return render(
        request,
        "portal/home.html",
        {
            "newest": newest,
            "example": next((line.doc_number for line in newest if line.doc_number), ""),
            "topics": [{"slug": slug, "title": topics()[slug].title} for slug, _n in chosen],
            "sections": [
                _section(kind, counted[kind.slug][0])
                for kind in kinds().values()
                if kind.on_home and not kind.has_validity and kind.slug in counted
            ],
            "five": _five(counted),
            "gazette": gazette.issues().first(),
            "total": sum(n for n, _newest in counted.values()),
            "agency_total": len(open_agencies),
            "departments": _busiest(open_agencies),
            "months": months,
            "most": max(month["n"] for month in months),
        },
    )


def _section(kind: Kind, count: int) -> dict[str, Any]:
    newest = lines(queries.newest([kind.slug], IN_SECTION))
    return {"slug": kind.slug, "title": kind.title, "count": count, "lines": newest}


def _five(counted: dict[str, tuple[int, date | None]]) -> list[dict[str, Any]]:
    groups = []
    for title, slugs in FIVE:
        found = [
            {"slug": slug, "title": kinds()[slug].title, "count": counted[slug][0]}
            for slug in slugs
            if slug in counted
        ]
        if found:
            groups.append({"title": title, "kinds": found})
    return groups


def _busiest(open_agencies: list[Any]) -> list[dict[str, Any]]:
    counts = queries.counts_by_agency()
    known = [a for a in open_agencies if a.slug in counts]
    ranked = sorted(known, key=lambda a: -counts[a.slug])[:AGENCIES]
    return [{"slug": a.slug, "name": a.name, "n": counts[a.slug]} for a in ranked]


def _months() -> list[dict[str, Any]]:
    """The last six months, this one included, with the number of documents published in each."""
    this = today().replace(day=1)
    firsts = [add_months(this, -back) for back in range(MONTHS - 1, -1, -1)]
    counts = queries.counts_by_month(firsts[0])
    return [{"day": first, "n": counts.get(first, 0)} for first in firsts]
