"""This node's index as one asks it 检索节点: readers ask, and what cannot be used is rebuilt once."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import islice
from typing import TypeVar

from tantivy import Searcher

from gongkai.engines.search import damage
from gongkai.engines.search.errors import IndexUnusable, LockBusy
from gongkai.engines.search.follow import rebuild
from gongkai.engines.search.reader import Reader
from gongkai.engines.search.shelf import Shelf
from gongkai.engines.search.sources import Ledger, Source

# So many entries are indexed in about the time a visitor will wait for a page.
SMALL = 3000
# Seconds before a failed rebuild, or a search for damage, is tried again.
PATIENCE = 30.0

Answer = TypeVar("Answer")
log = logging.getLogger(__name__)


class Node:
    """The index of this node, with all that is needed to bring it back."""

    def __init__(
        self,
        shelf: Shelf,
        ledger: Ledger,
        sources: Callable[[], Sequence[Source]],
        *,
        thread_ended: Callable[[], None] = lambda: None,
    ) -> None:
        self.shelf, self.ledger, self.sources = shelf, ledger, sources
        self._reader = Reader(shelf)
        self._thread_ended = thread_ended
        self._not_before = 0.0

    def ask(self, question: Callable[[Searcher], Answer]) -> Answer | None:
        """The answer to a question put to the newest snapshot; None when there is no usable index.

        A small index that is missing is rebuilt first; a large one in the background, by one process.
        """
        try:
            return question(self._reader.searcher())
        except IndexUnusable as error:
            if not self._recover(error):
                return None
        try:
            return question(self._reader.searcher(fresh=True))
        except IndexUnusable:
            # Not the index's fault, then. Looking for damage at every such question would be costly.
            self._not_before = time.monotonic() + PATIENCE
            log.exception("search: the index is sound and still cannot answer")
            return None

    def _recover(self, error: IndexUnusable) -> bool:
        """Whether it is worth asking again."""
        if time.monotonic() < self._not_before:
            return False
        try:
            with self.shelf.rebuilding():
                if self._usable():
                    return True
            log.warning("search: rebuilding, because %s", error)
            count = sum(1 for source in self.sources() for _ in islice(source.all_ids(), SMALL + 1))
            if count <= SMALL:
                rebuild(self.shelf, self.ledger, self.sources(), unless=self._usable)
                return True
        except LockBusy:
            return False
        except (OSError, IndexUnusable):
            log.exception("search: the index cannot be rebuilt")
            self._not_before = time.monotonic() + PATIENCE
            return False
        threading.Thread(target=self._rebuild_apart, name="search-rebuild", daemon=True).start()
        return False

    def _rebuild_apart(self) -> None:
        try:
            with suppress(LockBusy):
                rebuild(self.shelf, self.ledger, self.sources(), unless=self._usable)
        except Exception:
            log.exception("search: the index cannot be rebuilt")
            self._not_before = time.monotonic() + PATIENCE
        finally:
            self._thread_ended()

    def _usable(self) -> bool:
        """Whether the current generation opens and all its files are sound."""
        try:
            self._reader.searcher(fresh=True)
            return not damage.find(self.shelf.current())
        except IndexUnusable:
            return False
