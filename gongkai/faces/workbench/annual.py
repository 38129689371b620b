"""Annual reports 年报: who has published which, and the desk of one report with its figures, checks and steps."""

from collections.abc import Callable
from html import escape
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from gongkai.engines.agencies.models import Officer
from gongkai.engines.files import FileRefused
from gongkai.engines.ledger.queries import events_of
from gongkai.faces.ui import parameters
from gongkai.faces.ui.paging import PER_PAGE, Pager
from gongkai.faces.workbench.history import told
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.flow import Refused
from gongkai.oversight.reports import actions, checks, paper, queries, workflow
from gongkai.oversight.reports.counting import typed_rows
from gongkai.oversight.reports.export import exported
from gongkai.oversight.reports.form import (
    CHAPTERS,
    NUMERALS,
    WRITTEN,
    Number,
    Place,
    column_title,
    columns,
    read,
    row_title,
)
from gongkai.oversight.reports.models import AnnualReport, State

REFUSED = 422
TAGS = {State.DRAFT: "", State.SIGNED: "soon", State.PUBLISHED: "ok"}
PLAIN: dict[str, tuple[Callable[..., object], str]] = {
    "sign": (actions.sign, gettext_noop("年报已签发，可以公布。")),
    "publish": (actions.publish, gettext_noop("年报已公布，公众在公开网站上可以看到。")),
}


def report_of(officer: Officer, code: str) -> AnnualReport:
    """A report that the officer writes, signs or publishes, or 404."""
    found = queries.report_for(officer, code)
    if found is None:
        raise Http404("没有这份年报。")
    return found


