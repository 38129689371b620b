"""Finding agencies and officers; for what is not public, the look-up is the permission check."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.engines.agencies.models import Agency, Grant, Officer, User
from gongkai.engines.agencies.permissions import ROLES, Permission
from gongkai.kernel.clock import today


@dataclass(frozen=True)
class Machine:
    """The system itself, acting for whoever rules the machine it runs on (command line, worker)."""

    handle: str = "system"

    def may(self, permission: Permission, agency: Agency) -> bool:
        """Always: who can start the command line can read the database anyway."""
        return True


SYSTEM = Machine()


def agencies() -> QuerySet[Agency]:
    """All agencies that are open today, in their order; public."""
    return Agency.objects.filter(Q(closed_on=None) | Q(closed_on__gt=today()))


def agency(slug: str) -> Agency:
    """One agency, closed ones included, since their documents stay. Raises Agency.DoesNotExist."""
    return Agency.objects.select_related("parent").get(slug=slug)


def below(root: Agency, *, itself: bool = True) -> QuerySet[Agency]:
    """All agencies under this one, and itself."""
    under = Agency.objects.filter(path__startswith=root.path)
    return under if itself else under.exclude(pk=root.pk)


def find_agency(name: str) -> Agency | None:
    """The agency known by this name, short name or alias; None when none or several are."""
    exact = list(Agency.objects.filter(Q(name=name) | Q(short_name=name))[:2])
    if not exact:
        exact = [one for one in Agency.objects.exclude(aliases=[]) if name in one.aliases]
    return exact[0] if len(exact) == 1 else None


def agencies_named(slugs: Collection[str]) -> dict[str, str]:
    """Slug → short name of these agencies."""
    return dict(Agency.objects.filter(slug__in=slugs).values_list("slug", "short_name"))


def account_named(username: str) -> User | None:
    """The account with this user name, letter by letter."""
    return User.objects.filter(username=username).first() if username else None


def officer_of(user: object) -> Officer | None:
    """The officer who may act through this account today; None for anyone else."""
    if not isinstance(user, User) or not user.is_active:
        return None
    day = today()
    return (
        Officer.objects.select_related("agency", "user")
        .filter(Q(until=None) | Q(until__gt=day), user=user, since__lte=day)
        .first()
    )


def grants_in_force(officer: Officer) -> list[Grant]:
    """The officer's roles today; read once for each officer object and day, so once a request."""
    day = today()
    seen: tuple[date, list[Grant]] | None = officer.__dict__.get("_grants")
    if seen is None or seen[0] != day:
        rows = officer.grants.select_related("agency")
        seen = (day, [grant for grant in rows if grant.holds_on(day)])
        officer.__dict__["_grants"] = seen
    return seen[1]


def agencies_where(officer: Officer, permission: Permission) -> QuerySet[Agency]:
    """The agencies for which the officer holds this permission today; none is the rule."""
    reach = Q(pk__in=[])
    for grant in grants_in_force(officer):
        role = ROLES.get(grant.role)
        if role is None or permission not in role.permissions:
            continue
        reach |= Q(path__startswith=grant.agency.path) if role.below else Q(pk=grant.agency_id)
    return Agency.objects.filter(reach)


def named_in(text: str) -> list[Agency]:
    """The open agencies whose name, short name or alias stands in the text, the longest name first."""
    found = {}
    for one in agencies():
        length = max((len(n) for n in (one.name, one.short_name, *one.aliases) if n and n in text), default=0)
        if length:
            found[one] = length
    return sorted(found, key=lambda one: -found[one])


def all_agencies() -> list[Agency]:
    """Open and closed ones, in their order: the names behind what is published."""
    return list(Agency.objects.all())
