"""Reading documents: the only door for the faces. What is not live is found by permission alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext_lazy as _

from gongkai.affairs.documents.elements import not_on_carrier
from gongkai.affairs.documents.endings import Shows
from gongkai.affairs.documents.kinds import kinds
from gongkai.affairs.documents.marks import Mark, marks, shows, veil
from gongkai.affairs.documents.models import (
    OUT,
    Document,
    Edition,
    Ending,
    PriorConsultation,
    PublicCopy,
    Relation,
    RelationType,
    State,
)
from gongkai.affairs.documents.package import consultation_of
from gongkai.affairs.documents.validity import as_column, set_days, with_days
from gongkai.affairs.documents.validity import validity as validity
from gongkai.engines.agencies.models import Agency, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where
from gongkai.kernel.hanzi.titles import within

VALIDITY = {
    "current": _("现行有效"),
    "not_yet": _("尚未施行"),
    "lapsed": _("已失效"),
    "repealed": _("已废止"),
}


def live() -> QuerySet[Edition]:
    """All live editions with document and agency, newest publication first; public."""
    found = Edition.objects.filter(state=State.LIVE).select_related("document__agency")
    return with_days(found).order_by("-document__published_on", "-document_id")


def listed(
    *,
    agency: Agency | None = None,
    kind: str = "",
    topic: str = "",
    year: int | None = None,
    code: str = "",
    seq: int | None = None,
) -> QuerySet[Edition]:
    """Live editions narrowed down; `code`, `year` and `seq` are also the parts of a document number."""
    found = live()
    if agency is not None:
        found = found.filter(document__agency=agency)
    if kind:
        found = found.filter(document__kind=kind)
    if topic:
        found = found.filter(document__topic_rows__topic=topic)
    if year is not None:
        found = found.filter(Q(document__published_on__year=year) | Q(document__number_year=year))
    if code:
        found = found.filter(document__number_code=code)
    if seq is not None:
        found = found.filter(document__number_seq=seq)
    return found


@dataclass(frozen=True)
class Page:
    """Everything that the page of one document shows."""

    document: Document
    edition: Edition  # the live one, or the withdrawn one whose notice is shown
    validity: str
    topics: list[str]
    attachments: list[PublicCopy]  # never the originals
    relations: list[Relation]
    incoming: list[Edition]  # live documents that speak of this one; `.relation_type` says how
    history: list[Edition]
    marks: list[Mark]  # what befell it since, and what is announced
    shows: Shows  # how much of it may be seen; what may not is not here either
    warning: str  # why it must not be relied on although it stands here; mostly empty
    consultation: PriorConsultation | None  # how the public was asked about it, and what came of that

    @property
    def withdrawn(self) -> bool:
        return self.edition.state == State.WITHDRAWN


def page(index_number: str, *, number: int | None = None) -> Page | None:
    """The public page of a document, or of one of its earlier editions; None when there is none."""
    history = list(
        Edition.objects.filter(document__index_number=index_number, state__in=OUT)
        .select_related("document__agency")
        .order_by("number")
    )
    if not history:
        return None
    chosen = next((one for one in history if one.number == number), None) if number else history[-1]
    if chosen is None:
        return None
    document = chosen.document
    for one in history:
        one.document = document
    there = _there(chosen)
    incoming = _incoming(document) if there.incoming else []
    noted = _noted(document) if there.noted else []
    set_days(chosen, _repealed_by(incoming), noted)
    how = shows(history, chosen, noted)
    if how != "text":
        veil(document, history, how)
    return Page(
        document=document,
        edition=chosen,
        validity=validity(chosen),
        topics=list(document.topic_rows.order_by("id").values_list("topic", flat=True)),
        attachments=_copies(chosen) if how == "text" and there.files else [],
        relations=outgoing([document.pk]) if there.relations and how != "notice" else [],
        incoming=incoming if how != "notice" else [],
        history=history,
        marks=marks(document, chosen, incoming, noted),
        shows=how,
        warning=not_on_carrier(document) if how == "text" else "",
        consultation=consultation_of(document) if how == "text" and there.consulted else None,
    )


class _There(NamedTuple):
    """Which of the rows around a document there are any of."""

    relations: bool
    incoming: bool
    noted: bool
    files: bool
    consulted: bool


# Plain SQL: most documents have few of these, and to write one question through the ORM takes longer than this.
_ANY = """
SELECT EXISTS (SELECT 1 FROM "document_relation" WHERE "source_id" = %s),
       EXISTS (SELECT 1 FROM "document_relation" WHERE "target_id" = %s),
       EXISTS (SELECT 1 FROM "document_ending" WHERE "document_id" = %s AND "reversed_at" IS NULL),
       EXISTS (SELECT 1 FROM "attachment" WHERE "edition_id" = %s),
       EXISTS (SELECT 1 FROM "document_consultation" WHERE "document_id" = %s AND "exception" = '')
