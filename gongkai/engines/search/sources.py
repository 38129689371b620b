"""Sources 检索来源: who hands entries to the index, and which events touch them."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from gongkai.engines.search.entry import Entry


class Event(Protocol):
    """What the index needs to know of a ledger event."""

    @property
    def seq(self) -> int: ...
    @property
    def at(self) -> datetime.datetime: ...
    @property
    def verb(self) -> str: ...
    @property
    def subject_kind(self) -> str: ...
    @property
    def subject_id(self) -> str: ...


class Ledger(Protocol):
    """What the index needs of the ledger; the module gongkai.engines.ledger.queries is one.

    Numbers start at 1, have no gap and become visible in their order.
    """

    def head(self) -> int: ...
    def events_after(self, seq: int, limit: int = ..., /) -> Sequence[Event]: ...


Load = Callable[[Sequence[str]], Iterable[Entry]]
AllIds = Callable[[], Iterable[str]]
Touched = Callable[[Event], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of entries: how to load them, which there are, and which ones an event touches."""

    kind: str
    load: Load
    all_ids: AllIds
    touched: Touched


_sources: dict[str, Source] = {}


def register_source(kind: str, load: Load, all_ids: AllIds, touched: Touched | None = None) -> None:
    """Have the entries of a kind searched. Only `gongkai/wiring.py` calls this; again replaces.

    `load` gives the entries for these identifiers as they are now and leaves out what the public may
    not find (any more): what is left out is taken from the index. `all_ids` names all there are.
    `touched` names the entries that an event changes; without it, the subjects of this kind.
    """

    def subject(event: Event) -> Iterable[str]:
        return [event.subject_id] if event.subject_kind == kind else []

    _sources[kind] = Source(kind, load, all_ids, touched or subject)


def registered() -> list[Source]:
    """All sources, in the order of their registration."""
    return list(_sources.values())
