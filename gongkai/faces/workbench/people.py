"""People 人员: those whom an officer manages, and the way to lend or hand over their work."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import ROLES, Permission
from gongkai.engines.agencies.queries import agencies_where, grants_in_force, officers_of
from gongkai.faces.ui import parameters
from gongkai.faces.ui.paging import Pager
from gongkai.faces.workbench.staff import staff

PER_PAGE = 50


def officer_here(manager: Officer, username: str) -> Officer:
    """An officer of today whom the other manages, or 404."""
    reach = officers_of(agencies_where(manager, Permission.MANAGE_OFFICERS))
    found = reach.filter(user__username=username).first()
    if found is None:
        raise Http404("没有这位人员，或者您不管理他所在单位的人员。")
    return found


@staff
@require_safe
def index(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The officers of today in the agencies whose people he manages."""
    reach = agencies_where(officer, Permission.MANAGE_OFFICERS)
    if not reach.exists():
        raise PermissionDenied
    words = parameters.text(request.GET, "words", 50)
    found = officers_of(reach)
    if words:
        found = found.filter(name__contains=words)
    pager = Pager(
        found.count(),
        parameters.page_number(request.GET),
        lambda n: parameters.address(request.path, {"words": words, "page": n if n > 1 else ""}),
        per_page=PER_PAGE,
    )
    rows = [(one, _roles(one)) for one in found[pager.start : pager.stop]]
    context = {"area": "people", "rows": rows, "pager": pager, "words": words, "officer": officer}
    return render(request, "workbench/people.html", context)


def _roles(officer: Officer) -> list[str]:
    own = [one for one in grants_in_force(officer) if one.officer_id == officer.pk and one.role in ROLES]
    return list(dict.fromkeys(ROLES[one.role].name for one in own))
