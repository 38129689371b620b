"""Recipients 收件人: who holds a role that covers an agency, the nearest holder of each."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db.models import Q

from gongkai.engines.agencies.models import Agency, Grant, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.kernel.clock import today


class Recipients:
    """The officers who can be told about these agencies; read in two queries, however many there are.

    A role tells only whom it lets read duties: nobody is sent what he may not open.
    """

    def __init__(self, slugs: Collection[str], roles: Collection[str]) -> None:
        self._agencies = {one.slug: one for one in Agency.objects.filter(slug__in=slugs)}
        day = today()
        places = {place for one in self._agencies.values() for place in _upwards(one)}
        in_office = Q(since__lte=day) & (Q(until=None) | Q(until__gt=day))
        grants = (
            Grant.objects.filter(in_office, role__in=roles, agency__slug__in=places)
            .filter(Q(officer__until=None) | Q(officer__until__gt=day), officer__user__is_active=True)
            .select_related("officer__user", "agency")
            .order_by("id")
        )
        self._held: Mapping[tuple[str, str], list[Grant]] = defaultdict(list)
        for grant in grants:
            self._held[grant.agency.slug, grant.role].append(grant)

    def of(self, slug: str, roles: Iterable[str]) -> list[Officer]:
        """Whoever holds one of these roles for the agency; of several upwards the nearest to it."""
        agency = self._agencies.get(slug)
        found: dict[int, Officer] = {}
        for role in roles if agency else ():
            assert agency is not None
            for place in _upwards(agency):
                held = [
                    g for g in self._held.get((place, role), ()) if g.gives(Permission.READ_DUTIES, agency)
                ]
                if held:
                    found.update((grant.officer_id, grant.officer) for grant in held)
                    break
        return list(found.values())


def _upwards(agency: Agency) -> list[str]:
    """The slugs of the agency and those above it, itself first."""
    return agency.path.rstrip("/").split("/")[::-1]
