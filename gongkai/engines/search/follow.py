"""Following the ledger 跟进: the index catches up event by event, or is built anew beside the old one."""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

from gongkai.engines.search import damage
from gongkai.engines.search.errors import IndexUnusable, LockBusy
from gongkai.engines.search.shelf import Position, Shelf, read_position
from gongkai.engines.search.sources import Event, Ledger, Source
from gongkai.engines.search.writer import REBUILD_HEAP, Writer

BATCH = 500
Progress = Callable[[int, int], None]

log = logging.getLogger(__name__)


def advance(writer: Writer, ledger: Ledger, sources: Sequence[Source]) -> int:
    """Bring a generation up to the head of the ledger; returns the number of events taken in.

    An entry is loaded as it is now, so taking an event in twice, or late, does no harm.
    """
    position = read_position(writer.folder)
    taken = 0
    while position.sequence != (head := ledger.head()):
        if position.sequence > head:
            raise IndexUnusable("the index is ahead of the ledger")
        events = ledger.events_after(position.sequence, BATCH)
        for source in sources:
            ids = list(dict.fromkeys(i for event in events for i in source.touched(event)))
            writer.delete(source.kind, ids)
            for some in _batches(ids):
                for entry in source.load(some):
                    writer.add(entry)
        position = Position(events[-1].seq, _stamp(events[-1]))
        writer.commit(position)
        taken += len(events)
    return taken


def catch_up(shelf: Shelf, ledger: Ledger, sources: Sequence[Source]) -> int:
    """Bring the current generation up to the head of the ledger; returns the number of events.

    Raises LockBusy when another process follows already, IndexUnusable when a rebuild is needed.
    """
    folder = shelf.current()
    _same_ledger(read_position(folder), ledger)
    if read_position(folder).sequence == ledger.head():
        return 0
    with Writer(folder) as writer:
        return advance(writer, ledger, sources)


def rebuild(
    shelf: Shelf,
    ledger: Ledger,
    sources: Sequence[Source],
    *,
    progress: Progress | None = None,
    unless: Callable[[], bool] = lambda: False,
) -> int:
    """Build a new generation beside the current one and put it in its place; returns its entries.

    Readers go on with the old one until the new one is complete. `progress(done, total)` is called
    after each batch. `unless` is asked once the lock is held: another process may just have done it.
    Raises LockBusy when another process is rebuilding.
    """
    with shelf.rebuilding():
        if unless():
            return 0
        shelf.clear()
        folder = shelf.new_generation()
        start = _position(ledger, ledger.head())
        wanted = [(source, list(source.all_ids())) for source in sources]
        total, done, added = sum(len(ids) for _, ids in wanted), 0, 0
        with Writer(folder, heap=REBUILD_HEAP, threads=2) as writer:
            for source, ids in wanted:
                for some in _batches(ids):
                    for entry in source.load(some):
                        writer.add(entry)
                        added += 1
                    done += len(some)
                    if progress:
                        progress(done, total)
            writer.commit(start)
            advance(writer, ledger, sources)
        shelf.adopt(folder)
        return added


class Follower:
    """The loop that keeps this node's index up with the ledger: one a node, any number may try.

    It holds the writer while it lives. What it cannot use it rebuilds; while another process writes
    or rebuilds it waits and takes over when that one ends.
    """

    def __init__(
        self,
        shelf: Shelf,
        ledger: Ledger,
        sources: Sequence[Source],
        *,
        before_pass: Callable[[], None] = lambda: None,
    ) -> None:
        self._shelf, self._ledger, self._sources = shelf, ledger, sources
        self._before_pass = before_pass
        self._writer: Writer | None = None
        self._verified: Path | None = None

    def run(self, stop: threading.Event, interval: float = 0.2) -> None:
        """Follow until `stop` is set, looking at the ledger every `interval` seconds."""
        wait = interval
        while not stop.wait(wait):
            try:
                self._before_pass()
                self.step()
                wait = interval
            except LockBusy:
                self.release()
                wait = max(interval, 1.0)
            except Exception:
                log.exception("the search index could not follow the ledger; trying again")
                self.release()
                wait = max(interval, 5.0)
        self.release()

    def step(self) -> int:
        """One pass; returns the number of events taken in. Rebuilds an index that cannot be used."""
        try:
            return advance(self._ready(), self._ledger, self._sources)
        except IndexUnusable as error:
            log.warning("rebuilding the search index: %s", error)
            broken = self._folder()
            self.release()
            rebuild(self._shelf, self._ledger, self._sources, unless=lambda: self._folder() != broken)
            return 0

    def release(self) -> None:
        """Give the writer up."""
        writer, self._writer = self._writer, None
        if writer:
            with suppress(IndexUnusable, LockBusy):
                writer.close()

    def _ready(self) -> Writer:
        """The writer of the current generation, after a look for damage and at whose ledger it follows."""
        folder = self._shelf.current()
        if self._writer and self._writer.folder == folder:
            return self._writer
        self.release()
        _same_ledger(read_position(folder), self._ledger)
        self._writer = Writer(folder)
        if self._verified != folder and (damaged := damage.find(folder)):
            raise IndexUnusable(damaged)
        self._verified = folder
        return self._writer

    def _folder(self) -> Path | None:
        with suppress(IndexUnusable):
            return self._shelf.current()
        return None


def _stamp(event: Event) -> str:
    return f"{event.at.timestamp()} {event.verb} {event.subject_kind} {event.subject_id}"


def _position(ledger: Ledger, sequence: int) -> Position:
    """The position of an index that has taken in everything up to an event."""
    events = ledger.events_after(sequence - 1, 1) if sequence else []
    return Position(sequence, _stamp(events[0])) if events else Position()


def _same_ledger(position: Position, ledger: Ledger) -> None:
    """Refuse an index that was built from another database than the one in use now."""
    if position != _position(ledger, position.sequence):
        raise IndexUnusable("the index follows another ledger")


def _batches(ids: Sequence[str]) -> Iterator[list[str]]:
    rest = iter(ids)
    while some := list(islice(rest, BATCH)):
        yield some