@staff
@require_safe
def index(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The reports on a year: who has published, who is late, which are being drawn up."""
    return _index(request, officer)


@staff
@require_POST
def new(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Begin the report of an agency on a year."""
    slug, year = request.POST.get("agency", ""), parameters.number(request.POST.get("year", ""))
    agency = queries.drafters_of(officer).filter(slug=slug[:64]).first()
    if agency is None:
        raise PermissionDenied
    try:
        report = actions.open_report(by=officer, agency=agency, year=year or 0)
    except Refused as refused:
        return _index(request, officer, list(refused.reasons))
    messages.success(request, _("年报已经建立，现在可以编写。"))
    return redirect("workbench:annual_report", report.code)


@staff
@require_safe
def show(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """The desk of one report."""
    return page(request, officer, report_of(officer, code))


@staff
@require_POST
def step(request: HttpRequest, officer: Officer, code: str, step: str) -> HttpResponse:
    """Take a step that asks nothing more."""
    report = report_of(officer, code)
    if step not in PLAIN:
        raise Http404("没有这一步骤。")
    verb, done = PLAIN[step]
    try:
        verb(report, by=officer)
    except Refused as refused:
        return page(request, officer, report_of(officer, code), list(refused.reasons))
    messages.success(request, _(done))
    return redirect("workbench:annual_report", code)


@staff
@require_safe
def behind(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """What one figure counts, one by one."""
    report = report_of(officer, code)
    table, row, column = (parameters.text(request.GET, name, 30) for name in ("table", "row", "column"))
    try:
        known = column in columns(table, row)
    except KeyError:
        known = False
    if not known:
        raise Http404("年报中没有这个数字。")
    found = queries.behind_for(officer, report.agency, report.year, table, row, column)
    values = {"table": table, "row": row, "column": column}
    pager = Pager(
        len(found),
        parameters.page_number(request.GET),
        lambda n: parameters.address(request.path, {**values, "page": n if n > 1 else ""}),
    )
    return render(
        request,
        "workbench/annual_behind.html",
        {
            "report": report,
            "title": f"{row_title(table, row)}：{column_title(table, column)}",
            "found": found,
            "total": paper.shown(found.total),
            "sources": [(one, _address(one.kind, one.id)) for one in found.page(pager.start, pager.start + PER_PAGE)],
            "pager": pager,
        },
    )  # fmt: skip


@staff
@require_safe
def pdf(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """The PDF as it was published, or as it would be set now."""
    report = report_of(officer, code)
    try:
        made = exported(queries.shown(report.agency, report.year), "pdf")
    except FileRefused as refused:
        return page(request, officer, report, [str(refused)])
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = "inline"
    return response


def page(
    request: HttpRequest, officer: Officer, report: AnnualReport, reasons: list[str] | None = None
) -> HttpResponse:
    """One report; `reasons` say why what was asked for was not done."""
    offers = workflow.offers(report, officer)
    open_ = {one.step.name for one in offers if one.open}
    kept = report.editions.filter(published_at=None).first() if report.state == State.SIGNED else None
    kept = kept or (
        queries.latest(report.agency.slug, report.year) if report.state == State.PUBLISHED else None
    )
    found = checks.counted(report)
    tables, typed = (
        (read(kept.tables), {tuple(place) for place in kept.typed}) if kept else (found.tables, found.typed)
    )
    before = checks.before(report)
    chapters = checks.chapters(report)
    return render(
        request,
        "workbench/annual_report.html",
        {
            "report": report,
            "tag": TAGS[State(report.state)],
            "errors": [{"field": "", "sentence": reason} for reason in reasons or []],
            "open": [one for one in offers if one.open and one.step.name != "write"],
            "closed": [one for one in offers if not one.open],
            "writes": "write" in open_,
            "faults": checks.faults(report),
            "hints": checks.hints(report),
            "chapters": [
                {
                    "number": number,
                    "title": f"{NUMERALS[number]}、{CHAPTERS[number]}",
                    "chapter": chapters.get(number),
                    "html": "".join(paper.paragraphs(chapters[number].text)) if number in chapters else "",
                    "before": before.chapters.get(str(number), "") if before else "",
                }
                for number in WRITTEN
            ],
            "tables": [
                (f"{NUMERALS[number]}、{CHAPTERS[number]}", html)
                for number, html in paper.drawn_tables(tables, _opens(report, frozenset(typed))).items()
            ],
            "frozen": kept is not None,
            "outside": list(report.typed.exclude(unit="")),
            "types": "write" in open_ and typed_rows(report.agency),
            "before": before,
            "fees": checks.fees_charged(report),
            "lines": told(events_of(*report.subject)),
        },
        status=REFUSED if reasons else 200,
    )


def _opens(report: AnnualReport, typed: frozenset[Any]) -> Callable[[Place, Number], str]:
    """Each figure leads to what it counts; one that holds something typed carries a mark."""
    path = reverse("workbench:annual_behind", args=[report.code])

    def draw(place: Place, value: Number) -> str:
        words = escape(paper.shown(value))
        mark = f'<abbr title="{escape(_("含人工填报的数字"))}">*</abbr>' if place in typed else ""
        if not value:
            return f"{words}{mark}"
        table, row, column = place
        url = escape(parameters.address(path, {"table": table, "row": row, "column": column}))
        return f'<a href="{url}">{words}</a>{mark}'

    return draw


def _address(kind: str, id: str) -> str:
    """The page of what a figure counts, where the workbench has one."""
    from gongkai.faces.workbench.about import page as address

    names = {
        "application": "workbench:application",
        "remedy": "workbench:application",
        "document": "portal:document",
        "record": "workbench:register_record",
    }
    return address(names[kind], id) if kind in names else ""


def _index(request: HttpRequest, officer: Officer, reasons: list[str] | None = None) -> HttpResponse:
    years = queries.years_for(officer)
    # The year before is the one whose report is due now.
    year = parameters.number(parameters.text(request.GET, "year")) or years[0] - 1
    if year not in years:
        raise Http404("没有这一年度。")
    standings = queries.standings_for(officer, year)
    if not standings:
        raise PermissionDenied
    drafts = set(queries.drafters_of(officer).values_list("pk", flat=True))
    return render(
        request,
        "workbench/annual_reports.html",
        {
            "year": year,
            "years": years,
            "errors": [{"field": "", "sentence": reason} for reason in reasons or []],
            "published": sum(one.published_on is not None for one in standings),
            "late": sum(one.due is not None and one.due.status == "overdue" for one in standings),
            "rows": [
                (one, TAGS[State(one.report.state)] if one.report else "", one.agency.pk in drafts)
                for one in standings
            ],
        },
        status=REFUSED if reasons else 200,
    )
