"""Behind 明细: what a figure of the report counts, one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from gongkai.affairs.applications import figures
from gongkai.affairs.applications.models import Application, Remedy, Result
from gongkai.affairs.applications.queries import applications_for
from gongkai.affairs.registers.models import Record
from gongkai.affairs.registers.queries import amounts, counted
from gongkai.engines.agencies.models import Agency, AgencyKind, Officer
from gongkai.engines.agencies.queries import below
from gongkai.oversight.reports.counting import REGISTERED, figure, is_in, normative, typed
from gongkai.oversight.reports.form import Number, columns, read


@dataclass(frozen=True)
class Source:
    """One thing that a figure counts, or a number of them that was typed in.

    kind: application, remedy, document, record or typed. id: number of the application (of the remedy's, too), index
    number of the document, number of the record of a register; empty for typed figures. label: what it is called
    where that is not its id. on: the day by which it is counted.
    """

    kind: str
    id: str
    title: str
    agency: str
    on: date | None
    value: Number
    label: str = ""


@dataclass(frozen=True)
class Behind:
    """All that a figure counts: what was typed in, then the rows. `hidden`: how many rows the reader may not see;
    `sum`: what the rows come to, where that is not their number."""

    typed: Sequence[Source]
    rows: "QuerySet[Any] | Sequence[Any]"
    hidden: int = 0
    sum: Number | None = None

    @property
    def total(self) -> Number:
        """The figure itself."""
        counted = _size(self.rows) + self.hidden if self.sum is None else self.sum
        return sum((one.value for one in self.typed), start=counted)

    def page(self, start: int, stop: int) -> list[Source]:
        """Some of them, in their order."""
        split = len(self.typed)
        rows = self.rows[max(start - split, 0) : max(stop - split, 0)]
        if isinstance(rows, QuerySet) and rows.model is Record:
            return [*self.typed[start:stop], *_records(rows, with_amounts=self.sum is not None)]
        return [*self.typed[start:stop], *(_source(row) for row in rows)]

    def __len__(self) -> int:
        return len(self.typed) + _size(self.rows)


def behind(agency: Agency, year: int, table: str, row: str, column: str = "total") -> Behind:
    """What a figure of the report of an agency on a year counts now. Raises KeyError for one that the form has not."""
    if column not in columns(table, row):
        raise KeyError(f"Row {row!r} of {table!r} has no column {column!r}.")
    members = list(below(agency).exclude(kind=AgencyKind.OTHER))
    entered = [
        Source("typed", "", one.unit or one.report.agency.name, one.report.agency.name, None, value)
        for one in typed(members, year)
        if (value := read(one.figures)[table][row][column])
    ]
    rows = _rows(members, year, table, row, column)
    return Behind(entered, rows, sum=figure(row, members, year) if column == "amount" else None)


def behind_for(officer: Officer, agency: Agency, year: int, table: str, row: str, column: str) -> Behind:
    """The same without the applications that the officer may not read; they are only numbered."""
    found = behind(agency, year, table, row, column)
    if table == "table2":
        return found
    seen = applications_for(officer).values("pk")
    wanted = {"pk__in": seen} if table == "table3" else {"application__in": seen}
    assert isinstance(found.rows, QuerySet)
    rows = found.rows.filter(**wanted)
    return Behind(found.typed, rows, found.rows.count() - rows.count())


def _rows(
    members: list[Agency], year: int, table: str, row: str, column: str
) -> "QuerySet[Any] | Sequence[Any]":
    if table == "table3":
        found = figures.behind(members, year, row, column).select_related("agency")
        return found.order_by(F("concluded_on").asc(nulls_last=True), "received_on", "pk")
    if table == "table4":
        return _remedies(members, year, row, column)
    if row in REGISTERED:
        return counted(row, members, year)
    if row != "normative":
        return []
    return [one for one in normative(members) if is_in(one, column, year)]


def _remedies(members: list[Agency], year: int, kind: str, column: str) -> QuerySet[Remedy]:
    """Those of `figures.table4`: at hand in the year, by how they ended in it."""
    start, end = date(year, 1, 1), date(year, 12, 31)
    found = Remedy.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=start),
        application__agency__in=members,
        application__is_test=False,
        kind=kind,
        filed_on__lte=end,
    )
    if column == "pending":
        found = found.filter(Q(ended_on=None) | Q(ended_on__gt=end))
    elif column in Result.values:
        found = found.filter(ended_on__lte=end, result=column)
    return found.select_related("application__agency").order_by("filed_on", "pk")


def _records(rows: QuerySet[Record], *, with_amounts: bool) -> list[Source]:
    worth = amounts(rows) if with_amounts else {}
    return [
        Source(
            "record",
            str(row.pk),
            row.title,
            row.agency.short_name,
            row.dated_on,
            worth.get(row.pk, 1),
            row.key,
        )
        for row in rows
    ]


def _source(row: Any) -> Source:
    if isinstance(row, Application):
        agency = row.agency.short_name
        return Source(
            "application", row.number, row.wanted[:80], agency, row.concluded_on or row.received_on, 1
        )
    if isinstance(row, Remedy):
        at = row.application
        return Source(
            "remedy",
            at.number,
            f"{row.get_kind_display()}：{row.body}",
            at.agency.short_name,
            row.filed_on,
            1,
        )
    document = row.document
    return Source("document", document.index_number, row.title, document.agency.short_name, row.made_on, 1)


def _size(rows: "QuerySet[Any] | Sequence[Any]") -> int:
    return rows.count() if isinstance(rows, QuerySet) else len(rows)
