"""Statistics 依申请公开统计: any period by unit, subject, kind of applicant, outcome and time taken."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.affairs.applications.models import Kind
from gongkai.affairs.applications.outcomes import title_of
from gongkai.affairs.documents.kinds import topics
from gongkai.engines.agencies.models import Agency
from gongkai.engines.agencies.queries import agency, all_agencies, below
from gongkai.faces.portal import meta
from gongkai.faces.portal.public import following_the_ledger
from gongkai.faces.ui import parameters
from gongkai.faces.ui.csv_file import csv_file
from gongkai.kernel.clock import add_months, today
from gongkai.oversight.reports.statistics import (
    NO_SUBJECT,
    AgencyLine,
    Statistics,
    period_faults,
    statistics,
)

_COLUMN = "依申请公开统计"
_DESCRIPTION = "任何一段时间依申请公开的办理情况：单位、申请人、内容、结果和办理时间。"
Key = Callable[[AgencyLine], int]
SORTS: dict[str, tuple[Any, Key]] = {
    "received": (gettext_lazy("收到"), lambda line: line.received),
    "concluded": (gettext_lazy("办结"), lambda line: line.concluded),
    "open": (gettext_lazy("未办结"), lambda line: line.open),
    "median": (gettext_lazy("一半在几个工作日内办结"), lambda line: line.times.median or 0),
    "ninetieth": (gettext_lazy("九成在几个工作日内办结"), lambda line: line.times.ninetieth or 0),
}


@dataclass(frozen=True)
class Wanted:
    """What is asked for, and what is wrong with it."""

    since: date
    until: date
    agency: str
    sort: str
    faults: list[dict[str, str]]

    def url(self, name: str, **changed: str) -> str:
        """The same question at another address, or in another order."""
        values = {"since": self.since, "until": self.until, "agency": self.agency, "sort": self.sort}
        return parameters.address(reverse(name), {**values, **changed})


@following_the_ledger
def index(request: HttpRequest) -> HttpResponse:
    """The page at /statistics/."""
    wanted, found = _read(request)
    lines = found.agencies
    if wanted.sort:
        lines = sorted(lines, key=SORTS[wanted.sort][1], reverse=True)
    context = {
        "column": "apply",
        "trail": [(_COLUMN, "")],
        "wanted": wanted,
        "errors": wanted.faults,
        "found": found,
        "lines": lines,
        "columns": [
            (key, title, wanted.url("portal:statistics", sort=key)) for key, (title, _key) in SORTS.items()
        ],
        "unsorted": wanted.url("portal:statistics", sort=""),
        "agencies": [(one.slug, one.name) for one in all_agencies()],
        "kinds": [(str(Kind(key).label), n) for key, n in found.kinds.items()],
        "results": [(_result(key), n) for key, n in found.results.items() if n],
        "subjects": [(_subject(key), n) for key, n in found.subjects.items()],
        "table_url": wanted.url("statistics_table", sort=""),
        "noindex": bool(request.GET),
        "meta": meta.column(_COLUMN, _DESCRIPTION, "依申请公开"),
    }
    return render(request, "portal/statistics.html", context, status=400 if wanted.faults else 200)


@following_the_ledger
def table(request: HttpRequest) -> HttpResponse:
    """The same figures at /statistics.csv, a line each."""
    wanted, found = _read(request)
    if wanted.faults:
        raise Http404(wanted.faults[0]["sentence"])
    return csv_file(f"{_COLUMN}{found.since}至{found.until}", _rows(found))


def _rows(found: Statistics) -> Iterator[tuple[object, ...]]:
    yield ("分类", "名称", "收到", "办结", "未办结", "工作日中位数", "工作日第90百分位数")
    for line in found.agencies:
        yield (
            "单位", line.agency.name, line.received, line.concluded, line.open, line.times.median,
            line.times.ninetieth,
        )  # fmt: skip
    for key, n in found.kinds.items():
        yield ("申请人", str(Kind(key).label), n, "", "", "", "")
    for key, n in found.subjects.items():
        yield ("内容", _subject(key), n, "", "", "", "")
    for key, n in found.results.items():
        yield ("结果", title_of(key), "", n, "", "", "")
    times = found.times
    yield ("合计", "", found.received, found.concluded, found.open, times.median, times.ninetieth)


def _read(request: HttpRequest) -> tuple[Wanted, Statistics]:
    """What the address asks for. A period that cannot be gives the last twelve months and a sentence."""
    given = request.GET
    faults: list[dict[str, str]] = []
    day = today()
    usual = add_months(day.replace(day=1), -11), day
    since = _day(parameters.text(given, "since"), usual[0], "since", faults)
    until = _day(parameters.text(given, "until"), usual[1], "until", faults)
    faults += [{"field": "since", "sentence": one} for one in period_faults(since, until)]
    if faults:
        since, until = usual
    slug = parameters.text(given, "agency")
    try:
        root = agency(slug) if slug else None
    except Agency.DoesNotExist:
        raise Http404("没有这个机构。") from None
    members = below(root) if root else all_agencies()
    wanted = Wanted(since, until, slug, parameters.choice(given, "sort", SORTS), faults)
    return wanted, statistics(members, since, until)


def _day(text: str, usual: date, field: str, faults: list[dict[str, str]]) -> date:
    if not text:
        return usual
    try:
        return date.fromisoformat(text)
    except ValueError:
        faults.append({"field": field, "sentence": _("日期无法识别，请写作“2025-07-31”。")})
        return usual


def _subject(key: str) -> str:
    return _("其他") if key == NO_SUBJECT else _(topics()[key].title)


def _result(key: str) -> str:
    return title_of(key)
