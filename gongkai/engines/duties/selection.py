"""Selections 筛选: some of the duties of some agencies, in their order, in bounded time however many there are.

A list is made of parts, each walked along one index: what is open and dated (the first due first), what is open
without a date (paused), what is closed (the last closed first). Only as many rows are read as are shown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import F, Q, QuerySet

from gongkai.engines.duties.core import Subject
from gongkai.engines.duties.law import present_book
from gongkai.engines.duties.models import CLOSED, OPEN, Duty
from gongkai.engines.duties.warnings import soon_until
from gongkai.kernel.clock import now

DUE = Q(due_at__isnull=False)
# What may be asked for besides the words of `Line.status`.
OPEN_ONES, NOT_YET_DUE, CLOSED_ONES, ALL = "", "due", "closed", "all"
STATUSES = ("overdue", "soon", "open", "paused", "met", "late", "cancelled")

# Up to so many agencies each is looked up by itself; of more, most are wanted, and the dates are walked in order.
FEW = 200
# What one statement may carry on the oldest SQLite we meet.
MOST_PARAMETERS = 30_000
# Stands for each agency in turn; no slug looks like it.
_ONE = "<agency>"
# No count goes further: whoever pages through a list needs no more than "10,000 or more".
MOST_COUNTED = 10_000


@dataclass(frozen=True)
class Wanted:
    """Which duties; what is left empty asks for nothing.

    status: one of STATUSES, or `due` (open, dated, not overdue), `closed`, `all`; empty: all that is open.
    since, until: from an instant on and before another, by the end of what is open and the closing of what is
    closed; what is paused has no end, so it is in no such span. strength: must or should.
    """

    agency: str = ""
    status: str = OPEN_ONES
    rule: str = ""
    subject: Subject | None = None
    strength: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def __post_init__(self) -> None:
        if self.status not in {*STATUSES, OPEN_ONES, NOT_YET_DUE, CLOSED_ONES, ALL}:
            raise ValueError(f"There is no status {self.status!r}; there are {', '.join(STATUSES)}.")


class _Part(NamedTuple):
    condition: Q
    order: tuple[str, str]
    backwards: bool


def matching(slugs: Sequence[str] | None, wanted: Wanted) -> QuerySet[Duty]:
    """All that is wanted of these agencies (None: of all), in no order."""
    any_of = Q(pk__in=[])
    for part in _parts(wanted):
        any_of |= part.condition
    found = Duty.objects.filter(any_of).order_by()
    slugs = _narrowed(slugs, wanted)
    return found if slugs is None else found.filter(agency__in=slugs)


def counted(slugs: Sequence[str] | None, wanted: Wanted) -> int:
    """How many there are, up to MOST_COUNTED."""
    return matching(slugs, wanted)[:MOST_COUNTED].count()


def listed(slugs: Sequence[str] | None, wanted: Wanted, *, limit: int, offset: int = 0) -> list[Duty]:
    """What is wanted of these agencies (None: of all): dated, then paused, then closed."""
    slugs = _narrowed(slugs, wanted)
    found: list[Duty] = []
    for part in _parts(wanted):
        rows = _first(part, slugs, offset + limit - len(found), about=wanted.subject is not None)
        found += rows[offset:]
        offset = max(0, offset - len(rows))
        if len(found) >= limit:
            break
    return found


def _narrowed(slugs: Sequence[str] | None, wanted: Wanted) -> Sequence[str] | None:
    if not wanted.agency:
        return slugs
    return [wanted.agency] if slugs is None or wanted.agency in slugs else []


def _parts(wanted: Wanted) -> Iterator[_Part]:
    some = Q()
    if wanted.rule:
        some &= Q(rule=wanted.rule)
    if wanted.strength:
        some &= Q(strength=wanted.strength)
    if wanted.subject is not None:
        some &= Q(subject_kind=wanted.subject[0], subject_id=wanted.subject[1])
    status = wanted.status
    if status in {OPEN_ONES, ALL, NOT_YET_DUE, "overdue", "soon", "open"}:
        condition = OPEN & DUE & some & _span("due_at", wanted) & _dated(status, wanted)
        yield _Part(condition, ("due_at", "id"), backwards=False)
    if status in {OPEN_ONES, ALL, "paused"} and wanted.since is None and wanted.until is None:
        yield _Part(OPEN & Q(due_at=None) & some, ("due_at", "id"), backwards=False)
    if status in {CLOSED_ONES, ALL, "met", "late", "cancelled"}:
        condition = CLOSED & some & _span("closed_at", wanted) & _closed(status)
        yield _Part(condition, ("closed_at", "id"), backwards=True)


def _span(field: str, wanted: Wanted) -> Q:
    found = Q()
    if wanted.since is not None:
        found &= Q(**{f"{field}__gte": wanted.since})
    if wanted.until is not None:
        found &= Q(**{f"{field}__lt": wanted.until})
    return found


def _dated(status: str, wanted: Wanted) -> Q:
    if status in {OPEN_ONES, ALL}:
        return Q()
    at = now()
    if status == "overdue":
        return Q(due_at__lt=at)
    if status == NOT_YET_DUE:
        return Q(due_at__gte=at)
    soon = _soon(at, wanted.rule)
    return Q(due_at__gte=at) & (soon if status == "soon" else ~soon)


def _soon(at: datetime, rule: str) -> Q:
    """Every text of a rule says how long before the end its duties are due soon."""
    book = present_book()
    texts: dict[datetime, list[str]] = {}
    for version, text in book.texts.items():
        if text.warn and rule in {"", text.id}:
            until = max(soon_until(warn, at, book.calendar) for warn in text.warn)
            texts.setdefault(until, []).append(version)
    found = Q(pk__in=[])
    for until, versions in texts.items():
        found |= Q(version__in=versions, due_at__lte=until)
    return found


def _closed(status: str) -> Q:
    late = Q(ended_at__gt=F("due_at"))
    match status:
        case "late":
            return Q(outcome="met") & late
        case "met":
            return Q(outcome="met") & (Q(due_at=None) | Q(ended_at__lte=F("due_at")))
        case "cancelled":
            return Q(outcome="cancelled")
    return Q()


def _first(part: _Part, slugs: Sequence[str] | None, number: int, *, about: bool) -> list[Duty]:
    """The first so many of a part. about: one subject owes few duties, whoever asks."""
    sign = "-" if part.backwards else ""
    rows = Duty.objects.filter(part.condition).order_by(*(sign + field for field in part.order))
    if slugs is None:
        return list(rows[:number])
    if about:
        return list(rows.filter(agency__in=slugs)[:number])
    if not slugs:
        return []
    # each agency's first few stand together in an index; the statement for one is the pattern for all
    sql, pattern = rows.filter(agency=_ONE)[:number].query.get_compiler(rows.db).as_sql()
    if len(slugs) <= FEW and len(slugs) * len(pattern) < MOST_PARAMETERS:
        whole = " UNION ALL ".join([f"SELECT * FROM ({sql}) part"] * len(slugs))  # noqa: S608
        way = " DESC" if part.backwards else ""
        order = ", ".join(f'"{field}"{way}' for field in part.order)
        params = [slug if value == _ONE else value for slug in slugs for value in pattern]
        return list(Duty.objects.raw(f"{whole} ORDER BY {order} LIMIT %s", [*params, number]))
    return _walk(rows, set(slugs), number)


def _walk(rows: QuerySet[Duty], slugs: set[str], number: int) -> list[Duty]:
    found = []
    for duty in rows.iterator(chunk_size=500):
        if duty.agency in slugs:
            found.append(duty)
            if len(found) == number:
                break
    return found
