"""Reading the negative list; it is public, like the law it rests on."""

from datetime import date

from django.db.models import Q, QuerySet

from gongkai.affairs.negative_list.models import NegativeEntry
from gongkai.engines.agencies.models import Agency
from gongkai.kernel.clock import today


def entries(agency: Agency, *, on: date | None = None) -> QuerySet[NegativeEntry]:
    """The entries that hold for an agency on a day: its own, and those of the agencies above it."""
    day = on or today()
    above = [slug for slug in agency.path.split("/") if slug]
    return NegativeEntry.objects.select_related("agency").filter(
        Q(until=None) | Q(until__gt=day), agency__slug__in=above, since__lte=day
    )


def history(agency: Agency, code: str) -> QuerySet[NegativeEntry]:
    """All versions of an entry, the newest first."""
    return NegativeEntry.objects.filter(agency=agency, code=code).order_by("-version")
