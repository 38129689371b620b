"""Reading reports: the only door for the faces. What is not published is found by permission alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q, QuerySet

from gongkai.affairs.documents.models import Edition as DocumentEdition
from gongkai.affairs.documents.queries import live
from gongkai.engines.agencies.models import Agency, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where
from gongkai.engines.duties.law import present_book
from gongkai.engines.duties.models import Duty
from gongkai.engines.duties.queries import Line, lines
from gongkai.kernel.clock import day_of, today
from gongkai.oversight.reports import checks
from gongkai.oversight.reports.behind import behind, behind_for
from gongkai.oversight.reports.counting import REPORTING, count
from gongkai.oversight.reports.form import Place, Tables, read
from gongkai.oversight.reports.models import AnnualReport, Edition
from gongkai.oversight.tasks.models import Record

# The one door for the faces; what stands in rooms behind it is named here too.
__all__ = [
    "Listed", "Shown", "Standing", "behind", "behind_for", "collection", "drafters_of", "edition", "latest",
    "of_edition", "others", "published", "reading_of", "report_for", "reports_for", "shown", "standings",
    "standings_for", "years_for",
]  # fmt: skip

_STEPS = (Permission.DRAFT_REPORTS, Permission.SIGN_DOCUMENTS, Permission.PUBLISH_DOCUMENTS)


@dataclass(frozen=True)
class Shown:
    """A report as it can be shown: as published, or as it would be today. `report` is not saved where nobody opened
    one yet; typed: places of figures that hold something typed."""

    report: AnnualReport
    chapters: Mapping[int, str]
    tables: Tables
    typed: frozenset[Place]
    edition: Edition | None
    missing: tuple[Agency, ...] = ()


@dataclass(frozen=True)
class Listed:
    """A published report in the collection: of this system (edition), or as a document that a record of work names
    (index number)."""

    agency: Agency
    year: int
    published_on: date
    edition: Edition | None = None
    index_number: str = ""


@dataclass(frozen=True)
class Standing:
    """How far the report of an agency is. due: the duty to publish it; None where none is owed."""

    agency: Agency
    report: AnnualReport | None
    published_on: date | None
    index_number: str
    due: Line | None


def published() -> QuerySet[Edition]:
    """The editions before the public, the last of each report only."""
    last = (
        Edition.objects.filter(published_at__isnull=False)
        .order_by()
        .values("report")
        .annotate(last=Max("pk"))
        .values("last")
    )
    return Edition.objects.filter(pk__in=last).select_related("report__agency")


def latest(slug: str, year: int) -> Edition | None:
    """The published report of an agency on a year."""
    return published().filter(report__agency__slug=slug, report__year=year).first()


def edition(slug: str, year: int, number: int) -> Edition | None:
    """An earlier edition that was published, too."""
    found = Edition.objects.filter(published_at__isnull=False).select_related("report__agency")
    return found.filter(report__agency__slug=slug, report__year=year, number=number).first()


def others(found: Edition) -> list[Edition]:
    """The agency's reports on other years, and the other editions of this one, the newest first."""
    same = Edition.objects.filter(report=found.report, published_at__isnull=False).exclude(pk=found.pk)
    elsewhere = published().filter(report__agency=found.report.agency).exclude(report=found.report)
    rows = (same | Edition.objects.filter(pk__in=elsewhere.values("pk"))).select_related("report__agency")
    return list(rows.order_by("-report__year", "-number"))


def reading_of(report: AnnualReport) -> DocumentEdition | None:
    """The live edition of the document that explains a report, while it is public."""
    return live().filter(document=report.reading_id).first() if report.reading_id else None


def shown(agency: Agency, year: int) -> Shown:
    """The published report of an agency on a year; where there is none, what it would be today."""
    if found := latest(agency.slug, year):
        return of_edition(found)
    report = AnnualReport.objects.select_related("agency__parent").filter(agency=agency, year=year).first()
    counted = count(agency, year)
    return Shown(
        report=report or AnnualReport(agency=agency, year=year),
        chapters=checks.texts(report) if report else {},
        tables=counted.tables,
        typed=counted.typed,
        edition=None,
        missing=counted.missing,
    )


