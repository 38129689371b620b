"""Applications 依申请公开: the desk: open ones by the time left, what the law asks next, narrowed, kept, exported."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from gongkai.affairs.applications.desks import figures_for
from gongkai.affairs.applications.models import Kind, Stage
from gongkai.affairs.applications.outcomes import outcomes, title_of
from gongkai.affairs.applications.queries import Row, Wanted, count_for, desk, places_for
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.saved_views import views_of
from gongkai.faces.ui import parameters
from gongkai.faces.ui.csv_file import csv_file
from gongkai.faces.ui.paging import Pager
from gongkai.faces.workbench import kept_views
from gongkai.faces.workbench.application_rows import shown
from gongkai.faces.workbench.narrowing import Narrowed
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.clock import day_of

PAGE = "applications"
PER_PAGE = 50
# A table for a spreadsheet is read in parts of this size, up to so many rows in all.
PART, MOST = 1_000, 20_000
STATES: dict[str, str | Promise] = {
    "open": gettext_lazy("正在办理"),
    "overdue": gettext_lazy("已逾期"),
    "closed": gettext_lazy("已办结"),
    "all": gettext_lazy("全部"),
}
CSV_HEAD = (
    "申请编号", "受理机关", "承办单位", "承办人", "申请人类别", "提出方式", "提出日期", "收到日期", "答复期限",
    "状态", "是否逾期", "办理结果", "办结日期",
)  # fmt: skip


class Filter(Narrowed[Wanted]):
    """What the address of the desk says."""

    @classmethod
    def read(cls, given: QueryDict) -> "Filter":
        """The filter that an address states; what no form of ours sends is not found."""
        return cls(
            Wanted(
                state=parameters.choice(given, "state", STATES) or "open",
                stage=parameters.choice(given, "stage", dict(Stage.choices)),
                outcome=parameters.choice(given, "outcome", outcomes()),
                kind=parameters.choice(given, "kind", dict(Kind.choices)),
                agency=parameters.text(given, "agency"),
                text=parameters.text(given, "text", 100),
                mine=bool(parameters.choice(given, "mine", {"1": ""})),
                since=parameters.day(given, "since"),
                until=parameters.day(given, "until"),
            )
        )


@staff
@require_safe
def index(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The desk: the first due in front, with the figures over it and the filters."""
    narrowed = Filter.read(request.GET)
    figures = figures_for(officer)
    known = {Wanted(): figures.open, Wanted(state="overdue"): figures.overdue}
    total = known.get(narrowed.wanted)
    pager = Pager(
        count_for(officer, narrowed.wanted) if total is None else total,
        parameters.page_number(request.GET),
        lambda n: narrowed.address(request.path, page=n if n > 1 else ""),
        per_page=PER_PAGE,
    )
    rows = desk(officer, narrowed.wanted, limit=PER_PAGE, offset=pager.start)
    return render(
        request,
        "workbench/applications.html",
        {
            "rows": shown(rows),
            "pager": pager,
            "filter": narrowed,
            "wanted": narrowed.wanted,
            "states": STATES.items(),
            "stages": Stage.choices,
            "kinds": Kind.choices,
            "outcomes": [(key, title_of(key)) for key in outcomes()],
            "agencies": places_for(officer),
            "views": views_of(officer, PAGE),
            "figures": figures,
            "export": narrowed.address(reverse("workbench:applications_csv")),
        },
    )


@staff
@require_safe
def export(request: HttpRequest, officer: Officer) -> HttpResponse:
    """What the page lists as a table for spreadsheets: no applicant, and no text that may tell who applied."""
    wanted = Filter.read(request.GET).wanted
    head = [_(one) for one in CSV_HEAD]
    return csv_file(_("依申请公开"), [head, *(_csv_row(row) for row in _all_rows(officer, wanted))])


def _all_rows(officer: Officer, wanted: Wanted) -> Iterator[Row]:
    for offset in range(0, MOST, PART):
        rows = desk(officer, wanted, limit=PART, offset=offset)
        yield from rows
        if len(rows) < PART:
            return


def _csv_row(row: Row) -> list[object]:
    one, duty = row.application, row.reply.duty if row.reply else None
    late = row.reply is not None and row.reply.status in {"overdue", "late"}
    return [
        one.number, one.agency.name, one.undertaker.name, one.officer.name if one.officer else "",
        one.get_kind_display(), one.get_channel_display(), one.arrived_on, one.received_on or "",
        day_of(duty.due_at) if duty and duty.due_at else "", one.get_stage_display(), _("是") if late else _("否"),
        title_of(one.outcome) if one.outcome else "", one.concluded_on or "",
    ]  # fmt: skip


@staff
@require_POST
def keep(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Keep the present filter under a name."""
    narrowed = Filter.read(QueryDict(parameters.text(request.POST, "query", 1000)))
    kept_views.keep(request, officer, page=PAGE, query=narrowed.query)
    return redirect(narrowed.address(reverse("workbench:applications")))


@staff
@require_POST
def drop(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Forget one of the kept views."""
    kept_views.drop(request, officer, number)
    return redirect("workbench:applications")
