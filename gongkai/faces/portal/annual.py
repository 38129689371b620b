"""Annual reports 政府信息公开年报: all agencies and years in one place, each report, and its files."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from gongkai.engines.agencies.models import Agency, AgencyKind
from gongkai.engines.ledger.queries import events_of
from gongkai.faces.portal import meta
from gongkai.faces.portal.public import following_the_ledger
from gongkai.oversight.reports import paper, queries
from gongkai.oversight.reports.export import FORMATS, exported
from gongkai.oversight.reports.form import CHAPTERS, NUMERALS, TABLE_TITLES, column_title, row_title
from gongkai.oversight.reports.models import Edition

_COLUMN = "政府信息公开年报"
_DESCRIPTION = "各单位历年的政府信息公开工作年度报告，可以阅读、下载和供程序读取。"
_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
}
# How many years stand beside one another in the collection.
YEARS = 6


@dataclass(frozen=True)
class Cell:
    """A report in the collection; url is empty where there is none."""

    year: int
    on: date | None = None
    url: str = ""


@dataclass(frozen=True)
class Group:
    """Agencies of one kind with their reports, year by year."""

    title: str
    rows: list[tuple[Agency, list[Cell]]]


@following_the_ledger
def index(request: HttpRequest) -> HttpResponse:
    """The page at /annual-reports/: a row for each agency, a column for each year."""
    listed = queries.collection()
    years = sorted({one.year for one in listed}, reverse=True)
    return render(
        request,
        "portal/annual_reports.html",
        {
            "column": "catalogue",
            "trail": [(_COLUMN, "")],
            "total": len(listed),
            "years": years[:YEARS],
            "older": [
                (year, [(one.agency, _cell(one)) for one in listed if one.year == year])
                for year in years[YEARS:]
            ],
            "groups": _groups(listed, years[:YEARS]),
            "meta": meta.column(_COLUMN, _DESCRIPTION, "信息公开年报"),
        },
    )


def _groups(listed: list[queries.Listed], years: list[int]) -> list[Group]:
    cells = {(one.agency.pk, one.year): _cell(one) for one in listed}
    agencies = {one.agency.pk: one.agency for one in listed}
    ordered = sorted(agencies.values(), key=lambda one: (one.position, one.path))
    found = []
    for kind in AgencyKind:
        rows = [
            (one, [cells.get((one.pk, year), Cell(year)) for year in years])
            for one in ordered
            if one.kind == kind
        ]
        if rows:
            found.append(Group(str(kind.label), rows))
    return found


def _cell(one: queries.Listed) -> Cell:
    if one.edition is not None:
        return Cell(
            one.year, one.published_on, reverse("portal:annual_report", args=[one.edition.report.code])
        )
    return Cell(one.year, one.published_on, reverse("portal:document", args=[one.index_number]))


@following_the_ledger
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The page at /annual-reports/<code>/: the last edition, with its files and what was typed in."""
    return _page(request, _edition(code))


@following_the_ledger
def edition(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """An edition that was published before the last one, or the last one itself."""
    slug, year = _named(code)
    found = queries.edition(slug, year, number) if number < 1000 else None
    if found is None:
        raise Http404("没有这一版年报。")
    return _page(request, found)


@following_the_ledger
def file(request: HttpRequest, code: str, extension: str) -> HttpResponse:
    """/annual-reports/<code>.<extension>: the report as PDF, Word, CSV or JSON, as it was published."""
    if extension not in _TYPES or extension not in FORMATS:
        raise Http404("没有这种格式。")
    shown = queries.of_edition(_edition(code))
    response = HttpResponse(exported(shown, extension), content_type=_TYPES[extension])
    name = f"{shown.report.title}.{extension}"
    attached = extension in {"docx", "csv"}
    response["Content-Disposition"] = content_disposition_header(attached, name) or "inline"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _named(code: str) -> tuple[str, int]:
    slug, _dash, year = code.rpartition("-")
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        raise Http404("没有这份年报。")
    return slug, int(year)


def _edition(code: str) -> Edition:
    found = queries.latest(*_named(code))
    if found is None:
        raise Http404("没有这份公布的年报。")
    return found


def _page(request: HttpRequest, found: Edition) -> HttpResponse:
    shown = queries.of_edition(found)
    report = found.report
    last = queries.latest(report.agency.slug, report.year)
    receipt = next(
        (one for one in events_of(*report.subject) if one.verb == "report.published" and one.at == found.published_at),
        None,
    )  # fmt: skip
    context: dict[str, Any] = {
        "column": "catalogue",
        "trail": [(_COLUMN, reverse("portal:annual_reports")), (report.title, "")],
        "report": report,
        "edition": found,
        "superseded": last is not None and last.pk != found.pk,
        "others": queries.others(found),
        "body": _anchored(paper.body(shown.chapters, shown.tables)),
        "chapters": [(number, f"{NUMERALS[number]}、{title}") for number, title in CHAPTERS.items()],
        "typed": _typed(shown),
        "files": [
            ("PDF", _("打印用"), "pdf", found.pdf_size),
            ("DOCX", _("Word 文件"), "docx", found.docx_size),
            ("CSV", _("三张表的数字"), "csv", None),
            ("JSON", _("供程序读取"), "json", None),
        ],
        "reading": queries.reading_of(report),
        "receipt": receipt,
        "meta": meta.column(report.title, _DESCRIPTION, "信息公开年报"),
    }
    return render(request, "portal/annual_report.html", context)


def _anchored(body: str) -> str:
    """The body with a name for each chapter, so that links can lead there."""
    for number, title in CHAPTERS.items():
        heading = f"{NUMERALS[number]}、{title}</h2>"
        body = body.replace(f"<h2>{heading}", f'<h2 id="chapter-{number}">{heading}')
    return body


def _typed(shown: queries.Shown) -> list[str]:
    """The rows that hold typed figures, in the words of the form."""
    rows: dict[tuple[str, str], list[str]] = {}
    for table, lines in shown.tables.items():
        for row, line in lines.items():
            columns = [column for column in line if (table, row, column) in shown.typed]
            if columns:
                rows[(table, row)] = columns
    return [
        f"{TABLE_TITLES[table]}“{row_title(table, row)}”：{'、'.join(column_title(table, one) for one in columns)}"
        for (table, row), columns in rows.items()
    ]
