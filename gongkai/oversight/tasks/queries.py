"""Reading plans, tasks and records: the only door for the faces. What is not published is found by permission alone."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from gongkai.engines.agencies.models import Actor, Agency, Grant, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where, below
from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import events_of
from gongkai.kernel.clock import add_months, today
from gongkai.kernel.flow import Offer
from gongkai.oversight.tasks.models import (
    SETTLED,
    Evidence,
    Plan,
    Record,
    Report,
    State,
    Task,
    TaskUnit,
)
from gongkai.oversight.tasks.records import KINDS
from gongkai.oversight.tasks.rows import whole
from gongkai.oversight.tasks.workflow import FLOW, held

# Whom the rotation of training is about: those who do the work of openness.
TRAINED_ROLES = ("liaison", "openness_office")


@dataclass(frozen=True)
class Progress:
    """How tasks stand: counts by state (all states), those `overdue`, and what is left."""

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
    last: dict[str, date]  # user name → the last of these trainings, of whoever was at one


def progress(tasks: list[Task]) -> Progress:
    """Count tasks that were read already."""
    seen = Counter(task.state for task in tasks)
    return Progress({state.value: seen[state.value] for state in State}, sum(task.overdue for task in tasks))


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


def progress_of(found: Iterable[Plan]) -> list[tuple[Plan, Progress]]:
    """Each plan with how its tasks stand, counted in one query for all."""
    rows = list(found)
    late = Count("pk", filter=Q(state=State.DISPATCHED, due_on__lt=today()))
    counted = Task.objects.filter(plan__in=rows).order_by().values("plan_id", "state")
    counts = counted.annotate(number=Count("pk"), late=late)
    by_state = {plan.pk: {state.value: 0 for state in State} for plan in rows}
    overdue: Counter[int] = Counter()
    for row in counts:
        by_state[row["plan_id"]][row["state"]] = row["number"]
        overdue[row["plan_id"]] += row["late"]
    return [(plan, Progress(by_state[plan.pk], overdue[plan.pk])) for plan in rows]


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


def owed_to(officer: Officer) -> QuerySet[Task]:
    """What was dispatched to the agencies that the officer reports for, the first due in front."""
    mine = _owed_by(agencies_where(officer, Permission.REPORT_TASKS))
    dispatched = whole().filter(mine, dispatched_at__isnull=False)
    return dispatched.order_by(F("due_on").asc(nulls_last=True), "plan", "serial")


def only_overdue(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Those of the tasks that are `overdue`."""
    return tasks.filter(state=State.DISPATCHED, due_on__lt=today())


def changes_since(task: Task, version: int) -> QuerySet[Event]:
    """The corrections of a task after this version of it: each has made the version one higher."""
    kept = events_of(*task.subject).filter(verb__in=("task.corrected", "task.deadline_set"))
    return kept[max(version - 1, 0) :]


def evidence_for(officer: Officer, number: int) -> Evidence | None:
    """An uploaded piece of evidence on a task that the officer may see; None for any other."""
    seen = tasks_for(officer).values("pk")
    return Evidence.objects.filter(pk=number, report__task__in=seen).exclude(sha256="").first()


def offers(task: Task, by: Actor) -> list[Offer[Task, Actor]]:
    """Every step of the course as it stands for this actor: the buttons, and why the others are closed."""
    return FLOW.offers(task, roles=held(task, by), actor=by)


def records_for(officer: Officer, *, kind: str = "", year: int | None = None) -> QuerySet[Record]:
    """What was done in the agencies whose records the officer keeps, newest first."""
    kept = agencies_where(officer, Permission.NOTE_RECORDS)
    found = Record.objects.filter(agency__in=kept).select_related("agency")
    found = found.filter(kind=kind) if kind else found
    return found.filter(on__year=year) if year else found


def record_years(officer: Officer) -> list[int]:
    """The years of `records_for`, the last one first."""
    return [day.year for day in records_for(officer).dates("on", "year", order="DESC")]


def to_continue(officer: Officer, kind: str) -> list[Record]:
    """The records that one of this kind may still carry on: handovers that nobody has accepted yet."""
    done = set(records_for(officer, kind=kind).values_list("facts__of", flat=True))
    return [row for row in records_for(officer, kind=KINDS[kind].continues) if row.pk not in done]


def trained_since(agency: Agency, years: int) -> Rotation:
    """Who of the agency and all below it was trained within so many years (the rotation asks for all, in 3)."""
    day = today()
    since = add_months(day, -12 * years)
    at = Q(since__lte=day) & (Q(until=None) | Q(until__gt=day))
    grants = Grant.objects.filter(at, role__in=TRAINED_ROLES, agency__in=below(agency))
    officers = list(
        Officer.objects.select_related("user", "agency").filter(at, pk__in=grants.values("officer"))
    )
    rows = Record.objects.filter(kind="training", on__gt=since).order_by("on").values_list("on", "facts")
    last = {name: on for on, facts in rows for name in facts["officers"]}
    return Rotation(since, officers, [one for one in officers if one.handle in last], last)


def _breakdown(plan: Plan, tasks: QuerySet[Task]) -> Breakdown:
    found = list(tasks.filter(plan=plan).order_by("serial"))
    return Breakdown(plan, found, progress(found))


def _owed_by(agencies: QuerySet[Agency]) -> Q:
    """Tasks that one of these agencies owes; see `Task.agencies`."""
    known = TaskUnit.objects.filter(task=OuterRef("pk"), agency__isnull=False)
    own = Q(plan__agency__in=agencies) & ~Q(Exists(known))
    return Q(Exists(known.filter(agency__in=agencies))) | own