"""


def _there(edition: Edition) -> _There:
    with connection.cursor() as cursor:
        cursor.execute(_ANY, [*[edition.document_id] * 3, edition.pk, edition.document_id])
        return _There(*map(bool, cursor.fetchone()))


def _copies(edition: Edition) -> list[PublicCopy]:
    found = PublicCopy.objects.filter(attachment__edition=edition).defer("text", "body")
    return list(found.order_by("attachment__position", "attachment_id"))


def copies_of(editions: Iterable[Edition]) -> list[PublicCopy]:
    """The public copies of many editions, without their text; their attachments are at hand."""
    found = PublicCopy.objects.filter(attachment__edition__in=editions).select_related("attachment")
    return list(
        found.defer("text", "body", "attachment__text").order_by("attachment__position", "attachment_id")
    )


def _noted(document: Document) -> list[Ending]:
    """What was noted of it and not reversed; `.live_title` is that of the document here that brought it about."""
    title = Edition.objects.filter(state=State.LIVE, document=OuterRef("by_document")).values("title")[:1]
    found = document.endings.filter(reversed_at=None).select_related("by_document")
    return list(found.annotate(live_title=Subquery(title)))


def _repealed_by(incoming: Sequence[Edition]) -> date | None:
    """The first day on which a live document that repeals this one has taken effect."""
    repealing = [e.document for e in incoming if e.relation_type == RelationType.REPEALS]  # type: ignore[attr-defined]
    days = [source.effective_on or source.published_on for source in repealing]
    return min((day for day in days if day), default=None)


def _incoming(document: Document) -> list[Edition]:
    """Live documents that speak of this one; `.relation_type` says how. Their texts are left where they are."""
    return list(
        Edition.objects.filter(
            state=State.LIVE, document__relations__target=document, document__relations__claimed=False
        )
        .annotate(relation_type=F("document__relations__type"))
        .select_related("document")
        .defer("body", "text")
        .order_by("document__published_on", "id")
    )


def outgoing(documents: Sequence[int]) -> list[Relation]:
    """What these documents, by key, say of others; one that stands here has the title of its live edition, or none."""
    title = Edition.objects.filter(state=State.LIVE, document=OuterRef("target")).values("title")[:1]
    found = Relation.objects.filter(source__in=documents).select_related("target").order_by("id")
    relations: list[Relation] = list(found.annotate(live_title=Subquery(title)))
    for relation in relations:
        if relation.target_id:
            relation.target_title = relation.live_title or ""  # type: ignore[attr-defined]  # annotated
    return relations


def public_attachment(index_number: str, sha256: str) -> PublicCopy | None:
    """The public copy, with this hash, of an attachment of a live or superseded edition; none once that edition or
    a later one was withdrawn, for then the page shows a notice only (`marks.shows`)."""
    withdrawn = Edition.objects.filter(
        document=OuterRef("attachment__edition__document"),
        state=State.WITHDRAWN,
        number__gte=OuterRef("attachment__edition__number"),
    )
    return PublicCopy.objects.filter(
        ~Exists(withdrawn),
        attachment__edition__document__index_number=index_number,
        attachment__edition__state__in=[State.LIVE, State.SUPERSEDED],
        sha256=sha256,
    ).first()


def editions_for(officer: Officer) -> QuerySet[Edition]:
    """Every edition of the agencies whose drafts the officer may read."""
    reach = agencies_where(officer, Permission.READ_DRAFTS)
    return (
        Edition.objects.filter(document__agency__in=reach)
        .select_related("document__agency")
        .order_by("-drafted_at")
    )


@dataclass(frozen=True)
class Selection:
    """What a list of documents is narrowed down to; an empty field narrows nothing.

    `agency`, `kind`, `topic` are slugs, `year` the year of publication, `validity` a key of `VALIDITY`.
    `code`, `number_year` and `seq` are the three parts of a document number.
    """

    agency: str = ""
    kind: str = ""
    topic: str = ""
    year: int | None = None
    validity: str = ""
    code: str = ""
    number_year: int | None = None
    seq: int | None = None


FACETS = ("kind", "agency", "topic", "year", "validity")
_FACET_FIELDS = {
    "kind": "document__kind",
    "agency": "document__agency__slug",
    "topic": "document__topic_rows__topic",
    "year": "document__published_on__year",
    "validity": "validity_now",
}


def select(selection: Selection, *, without: str = "") -> QuerySet[Edition]:
    """The live editions of a selection, newest publication first; `without` leaves one facet out of it."""
    fields = {
        "document__agency__slug": selection.agency if without != "agency" else "",
        "document__kind": selection.kind if without != "kind" else "",
        "document__topic_rows__topic": selection.topic if without != "topic" else "",
        "document__published_on__year": selection.year if without != "year" else None,
        "document__number_code": selection.code,
        "document__number_year": selection.number_year,
        "document__number_seq": selection.seq,
    }
    found = live().filter(**{name: value for name, value in fields.items() if value not in ("", None)})
    if selection.validity and without != "validity":
        found = as_column(found).filter(validity_now=selection.validity)
    return found


def facets(selection: Selection) -> dict[str, list[tuple[str, int]]]:
    """For each facet its values with their numbers, as they would be without that facet's own choice."""
    return {name: facet(name, selection) for name in FACETS}


