"""Lists 列表: the editions that an officer may see, narrowed, ordered, kept under a name."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from gongkai.affairs.documents.desk import ORDERS, Wanted
from gongkai.affairs.documents.kinds import kinds
from gongkai.affairs.documents.models import State
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import ROLES, Permission
from gongkai.engines.agencies.queries import agencies_where, grants_in_force, officers_named
from gongkai.engines.agencies.saved_views import views_of
from gongkai.faces.ui import parameters
from gongkai.faces.ui.paging import Pager
from gongkai.faces.workbench import kept_views
from gongkai.faces.workbench.batches import BATCH
from gongkai.faces.workbench.documents import TAGS
from gongkai.faces.workbench.narrowing import Narrowed
from gongkai.faces.workbench.staff import staff

PAGE = "documents"
PER_PAGE = 50
ORDER_WORDS = {
    "": gettext_lazy("最近起草"),
    "sent": gettext_lazy("最近送审"),
    "published": gettext_lazy("最近公开"),
    "title": gettext_lazy("标题"),
    "number": gettext_lazy("索引号"),
}


class Filter(Narrowed[Wanted]):
    """What the address of a list says."""

    @classmethod
    def read(cls, given: QueryDict) -> "Filter":
        """The filter that an address states; what no form of ours sends is not found."""
        return cls(
            Wanted(
                agency=parameters.text(given, "agency"),
                state=parameters.choice(given, "state", dict(State.choices)),
                kind=parameters.choice(given, "kind", kinds()),
                words=parameters.text(given, "words", 100),
                mine=bool(parameters.choice(given, "mine", {"1": ""})),
                since=parameters.day(given, "since"),
                until=parameters.day(given, "until"),
                order=parameters.choice(given, "order", ORDERS),
            )
        )


@staff
@require_safe
def index(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The list with its filters, the views that the officer keeps, and a form for many at once."""
    narrowed = Filter.read(request.GET)
    found = narrowed.wanted.rows(officer)
    pager = Pager(
        found.count(),
        parameters.page_number(request.GET),
        lambda n: narrowed.address(request.path, page=n),
        per_page=PER_PAGE,
    )
    rows = list(found[pager.start : pager.stop])
    views = views_of(officer, PAGE)
    return render(
        request,
        "workbench/documents.html",
        {
            "rows": [(one, kinds()[one.document.kind].title, TAGS[State(one.state)]) for one in rows],
            "pager": pager,
            "filter": narrowed,
            "wanted": narrowed.wanted,
            "states": State.choices,
            "kinds": [(slug, one.title) for slug, one in kinds().items()],
            "agencies": agencies_where(officer, Permission.READ_DRAFTS),
            "orders": ORDER_WORDS.items(),
            "views": views,
            "view": next((one for one in views if one.query == narrowed.query), None),
            "people": officers_named({one.drafted_by for one in rows}),
            "may_draft": agencies_where(officer, Permission.DRAFT_DOCUMENTS).exists(),
            "batch": [(name, one.title) for name, one in BATCH.items() if one.leave & _held(officer)],
        },
    )


def _held(officer: Officer) -> set[Permission]:
    """What he may do anywhere."""
    roles = [ROLES[grant.role] for grant in grants_in_force(officer) if grant.role in ROLES]
    return {permission for role in roles for permission in role.permissions}


@staff
@require_POST
def keep(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Keep the present filter under a name."""
    narrowed = Filter.read(QueryDict(parameters.text(request.POST, "query", 1000)))
    kept_views.keep(request, officer, page=PAGE, query=narrowed.query)
    return redirect(narrowed.address(reverse("workbench:documents")))


@staff
@require_POST
def drop(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Forget one of the kept views."""
    kept_views.drop(request, officer, number)
    return redirect("workbench:documents")


@staff
@require_POST
def rename(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Give one of the kept views another name."""
    query = kept_views.rename(request, officer, number)
    return redirect(Filter.read(QueryDict(query)).address(reverse("workbench:documents")))
