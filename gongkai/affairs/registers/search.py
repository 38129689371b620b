"""What the search index learns of registers: the public values of the records that can be read."""

from collections.abc import Iterable, Iterator, Sequence

from gongkai.affairs.registers.queries import published
from gongkai.engines.search.entry import Entry
from gongkai.engines.search.sources import Event

KIND = "register_record"


def identifiers() -> Iterator[str]:
    """All records that the public can find."""
    return (str(pk) for pk in published().order_by().values_list("pk", flat=True).iterator())


def touched(event: Event) -> list[str]:
    """The record that the event speaks of."""
    return [event.subject_id] if event.subject_kind == KIND else []


def entries(numbers: Sequence[str]) -> Iterable[Entry]:
    """What can be read of these; what was withdrawn or is only kept since is to be forgotten."""
    wanted = [int(one) for one in numbers if one.isdecimal()]
    for record in published().filter(pk__in=wanted):
        yield Entry(
            kind=KIND,
            id=str(record.pk),
            title=record.title,
            number=record.key,
            body=record.text,
            agency=record.agency.slug,
            type=record.register,
            year=record.dated_on.year if record.dated_on else None,
            date=record.dated_on,
        )
