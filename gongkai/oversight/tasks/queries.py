"""Reading plans, tasks and records: the only door for the faces. What is not published is found by permission alone."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from gongkai.engines.agencies.models import Actor, Agency, Grant, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where, below
from gongkai.kernel.clock import add_months, today
from gongkai.kernel.flow import Offer
from gongkai.oversight.tasks.models import (
    OPEN,
    SETTLED,
    Evidence,
    Plan,
    Record,
    Report,
    State,
    Task,
    TaskUnit,
)
from gongkai.oversight.tasks.rows import whole
from gongkai.oversight.tasks.workflow import FLOW, held

# Whom the rotation of training is about: those who do the work of openness.
TRAINED_ROLES = ("liaison", "openness_office")


@dataclass(frozen=True)
class Progress:
    """How tasks stand: counts by state (all states), the open ones past their date, and what is left."""

    by_state: dict[str, int]
    overdue: int

    @property
    def total(self) -> int:
        """All tasks that stand: neither split, merged nor given up."""
        return sum(self.by_state[state] for state in (State.PROPOSED, *SETTLED))

    @property
    def accepted(self) -> int:
        return self.by_state[State.ACCEPTED]


@dataclass(frozen=True)
class Breakdown:
    """A plan with its tasks, in order, and how they stand."""

    plan: Plan
    tasks: list[Task]
    progress: Progress


@dataclass(frozen=True)
class Rotation:
    """Who of the officers that do the work of openness was trained within the last years."""

    since: date
    officers: list[Officer]
    trained: list[Officer]


def progress(tasks: list[Task]) -> Progress:
    """Count tasks that were read already."""
    seen = Counter(task.state for task in tasks)
    late = sum(task.state in OPEN and task.due_on is not None and task.due_on < today() for task in tasks)
    return Progress({state.value: seen[state.value] for state in State}, late)


def plans() -> QuerySet[Plan]:
    """Plans whose breakdown was published; public."""
    return Plan.objects.filter(published_at__isnull=False).select_related("agency")


def breakdown(code: str) -> Breakdown | None:
    """The published breakdown of a plan, with what was given up since; None when there is none."""
    plan = plans().select_related("document").filter(code=code).first()
    if plan is None:
        return None
    given_up = Q(state=State.CANCELLED, cancelled_at__gte=plan.published_at)
    return _breakdown(plan, whole().filter(Q(state__in=SETTLED) | given_up))


def of_agency(agency: Agency) -> list[Task]:
    """The tasks of published breakdowns that the agency owes, those due first in front; public."""
    found = whole().filter(_owed_by(Agency.objects.filter(pk=agency.pk)))
    published = found.filter(plan__published_at__isnull=False, state__in=SETTLED)
    return sorted(published, key=lambda task: (task.due_on is None, task.due_on or date.max, task.pk))


def plans_for(officer: Officer) -> QuerySet[Plan]:
    """The plans that the officer rules."""
    ruled = agencies_where(officer, Permission.PLAN_TASKS)
    return Plan.objects.filter(agency__in=ruled).select_related("agency")


def plan_for(officer: Officer, code: str) -> Breakdown | None:
    """A plan that the officer rules, with all its tasks in whatever state; None for any other."""
    plan = plans_for(officer).select_related("document").filter(code=code).first()
    return _breakdown(plan, whole()) if plan else None


def tasks_for(officer: Officer) -> QuerySet[Task]:
    """The tasks that the officer may see: all of the plans he rules, and what was dispatched to the agencies
    he reports for."""
    ruled = Q(plan__agency__in=agencies_where(officer, Permission.PLAN_TASKS))
    reports_for = _owed_by(agencies_where(officer, Permission.REPORT_TASKS))
    return whole().filter(ruled | (reports_for & Q(dispatched_at__isnull=False)))


def task_for(officer: Officer, code: str) -> Task | None:
    """One of `tasks_for`, with its reports and their evidence; None for any other."""
    plan, _, serial = code.rpartition("-")
    if not serial.isdecimal() or len(serial) > 9:
        return None
    evidence = Prefetch("evidence", Evidence.objects.select_related("document"))
    reports = Report.objects.select_related("agency").prefetch_related(evidence)
    found = tasks_for(officer).filter(plan__code=plan, serial=int(serial))
    return found.prefetch_related(Prefetch("reports", reports)).first()


def offers(task: Task, by: Actor) -> list[Offer[Task, Actor]]:
    """Every step of the course as it stands for this actor: the buttons, and why the others are closed."""
    return FLOW.offers(task, roles=held(task, by), actor=by)


def records_for(officer: Officer, *, kind: str = "") -> QuerySet[Record]:
    """What was done in the agencies whose records the officer keeps, newest first."""
    kept = agencies_where(officer, Permission.NOTE_RECORDS)
    found = Record.objects.filter(agency__in=kept).select_related("agency")
    return found.filter(kind=kind) if kind else found


def trained_since(agency: Agency, years: int) -> Rotation:
    """Who of the agency and all below it was trained within so many years (the rotation asks for all, in 3)."""
    day = today()
    since = add_months(day, -12 * years)
    at = Q(since__lte=day) & (Q(until=None) | Q(until__gt=day))
    grants = Grant.objects.filter(at, role__in=TRAINED_ROLES, agency__in=below(agency))
    officers = list(
        Officer.objects.select_related("user", "agency").filter(at, pk__in=grants.values("officer"))
    )
    rows = Record.objects.filter(kind="training", on__gt=since).values_list("facts", flat=True)
    names = {name for facts in rows for name in facts["officers"]}
    return Rotation(since, officers, [one for one in officers if one.handle in names])


def _breakdown(plan: Plan, tasks: QuerySet[Task]) -> Breakdown:
    found = list(tasks.filter(plan=plan).order_by("serial"))
    return Breakdown(plan, found, progress(found))


def _owed_by(agencies: QuerySet[Agency]) -> Q:
    """Tasks that one of these agencies owes; see `Task.agencies`."""
    known = TaskUnit.objects.filter(task=OuterRef("pk"), agency__isnull=False)
    own = Q(plan__agency__in=agencies) & ~Q(Exists(known))
    return Q(Exists(known.filter(agency__in=agencies))) | own
