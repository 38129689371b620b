"""Counting 计数: the three tables of an agency and all below it, from rows and from what was typed in.

The report of a government is the sum over itself and every agency below it (条例 art 49); a department's is its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from gongkai.affairs.applications.figures import table3, table4
from gongkai.affairs.documents.elements import KIND
from gongkai.affairs.documents.models import Edition as DocumentEdition
from gongkai.affairs.documents.queries import live
from gongkai.affairs.registers.queries import amounts, counted
from gongkai.engines.agencies.models import Agency, AgencyKind
from gongkai.engines.agencies.queries import below
from gongkai.oversight.reports.form import TABLE2, Number, Place, Tables, add, blank, read
from gongkai.oversight.reports.models import Typed

# Which kinds of agencies draw up a report (条例 art 49; townships where the pack asks for it).
REPORTING = (
    AgencyKind.PROVINCE,
    AgencyKind.CITY,
    AgencyKind.COUNTY,
    AgencyKind.DEPARTMENT,
    AgencyKind.TOWNSHIP,
)
# The rows of table 2 that registers make up (law packs, [register.…] report).
REGISTERED = ("licences", "penalties", "compulsory", "fees")


@dataclass(frozen=True)
class Counted:
    """The figures of a report. typed: places that hold something typed; missing: agencies that have not typed what
    nobody can count; outside: units whose whole tables were typed."""

    tables: Tables
    typed: frozenset[Place]
    missing: tuple[Agency, ...]
    outside: tuple[str, ...]


def typed_rows(agency: Agency) -> tuple[str, ...]:
    """The rows of table 2 that the agency types in: rules 规章 alone, which are made by provinces, cities with
    districts and the departments of provinces (立法法 arts 91, 93); nobody else types any."""
    parent = agency.parent if agency.kind == AgencyKind.DEPARTMENT else None
    makes_rules = agency.kind in {AgencyKind.PROVINCE, AgencyKind.CITY} or (
        parent is not None and parent.kind == AgencyKind.PROVINCE
    )
    return ("rules",) if makes_rules else ()


def units(agency: Agency, year: int) -> QuerySet[Agency]:
    """The agency and all below it that were there in the year."""
    there = Q(opened_on__lte=date(year, 12, 31)) & (Q(closed_on=None) | Q(closed_on__gt=date(year, 1, 1)))
    return below(agency).filter(there).exclude(kind=AgencyKind.OTHER)


def count(agency: Agency, year: int) -> Counted:
    """The tables of the agency and all below it, as everything stands now."""
    members = list(below(agency).exclude(kind=AgencyKind.OTHER))
    tables = system_tables(members, year)
    places: set[Place] = set()
    done, outside = set(), []
    for one in typed(members, year):
        done.add(one.report.agency_id if not one.unit else 0)
        outside += [one.unit] if one.unit else []
        more = read(one.figures)
        add(tables, more)
        places |= _places(more, one)
    owing = units(agency, year).filter(kind__in=REPORTING).order_by("position", "path")
    missing = tuple(unit for unit in owing if unit.pk not in done and typed_rows(unit))
    return Counted(tables, frozenset(places), missing, tuple(sorted(outside)))


def _places(more: Tables, one: Typed) -> set[Place]:
    """Where the typed figures go in: of an agency's own the rows it typed, of a unit outside all but the zeros."""
    return {
        (table, row, column)
        for table, lines in more.items()
        for row, line in lines.items()
        for column, value in line.items()
        if value or (not one.unit and row in one.figures.get(table, {}))
    }


def system_tables(members: Iterable[Agency], year: int) -> Tables:
    """What can be counted from rows: normative documents, records of registers, applications, remedies."""
    members = list(members)
    tables = blank()
    rows = tables["table2"]["normative"]
    for one in normative(members):
        for column in TABLE2["normative"].columns:
            rows[column] += is_in(one, column, year)
    for row in REGISTERED:
        (column,) = TABLE2[row].columns
        tables["table2"][row][column] = figure(row, members, year)
    tables["table3"] = {row: dict(line) for row, line in table3(members, year).items()}
    tables["table4"] = {row: dict(line) for row, line in table4(members, year).items()}
    return tables


def figure(row: str, members: Iterable[Agency], year: int) -> Number:
    """A row of table 2 that registers make up: how many decisions, or how much money in 万元."""
    records = counted(row, members, year)
    if "amount" not in TABLE2[row].columns:
        return records.count()
    return sum(amounts(records).values(), start=Decimal(0)).quantize(Decimal("0.0001"), ROUND_HALF_UP)


def normative(members: Iterable[Agency]) -> QuerySet[DocumentEdition]:
    """The public normative documents of these agencies with `made_on` and the days on which each may have ended."""
    found = live().filter(document__kind=KIND, document__agency__in=list(members))
    return found.annotate(made_on=Coalesce(F("document__issued_on"), F("document__published_on"))).defer(
        "body", "text"
    )


def gone_on(edition: DocumentEdition) -> date | None:
    """The first day on which it was no longer in force, repealed or lapsed."""
    days = [getattr(edition, name) for name in ("repealed_by_other", "repealed_on", "lapsed_on")]
    if expires_on := edition.document.expires_on:
        days.append(expires_on + timedelta(1))
    return min((day for day in days if day), default=None)


def is_in(edition: DocumentEdition, column: str, year: int) -> bool:
    """Whether a normative document is one of those that a column of table 2 counts."""
    made: date = edition.made_on  # type: ignore[attr-defined]
    gone = gone_on(edition)
    if column == "made":
        return made.year == year
    if column == "repealed":
        # One that was gone when it was made counts in the year in which it was made: the stock adds up.
        return gone is not None and max(gone, made).year == year
    last = date(year, 12, 31)
    return made <= last and (gone is None or gone > last)


def typed(members: Iterable[Agency], year: int) -> list[Typed]:
    """What was typed in for the reports of these agencies on a year."""
    found = Typed.objects.filter(report__agency__in=list(members), report__year=year)
    return list(found.select_related("report__agency"))
