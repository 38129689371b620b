"""One document as a line of a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from gongkai.affairs.documents.kinds import kinds
from gongkai.affairs.documents.models import Edition
from gongkai.affairs.documents.queries import VALIDITY, validity


@dataclass(frozen=True)
class Line:
    """What a list says of a document. `validity` is a key of `VALIDITY`, or empty."""

    number: str
    title: str
    doc_number: str
    agency: str
    agency_slug: str
    kind: str
    kind_slug: str
    day: date | None
    validity: str
    validity_label: str | Promise
    text: str
    summary: str


def lines(editions: Iterable[Edition]) -> list[Line]:
    """The lines of these live editions."""
    return [line(edition) for edition in editions]


def line(edition: Edition) -> Line:
    """The line of one live edition."""
    document = edition.document
    state = validity(edition)
    return Line(
        number=document.index_number,
        title=edition.title,
        doc_number=document.doc_number,
        agency=document.agency.name,
        agency_slug=document.agency.slug,
        kind=kinds()[document.kind].title,
        kind_slug=document.kind,
        day=document.published_on,
        validity=state,
        validity_label=VALIDITY[state] if state else "",
        text=edition.text,
        summary=edition.summary,
    )
