"""Reading documents: the only door for the faces. What is not live is found by permission alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Count, Exists, F, Max, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext_lazy as _

from gongkai.affairs.documents.kinds import kinds
from gongkai.affairs.documents.models import (
    Attachment,
    Document,
    DocumentTopic,
    Edition,
    Relation,
    RelationType,
    State,
)
from gongkai.engines.agencies.models import Agency, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where
from gongkai.kernel.clock import today

VALIDITY = {
    "current": _("现行有效"),
    "not_yet": _("尚未施行"),
    "lapsed": _("已失效"),
    "repealed": _("已废止"),
}


def live() -> QuerySet[Edition]:
    """All live editions with document and agency, newest publication first; public."""
    repealing = Relation.objects.filter(
        type=RelationType.REPEALS,
        target=OuterRef("document"),
        source__editions__state=State.LIVE,
    )
    return (
        Edition.objects.filter(state=State.LIVE)
        .select_related("document__agency")
        .annotate(repealed=Exists(repealing))
        .order_by("-document__published_on", "-document_id")
    )


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


def validity(edition: Edition, on: date | None = None) -> str:
    """`current`, `not_yet`, `lapsed` or `repealed`; empty for kinds of which none can be said.

    `edition` comes from `live`, which knows whether a live document repeals it.
    """
    document = edition.document
    if not kinds()[document.kind].has_validity:
        return ""
    day = on or today()
    if getattr(edition, "repealed", False):
        return "repealed"
    if document.expires_on and document.expires_on < day:
        return "lapsed"
    if document.effective_on and document.effective_on > day:
        return "not_yet"
    return "current"


@dataclass(frozen=True)
class Page:
    """Everything that the page of one document shows."""

    document: Document
    edition: Edition  # the live one, or the withdrawn one whose notice is shown
    validity: str
    topics: list[str]
    attachments: list[Attachment]
    relations: list[Relation]
    incoming: list[Edition]  # live documents that speak of this one; `.relation_type` says how
    history: list[Edition]

    @property
    def withdrawn(self) -> bool:
        return self.edition.state == State.WITHDRAWN


def page(index_number: str, *, number: int | None = None) -> Page | None:
    """The public page of a document, or of one of its earlier editions; None when there is none."""
    out = Edition.objects.exclude(state=State.DRAFT).order_by("number")
    document = (
        Document.objects.select_related("agency")
        .prefetch_related(
            Prefetch("editions", out, to_attr="out"),
            Prefetch("topic_rows", DocumentTopic.objects.order_by("id")),
            Prefetch("relations", Relation.objects.select_related("target"), to_attr="outgoing"),
        )
        .filter(index_number=index_number)
        .first()
    )
    history: list[Edition] = getattr(document, "out", [])
    if document is None or not history:
        return None
    chosen = next((one for one in history if one.number == number), None) if number else history[-1]
    if chosen is None:
        return None
    for one in history:
        one.document = document
    incoming = _incoming(document)
    chosen.repealed = any(e.relation_type == RelationType.REPEALS for e in incoming)  # type: ignore[attr-defined]
    relations: list[Relation] = getattr(document, "outgoing", [])
    _title_targets(relations)
    return Page(
        document=document,
        edition=chosen,
        validity=validity(chosen),
        topics=[row.topic for row in document.topic_rows.all()],
        attachments=[] if chosen.state == State.WITHDRAWN else list(chosen.attachments.all()),
        relations=relations,
        incoming=incoming,
        history=history,
    )


def _incoming(document: Document) -> list[Edition]:
    """Live documents that speak of this one; `.relation_type` says how."""
    return list(
        Edition.objects.filter(state=State.LIVE, document__relations__target=document)
        .annotate(relation_type=F("document__relations__type"))
        .select_related("document__agency")
        .order_by("document__published_on", "id")
    )


def _title_targets(relations: Sequence[Relation]) -> None:
    """Give each relation to a document here the title of its live edition, in one query."""
    wanted = [relation.target_id for relation in relations if relation.target_id]
    if not wanted:
        return
    titles = dict(
        Edition.objects.filter(state=State.LIVE, document_id__in=wanted).values_list("document_id", "title")
    )
    for relation in relations:
        if relation.target_id:
            relation.target_title = titles.get(relation.target_id, "")


def public_attachment(index_number: str, sha256: str) -> Attachment | None:
    """An attachment of a live or superseded edition."""
    return (
        Attachment.objects.filter(
            edition__document__index_number=index_number,
            edition__state__in=[State.LIVE, State.SUPERSEDED],
            sha256=sha256,
        )
        .exclude(edition__document__editions__state=State.WITHDRAWN)
        .first()
    )


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
        found = _with_validity(found).filter(validity_now=selection.validity)
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
        found = _with_validity(found).exclude(validity_now="")
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


def _with_validity(found: QuerySet[Edition]) -> QuerySet[Any]:
    """`validity` as a column, by the same rules in the same order."""
    day = today()
    said = [slug for slug, kind in kinds().items() if kind.has_validity]
    return found.annotate(
        validity_now=Case(
            When(~Q(document__kind__in=said), then=Value("")),
            When(repealed=True, then=Value("repealed")),
            When(document__expires_on__lt=day, then=Value("lapsed")),
            When(document__effective_on__gt=day, then=Value("not_yet")),
            default=Value("current"),
        )
    )


def by_index_numbers(index_numbers: Sequence[str]) -> list[Edition]:
    """The live editions of these documents, in the order given; what is not live is left out."""
    found = {e.document.index_number: e for e in live().filter(document__index_number__in=index_numbers)}
    return [found[number] for number in index_numbers if number in found]


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
