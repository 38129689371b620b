"""演示县的机构与人员: reads `county.toml` (place, site, agencies, people) and checks it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gongkai.demo.tables import Table
from gongkai.engines.agencies.permissions import ROLES

COUNTY_FILE = Path(__file__).parent / "county.toml"

AGENCY_KINDS = ("province", "city", "county", "department", "township", "village")


@dataclass(frozen=True, slots=True)
class Site:
    """What every page's meta tags and footer say (国办发〔2017〕47号)."""

    name: str
    owner: str
    operator: str
    domain: str
    id_code: str  # 网站标识码: six digits of the area, four of the series
    icp: str
    police_record: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class Agency:
    """An institution with what 政府信息公开条例 art 20(2) wants shown.

    Village committees number no documents and have no `code_word` (机关代字); the governments above the
    county stand here only as places in the tree and name no head.
    """

    slug: str
    kind: str
    parent: str | None
    name: str
    short_name: str
    aliases: tuple[str, ...]
    code_word: str | None
    credit_code: str
    head: str | None
    head_title: str | None
    address: str
    postcode: str
    phone: str
    email: str
    office_hours: str
    functions: str


@dataclass(frozen=True, slots=True)
class Person:
    """An officer of one agency, with his roles in the work of disclosure (keys of ROLES).

    One that he holds at another agency names it, as in `approver@chengdong`: who reviews and signs for villages, say.
    """

    username: str
    name: str
    agency: str
    title: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class County:
    """The fictional county; agencies stand parents first, lookups are by slug or username."""

    province: str
    city: str
    name: str
    area_code: str
    office_hours: str
    site: Site
    agencies: Mapping[str, Agency]
    people: Mapping[str, Person]


def load_county(path: Path = COUNTY_FILE) -> County:
    """The county of that file; raises TextError naming the file and the key."""
    top = Table.parse(path.name, path.read_text(encoding="utf-8"))
    hours = top.required("office_hours", str)
    site = top.table("site")
    if site is None:
        raise top.fail("site", "give the website's data")
    agencies = top.keyed("agencies", "slug", lambda row, above: _agency(row, above, hours))
    county = County(
        province=top.required("province", str),
        city=top.required("city", str),
        name=top.required("county", str),
        area_code=top.required("area_code", str),
        office_hours=hours,
        site=Site(**{key: site.required(key, str) for key in Site.__slots__}),
        agencies=agencies,
        people=top.keyed("people", "username", lambda row, _: _person(row, agencies)),
    )
    site.done()
    top.done()
    return county


def _parent(row: Table, above: Mapping[str, object]) -> str | None:
    parent = row.optional("parent", str)
    if parent is not None and parent not in above:
        raise row.fail("parent", f"put '{parent}' before this one, or mend its name")
    return parent


def _agency(row: Table, above: Mapping[str, Agency], hours: str) -> Agency:
    return Agency(
        slug=row.required("slug", str),
        kind=row.chosen("kind", AGENCY_KINDS),
        parent=_parent(row, above),
        name=row.required("name", str),
        short_name=row.required("short_name", str),
        aliases=row.words("aliases"),
        code_word=row.optional("code_word", str),
        credit_code=row.required("credit_code", str),
        head=row.optional("head", str),
        head_title=row.optional("head_title", str),
        address=row.required("address", str),
        postcode=row.required("postcode", str),
        phone=row.required("phone", str),
        email=row.required("email", str),
        office_hours=row.optional("office_hours", str) or hours,
        functions=row.required("functions", str),
    )


def _person(row: Table, agencies: Mapping[str, Agency]) -> Person:
    known = [*ROLES, *(f"{role}@{slug}" for role in ROLES for slug in agencies)]
    person = Person(
        username=row.required("username", str),
        name=row.required("name", str),
        agency=row.chosen("agency", agencies),
        title=row.required("title", str),
        roles=row.words("roles", known),
    )
    if not person.roles:
        raise row.fail("roles", f"give at least one of {', '.join(ROLES)}")
    return person
