"""Figures 统计: how agencies kept their word; what is open and overdue counts as not kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, F, Q
from django.db.models.functions import TruncMonth

from gongkai.engines.agencies.models import Agency
from gongkai.engines.duties.book import midnight
from gongkai.engines.duties.models import CLOSED, OPEN, Duty
from gongkai.kernel.clock import CHINA, add_months, day_of, end_of_day, now


@dataclass(frozen=True)
class Summary:
    """How a word was kept: by an agency, or under a rule (`of`: its slug or id).

    met: done in time. late: done too late. overdue: open past the end. These three count binding rules (`must`)
    only. due_this_week: open, the end falls on or before Sunday. open: all that is open, paused ones too.
    """

    of: str
    met: int = 0
    late: int = 0
    overdue: int = 0
    due_this_week: int = 0
    open: int = 0

    @property
    def on_time(self) -> float | None:
        """The share done in time of all that is done or overdue; None when there is nothing to count."""
        whole = self.met + self.late + self.overdue
        return self.met / whole if whole else None


def summary(
    agencies: Iterable[Agency], *, since: datetime | None = None, until: datetime | None = None
) -> list[Summary]:
    """A line for each agency; `since` and `until` limit what was closed, by the instant it was known.

    What is open and overdue counts as not on time: waiting longer improves no figure.
    """
    slugs = [agency.slug for agency in agencies]
    found = _figures("agency", Q(agency__in=slugs), since, until)
    return [found.get(slug, Summary(slug)) for slug in slugs]


def summary_by_rule(
    agencies: Iterable[Agency], *, since: datetime | None = None, until: datetime | None = None
) -> dict[str, Summary]:
    """The same for each rule under which these agencies owe or owed anything, by the rule's id."""
    return _figures("rule", Q(agency__in=[agency.slug for agency in agencies]), since, until)


def _figures(group: str, whose: Q, since: datetime | None, until: datetime | None) -> dict[str, Summary]:
    at = now()
    week_ends = end_of_day(day_of(at) + timedelta(6 - day_of(at).weekday()))
    closed = Duty.objects.filter(CLOSED, whose, outcome="met", strength="must")
    if since is not None:
        closed = closed.filter(closed_at__gte=since)
    if until is not None:
        closed = closed.filter(closed_at__lt=until)
    late = Count("id", filter=Q(ended_at__gt=F("due_at")))
    done = {row[0]: row[1:] for row in closed.order_by().values_list(group).annotate(Count("id"), late=late)}
    overdue = Count("id", filter=Q(due_at__lt=at, strength="must"))
    week = Count("id", filter=Q(due_at__gte=at, due_at__lte=week_ends))
    rows = Duty.objects.filter(OPEN, whose).order_by().values_list(group)
    owed = {row[0]: row[1:] for row in rows.annotate(Count("id"), o=overdue, w=week)}
    found = {}
    for name in done.keys() | owed.keys():
        all_done, all_late = done.get(name, (0, 0))
        is_open, is_overdue, this_week = owed.get(name, (0, 0, 0))
        found[name] = Summary(name, all_done - all_late, all_late, is_overdue, this_week, is_open)
    return found


class Month(NamedTuple):
    """What became of binding duties in a month (2026-03): met in time and met late, by the day it was known;
    overdue: still open, by the day they fell due. first: its first day."""

    month: str
    met: int
    late: int
    overdue: int
    first: date

    @property
    def span(self) -> tuple[datetime, datetime]:
        """The month's first instant and that of the next, for `Wanted.since` and `Wanted.until`."""
        return midnight(self.first), midnight(add_months(self.first, 1))


def by_month(slugs: Iterable[str], months: int = 12) -> list[Month]:
    """The last so many months with this one, empty ones too, oldest first: what these agencies did."""
    at = now()
    this = day_of(at).replace(day=1)
    firsts = [add_months(this, n - months + 1) for n in range(months)]
    binding = Duty.objects.filter(agency__in=list(slugs), strength="must").order_by()

    closed = (
        binding.filter(outcome="met", closed_at__gte=midnight(firsts[0]))
        .values_list(TruncMonth("closed_at", tzinfo=CHINA))
        .annotate(Count("id"), late=Count("id", filter=Q(ended_at__gt=F("due_at"))))
    )
    done = {day_of(month): (whole - late, late) for month, whole, late in closed}
    still = (
        binding.filter(OPEN, due_at__gte=midnight(firsts[0]), due_at__lt=at)
        .values_list(TruncMonth("due_at", tzinfo=CHINA))
        .annotate(Count("id"))
    )
    overdue = {day_of(month): number for month, number in still}
    return [
        Month(f"{first:%Y-%m}", *done.get(first, (0, 0)), overdue.get(first, 0), first) for first in firsts
    ]
