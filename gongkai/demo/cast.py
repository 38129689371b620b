"""角色: the agencies, people and papers of the story as far as it has been told, and who of them may do what."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zlib import crc32

from django.contrib.auth.hashers import make_password

from gongkai.affairs.documents.models import Document
from gongkai.demo.texts import County
from gongkai.engines.agencies import actions
from gongkai.engines.agencies.models import Agency, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import SYSTEM, holders
from gongkai.kernel.clock import CHINA

# The last day that the story tells of.
END = date(2026, 11, 20)
OFFICE = "zhengfuban"  # of the county's government
# Roles that the openness office and the machine's keeper hold for the whole county, the others for their agency.
COUNTY_WIDE = {"openness_office", "evaluator", "administrator"}


@dataclass(frozen=True)
class Act:
    """One thing that somebody does at a given moment."""

    at: datetime
    do: Callable[[], object]


def moment(day: date, hour: int, key: str) -> datetime:
    """A time within that hour, the same at every telling, not the same for every key."""
    return datetime.combine(day, time(hour), CHINA) + timedelta(minutes=chosen(55, key))


def chosen(among: int, key: str) -> int:
    """A number below `among` that looks like chance, the same at every telling."""
    return crc32(key.encode()) % among


class Cast:
    """Who and what stands in the story; empty until the county has settled."""

    def __init__(self, county: County) -> None:
        self.county = county
        self.agencies: dict[str, Agency] = {}
        self.officers: dict[str, Officer] = {}
        self.documents: dict[str, Document] = {}
        self._known: dict[tuple[Permission, str], Officer] = {}
        self._holders: dict[tuple[Permission, str], list[Officer]] = {}

    def settle(self, password: str) -> None:
        """The agencies open and their people take office."""
        for position, (slug, one) in enumerate(self.county.agencies.items()):
            self.agencies[slug] = actions.open_agency(
                by=SYSTEM,
                slug=slug,
                name=one.name,
                short_name=one.short_name,
                kind=one.kind,
                parent=self.agencies.get(one.parent or ""),
                position=position,
                credit_code=one.credit_code,
                number_code=one.code_word or "",
                aliases=list(one.aliases),
                functions=one.functions,
                principal=" ".join(filter(None, (one.head_title, one.head))),
                address=one.address,
                postcode=one.postcode,
                phone=one.phone,
                hours=one.office_hours,
                email=one.email,
            )
        password_hash = make_password(password)
        for username, person in self.county.people.items():
            officer = actions.appoint(
                by=SYSTEM,
                agency=self.agencies[person.agency],
                username=username,
                name=person.name,
                title=person.title,
                password_hash=password_hash,
            )
            for role in person.roles:
                name, _, slug = role.partition("@")
                place = self.government if name in COUNTY_WIDE else officer.agency
                place = self.agencies[slug] if slug else place
                actions.grant_role(officer, by=SYSTEM, role=name, agency=place)
            self.officers[username] = officer

    @property
    def government(self) -> Agency:
        """The county's government, which stands over all the others that do something in the story."""
        return next(one for one in self.agencies.values() if one.kind == "county")

    def of_kinds(self, kinds: tuple[str, ...]) -> list[Agency]:
        """The agencies of these kinds, in the county's order."""
        return [one for one in self.agencies.values() if one.kind in kinds]

    def with_role(self, role: str, agency: Agency) -> list[Officer]:
        """The people of the agency that the county's list gives this role."""
        people = self.county.people.items()
        return [
            self.officers[name] for name, one in people if one.agency == agency.slug and role in one.roles
        ]

    def who(self, permission: Permission, agency: Agency, first: Officer | None = None) -> Officer:
        """The first named where he may, else one of the agency's people, else anybody who may."""
        if first is not None and first.may(permission, agency):
            return first
        found = self._known.get((permission, agency.slug))
        if found is None:
            may = self._holding(permission, agency)
            found = next((one for one in may if one.agency == agency), may[0])
            self._known[permission, agency.slug] = found
        return found

    def another(self, permission: Permission, agency: Agency, role: str, besides: Collection[str]) -> Officer:
        """Somebody who may and is none of these: of the agency if there is one, and who signs only if nobody else.

        Where a law asks for one more person than the agency has, a colleague of the county's office is entrusted.
        """
        may = [one for one in self._holding(permission, agency) if one.handle not in besides]
        if not may:
            office = self._holding(Permission.READ_DRAFTS, self.agencies[OFFICE])
            chosen = [one for one in office if one.handle not in besides][-1]
            self.entrust(chosen, role, agency)
            return chosen
        signing = permission == Permission.SIGN_DOCUMENTS
        return min(
            may,
            key=lambda one: (
                not signing and one.may(Permission.SIGN_DOCUMENTS, agency),
                one.agency_id != agency.pk,
            ),
        )

    def _holding(self, permission: Permission, agency: Agency) -> list[Officer]:
        """Who may, in the county's order; asked once until somebody is given another role."""
        found = self._holders.get((permission, agency.slug))
        if found is None:
            names = {one.handle for one in holders(permission, agency)}
            found = [officer for name, officer in self.officers.items() if name in names]
            self._holders[permission, agency.slug] = found
        return found

    def entrust(self, officer: Officer, role: str, agency: Agency | None = None) -> None:
        """Let the officer hold one more role, at his agency or another."""
        place = agency or officer.agency
        keeper = self.who(Permission.MANAGE_OFFICERS, place)
        actions.grant_role(officer, by=keeper, role=role, agency=place)
        self._known.clear()
        self._holders.clear()
