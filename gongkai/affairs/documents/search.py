"""What the search index learns of documents."""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Prefetch

from gongkai.affairs.documents.models import Attachment, DocumentTopic, PublicCopy, Relation, RelationType
from gongkai.affairs.documents.queries import live, validity
from gongkai.engines.search.entry import Entry
from gongkai.engines.search.sources import Event


def identifiers() -> Iterator[str]:
    """The index numbers of all documents that the public can find."""
    return live().values_list("document__index_number", flat=True).iterator()


def touched(event: Event) -> list[str]:
    """The document that the event speaks of, and those whose validity hangs on it."""
    if event.subject_kind != "document":
        return []
    repealed = Relation.objects.filter(
        type=RelationType.REPEALS, source__index_number=event.subject_id, target__isnull=False, claimed=False
    )
    return [event.subject_id, *repealed.values_list("target__index_number", flat=True)]


def entries(index_numbers: Sequence[str]) -> Iterable[Entry]:
    """The entries of those documents among these that are live; the rest is to be forgotten."""
    editions = (
        live()
        .filter(document__index_number__in=index_numbers)
        .prefetch_related(
            Prefetch("document__topic_rows", DocumentTopic.objects.order_by("id")),
            Prefetch("attachments", Attachment.objects.only("edition_id")),
            Prefetch("attachments__public_copy", PublicCopy.objects.only("attachment_id", "name", "text")),
        )
    )
    for edition in editions:
        document = edition.document
        day = document.published_on
        yield Entry(
            kind="document",
            id=document.index_number,
            title=edition.title,
            number=document.doc_number,
            summary=edition.summary,
            body=edition.text,
            attachments=[
                f"{one.public_copy.name}\n{one.public_copy.text}"
                for one in edition.attachments.all()
                if hasattr(one, "public_copy")
            ],
            agency=document.agency.slug,
            type=document.kind,
            topics=[row.topic for row in document.topic_rows.all()],
            year=day.year if day else None,
            validity=validity(edition),
            date=day,
        )
