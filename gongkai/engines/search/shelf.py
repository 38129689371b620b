"""The index folder 索引目录: generations, of which one is current, and the lock of a rebuild.

index/
  CURRENT          the name of the folder in use; replaced in one step
  rebuild.lock     held (flock) by the one process that rebuilds; the kernel frees it at death
  000007/          a tantivy index and position.json: how far in the ledger it has come
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import tantivy

from gongkai.engines.search import schema
from gongkai.engines.search.errors import IndexUnusable, LockBusy, translated


@dataclass(frozen=True, slots=True)
class Position:
    """How far an index has come: the number of the last event in it, and that event's stamp.

    The stamp tells a ledger from another one that happens to be as long.
    """

    sequence: int = 0
    stamp: str = ""


class Shelf:
    """One node's index folder."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def current(self) -> Path:
        """The folder in use. Raises IndexUnusable when there is none."""
        try:
            name = (self.home / "CURRENT").read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise IndexUnusable(f"there is no index in {self.home} yet") from error
        if not name.isascii() or not name.isdigit():
            raise IndexUnusable(f"{self.home / 'CURRENT'} names no generation")
        return self.home / name

    @contextmanager
    def rebuilding(self) -> Iterator[None]:
        """Hold the rebuild lock. Raises LockBusy at once when another holds it."""
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "rebuild.lock").open("ab") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise LockBusy("another process is rebuilding this index") from error
            yield

    def clear(self) -> None:
        """Remove what an interrupted rebuild left. Only for the holder of the rebuild lock."""
        try:
            used = self.current()
        except IndexUnusable:
            used = None
        self._remove_all_but(used)

    def new_generation(self) -> Path:
        """An empty index beside the current one, for the holder of the rebuild lock to fill."""
        last = max((int(folder.name) for folder in self._generations()), default=0)
        folder = self.home / f"{last + 1:06d}"
        folder.mkdir()
        with translated():
            tantivy.Index(schema.build(), path=str(folder), reuse=False)
        return folder

    def adopt(self, folder: Path) -> None:
        """Make a finished generation the current one and remove all others.

        A reader that has an older one open keeps its files until it looks here again.
        """
        replace_file(self.home / "CURRENT", folder.name)
        self._remove_all_but(folder)

    def _remove_all_but(self, used: Path | None) -> None:
        for folder in self._generations():
            if folder != used:
                shutil.rmtree(folder, ignore_errors=True)

    def _generations(self) -> list[Path]:
        return [p for p in self.home.iterdir() if p.name.isascii() and p.name.isdigit()]


def read_position(folder: Path) -> Position:
    """How far a generation has come. Raises IndexUnusable for one of another version, or none."""
    try:
        state = json.loads((folder / "position.json").read_bytes())
        found, position = state["version"], Position(int(state["sequence"]), str(state["stamp"]))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise IndexUnusable(f"{folder} does not say how far it has come") from error
    if found != schema.fingerprint():
        raise IndexUnusable(f"{folder} was built by another version")
    return position


def write_position(folder: Path, position: Position) -> None:
    """Note how far a generation has come.

    Written after the commit: a crash between the two repeats events, which changes nothing.
    """
    state = {"version": schema.fingerprint(), **asdict(position)}
    replace_file(folder / "position.json", json.dumps(state))


def replace_file(path: Path, text: str) -> None:
    """Write a file so that a reader, or a power cut, meets the old text or the new one."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
