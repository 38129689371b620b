"""Going live 公开生效: an edition takes the place of the one before it, and the ledger is told what is public now."""

from collections.abc import Sequence
from typing import Any

from gongkai.affairs.documents import rights
from gongkai.affairs.documents.models import (
    Document,
    DocumentTopic,
    Edition,
    InterpretationFacts,
    RelationType,
    State,
)
from gongkai.affairs.documents.rows import assign, tell
from gongkai.engines.agencies.models import Actor
from gongkai.engines.screening import covered
from gongkai.kernel.clock import now, today

EDITION_FIELDS = ("title", "body", "summary")


def go_live(edition: Edition, state: str, by: Actor) -> Edition:
    """Make the edition the live one, in the state that the course gave; the caller holds its row."""
    document = edition.document
    document.editions.filter(state=State.LIVE).update(state=State.SUPERSEDED)
    assign(edition, {"state": state, "published_at": now(), "published_by": by.handle, "publish_at": None})
    rights.settle_claims(document)
    if edition.topics is not None:
        set_topics(document, edition.topics)
    if document.published_on is None:
        assign(document, {"published_on": today()})
    if edition.number > 1:
        tell(
            "document.corrected",
            edition,
            by,
            public=True,
            note=covered(edition.note),
            changed=_changed(edition),
        )
        return edition
    tell(
        "document.published",
        edition,
        by,
        public=True,
        title=covered(edition.title),
        kind=document.kind,
        doc_number=document.doc_number,
        issued_on=document.issued_on,
        published_on=document.published_on,
        expires_on=document.expires_on,
        lapsed=bool(document.expires_on and document.expires_on < today()),
        interprets=_targets(document, RelationType.INTERPRETS),
        repeals=_targets(document, RelationType.REPEALS),
        **_interpreter(document),
        # It stood elsewhere before; what is owed for a new document is not owed again.
        taken_over=bool(document.taken_from),
    )
    return edition


def set_topics(document: Document, topics: Sequence[str]) -> None:
    """Make these the topics of the document, and no others."""
    document.topic_rows.exclude(topic__in=topics).delete()
    for topic in topics:
        DocumentTopic.objects.get_or_create(document=document, topic=topic)


def _changed(edition: Edition) -> list[str]:
    """Which of its fields differ from those of the edition before."""
    before = edition.document.editions.filter(number__lt=edition.number).order_by("-number").first()
    names = (*EDITION_FIELDS, "topics") if edition.topics is not None else EDITION_FIELDS
    return [name for name in names if before and getattr(before, name) != getattr(edition, name)]


def _targets(document: Document, type: RelationType) -> list[str]:
    """Index numbers of the documents here to which this one stands in the relation."""
    rows = document.relations.filter(type=type, target__isnull=False, claimed=False)
    return list(rows.values_list("target__index_number", flat=True))


def _interpreter(document: Document) -> dict[str, Any]:
    """Who interprets and how, where that was said."""
    row = InterpretationFacts.objects.filter(document=document).first()
    return {"interpreter": row.interpreter, "forms": row.forms} if row else {}
