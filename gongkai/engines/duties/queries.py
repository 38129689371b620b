"""Reading duties: who owes what until when, how agencies keep their word, and why a date is what it is.

What an officer sees is looked up by his permission (`duties_for`, `duty_for`); the other queries are for public
pages, which show agencies and figures, and for the command line.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncMonth

from gongkai.engines.agencies.models import Agency, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where
from gongkai.engines.duties.law import present_book
from gongkai.engines.duties.models import Duty
from gongkai.engines.duties.warnings import warnings_of
from gongkai.kernel.clock import CHINA, day_of, end_of_day, now
from gongkai.kernel.law import DutyRule

# Up to so many agencies each is looked up by itself; of more, most are wanted, and the dates are walked in order.
FEW = 200
DUE = Q(due_at__isnull=False)
OPEN = Q(closed_at=None)


@dataclass(frozen=True)
class Line:
    """A duty with its rule, for a list. status: as Duty.status, or `soon` once the first warning is due."""

    duty: Duty
    rule: DutyRule
    status: str
    warnings: tuple[datetime, ...]

    @property
    def title(self) -> str:
        return self.rule.title

    @property
    def is_breach(self) -> bool:
        """Late, under a rule that binds: what `should` be done is never a breach."""
        return self.status in {"overdue", "late"} and self.rule.strength == "must"


def rule_of(duty: Duty) -> DutyRule:
    """The text that the duty was opened under, whatever has become of the pack since."""
    return present_book().texts[duty.version]


def line_of(duty: Duty) -> Line:
    """The duty with its rule and its warnings."""
    return lines([duty])[0]


def lines(duties: Iterable[Duty]) -> list[Line]:
    """The same for many."""
    book, at = present_book(), now()
    found = []
    for duty in duties:
        rule = book.texts[duty.version]
        warnings = tuple(warnings_of(rule.warn, duty.due_at, book.calendar)) if rule.warn else ()
        status = duty.status
        if status == "open" and warnings and warnings[0] <= at:
            status = "soon"
        found.append(Line(duty, rule, status, warnings))
    return found


def duties_for(officer: Officer, *, limit: int = 50, offset: int = 0) -> list[Line]:
    """The open duties of the agencies whose duties the officer may see, by time left; paused ones last."""
    slugs = list(agencies_where(officer, Permission.READ_DUTIES).values_list("slug", flat=True))
    return lines(to_do(slugs, limit=limit, offset=offset))


def duty_for(officer: Officer, id: int) -> Duty | None:
    """One duty, if the officer may see it."""
    duty = numbered(id)
    if duty is None:
        return None
    return duty if agencies_where(officer, Permission.READ_DUTIES).filter(slug=duty.agency).exists() else None


def to_do(slugs: Sequence[str] | None = None, *, limit: int = 50, offset: int = 0) -> list[Duty]:
    """The open duties of these agencies (None: of all) in the order of their dates, those without one last."""
    dated = _dated(slugs, offset + limit)[offset:]
    if len(dated) < limit:
        before = _of(slugs).filter(DUE).count() if offset else 0
        skip = max(0, offset - before)
        dated += _of(slugs).filter(due_at=None).order_by("id")[skip : skip + limit - len(dated)]
    return dated


def _of(slugs: Sequence[str] | None) -> QuerySet[Duty]:
    found = Duty.objects.filter(OPEN)
    return found if slugs is None else found.filter(agency__in=slugs)


def _dated(slugs: Sequence[str] | None, number: int) -> list[Duty]:
    if slugs is None:
        return list(open_by_time()[:number])
    if len(slugs) <= FEW:
        # each agency's first few stand together in the index (agency, due_at)
        one = (
            'SELECT * FROM (SELECT * FROM "duty" WHERE "agency" = %s AND "closed_at" IS NULL '
            'AND "due_at" IS NOT NULL ORDER BY "due_at", "id" LIMIT %s) part'
        )
        whole = " UNION ALL ".join([one] * len(slugs)) + ' ORDER BY "due_at", "id" LIMIT %s'
        params = [value for slug in slugs for value in (slug, number)]
        return list(Duty.objects.raw(whole, [*params, number])) if slugs else []
    found, wanted = [], set(slugs)
    for duty in open_by_time().iterator(chunk_size=500):
        if duty.agency in wanted:
            found.append(duty)
            if len(found) == number:
                break
    return found


def overdue_of(slugs: Sequence[str] | None = None, *, limit: int = 50) -> list[Duty]:
    """The open duties of these agencies that are past their end, the longest overdue first."""
    at = now()
    return [duty for duty in _dated(slugs, limit) if duty.due_at is not None and duty.due_at < at]


def numbered(id: int) -> Duty | None:
    """A duty by its number, for the command line and public pages."""
    return Duty.objects.filter(id=id).first() if 0 < id < 2**63 else None


def open_by_time() -> QuerySet[Duty]:
    """All open duties that have a date, the first due first; narrow it further as needed."""
    return Duty.objects.filter(OPEN, DUE).order_by("due_at", "id")


def became_due(after: datetime, until: datetime) -> QuerySet[Duty]:
    """The open duties whose last instant lies after one instant, up to and with another: a worker's sweep."""
    return open_by_time().filter(due_at__gt=after, due_at__lte=until)


def of_agency(agency: Agency, *, closed: bool = False) -> QuerySet[Duty]:
    """What an agency owes, the first due first; with `closed`, what it owed, the last closed first."""
    own = Duty.objects.filter(agency=agency.slug)
    if closed:
        return own.exclude(OPEN).order_by("-closed_at", "-id")
    return own.filter(OPEN).order_by(F("due_at").asc(nulls_last=True), "id")


def about(kind: str, identifier: str) -> QuerySet[Duty]:
    """Every duty about a subject of the ledger, open and closed, in the order of their opening."""
    return Duty.objects.filter(subject_kind=kind, subject_id=identifier).order_by("id")


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
    closed = Duty.objects.filter(whose, outcome="met", strength="must", closed_at__isnull=False)
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


def by_month(slugs: Iterable[str], months: int = 12) -> list[tuple[str, int, int]]:
    """Month (2026-03), met in time, met late: what these agencies closed under binding rules, oldest first."""
    rows = (
        Duty.objects.filter(agency__in=list(slugs), outcome="met", strength="must")
        .annotate(month=TruncMonth("closed_at", tzinfo=CHINA))
        .order_by("-month")
        .values("month")
        .annotate(all=Count("id"), late=Count("id", filter=Q(ended_at__gt=F("due_at"))))[:months]
    )
    return [(f"{row['month']:%Y-%m}", row["all"] - row["late"], row["late"]) for row in reversed(rows)]
