"""The register of normative documents 行政规范性文件目录: every one, current and former, with all its elements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from gongkai.affairs.documents import elements
from gongkai.affairs.documents.kinds import kinds, topics
from gongkai.affairs.documents.models import (
    Document,
    DocumentTopic,
    Edition,
    Filing,
    Gate,
    NormativeFacts,
    Review,
    Verdict,
)
from gongkai.affairs.documents.queries import VALIDITY, live
from gongkai.affairs.documents.validity import as_column
from gongkai.engines.agencies.models import Agency
from gongkai.engines.duties.packs import pack_for
from gongkai.kernel.clock import Clock, RunningLimit, day_of, deadline_of, instant, today

NAME = "normative_in_force"
_WARNING = "validity_warning"
STATES = {"current": ("current", "not_yet"), "former": ("lapsed", "repealed")}

# The columns of the open list, in order; the first seven elements are those of the law packs.
COLUMNS = {
    "title": _("标题"),
    "doc_number": _("文号"),
    "issuer": _("发布机构"),
    "issued_on": _("成文日期"),
    "published_on": _("公开日期"),
    "effective_on": _("施行日期"),
    "expires_on": _("有效期至"),
    "validity": _("有效性"),
    "classes": _("所属分类"),
    "title_note": _("题注"),
    "registration_number": _("统一登记号"),
    "legality_reviewed_on": _("合法性审查日期"),
    "filings": _("备案"),
    "carrier": _("公布载体"),
    "index_number": _("索引号"),
}


@dataclass(frozen=True)
class Row:
    """A normative document as the register shows it. validity: a key of `queries.VALIDITY`."""

    edition: Edition
    validity: str
    classes: tuple[str, ...]
    title_note: str
    long_term: bool
    registration_number: str
    carrier: str
    carried_on: date | None
    legality_reviewed_on: date | None
    filings: tuple[Filing, ...]


def rows(*, root: Agency | None = None, state: str = "") -> list[Row]:
    """The normative documents of an agency and all below it (of all, without one), newest publication first.

    state: "current" (in force or soon to be), "former" (lapsed or repealed), or empty for both.
    """
    where: dict[str, object] = {}
    if root is not None:
        where["document__agency__path__startswith"] = root.path
    if state:
        where["validity_now__in"] = STATES[state]
    return _rows(**where)


def _rows(**where: object) -> list[Row]:
    found = as_column(live().filter(document__kind=elements.KIND)).prefetch_related(
        Prefetch("document__topic_rows", DocumentTopic.objects.order_by("id")),
        Prefetch("document__filings", Filing.objects.order_by("filed_on", "id")),
        Prefetch("reviews", Review.objects.filter(gate=Gate.LEGALITY, verdict=Verdict.PASSED)),
    )
    editions = list(found.filter(**where).defer("body", "text"))
    facts = {
        row.document_id: row
        for row in NormativeFacts.objects.filter(document__in=[one.document_id for one in editions])
    }
    return [_row(one, facts.get(one.document_id) or NormativeFacts()) for one in editions]


def _row(edition: Edition, facts: NormativeFacts) -> Row:
    document = edition.document
    slugs = [row.topic for row in document.topic_rows.all()]
    reviews = list(edition.reviews.all())
    return Row(
        edition=edition,
        validity=edition.validity_now,  # type: ignore[attr-defined]
        classes=(kinds()[document.kind].title, *(topics()[one].title for one in slugs if one in topics())),
        title_note=elements.title_note(edition, facts.long_term),
        long_term=facts.long_term,
        registration_number=facts.registration_number,
        carrier=facts.carrier,
        carried_on=facts.carried_on,
        legality_reviewed_on=day_of(reviews[-1].at) if reviews else None,
        filings=tuple(document.filings.all()),
    )


def soon_over(found: Sequence[Row]) -> set[int]:
    """Of these rows the keys of the documents whose validity ends within the warning that their agency's law sets."""
    until: dict[int, date] = {}
    for row in found:
        agency = row.edition.document.agency
        if agency.pk not in until:
            until[agency.pk] = _warned_until(agency)
    ending = [row.edition.document for row in found if row.validity in STATES["current"]]
    return {one.pk for one in ending if one.expires_on and one.expires_on <= until[one.agency_id]}


def _warned_until(agency: Agency) -> date:
    law = pack_for(agency).limit(_WARNING, on=today())
    assert isinstance(law.limit, RunningLimit)
    at = deadline_of(Clock(instant(today().isoformat()), law.limit), None).at
    return day_of(at) if at else today()


def row_of(document: Document) -> Row | None:
    """The row of one document; None for what is not live or not normative."""
    return next(iter(_rows(document=document)), None)


def plain_rows(*, root: Agency | None = None, state: str = "") -> list[dict[str, str]]:
    """The same as plain text by the keys of COLUMNS, for CSV and JSON; what is not known is empty."""
    return [plain(row) for row in rows(root=root, state=state)]


def plain(row: Row) -> dict[str, str]:
    """A row as plain text by the keys of COLUMNS; what is not known is empty."""
    document = row.edition.document
    return {
        "title": row.edition.title,
        "doc_number": document.doc_number,
        "issuer": "、".join(document.issuers) or document.agency.name,
        "issued_on": _day(document.issued_on),
        "published_on": _day(document.published_on),
        "effective_on": _day(document.effective_on),
        "expires_on": "长期" if row.long_term else _day(document.expires_on),
        "validity": str(VALIDITY[row.validity]),
        "classes": "、".join(row.classes),
        "title_note": row.title_note,
        "registration_number": row.registration_number,
        "legality_reviewed_on": _day(row.legality_reviewed_on),
        "filings": "；".join(_filing(one) for one in row.filings),
        "carrier": row.carrier,
        "index_number": document.index_number,
    }


def _filing(one: Filing) -> str:
    return f"{one.authority}{f'（{one.number}）' if one.number else ''}{one.filed_on.isoformat()}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
