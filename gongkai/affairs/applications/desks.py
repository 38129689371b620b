"""Desks 案头: what waits for an officer across applications: receipts to confirm, opinions, consents, what is overdue,
and whom or what a step may name. Each look-up is the permission check."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from gongkai.affairs.applications.models import Applicant, Application, Consultation, Stage
from gongkai.affairs.applications.queries import Row, applications_for, count_overdue, due_of, rows_of
from gongkai.engines.agencies.models import Agency, Officer
from gongkai.engines.agencies.permissions import ROLES, Permission
from gongkai.engines.agencies.queries import agencies_where, below, in_office
from gongkai.engines.duties.models import Duty
from gongkai.engines.duties.queries import Line, lines
from gongkai.engines.ledger.models import Event
from gongkai.kernel.clock import now, today

# The duties that ask for the confirmation of receipt (条例 art 31).
RECEIPT_RULES = ("receipt_confirmation", "receipt_confirmation_online")
_HANDLERS = [key for key, role in ROLES.items() if Permission.HANDLE_APPLICATIONS in role.permissions]


@dataclass(frozen=True)
class Figures:
    """How many of the open applications that an officer may read stand where; asking: where opinions are awaited."""

    open: int
    overdue: int
    submitted: int
    received: int
    signing: int
    asking: int


@dataclass(frozen=True)
class Waiting:
    """An application whose receipt is to be confirmed. duty: by when, where that is a duty."""

    application: Application
    duty: Line | None


@dataclass(frozen=True)
class Asked:
    """Somebody who was asked and has not answered. duty: his own clock."""

    consultation: Consultation
    duty: Line | None


@dataclass(frozen=True)
class Overdue:
    """A row whose reply is overdue. urged_at: when the last letter of supervision went out."""

    row: Row
    urged_at: datetime | None


def figures_for(officer: Officer) -> Figures:
    """The figures over his desk; no table is joined to the applications, which would be counted anew for each row."""
    found = applications_for(officer).filter(concluded_on=None).order_by()
    asked = Consultation.objects.filter(answer="").values("application")
    counted = found.aggregate(
        open=Count("pk"),
        submitted=Count("pk", filter=Q(stage=Stage.SUBMITTED)),
        received=Count("pk", filter=Q(stage=Stage.RECEIVED)),
        signing=Count("pk", filter=Q(stage=Stage.SIGNING)),
        asking=Count("pk", filter=Q(pk__in=asked)),
    )
    return Figures(**counted, overdue=count_overdue(officer))


def receipts_for(officer: Officer) -> list[Waiting]:
    """Whose receipt the officer is to confirm, the first come in front."""
    at = agencies_where(officer, Permission.REGISTER_APPLICATIONS)
    found = list(
        Application.objects.select_related("agency", "undertaker")
        .filter(agency__in=at, stage=Stage.SUBMITTED)
        .order_by("arrived_on", "pk")
    )
    duties = _duties("application", [one.number for one in found], RECEIPT_RULES)
    return [Waiting(one, duties.get(one.number)) for one in found]


def opinions_for(officer: Officer) -> list[Asked]:
    """Who was asked and is silent yet, where the officer may note the answer; the first due in front."""
    at = agencies_where(officer, Permission.REGISTER_APPLICATIONS)
    handles = agencies_where(officer, Permission.HANDLE_APPLICATIONS)
    mine = Q(application__agency__in=at) | Q(application__agency__in=handles)
    found = list(
        Consultation.objects.select_related("application__agency", "application__undertaker", "agency")
        .filter(mine | Q(application__undertaker__in=handles), answer="", application__concluded_on=None)
        .order_by("asked_at", "pk")
    )
    duties = _duties("consultation", [one.identifier for one in found])
    asked = [Asked(one, duties.get(one.identifier)) for one in found]
    return sorted(asked, key=lambda one: (_instant(one.duty) is None, _instant(one.duty)))


def delays_for(officer: Officer) -> QuerySet[Application]:
    """Whose applicant has given reasons for asking so much, where the officer may fix a later day (条例 art 35)."""
    at = agencies_where(officer, Permission.CONSENT_EXTENSION)
    return (
        Application.objects.select_related("agency", "undertaker", "excess")
        .filter(agency__in=at, stage__in=(Stage.RECEIVED, Stage.HANDLING))
        .filter(excess__noted_at__isnull=False, excess__delayed_at=None)
        .order_by("excess__noted_at")
    )


def overdue_for(officer: Officer, *, limit: int = 200) -> list[Overdue]:
    """Overdue replies of the agencies whose applications the officer supervises, the longest overdue in front."""
    at = agencies_where(officer, Permission.SUPERVISE_APPLICATIONS)
    found = Application.objects.filter(agency__in=at, concluded_on=None).annotate(due=due_of())
    late = found.filter(due__lt=now()).select_related("agency", "undertaker", "officer").order_by("due", "pk")
    rows = rows_of(list(late[:limit]))
    urged: dict[str, datetime] = dict(
        Event.objects.filter(
            verb="application.urged",
            subject_kind="application",
            subject_id__in=[row.application.number for row in rows],
        )
        .order_by("seq")
        .values_list("subject_id", "at")
    )
    return [Overdue(row, urged.get(row.application.number)) for row in rows]


def mergeable(application: Application, officer: Officer) -> list[Application]:
    """The same applicant's other applications to the organ that this one may be merged into, of those that the
    officer may read; nobody is opened."""
    mine = Applicant.objects.filter(application=application).exclude(fingerprint="")
    found = applications_for(officer).filter(
        agency=application.agency_id,
        stage__in=(Stage.RECEIVED, Stage.HANDLING),
        applicant__fingerprint__in=mine.values("fingerprint"),
    )
    return list(found.exclude(pk=application.pk).order_by("pk"))


def units_of(application: Application) -> list[Agency]:
    """The organ that was asked and what belongs to it, open today: who may undertake the work."""
    open_today = Q(closed_on=None) | Q(closed_on__gt=today())
    return list(below(application.agency).filter(open_today).order_by("path"))


def handlers_of(application: Application) -> list[Officer]:
    """The officers of today who may handle applications at one of these units."""
    day = today()
    held = Q(grants__since__lte=day) & (Q(grants__until=None) | Q(grants__until__gt=day))
    found = in_office().filter(
        held, grants__role__in=_HANDLERS, grants__agency__path__startswith=application.agency.path
    )
    return list(found.select_related("agency", "user").distinct().order_by("agency__path", "name"))


def _duties(kind: str, numbers: Sequence[str], rules: Sequence[str] = ()) -> dict[str, Line]:
    found = Duty.objects.filter(subject_kind=kind, subject_id__in=numbers, closed_at=None)
    if rules:
        found = found.filter(rule__in=rules)
    return {line.duty.subject_id: line for line in lines(found.order_by("id"))}


def _instant(line: Line | None) -> datetime | None:
    return line.duty.due_at if line else None
