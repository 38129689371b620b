"""Reading concerns: found by permission alone, for what the public speaks of is nobody else's business yet."""

from django.db.models import Case, QuerySet, When

from gongkai.affairs.concerns.models import Concern, State
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where


def concerns_for(officer: Officer, *, open: bool | None = None) -> QuerySet[Concern]:
    """The concerns of the agencies whose work the officer notes: the open ones first, then the last found."""
    found = Concern.objects.select_related("agency").filter(
        agency__in=agencies_where(officer, Permission.NOTE_RECORDS)
    )
    if open is not None:
        found = found.filter(state=State.OPEN) if open else found.exclude(state=State.OPEN)
    return found.order_by(Case(When(state=State.OPEN, then=0), default=1), "-found_at", "-id")


def concern_for(officer: Officer, number: int) -> Concern | None:
    """One of them by its number."""
    return concerns_for(officer).filter(pk=number).first() if 0 < number < 2**63 else None
