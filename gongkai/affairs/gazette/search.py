"""What the search index learns of the gazette: the entries of published issues, each of its own."""

from collections.abc import Iterable, Iterator, Sequence

from gongkai.affairs.documents.body import plain
from gongkai.affairs.gazette.models import Item, State
from gongkai.affairs.gazette.queries import by_id
from gongkai.engines.search.entry import Entry
from gongkai.engines.search.sources import Event

KIND = "gazette"


def identifiers() -> Iterator[str]:
    """All entries that the public can find."""
    rows = Item.objects.filter(issue__state=State.PUBLISHED).values_list("pk", flat=True)
    return (str(pk) for pk in rows.iterator())


def touched(event: Event) -> list[str]:
    """The entries of the issue, or those that hold the document, that the event speaks of."""
    rows = Item.objects.none()
    if event.subject_kind == "gazette":
        rows = Item.objects.filter(issue__code=event.subject_id)
    elif event.subject_kind == "document":
        rows = Item.objects.filter(edition__document__index_number=event.subject_id)
    return [str(pk) for pk in rows.filter(issue__state=State.PUBLISHED).values_list("pk", flat=True)]


def entries(numbers: Sequence[str]) -> Iterable[Entry]:
    """What stands in print of these; what was withdrawn since is to be forgotten."""
    for item in by_id(numbers):
        edition = item.edition
        yield Entry(
            kind=KIND,
            id=str(item.pk),
            title=item.heading,
            number=edition.document.doc_number if edition else "",
            body=edition.text if edition else plain(item.body),
            agency=(edition.document.agency if edition else item.issue.agency).slug,
            type=item.section,
            year=item.issue.year,
            date=item.issue.dated_on,
        )
