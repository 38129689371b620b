"""Reading the ledger."""

import json
from typing import Any

from django.db.models import Max, QuerySet

from gongkai.engines.ledger.models import Event


def head() -> int:
    """The number of the last event; 0 while there is none."""
    last: int | None = Event.objects.aggregate(last=Max("seq"))["last"]
    return last or 0


def last() -> Event | None:
    """The last event."""
    return Event.objects.order_by("-seq").first()


def events_after(seq: int, limit: int = 1000) -> list[Event]:
    """At most `limit` events with a number above `seq`, in order."""
    return list(Event.objects.filter(seq__gt=seq).order_by("seq")[:limit])


def events(*, after: int = 0, public_only: bool = False) -> QuerySet[Event]:
    """Events with a number above `after`, oldest first; narrow it further as needed."""
    found = Event.objects.filter(seq__gt=after).order_by("seq")
    return found.filter(public=True) if public_only else found


def events_of(kind: str, identifier: str) -> QuerySet[Event]:
    """The whole history of one subject, oldest first."""
    return Event.objects.filter(subject_kind=kind, subject_id=identifier).order_by("seq")


def facts_of(event: Event) -> dict[str, Any]:
    """The event's facts as data."""
    facts: dict[str, Any] = json.loads(event.facts)
    return facts