def facet(name: str, selection: Selection) -> list[tuple[str, int]]:
    """The values of one facet with their numbers, most first; years newest first.

    Documents of which no validity can be said are left out of that one.
    """
    found = select(selection, without=name)
    if name == "validity":
        found = as_column(found).exclude(validity_now="")
    field = _FACET_FIELDS[name]
    rows = list(found.order_by().exclude(**{field: None}).values_list(field).annotate(n=Count("id")))
    if name == "year":
        rows.sort(reverse=True)
    else:
        rows.sort(key=lambda row: (-row[1], str(row[0])))
    return [(str(value), n) for value, n in rows]


def newest(kind_slugs: Sequence[str], limit: int) -> list[Edition]:
    """The newest live editions of these kinds."""
    return list(live().filter(document__kind__in=kind_slugs)[:limit])


def by_index_numbers(index_numbers: Sequence[str]) -> list[Edition]:
    """The live editions of these documents, in the order given; what is not live is left out."""
    if not index_numbers:
        return []
    found = {e.document.index_number: e for e in live().filter(document__index_number__in=index_numbers)}
    return [found[number] for number in index_numbers if number in found]


def public_since(index_number: str) -> date | None:
    """The day since which this document is public; None for one that is not live."""
    found = Edition.objects.filter(state=State.LIVE, document__index_number=index_number)
    return found.values_list("document__published_on", flat=True).first()


def with_words_in_title(words: Sequence[str]) -> QuerySet[Edition]:
    """Live editions whose title or number holds every word: the plain search while there is no index."""
    found = live()
    for word in words:
        found = found.filter(Q(title__icontains=word) | Q(document__doc_number__icontains=word))
    return found


def counts_by_kind(agency: Agency | None = None) -> dict[str, tuple[int, date | None]]:
    """For each kind that has live documents: how many, and the day of the newest; kinds in their order."""
    found = live() if agency is None else live().filter(document__agency=agency)
    rows = (
        found.order_by()
        .values_list("document__kind")
        .annotate(n=Count("id"), newest=Max("document__published_on"))
    )
    counted = {kind: (n, newest) for kind, n, newest in rows}
    return {kind: counted[kind] for kind in kinds() if kind in counted}


def counts_by_agency() -> dict[str, int]:
    """The number of live documents of each agency that has any, by slug."""
    rows = live().order_by().values_list("document__agency__slug").annotate(n=Count("id"))
    return dict(rows)


def counts_by_month(since: date) -> dict[date, int]:
    """The number of documents first published in each month from `since` on, by its first day."""
    rows = (
        live()
        .order_by()
        .filter(document__published_on__gte=since)
        .annotate(month=TruncMonth("document__published_on"))
        .values_list("month")
        .annotate(n=Count("id"))
    )
    return dict(rows)


def addresses(start: int, stop: int) -> list[tuple[str, datetime | None]]:
    """Index number and last publication of the live documents from `start` up to `stop`, oldest first."""
    found = live().order_by("document_id").values_list("document__index_number", "published_at")
    return list(found[start:stop])


def in_order(found: QuerySet[Edition], fields: Sequence[str]) -> QuerySet[Edition]:
    """The same editions in another order; those without the first field stand last."""
    first, *rest = fields
    column = F(first.removeprefix("-"))
    ordering = column.desc(nulls_last=True) if first.startswith("-") else column.asc(nulls_last=True)
    return found.order_by(ordering, *rest)


def live_total() -> int:
    """How many documents are live."""
    return Edition.objects.filter(state=State.LIVE).count()


def titles(index_numbers: Sequence[str]) -> dict[str, str]:
    """The titles of live documents, between 《 and 》, by index number."""
    return {e.document.index_number: f"《{within(e.title)}》" for e in by_index_numbers(index_numbers)}
