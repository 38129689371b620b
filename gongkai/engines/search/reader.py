"""Reading the index: the newest commit of the current generation, looked for at most every 200 ms."""

import threading
import time
from pathlib import Path

import tantivy

from gongkai.engines.search.errors import IndexUnusable, translated
from gongkai.engines.search.shelf import Shelf, read_position

# A reload costs about a millisecond; five a second are plenty for "visible within one second".
RELOAD_EVERY = 0.2


class Reader:
    """One process's view of the index. Safe to share between threads."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._lock = threading.Lock()
        self._folder: Path | None = None
        self._index: tantivy.Index | None = None
        self._looked = 0.0

    def searcher(self, *, fresh: bool = False) -> tantivy.Searcher:
        """A snapshot to search; `fresh` looks for a newer one at once.

        Raises IndexUnusable when there is none.
        """
        with self._lock:
            if fresh or self._index is None or time.monotonic() - self._looked >= RELOAD_EVERY:
                try:
                    self._look()
                except IndexUnusable:
                    # A swap between reading its name and opening it: one more look finds the new one.
                    self._forget()
                    try:
                        self._look()
                    except IndexUnusable:
                        self._forget()
                        raise
            assert self._index is not None
            with translated():
                return self._index.searcher()

    def _look(self) -> None:
        folder = self._shelf.current()
        with translated():
            if self._index is None or folder != self._folder:
                read_position(folder)
                index = tantivy.Index.open(str(folder))
                index.config_reader("manual")
                self._index, self._folder = index, folder
            self._index.reload()
        self._looked = time.monotonic()

    def _forget(self) -> None:
        self._index = self._folder = None
