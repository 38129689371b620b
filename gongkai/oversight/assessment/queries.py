"""Reading assessments: who organises sees the whole, a unit its own scores, everybody what was published."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from gongkai.engines.agencies.models import Agency, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where
from gongkai.engines.duties.packs import pack_for
from gongkai.kernel.clock import today
from gongkai.kernel.law.assessing import RANKING
from gongkai.oversight.assessment.coverage import Coverage, coverage
from gongkai.oversight.assessment.figures import Score, Standing, standings, units_of
from gongkai.oversight.assessment.measures import Case
from gongkai.oversight.assessment.models import Objection, Scheme, SchemeIndicator, State

__all__ = [
    "Case", "Coverage", "Score", "Standing", "coverage", "in_shown_order", "indicator_of", "is_ranked",
    "named", "objection_for", "objections_for", "organised_by", "published", "published_scheme",
    "scheme_for", "schemes", "schemes_for", "standings", "units_for", "units_of",
]  # fmt: skip


def organised_by(officer: Officer) -> QuerySet[Scheme]:
    """The schemes that the officer draws up or approves, in every state."""
    reach = agencies_where(officer, Permission.ASSESS) | agencies_where(officer, Permission.SIGN_DOCUMENTS)
    return Scheme.objects.filter(agency__in=reach).select_related("agency")


def schemes_for(officer: Officer) -> QuerySet[Scheme]:
    """These, and those in force or closed under which a unit is assessed whose duties the officer may see."""
    paths = agencies_where(officer, Permission.READ_DUTIES).values_list("path", flat=True)
    above = {slug for path in paths for slug in path.strip("/").split("/")}
    found = Scheme.objects.filter(
        Q(agency__slug__in=above, state__in=[State.ACTIVE, State.CLOSED])
        | Q(pk__in=organised_by(officer).values("pk"))
    )
    return found.select_related("agency").order_by("-year", "agency__position", "id")


def scheme_for(officer: Officer, code: str) -> Scheme | None:
    """One of them by its code."""
    return named(schemes_for(officer), code)


def units_for(officer: Officer, scheme: Scheme) -> list[Agency]:
    """The units of a scheme whose scores the officer may see: all for who organises it, else his own."""
    units = units_of(scheme)
    if organised_by(officer).filter(pk=scheme.pk).exists():
        return units
    mine = set(agencies_where(officer, Permission.READ_DUTIES).values_list("pk", flat=True))
    return [one for one in units if one.pk in mine]


def indicator_of(scheme: Scheme, number: int) -> SchemeIndicator | None:
    """An indicator by its number in the scheme."""
    return scheme.indicators.select_related("scheme__agency").filter(number=number).first()


def objections_for(officer: Officer, scheme: Scheme) -> QuerySet[Objection]:
    """The objections of the units that the officer may see; those that wait for a decision first."""
    units = units_for(officer, scheme)
    found = Objection.objects.filter(indicator__scheme=scheme, agency__in=units)
    return found.select_related("agency", "indicator__scheme__agency").order_by("decided_at", "id")


def objection_for(officer: Officer, number: int) -> Objection | None:
    """An objection that the officer may decide, by its number."""
    reach = agencies_where(officer, Permission.ASSESS)
    rows = Objection.objects.filter(indicator__scheme__agency__in=reach)
    return rows.select_related("agency", "indicator__scheme__agency").filter(pk=number).first()


def schemes() -> QuerySet[Scheme]:
    """Every scheme, for the command line."""
    return Scheme.objects.select_related("agency")


def published() -> QuerySet[Scheme]:
    """The schemes whose results everybody may see, the newest first."""
    return Scheme.objects.filter(published_at__isnull=False).select_related("agency")


def published_scheme(code: str) -> Scheme | None:
    """One of them by its code."""
    return named(published(), code)


def is_ranked(scheme: Scheme) -> bool:
    """Whether the agency's pack wants units ordered by their results; the rule is that it does not."""
    return pack_for(scheme.agency).setting(RANKING, on=today()).value is True


def named(schemes: QuerySet[Scheme], code: str) -> Scheme | None:
    """The scheme of this code among these."""
    slug, _dash, year = code.rpartition("-")
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        return None
    return schemes.filter(agency__slug=slug, year=int(year)).first()


def in_shown_order(scheme: Scheme, found: Sequence[Standing]) -> list[Standing]:
    """As agencies stand in the tree; by result only where the pack wants a ranking."""
    if not is_ranked(scheme):
        return list(found)
    return sorted(found, key=lambda one: -(one.result.score or 0))
