"""Duties in a list, and a ledger in another: the whole engine without a database."""

import copy
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from gongkai.engines.duties.advance import AHEAD, Found, PeriodKey, advance
from gongkai.engines.duties.book import Book
from gongkai.engines.duties.core import Duty, Happening, Subject
from gongkai.engines.duties.readings import Versioned
from gongkai.kernel.clock import WorkingCalendar, instant


class MemoryShelf:
    """What Shelf asks for, in the plainest way."""

    def __init__(self) -> None:
        self.duties: list[Duty] = []
        self.past: list[Happening] = []

    def _open(self) -> list[Duty]:
        # copies, as from a table: what is not handed back by `change` is lost
        return [copy.deepcopy(duty) for duty in self.duties if duty.closed_at is None]

    def open_of(self, keys: Iterable[Subject]) -> list[Duty]:
        wanted = set(keys)
        return [duty for duty in self._open() if duty.subject in wanted]

    def owed_by(self, agency: str) -> list[Duty]:
        return [duty for duty in self._open() if duty.agency == agency]

    def provisional(self) -> list[Duty]:
        return [duty for duty in self._open() if duty.provisional]

    def period_keys(self, periods: set[str], agency: str | None) -> set[PeriodKey]:
        return {(duty.rule, duty.agency, duty.period) for duty in self.duties if duty.period in periods}

    def earlier(self, subject: Subject, event: Happening) -> Iterator[Happening]:
        return (past for past in list(self.past) if past.subject == subject and past.seq < event.seq)

    def add(self, duty: Duty) -> None:
        assert all(duty.id != other.id for other in self.duties)
        self.duties.append(copy.deepcopy(duty))

    def change(self, duty: Duty) -> None:
        [place] = [n for n, other in enumerate(self.duties) if other.id == duty.id]
        self.duties[place] = copy.deepcopy(duty)


class World:
    """A book, a shelf and a way to tell events; packs are given as lists of rules."""

    def __init__(self, packs: dict[str, list[Versioned]], calendar: WorkingCalendar) -> None:
        self.book = Book(lambda name: packs.get(name, []), lambda: calendar)
        self.shelf = MemoryShelf()
        self.seq = 0

    def tell(self, at: datetime | str, verb: str, subject: Subject, agency: str, /, **facts: Any) -> Found:
        self.seq += 1
        event = Happening(self.seq, instant(at), verb, subject, agency, json.dumps(facts))
        found = advance(self.book, self.shelf, event)
        self.shelf.past.append(event)
        for about, rules, done in found.ahead:
            self.tell(at, AHEAD, about, agency, rules=rules, event=event.seq, at=done.isoformat())
        return found

    def duties(self, rule: str) -> list[Duty]:
        return [duty for duty in self.shelf.duties if duty.rule == rule]
