"""Reading duties: who owes what until when, how agencies keep their word, and why a date is what it is.

What an officer sees is looked up by his permission (`duties_for`, `duty_for`); the other queries are for public
pages, which show agencies and figures, and for the command line.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where
from gongkai.engines.duties.core import Subject
from gongkai.engines.duties.figures import Month, Summary, by_month, summary, summary_by_rule
from gongkai.engines.duties.law import present_book
from gongkai.engines.duties.models import OPEN, Duty
from gongkai.engines.duties.selection import DUE, Wanted, counted, listed
from gongkai.engines.duties.warnings import warnings_of
from gongkai.engines.ledger.models import Event
from gongkai.kernel.clock import WorkingCalendar, now
from gongkai.kernel.law import DutyRule

# The one door for the faces; what stands in rooms behind it is named here too.
__all__ = [
    "Line", "Month", "Summary", "Wanted", "about", "became_due", "by_month", "count_for", "count_of",
    "due_between", "due_by_subject", "duties_for", "duties_of", "duty_for", "line_of", "lines", "numbered",
    "open_by_time", "public_subjects", "rule_of", "summary", "summary_by_rule",
]  # fmt: skip

ANYTHING_OPEN = Wanted()


@dataclass(frozen=True)
class Line:
    """A duty with its rule, for a list. status: as Duty.status, or `soon` once the first warning is due.
    calendar: by which it is dated."""

    duty: Duty
    rule: DutyRule
    status: str
    warnings: tuple[datetime, ...]
    calendar: WorkingCalendar

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
        found.append(Line(duty, rule, status, warnings, book.calendar))
    return found


def duties_for(
    officer: Officer, wanted: Wanted = ANYTHING_OPEN, *, limit: int = 50, offset: int = 0
) -> list[Line]:
    """The wanted duties of the agencies whose duties the officer may see: the first due first, then the paused,
    then what is closed, the last closed first. Without `wanted`: all that is open."""
    return lines(listed(_seen_by(officer), wanted, limit=limit, offset=offset))


def count_for(officer: Officer, wanted: Wanted = ANYTHING_OPEN) -> int:
    """How many `duties_for` would list in all, up to selection.MOST_COUNTED."""
    return counted(_seen_by(officer), wanted)


def duty_for(officer: Officer, id: int) -> Duty | None:
    """One duty, if the officer may see it."""
    duty = numbered(id)
    if duty is None:
        return None
    return duty if agencies_where(officer, Permission.READ_DUTIES).filter(slug=duty.agency).exists() else None


def readable(officer: Officer, ids: Iterable[int]) -> QuerySet[Duty]:
    """Those of these duties that the officer may read."""
    return Duty.objects.filter(pk__in=list(ids), agency__in=_seen_by(officer))


def _seen_by(officer: Officer) -> list[str]:
    return list(agencies_where(officer, Permission.READ_DUTIES).values_list("slug", flat=True))


def duties_of(
    slugs: Sequence[str] | None, wanted: Wanted = ANYTHING_OPEN, *, limit: int = 50, offset: int = 0
) -> list[Line]:
    """The same for anybody: who owes what under which rule until when is public, what it is about only as
    `public_subjects` says. slugs: of which agencies; None: of all."""
    return lines(listed(slugs, wanted, limit=limit, offset=offset))


def count_of(slugs: Sequence[str] | None, wanted: Wanted = ANYTHING_OPEN) -> int:
    """How many `duties_of` would list in all, up to selection.MOST_COUNTED."""
    return counted(slugs, wanted)


def due_between(
    slugs: Sequence[str] | None, since: datetime, until: datetime, *, limit: int = 500
) -> list[Line]:
    """What these agencies owe that falls due from an instant on and before another, the first due first."""
    return duties_of(slugs, Wanted(since=since, until=until), limit=limit)


def public_subjects(duties: Iterable[Duty]) -> dict[int, Subject]:
    """By the duty's number, what it is about, of those duties of which everybody may know it.

    What recurs is about the agency. Anything else is public if the event that opened the duty is: an
    application or a draft has only its agency, rule and dates to show.
    """
    found = list(duties)
    seqs = {duty.opened_seq for duty in found if not duty.period}
    public = set(Event.objects.filter(seq__in=seqs, public=True).values_list("seq", flat=True))
    return {duty.id: duty.subject for duty in found if duty.period or duty.opened_seq in public}


def numbered(id: int) -> Duty | None:
    """A duty by its number, for the command line and public pages."""
    return Duty.objects.filter(id=id).first() if 0 < id < 2**63 else None


def open_by_time() -> QuerySet[Duty]:
    """All open duties that have a date, the first due first; narrow it further as needed."""
    return Duty.objects.filter(OPEN, DUE).order_by("due_at", "id")


def became_due(after: datetime, until: datetime) -> QuerySet[Duty]:
    """The open duties whose last instant lies after one instant, up to and with another: a worker's sweep."""
    return open_by_time().filter(due_at__gt=after, due_at__lte=until)


def due_by_subject(kind: str, identifiers: Collection[str]) -> dict[str, datetime]:
    """The last instant of the open duty about each of these subjects that is due first."""
    found = open_by_time().filter(subject_kind=kind, subject_id__in=identifiers, due_at__isnull=False)
    rows = found.order_by("-due_at").values_list("subject_id", "due_at")
    return {identifier: due_at for identifier, due_at in rows if due_at}


def about(kind: str, identifier: str) -> QuerySet[Duty]:
    """Every duty about a subject of the ledger, open and closed, in the order of their opening."""
    return Duty.objects.filter(subject_kind=kind, subject_id=identifier).order_by("id")
