"""Rendering 呈现: rows of the documents into the shapes of the answers."""

from collections.abc import Iterable
from typing import Any

from gongkai.affairs.documents import models, official, queries
from gongkai.affairs.documents.marks import Mark
from gongkai.affairs.documents.queries import Page
from gongkai.engines.agencies.models import Agency
from gongkai.faces.api import links, shapes


def agency_ref(agency: Agency) -> shapes.AgencyRef:
    return shapes.AgencyRef(slug=agency.slug, name=agency.name)


def summary_fields(edition: models.Edition, topics: Iterable[str]) -> dict[str, Any]:
    """The fields of a DocumentSummary; `edition` comes from a query that knows what is repealed."""
    document = edition.document
    return {
        "index_number": document.index_number,
        "title": edition.title,
        "url": links.page("portal:document", document.index_number),
        "agency": agency_ref(document.agency),
        "kind": document.kind,
        "topics": list(topics),
        "doc_number": document.doc_number or None,
        "issuers": document.issuers,
        "summary": edition.summary,
        "issued_on": document.issued_on,
        "published_on": document.published_on,
        "effective_on": document.effective_on,
        "expires_on": document.expires_on,
        "validity": queries.validity(edition) or None,
        "edition": edition.number,
        "updated_at": edition.withdrawn_at or edition.published_at,
    }


def summary(edition: models.Edition) -> shapes.DocumentSummary:
    """An edition of a list; its topic rows have been prefetched."""
    return shapes.DocumentSummary(**summary_fields(edition, topics_of(edition)))


def topics_of(edition: models.Edition) -> list[str]:
    return [row.topic for row in edition.document.topic_rows.all()]


def document(page: Page) -> shapes.Document:
    """The whole document, of which a withdrawn one shows its notice only."""
    return shapes.Document(
        **summary_fields(page.edition, page.topics),
        **_text(page),
        relations=relations(page),
        related_by=related_by(page),
        marks=[_mark(one) for one in page.marks],
        editions=[shapes.EditionSummary(**_edition_fields(one)) for one in page.history],
    )


def edition(page: Page) -> shapes.Edition:
    """One edition of a document."""
    return shapes.Edition(
        index_number=page.document.index_number, **_edition_fields(page.edition), **_text(page)
    )


def editions(page: Page) -> shapes.EditionList:
    """The history of a document."""
    return shapes.EditionList(items=[shapes.EditionSummary(**_edition_fields(one)) for one in page.history])


def _edition_fields(one: models.Edition) -> dict[str, Any]:
    return {
        "number": one.number,
        "state": one.state,
        "title": one.title,
        "note": one.note,
        "published_at": one.published_at,
    }


def _text(page: Page) -> dict[str, Any]:
    """Text, files and notice. A withdrawal takes back what every edition said, not the last one alone."""
    withdrawn = next((one for one in page.history if one.state == models.State.WITHDRAWN), None)
    if withdrawn is not None and withdrawn.withdrawn_at is not None:
        notice = shapes.Withdrawal(at=withdrawn.withdrawn_at, reason=withdrawn.withdrawn_reason)
        return {"body": None, "text": None, "attachments": [], "withdrawn": notice}
    return {
        "body": page.edition.body,
        "text": page.edition.text,
        "attachments": [file(page.document, one) for one in page.attachments],
        "withdrawn": None,
    }


def file(document: models.Document, one: models.PublicCopy) -> shapes.File:
    return shapes.File(
        name=one.name,
        url=links.page("attachment", document.index_number, one.sha256, one.name),
        sha256=one.sha256,
        size=one.size,
        media_type=one.media_type,
        versions=[
            links.page("attachment_made", document.index_number, one.sha256, format.extension)
            for format in official.formats_of(one)
        ],
    )


def relations(page: Page) -> list[shapes.Related]:
    """What it says of others. A target that is not public has no title here and must not be told of."""
    return [relation(one) for one in page.relations if one.target_title]


def related_by(page: Page) -> list[shapes.Related]:
    """What other live documents say of it."""
    return [_incoming(one) for one in page.incoming]


def _mark(one: Mark) -> shapes.Mark:
    return shapes.Mark(
        reason=one.reason.slug,
        title=one.reason.mark,
        on=one.on,
        begun=one.begun,
        words=one.words,
        index_number=one.index_number or None,
        by_title=one.title,
        by_number=one.number or None,
    )


def relation(one: models.Relation) -> shapes.Related:
    target = one.target
    return shapes.Related(
        type=one.type,  # type: ignore[arg-type]  # held by the field's choices
        index_number=target.index_number if target else None,
        title=one.target_title,
        doc_number=(target.doc_number if target else one.target_number) or None,
    )


def _incoming(one: models.Edition) -> shapes.Related:
    return shapes.Related(
        type=one.relation_type,  # type: ignore[attr-defined]  # given by queries.page
        index_number=one.document.index_number,
        title=one.title,
        doc_number=one.document.doc_number or None,
    )
