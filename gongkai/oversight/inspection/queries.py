"""Reading inspections: an officer sees the findings of the agencies whose duties he may see; figures for assessment."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, QuerySet, When

from gongkai.engines.agencies.models import Agency, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where
from gongkai.oversight.inspection.models import STANDING, Fault, Finding, Round, State


@dataclass(frozen=True)
class Selection:
    """Which findings; what is empty narrows nothing. state: `standing`, `closed` or a state."""

    fault: str = ""
    state: str = ""
    agency: str = ""


def findings_for(officer: Officer, wanted: Selection) -> QuerySet[Finding]:
    """The findings of the agencies whose duties the officer may see: what stands first, the oldest first."""
    found = Finding.objects.filter(agency__in=agencies_where(officer, Permission.READ_DUTIES))
    found = found.select_related("agency")
    if wanted.fault:
        found = found.filter(fault=wanted.fault)
    if wanted.agency:
        found = found.filter(agency__slug=wanted.agency)
    if wanted.state == "standing":
        found = found.filter(state__in=STANDING)
    elif wanted.state == "closed":
        found = found.exclude(state__in=STANDING)
    elif wanted.state:
        found = found.filter(state=wanted.state)
    standing = Case(When(state__in=STANDING, then=0), default=1)
    return found.order_by(standing, "found_at", "id")


def finding_for(officer: Officer, number: int) -> Finding | None:
    """One of them by its number."""
    return findings_for(officer, Selection()).filter(pk=number).first() if 0 < number < 2**63 else None


def standing_by_fault(officer: Officer) -> dict[str, int]:
    """How many findings stand in each of the four classes."""
    rows = (
        findings_for(officer, Selection(state="standing"))
        .order_by()
        .values_list("fault")
        .annotate(n=Count("id"))
    )
    counted = dict(rows)
    return {fault: counted.get(fault, 0) for fault in Fault.values}


def rounds_for(officer: Officer) -> QuerySet[Round]:
    """The rounds over agencies whose duties the officer may see, the newest first."""
    reach = agencies_where(officer, Permission.READ_DUTIES)
    return Round.objects.filter(agency__in=reach).select_related("agency")


def found_between(members: Iterable[Agency], since: datetime, until: datetime) -> dict[int, list[Finding]]:
    """By agency what was found there from an instant on and before another, whatever came of it since."""
    rows = Finding.objects.filter(agency__in=list(members), found_at__gte=since, found_at__lt=until)
    found: dict[int, list[Finding]] = defaultdict(list)
    for row in rows.order_by("found_at", "id"):
        found[row.agency_id].append(row)
    return found


@dataclass(frozen=True)
class Year:
    """What the inspections of a year came to, for one class of faults."""

    fault: str
    found: int
    rectified: int
    accepted: int
    standing: int


def summary(members: Iterable[Agency], since: datetime, until: datetime) -> list[Year]:
    """The four classes with their figures, for these agencies together."""
    rows = Finding.objects.filter(agency__in=list(members), found_at__gte=since, found_at__lt=until)
    counted: Counter[tuple[str, str]] = Counter(rows.order_by().values_list("fault", "state"))
    return [
        Year(
            fault,
            sum(counted[fault, state] for state in State.values),
            counted[fault, State.RECTIFIED],
            counted[fault, State.ACCEPTED],
            sum(counted[fault, state] for state in STANDING),
        )
        for fault in Fault.values
    ]


def places(numbers: Sequence[str]) -> dict[str, str]:
    """What findings are called, by their number."""
    wanted = [int(one) for one in numbers if one.isdecimal()]
    return {str(one.pk): str(one) for one in Finding.objects.filter(pk__in=wanted)}
