"""News 动态: what happened in public is told to whoever follows it, once.

The packages that own the matter say which events are news, what they tell and who is concerned
(`gongkai/wiring.py` registers them). A line of news follows the ledger and keeps a mark how far it has come: a batch
reads events, leaves letters in the outbox and moves its mark in one transaction under the ledger's lock, so a worker
may die anywhere and two may run. A line that asks the search index goes no further than the index has come.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import QuerySet

from gongkai.engines.ledger import outbox
from gongkai.engines.ledger.actions import hold
from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import events, head
from gongkai.engines.notices.models import Mark
from gongkai.engines.notices.subscription import Subscription

# No more than the index hands out on one page.
BATCH = 100
CHANNEL = "subscriber_news"


@dataclass(frozen=True)
class Item:
    """One piece of news: of which thing, after which event, what in words, and the full address of its page."""

    seq: int
    identifier: str
    title: str
    words: str
    url: str


# Which of these identifiers a subscription is about.
Concerns = Callable[[str, Sequence[str]], Collection[str]]


@dataclass(frozen=True)
class Line:
    """News of one origin. kinds: what can be followed there, each with what tells whom an item concerns.

    reach: the number of the event up to which the questions of `kinds` are answered truly.
    """

    name: str
    verbs: Collection[str]
    items: Callable[[Sequence[Event]], Sequence[Item]]
    kinds: Mapping[str, Concerns]
    reach: Callable[[], int] = head


_lines: dict[str, Line] = {}


def register_news(line: Line) -> None:
    """Let this line tell its news. Registering it again changes nothing."""
    _lines[line.name] = line


def kinds() -> set[str]:
    """What can be followed."""
    return {kind for line in _lines.values() for kind in line.kinds}


def tell_news(*, stop: Callable[[], bool] = lambda: False) -> int:
    """Tell what has happened since the last time; returns how many letters were left in the outbox."""
    told = 0
    for line in _lines.values():
        while not stop() and _waiting(line):
            told += _batch(line)
    return told


def _waiting(line: Line) -> bool:
    mark = Mark.objects.filter(name=_name(line)).first()
    return mark is None or mark.number < line.reach()


@transaction.atomic
def _batch(line: Line) -> int:
    hold()
    reach = line.reach()
    # The first time nobody follows anything yet: what happened before is no news.
    mark, _ = Mark.objects.get_or_create(name=_name(line), defaults={"number": reach})
    rows = Subscription.objects.filter(kind__in=line.kinds, since__isnull=False).order_by("pk")
    happened = list(
        events(after=mark.number, public_only=True).filter(seq__lte=reach, verb__in=line.verbs)[:BATCH]
    )
    letters: dict[str, dict[str, object]] = {}
    if happened and rows.exists():
        letters = _letters(line, line.items(happened), rows)
    for digest, letter in letters.items():
        outbox.put(happened[-1], channel=CHANNEL, target=digest, body=json.dumps(letter, ensure_ascii=False))
    mark.number = happened[-1].seq if len(happened) == BATCH else max(reach, mark.number)
    mark.save(update_fields=["number"])
    return len(letters)


def _letters(line: Line, items: Sequence[Item], rows: QuerySet[Subscription]) -> dict[str, dict[str, object]]:
    """For each address, by its digest, the items it is told of and the subscriptions that they come from."""
    identifiers = sorted({item.identifier for item in items})
    found: dict[str, tuple[dict[int, Item], list[int]]] = defaultdict(lambda: ({}, []))
    # Many follow the same, so it is asked once what concerns them.
    for kind, about in rows.order_by("kind", "about").values_list("kind", "about").distinct():
        concerned = line.kinds[kind](about, identifiers) if identifiers else ()
        placed = {place: item for place, item in enumerate(items) if item.identifier in concerned}
        for row in rows.filter(kind=kind, about=about) if placed else ():
            assert row.since is not None
            new = {place: item for place, item in placed.items() if item.seq > row.since}
            if new:
                told, subscriptions = found[row.digest]
                told.update(new)
                subscriptions.append(row.pk)
    return {
        digest: {"items": [asdict(told[place]) for place in sorted(told)], "subscriptions": subscriptions}
        for digest, (told, subscriptions) in found.items()
    }


def _name(line: Line) -> str:
    return f"news {line.name}"
