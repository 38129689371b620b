"""Reading concerns: found by permission alone until they are published; then what everybody may read of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, CharField, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Cast

from gongkai.affairs.concerns import law
from gongkai.affairs.concerns.models import OPEN, Concern, Draft, Response
from gongkai.engines.agencies.models import Agency, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where
from gongkai.engines.duties.models import CLOSED as CLOSED_DUTY
from gongkai.engines.duties.models import OPEN as OPEN_DUTY
from gongkai.engines.duties.models import Duty
from gongkai.engines.duties.queries import Line, lines
from gongkai.kernel.clock import now

KIND = "concern"


def concerns_for(officer: Officer, *, open: bool | None = None, late: bool = False) -> QuerySet[Concern]:
    """The concerns of the agencies whose concerns the officer reads: the open ones first, of high risk before all
    others, then by the time left (`.due_at`); then the last found. late: those answered late, or overdue now."""
    found = Concern.objects.select_related("agency").filter(
        agency__in=agencies_where(officer, Permission.READ_CONCERNS)
    )
    if open is not None:
        found = found.filter(state__in=OPEN) if open else found.exclude(state__in=OPEN)
    if late:
        found = found.filter(pk__in=_late())
    due = Duty.objects.filter(
        OPEN_DUTY, due_at__isnull=False, subject_kind=KIND, subject_id=Cast(OuterRef("pk"), CharField())
    ).order_by("due_at")
    return found.annotate(due_at=Subquery(due.values("due_at")[:1])).order_by(
        Case(When(state__in=OPEN, then=0), default=1),
        Case(When(state__in=OPEN, risk_rank=1, then=0), default=1),
        F("due_at").asc(nulls_last=True),
        "-found_at",
        "-id",
    )


def _late() -> list[int]:
    """Of which something that binds was done late, or is overdue."""
    late = Q(OPEN_DUTY, due_at__lt=now()) | Q(CLOSED_DUTY, outcome="met", ended_at__gt=F("due_at"))
    found = Duty.objects.filter(late, subject_kind=KIND, strength="must")
    return [int(one) for one in found.values_list("subject_id", flat=True).distinct()]


def concern_for(officer: Officer, number: int) -> Concern | None:
    """One of them by its number."""
    return concerns_for(officer).filter(pk=number).first() if 0 < number < 2**63 else None


def draft_for(officer: Officer, concern: Concern) -> Draft | None:
    """The draft that has waited longest for somebody else than the officer."""
    found = concern.drafts.filter(verdict=Draft.Verdict.WAITING).exclude(written_by=officer.handle)
    return found.first()


@dataclass(frozen=True)
class Said:
    """A response as everybody may read it. form: its title under the agency's law, else its id."""

    response: Response
    form: str


@dataclass(frozen=True)
class Answered:
    """A published concern: what was said, oldest first, and the clocks that bound the agency."""

    concern: Concern
    said: list[Said]
    clocks: list[Line]

    @property
    def answered_at(self) -> datetime:
        """When anything was said first, in whichever form."""
        return self.said[0].response.at

    @property
    def forms(self) -> list[str]:
        """The forms that were used, each once."""
        return list(dict.fromkeys(one.form for one in self.said))

    @property
    def all_kept(self) -> bool:
        """Whether everything that was owed was done in time."""
        return all(line.status == "met" for line in self.clocks)

    @property
    def is_late(self) -> bool:
        """Whether anything that binds was done late, or is overdue."""
        return any(line.is_breach for line in self.clocks)


def published(*, agency: Agency | None = None) -> QuerySet[Concern]:
    """The concerns that have a public page, the last published first."""
    found = Concern.objects.filter(published_at__isnull=False).select_related("agency")
    if agency is not None:
        found = found.filter(agency=agency)
    return found.order_by("-published_at", "-id")


def answered(concerns: Iterable[Concern]) -> list[Answered]:
    """The same with what was said and the clocks; two questions, however many there are."""
    rows = list(concerns)
    said: dict[int, list[Response]] = {one.pk: [] for one in rows}
    for response in Response.objects.filter(concern__in=rows).order_by("at", "id"):
        said[response.concern_id].append(response)
    clocks = clocks_of(rows)
    titles = {one.agency_id: form_titles(one.agency) for one in rows}
    return [
        Answered(
            one,
            [Said(row, titles[one.agency_id].get(row.form, row.form)) for row in said[one.pk]],
            clocks[str(one.pk)],
        )
        for one in rows
    ]


def clocks_of(concerns: Iterable[Concern]) -> dict[str, list[Line]]:
    """By the number of each concern what is and was owed about it, the first due first."""
    found: dict[str, list[Line]] = {str(one.pk): [] for one in concerns}
    owed = Duty.objects.filter(subject_kind=KIND, subject_id__in=list(found)).order_by("due_at", "id")
    for line in lines(owed):
        found[line.duty.subject_id].append(line)
    return found


def answered_numbered(number: int) -> Answered | None:
    """A published one by its number."""
    found = published().filter(pk=number).first() if 0 < number < 2**63 else None
    return answered([found])[0] if found else None


def form_titles(agency: Agency) -> dict[str, str]:
    """What the forms of answering are called."""
    return {one.id: one.title for one in law.forms(agency).values()}


def risk_titles(agency: Agency) -> dict[str, str]:
    """What the levels of risk are called."""
    return {one.id: one.title for one in law.risks(agency).values()}
