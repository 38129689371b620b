"""Writing the index: replace, delete, commit. One writer a generation; a second is refused at once."""

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

import tantivy

from gongkai.engines.search import schema
from gongkai.engines.search.entry import Entry
from gongkai.engines.search.errors import translated
from gongkai.engines.search.shelf import Position, write_position

# Bytes the engine may hold before it writes a segment: for following, and for a rebuild.
FOLLOWING_HEAP = 30_000_000
REBUILD_HEAP = 200_000_000


class Writer:
    """The writer of one generation; a context manager. Raises LockBusy when there is another."""

    def __init__(self, folder: Path, *, heap: int = FOLLOWING_HEAP, threads: int = 1) -> None:
        self.folder = folder
        with translated():
            self._writer = tantivy.Index.open(str(folder)).writer(heap, threads)

    def add(self, entry: Entry) -> None:
        """Add an entry that is not in the index yet."""
        with translated():
            self._writer.add_document(schema.document(entry))

    def replace(self, entry: Entry) -> None:
        """Put an entry in the place of its older self, if there is one."""
        self.delete(entry.kind, [entry.id])
        self.add(entry)

    def delete(self, kind: str, ids: Iterable[str]) -> None:
        """Take entries out; those that are not there do not matter."""
        with translated():
            for identifier in ids:
                self._writer.delete_documents_by_term("key", schema.key(kind, identifier))

    def commit(self, position: Position) -> None:
        """Make all of it visible, and note how far the ledger has been followed."""
        with translated():
            self._writer.commit()
        write_position(self.folder, position)

    def close(self) -> None:
        """Let running merges end and free the lock; what was not committed is lost."""
        with translated():
            self._writer.wait_merging_threads()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
