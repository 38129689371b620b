"""Finding agencies and officers; for what is not public, the look-up is the permission check."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.engines.agencies.models import Agency, Delegation, Grant, Officer, User
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


def officers_named(handles: Collection[str]) -> dict[str, str]:
    """User name → name of these officers, also of those who left."""
    named = Officer.objects.filter(user__username__in=handles).order_by()
    return dict(named.values_list("user__username", "name"))


def officers_called(words: str) -> list[Officer]:
    """The officers of today with this user name, else all with this name."""
    at = in_office().select_related("user", "agency")
    return list(at.filter(user__username=words)) or list(at.filter(name=words))


def officers_of(places: QuerySet[Agency]) -> QuerySet[Officer]:
    """The officers of today in these agencies, in the order of the agencies."""
    return in_office().filter(agency__in=places).select_related("user", "agency")


def in_office() -> QuerySet[Officer]:
    """The officers of today."""
    day = today()
    return Officer.objects.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


def account_named(username: str) -> User | None:
    """The account with this user name, letter by letter."""
    return User.objects.filter(username=username).first() if username else None


def officer_of(user: object) -> Officer | None:
    """The officer who may act through this account today; None for anyone else.

    Read once for each account object and day, so once a request.
    """
    if not isinstance(user, User) or not user.is_active:
        return None
    day = today()
    seen: tuple[date, Officer | None] | None = getattr(user, "_officer_seen", None)
    if seen is None or seen[0] != day:
        officer = in_office().select_related("agency").filter(user=user).first()
        if officer:
            officer.user = user
        seen = (day, officer)
        setattr(user, "_officer_seen", seen)  # noqa: B010 - a request's user is a proxy, with a __dict__ of its own
    return seen[1]


def grants_in_force(officer: Officer) -> list[Grant]:
    """The officer's roles today, his own and those lent to him (`delegation`; their `officer` is the lender).

    Read once for each officer object and day, so once a request.
    """
    day = today()
    seen: tuple[date, list[Grant]] | None = officer.__dict__.get("_grants")
    if seen is None or seen[0] != day:
        lent = Delegation.objects.filter(to=officer, since__lte=day, until__gt=day, ended_at=None)
        rows = Grant.objects.filter(Q(officer=officer) | Q(officer__in=lent.values("officer")))
        held = [grant for grant in rows.select_related("agency").order_by("id") if grant.holds_on(day)]
        lenders = {grant.officer_id for grant in held} - {officer.pk}
        present = in_office().select_related("user").in_bulk(lenders) if lenders else {}
        present[officer.pk] = officer
        seen = (day, [grant for grant in held if grant.officer_id in present])
        for grant in seen[1]:
            grant.officer = present[grant.officer_id]
        officer.__dict__["_grants"] = seen
    return seen[1]


def forget_grants(officer: Officer) -> None:
    """Read the officer's roles anew when they are next asked for: whoever changes them calls this."""
    officer.__dict__.pop("_grants", None)


def officer_numbered(number: int) -> Officer | None:
    """The officer of this number, if he may act today; for addresses that carry a proof of their own."""
    officer = Officer.objects.select_related("user").filter(pk=number).first()
    return officer_of(officer.user) if officer else None


def agencies_where(officer: Officer, permission: Permission) -> QuerySet[Agency]:
    """The agencies for which the officer holds this permission today; none is the rule."""
    reach = Q(pk__in=[])
    for grant in grants_in_force(officer):
        role = ROLES.get(grant.role)
        if role is None or permission not in role.permissions:
            continue
        reach |= Q(path__startswith=grant.agency.path) if role.below else Q(pk=grant.agency_id)
    return Agency.objects.filter(reach)


def own_agencies(officer: Officer, permission: Permission) -> QuerySet[Agency]:
    """Of `agencies_where` those at which the role itself was granted: where he works, not what he oversees."""
    at = [
        grant.agency_id
        for grant in grants_in_force(officer)
        if (role := ROLES.get(grant.role)) and permission in role.permissions
    ]
    return Agency.objects.filter(pk__in=at)


def oversees(officer: Officer, permission: Permission) -> bool:
    """Whether `agencies_where` reaches beyond one agency; asked without reading the agencies."""
    grants = [
        (grant, role)
        for grant in grants_in_force(officer)
        if (role := ROLES.get(grant.role)) and permission in role.permissions
    ]
    return any(role.below for _grant, role in grants) or len({grant.agency_id for grant, _ in grants}) > 1


def holders(permission: Permission, agency: Agency) -> list[Officer]:
    """The officers of today who hold this permission for the agency, by a role of theirs or one lent to them."""
    day = today()
    at = Q(since__lte=day) & (Q(until=None) | Q(until__gt=day))
    roles = [key for key, role in ROLES.items() if permission in role.permissions]
    present = in_office().filter(user__is_active=True)
    grants = Grant.objects.filter(at, role__in=roles, officer__in=in_office()).select_related("agency")
    own = {grant.officer_id for grant in grants if grant.gives(permission, agency)}
    lent = Delegation.objects.filter(officer__in=own, since__lte=day, until__gt=day, ended_at=None)
    found = present.filter(Q(pk__in=own) | Q(pk__in=lent.values("to")))
    return list(found.select_related("user", "agency"))


def people_of(agency: Agency) -> list[tuple[Officer, list[str]]]:
    """The officers in office at the agency, and whoever holds a role there, each with the keys of his roles
    at it, in the order of ROLES; those without one last."""
    day = today()
    at = Q(since__lte=day) & (Q(until=None) | Q(until__gt=day))
    held: dict[int, list[str]] = {}
    for grant in Grant.objects.filter(at, agency=agency):
        if grant.role in ROLES:
            held.setdefault(grant.officer_id, []).append(grant.role)
    order = list(ROLES)
    officers = Officer.objects.select_related("user", "agency").filter(
        at, Q(agency=agency) | Q(pk__in=list(held))
    )
    people = [(one, sorted(held.get(one.pk, []), key=order.index)) for one in officers]
    return sorted(people, key=lambda row: (not row[1], [order.index(role) for role in row[1]]))


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
