"""The live table as a shelf 现行义务表: read with the mark in one question, written when the step is done."""

from collections.abc import Iterable, Iterator

from gongkai.engines.duties.advance import PeriodKey
from gongkai.engines.duties.core import Duty, Happening, Subject
from gongkai.engines.duties.store import Table, earlier, read_row


class LiveShelf:
    """The table itself: read at once, written when the event's step is done.

    token: the mark's, read together with what is open about the event's subject; None without a mark.
    """

    def __init__(self, table: Table, subject: Subject) -> None:
        self._table, self._subject = table, subject
        self.token, self._rows = table.mark_and_open(subject)
        self.added: list[Duty] = []
        self.changed: list[Duty] = []

    def open_of(self, keys: Iterable[Subject]) -> list[Duty]:
        wanted = list(keys)
        if wanted == [self._subject] and not self.added and not self.changed:
            return [read_row(row) for row in self._rows]
        self.flush()
        return self._table.open_of(wanted)

    def owed_by(self, agency: str) -> list[Duty]:
        self.flush()
        return self._table.owed_by(agency)

    def provisional(self) -> list[Duty]:
        self.flush()
        return self._table.provisional()

    def period_keys(self, periods: set[str], agency: str | None) -> set[PeriodKey]:
        self.flush()
        return self._table.period_keys(periods, agency)

    def earlier(self, subject: Subject, event: Happening) -> Iterator[Happening]:
        return earlier(subject, event)

    def add(self, duty: Duty) -> None:
        self.added.append(duty)

    def change(self, duty: Duty) -> None:
        self.changed.append(duty)

    def flush(self) -> None:
        """Write what was kept so far."""
        if self.added:
            self._table.insert(self.added)
            self.added = []
        if self.changed:
            self._table.update(self.changed)
            self.changed = []
