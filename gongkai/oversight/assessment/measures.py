"""Measures 评价依据: what the other tables show of each unit in a span of days, case by case; nothing is typed here.

A measure asks few queries however many units there are. A case was kept or not; one that is not done yet says so.
Only units of the scheme are asked about, and no case carries data of an applicant.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.affairs.documents.findings import READABLE
from gongkai.affairs.documents.models import (
    Document,
    Edition,
    Finding,
    Relation,
    RelationType,
    Resolution,
    State,
)
from gongkai.engines.agencies.models import Agency
from gongkai.engines.duties.book import midnight
from gongkai.engines.duties.core import period_named
from gongkai.engines.duties.law import present_book
from gongkai.engines.duties.models import Duty
from gongkai.kernel.clock import day_of, end_of_day, period_of, periods
from gongkai.oversight.inspection.models import STANDING
from gongkai.oversight.inspection.queries import found_between


@dataclass(frozen=True)
class Case:
    """One thing that was asked of a unit. key: names it within its measure. about: as the ledger names it.

    open: it is not done yet. lost: it was due, and doing it now no longer counts. note: what is said about it besides.
    """

    key: str
    title: str
    on: date
    kept: bool
    about: tuple[str, str] = ("", "")
    open: bool = False
    lost: bool = False
    note: str = ""

    @property
    def can_be_won(self) -> bool:
        """It counts as missed now, and would count as kept once done."""
        return self.open and not self.kept and not self.lost

    def as_data(self) -> dict[str, object]:
        """Plain data for JSON; `case_of` reads it back."""
        return {**vars(self), "on": self.on.isoformat(), "about": list(self.about)}


def case_of(data: Mapping[str, object]) -> Case:
    """The case that wrote this data."""
    about = data["about"]
    assert isinstance(about, list), "written by as_data"
    return Case(
        key=str(data["key"]),
        title=str(data["title"]),
        on=date.fromisoformat(str(data["on"])),
        kept=bool(data["kept"]),
        about=(about[0], about[1]),
        open=bool(data["open"]),
        lost=bool(data["lost"]),
        note=str(data["note"]),
    )


@dataclass(frozen=True)
class Span:
    """The days that are assessed, both included; `until` is not later than today."""

    since: date
    until: date


Cases = dict[int, list[Case]]  # by the primary key of the agency
Measure = Callable[[Sequence[Agency], Span, Sequence[str]], Cases]
POLICIES = ("normative", "policy")


def duties(units: Sequence[Agency], span: Span, of: Sequence[str]) -> Cases:
    """Duties that fell due in the span, under these rules; without any, all that bind (must)."""
    by_slug = {one.slug: one.pk for one in units}
    rows = Duty.objects.filter(
        ~Q(outcome="cancelled"),
        agency__in=by_slug,
        due_at__gte=midnight(span.since),
        due_at__lte=end_of_day(span.until),
    )
    rows = rows.filter(rule__in=of) if of else rows.filter(strength="must")
    found: Cases = defaultdict(list)
    texts = present_book().texts
    for duty in rows.order_by("due_at", "id"):
        if duty.status == "open":
            continue  # due today and not over yet
        assert duty.due_at is not None, "filtered by it"
        found[by_slug[duty.agency]].append(
            Case(
                f"duty:{duty.id}",
                texts[duty.version].title
                + (f"（{duty.subject_id}）" if duty.subject_kind == "application" else ""),
                day_of(duty.due_at),
                kept=duty.status == "met",
                about=("duty", str(duty.id)),
                open=duty.is_open,
                lost=duty.status != "met",
                note=period_named(duty.period).label if duty.period else "",
            )
        )
    return found


def interpretations(units: Sequence[Agency], span: Span, of: Sequence[str]) -> Cases:
    """Policies made here and first published in the span, each with or without a live interpretation."""
    reading = Relation.objects.filter(
        type=RelationType.INTERPRETS, target=OuterRef("document"), source__editions__state=State.LIVE
    )
    rows = (
        _live(units)
        .filter(
            document__kind__in=of or POLICIES,
            document__taken_from="",
            document__published_on__gte=span.since,
            document__published_on__lte=span.until,
        )
        .annotate(is_read=Exists(reading))
        .order_by("document__published_on", "document_id")
    )
    found: Cases = defaultdict(list)
    for edition in rows:
        document = edition.document
        assert document.published_on is not None, "filtered by it"
        found[document.agency_id].append(
            Case(
                f"document:{document.index_number}",
                f"《{edition.title}》",
                document.published_on,
                edition.is_read,
                ("document", document.index_number),
                not edition.is_read,
            )
        )
    return found


def content(units: Sequence[Agency], span: Span, of: Sequence[str]) -> Cases:
    """Quarters of the span, each with or without something newly published by the unit; the last one may still run."""
    rows = Document.objects.filter(
        agency__in=units,
        editions__state__in=READABLE,
        published_on__gte=span.since,
        published_on__lte=span.until,
    )
    if of:
        rows = rows.filter(kind__in=of)
    filled = {
        (agency, str(period_of(day, "quarter")))
        for agency, day in rows.order_by().values_list("agency", "published_on").distinct()
        if day is not None
    }
    found: Cases = defaultdict(list)
    for unit in units:
        for one in periods(span.since, span.until, "quarter"):
            kept = (unit.pk, str(one)) in filled
            if unit.opened_on > one.start or not (kept or one.end <= span.until):
                continue
            found[unit.pk].append(
                Case(f"quarter:{one}", f"{one.label}新公开的内容", min(one.end, span.until), kept)
            )
    return found


def findings(units: Sequence[Agency], span: Span, of: Sequence[str]) -> Cases:
    """Faults that inspections found in the span: kept where mended or rightly explained within the time for it."""
    noted = found_between(units, midnight(span.since), end_of_day(span.until))
    ids = [str(row.pk) for rows in noted.values() for row in rows]
    late = {
        duty.subject_id
        for duty in Duty.objects.filter(subject_kind="inspection_finding", subject_id__in=ids)
        if duty.is_late
    }
    return defaultdict(
        list,
        {
            agency: [
                Case(
                    f"finding:{row.pk}",
                    str(row),
                    day_of(row.found_at),
                    kept=str(row.pk) not in late,
                    about=row.subject,
                    open=row.state in STANDING,
                    lost=str(row.pk) in late,
                    note=str(row.get_state_display()),
                )
                for row in rows
            ]
            for agency, rows in noted.items()
        },
    )


def leaks(units: Sequence[Agency], span: Span, of: Sequence[str]) -> Cases:
    """Public documents in which screening found what must be covered and nobody has settled it; how they stand now."""
    rows = (
        Finding.objects.filter(
            edition__state__in=READABLE,
            edition__document__agency__in=units,
            severity="block",
            resolution=Resolution.OPEN,
            found_at__lte=end_of_day(span.until),
        )
        .select_related("edition__document")
        .order_by("edition__document_id", "id")
    )
    by_document = {row.edition.document.index_number: row for row in rows}
    found: Cases = defaultdict(list)
    for number, row in by_document.items():
        document = row.edition.document
        found[document.agency_id].append(
            Case(
                f"document:{number}",
                f"《{row.edition.title}》",
                day_of(row.found_at),
                kept=False,
                about=("document", number),
                open=True,
            )
        )
    return found


MEASURES: dict[str, Measure] = {
    "duties": duties,
    "interpretations": interpretations,
    "content": content,
    "findings": findings,
    "leaks": leaks,
}


def _live(units: Sequence[Agency]) -> QuerySet[Edition]:
    return Edition.objects.filter(state=State.LIVE, document__agency__in=units).select_related("document")
