"""The calendar 日历: the dates that are coming, a month at a time, on days that are worked or not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where, own_agencies
from gongkai.engines.duties.queries import due_between
from gongkai.faces.ui.parameters import address, choice, text
from gongkai.faces.workbench.calendar_feed import address_of
from gongkai.faces.workbench.duty_rows import Row, rows_of
from gongkai.faces.workbench.months import EARLIEST, LATEST, month_named, month_span
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.clock import WorkingCalendar, add_months, day_of, default_calendar, today

ALL = "all"
MOST = 500
IN_CELL = 3


@dataclass(frozen=True)
class Day:
    """A cell of the month. mark: why a weekday is free or a weekend is worked; empty for the usual."""

    day: date
    inside: bool
    is_today: bool
    working: bool
    mark: str
    rows: list[Row]

    @property
    def first(self) -> list[Row]:
        """What the cell itself shows."""
        return self.rows[:IN_CELL]

    @property
    def more(self) -> int:
        """How many stand in the list below alone."""
        return max(0, len(self.rows) - IN_CELL)


@dataclass(frozen=True)
class Week:
    """A row of the month: the ISO number of the week and its days from Monday on."""

    number: int
    days: list[Day]


@staff
@require_safe
def index(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The month asked for, else this one, of the agencies where the officer works, or of others he may see."""
    names = dict(agencies_where(officer, Permission.READ_DUTIES).values_list("slug", "short_name"))
    agency = choice(request.GET, "agency", {**names, ALL: ""})
    if agency:
        slugs = list(names) if agency == ALL else [agency]
    else:
        slugs = list(own_agencies(officer, Permission.READ_DUTIES).values_list("slug", flat=True))
    asked = text(request.GET, "month")
    first = month_named(asked) if asked else today().replace(day=1)
    lines = due_between(slugs, *month_span(first), limit=MOST)
    rows: dict[date, list[Row]] = {}
    for row in rows_of(lines, officer):
        if row.duty.due_at is not None:
            rows.setdefault(day_of(row.duty.due_at), []).append(row)

    def url(month: date) -> str:
        inside = EARLIEST <= month <= LATEST
        return (
            address(reverse("workbench:calendar"), {"agency": agency, "month": f"{month:%Y-%m}"})
            if inside
            else ""
        )

    weeks = weeks_of(first, rows, default_calendar())
    return render(
        request,
        "workbench/calendar.html",
        {
            "first": first,
            "weeks": weeks,
            "days": [day for week in weeks for day in week.days if day.rows],
            "cut": len(lines) == MOST,
            "names": names if len(names) > 1 else {},
            "agency": agency,
            "previous": url(add_months(first, -1)),
            "next": url(add_months(first, 1)),
            "this": url(today()) if first != today().replace(day=1) else "",
            "feed": address_of(officer),
        },
    )


def weeks_of(first: date, rows: Mapping[date, list[Row]], calendar: WorkingCalendar) -> list[Week]:
    """The weeks that have a day in the month, whole."""
    monday = first - timedelta(first.weekday())
    weeks = []
    while monday < add_months(first, 1):
        days = [_day(monday + timedelta(n), first, rows, calendar) for n in range(7)]
        weeks.append(Week(monday.isocalendar().week, days))
        monday += timedelta(7)
    return weeks


def _day(day: date, first: date, rows: Mapping[date, list[Row]], calendar: WorkingCalendar) -> Day:
    status = calendar.why(day)
    usual = status.working == (day.weekday() < 5) and "假期" not in status.reason
    return Day(
        day=day,
        inside=(day.year, day.month) == (first.year, first.month),
        is_today=day == today(),
        working=status.working,
        mark="" if usual else status.reason,
        rows=rows.get(day, []),
    )