def of_edition(found: Edition) -> Shown:
    """An edition as it was signed."""
    return Shown(
        report=found.report,
        chapters={int(number): text for number, text in found.chapters.items()},
        tables=read(found.tables),
        typed=frozenset((table, row, column) for table, row, column in found.typed),
        edition=found,
    )


def collection(*, year: int | None = None, kind: str = "") -> list[Listed]:
    """All published reports of all agencies and years, the newest year first, in the order of the agencies.

    Reports of former years that stand as documents are known by the records that named them.
    """
    editions = published().order_by("report__agency__position", "report__agency__path")
    editions = editions.filter(report__year=year) if year else editions
    found: dict[tuple[int, int], Listed] = {}
    for record in _records():
        of = _year_of(record)
        if of and (year is None or of == year):
            found[(record.agency_id, of)] = Listed(
                record.agency, of, record.on, index_number=record.facts.get("document", "")
            )
    for one in editions:
        at = one.published_at
        assert at is not None
        agency = one.report.agency
        found[(agency.pk, one.report.year)] = Listed(agency, one.report.year, day_of(at), edition=one)
    rows = [one for one in found.values() if not kind or one.agency.kind == kind]
    return sorted(rows, key=lambda one: (-one.year, one.agency.position, one.agency.path))


def reports_for(officer: Officer) -> QuerySet[AnnualReport]:
    """The reports that the officer writes, signs or publishes."""
    return AnnualReport.objects.filter(agency__in=_agencies(officer)).select_related("agency__parent")


def report_for(officer: Officer, code: str) -> AnnualReport | None:
    """One of them by its code; None for any other."""
    slug, _dash, year = code.rpartition("-")
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        return None
    return reports_for(officer).filter(agency__slug=slug, year=int(year)).first()


def drafters_of(officer: Officer) -> QuerySet[Agency]:
    """The agencies whose reports the officer draws up."""
    return agencies_where(officer, Permission.DRAFT_REPORTS).filter(kind__in=REPORTING)


def years_for(officer: Officer) -> list[int]:
    """The years to choose from on the desk: those of the reports there, this one and the last."""
    year = today().year
    found = {*reports_for(officer).order_by().values_list("year", flat=True), year, year - 1}
    return sorted(found, reverse=True)


def standings_for(officer: Officer, year: int) -> list[Standing]:
    """How far the reports on a year are, for each agency that the officer has a part in."""
    return standings(_agencies(officer), year)


def standings(among: QuerySet[Agency], year: int) -> list[Standing]:
    """How far the reports on a year are, in the order of the agencies."""
    there = Q(opened_on__lte=date(year, 12, 31)) & (Q(closed_on=None) | Q(closed_on__gt=today()))
    agencies = list(among.filter(there, kind__in=REPORTING).order_by("position", "path"))
    reports = {
        one.agency_id: one
        for one in AnnualReport.objects.filter(agency__in=agencies, year=year).select_related("agency")
    }
    listed = {one.agency.pk: one for one in collection(year=year)}
    due = _due([one.slug for one in agencies], year)
    return [
        Standing(
            agency=one,
            report=reports.get(one.pk),
            published_on=listed[one.pk].published_on if one.pk in listed else None,
            index_number=listed[one.pk].index_number if one.pk in listed else "",
            due=due.get(one.slug),
        )
        for one in agencies
    ]


def _agencies(officer: Officer) -> QuerySet[Agency]:
    found = Agency.objects.none()
    for permission in _STEPS:
        found = found | agencies_where(officer, permission)
    return found.distinct()


def _due(slugs: list[str], year: int) -> dict[str, Line]:
    """The duty of each agency to publish its report on a year: it falls in the year that follows."""
    rules = {
        rule.id
        for rule in present_book().texts.values()
        for trigger in rule.counts
        if trigger.verb == "report.published" and "annual" in trigger.where.get("report", ())
    }
    found = Duty.objects.filter(rule__in=rules, agency__in=slugs, period=str(year + 1))
    return {line.duty.agency: line for line in lines(found)}


def _records() -> list[Record]:
    found = Record.objects.filter(kind="report", facts__report="annual").select_related("agency")
    return list(found.order_by("on", "id"))


def _year_of(record: Record) -> int | None:
    """The year that a record of a published report names (“2024年”)."""
    digits = str(record.facts.get("period", ""))[:4]
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) == 4 else None
