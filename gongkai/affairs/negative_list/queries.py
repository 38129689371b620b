"""Reading the negative list; it is public, like the law it rests on."""

from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from gongkai.affairs.negative_list.models import NegativeEntry
from gongkai.engines.agencies.models import Agency
from gongkai.engines.duties.packs import pack_for
from gongkai.kernel.clock import Clock, RunningLimit, day_of, deadline_of, instant, today

_INTERVAL = "negative_list_review"


def entries(agency: Agency, *, on: date | None = None) -> QuerySet[NegativeEntry]:
    """The entries that hold for an agency on a day: its own, and those of the agencies above it."""
    day = on or today()
    above = [slug for slug in agency.path.split("/") if slug]
    return NegativeEntry.objects.select_related("agency").filter(
        Q(until=None) | Q(until__gt=day), agency__slug__in=above, since__lte=day
    )


def kept(agency: Agency) -> QuerySet[NegativeEntry]:
    """The entries on an agency's own list that hold today or are to hold."""
    return kept_in(Agency.objects.filter(pk=agency.pk))


def kept_in(places: QuerySet[Agency]) -> QuerySet[NegativeEntry]:
    """The same of several agencies, list by list."""
    found = NegativeEntry.objects.select_related("agency").filter(Q(until=None) | Q(until__gt=today()))
    return found.filter(agency__in=places).order_by("agency", "code", "version")


def ended(agency: Agency) -> QuerySet[NegativeEntry]:
    """The last versions of the entries that are no longer on an agency's list."""
    still = kept(agency).values("code")
    found = NegativeEntry.objects.filter(agency=agency).exclude(code__in=still)
    last = NegativeEntry.objects.filter(agency=OuterRef("agency"), code=OuterRef("code")).order_by("-version")
    return found.filter(pk=Subquery(last.values("pk")[:1])).order_by("-until", "code")


def review_due(entry: NegativeEntry) -> date | None:
    """The day up to which an entry is to be looked at again; None where the law of its agency sets no interval."""
    law = pack_for(entry.agency).limit(_INTERVAL, on=today())
    if not isinstance(law.limit, RunningLimit):
        return None
    at = deadline_of(Clock(instant(entry.reviewed_on.isoformat()), law.limit), None).at
    return day_of(at) if at else None


def numbered(number: int) -> NegativeEntry | None:
    """The version of an entry with this row number."""
    return NegativeEntry.objects.select_related("agency").filter(pk=number).first()


def history(agency: Agency, code: str) -> QuerySet[NegativeEntry]:
    """All versions of an entry, the newest first."""
    return NegativeEntry.objects.filter(agency=agency, code=code).order_by("-version")
