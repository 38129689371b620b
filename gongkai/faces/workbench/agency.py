"""My agency 本单位: what one agency owes, how it keeps its word, and who holds which role there."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.engines.agencies.models import Agency, Officer
from gongkai.engines.agencies.permissions import ROLES, Permission
from gongkai.engines.agencies.queries import agencies_where, people_of
from gongkai.engines.duties.queries import (
    Summary,
    Wanted,
    by_month,
    duties_for,
    summary,
    summary_by_rule,
)
from gongkai.faces.workbench.duty_rows import rows_of, rule_titles
from gongkai.faces.workbench.figures import bars_of
from gongkai.faces.workbench.staff import staff

NEXT, LAST = 10, 10


@dataclass(frozen=True)
class Person:
    """Somebody in office there, with the names of his roles."""

    officer: Officer
    roles: list[str]


@staff
@require_safe
def mine(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The officer's own agency; its figures only where his role lets him see duties."""
    return _page(request, officer, officer.agency, current="mine")


@staff
@require_safe
def show(request: HttpRequest, officer: Officer, slug: str) -> HttpResponse:
    """One of the agencies whose duties the officer may see."""
    agency = (
        agencies_where(officer, Permission.READ_DUTIES).select_related("parent").filter(slug=slug).first()
    )
    if agency is None:
        raise Http404("没有这个单位。")
    return _page(request, officer, agency, current="below")


def _page(request: HttpRequest, officer: Officer, agency: Agency, *, current: str) -> HttpResponse:
    context = {
        "agency": agency,
        "current": current,
        "people": [Person(one, [ROLES[role].name for role in roles]) for one, roles in people_of(agency)],
        "reads_duties": officer.may(Permission.READ_DUTIES, agency),
    }
    if context["reads_duties"]:
        context |= _figures(officer, agency)
    return render(request, "workbench/agency.html", context)


def _figures(officer: Officer, agency: Agency) -> dict[str, object]:
    lines = duties_for(officer, Wanted(agency=agency.slug), limit=NEXT)
    closed = duties_for(officer, Wanted(agency=agency.slug, status="closed"), limit=LAST)
    rows = rows_of([*lines, *closed], officer)
    return {
        "whole": summary([agency])[0],
        "rules": _by_rule(agency),
        "months": bars_of(by_month([agency.slug])),
        "rows": rows[: len(lines)],
        "closed": rows[len(lines) :],
    }


def _by_rule(agency: Agency) -> list[tuple[str, Summary]]:
    """The title of each rule with its figures, in the order of the packs."""
    found = summary_by_rule([agency])
    return [(title, found[id]) for id, title in rule_titles().items() if id in found]
