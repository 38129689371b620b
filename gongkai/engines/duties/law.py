"""The law that this process goes by 现行法簿: the book, kept in step with the ledger by the mark's token."""

import json
import logging
import threading
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from secrets import token_hex

from django.db import connections

from gongkai.engines.duties.book import LAW_VERBS, Book
from gongkai.engines.duties.models import Mark
from gongkai.engines.duties.readings import Versioned
from gongkai.engines.duties.store import happening
from gongkai.engines.ledger.models import Event
from gongkai.kernel.clock import default_calendar
from gongkai.kernel.law import Pack, PackError, load_pack

log = logging.getLogger(__name__)

# Each thread has a book of its own: nobody reads one that another is changing.
_local = threading.local()


def book_before(seq: int, token: str | None) -> Book:
    """The book as it stands before an event, under the mark's token (None while there is no mark)."""
    held: tuple[str | None, Book] | None = getattr(_local, "held", None)
    return held[1] if held is not None and token is not None and held[0] == token else _load(seq)


def present_book() -> Book:
    """The book as it stands, for whoever reads."""
    # nearly every page and every event asks: by hand this takes a tenth of the time
    with connections[Mark.objects.db].cursor() as cursor:
        cursor.execute("SELECT token FROM duty_mark WHERE id = 1")
        found = cursor.fetchone()
    token: str | None = found[0] if found else None
    book = book_before(2**63 - 1, token)
    _local.held = token, book
    return book


def keep(book: Book, token: str | None, *, changed: bool) -> None:
    """Hold the book; when the event has changed it, under a new token that all others will miss."""
    if changed or token is None:
        token = token_hex(8)
        assert book.ticked is not None, "every step ticks"
        Mark.objects.update_or_create(id=1, defaults={"token": token, "ticked_at": book.ticked})
    _local.held = token, book


def drop() -> None:
    """Forget the book: something went wrong while it was being changed."""
    _local.held = None


def rules_in_files(name: str) -> Sequence[Versioned]:
    """The rules that the files of a pack hold; none, and a line in the log, when they cannot be used."""
    try:
        return starts_of(load_pack(name))
    except PackError as error:
        log.error("The pack %s cannot be used, so no duty is opened under it: %s", name, error)
        return ()


@lru_cache(maxsize=64)
def starts_of(pack: Pack) -> tuple[Versioned, ...]:
    """Every version of every duty rule of a pack, in a fixed order."""
    return tuple(Versioned(rule, rule.version) for rules in pack.duty_history().values() for rule in rules)


def last_fingerprint(verb: str, subject: tuple[str, str]) -> str | None:
    """The fingerprint of the last reading of a pack or the calendar; None when it was never read."""
    last = Event.objects.filter(verb=verb, subject_kind=subject[0], subject_id=subject[1]).last()
    return json.loads(last.facts)["fingerprint"] if last else None


def _load(before: int) -> Book:
    """The book from the ledger's law events."""
    book = Book(rules_in_files, default_calendar)
    for event in law_events(before):
        book.apply(happening(event))
    book.ticked = _ticked()
    book.compile()
    return book


def law_events(before: int) -> Iterable[Event]:
    """The events that make the book, oldest first."""
    return Event.objects.filter(verb__in=LAW_VERBS, seq__lt=before).order_by("seq").iterator()


def _ticked() -> datetime | None:
    mark = Mark.objects.filter(id=1).first()
    return mark.ticked_at if mark else None
