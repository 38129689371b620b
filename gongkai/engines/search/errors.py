"""What can go wrong with an index 检索异常, and the one place that knows the engine's own errors."""

from collections.abc import Iterator
from contextlib import contextmanager


class IndexUnusable(RuntimeError):
    """The index is missing, of another version, or damaged: it must be rebuilt."""


class LockBusy(RuntimeError):
    """Another process is writing the index, or rebuilding it. That is fine: leave it to it."""


@contextmanager
def translated() -> Iterator[None]:
    """Turn what the engine throws into IndexUnusable or LockBusy.

    A failed check inside the engine arrives as a PanicException, which is no Exception and has no
    name that could be imported.
    """
    try:
        yield
    except (ValueError, OSError) as error:
        if "LockBusy" in str(error):
            raise LockBusy("another process is writing this index") from error
        raise IndexUnusable(f"the index cannot be used: {error}") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise IndexUnusable(f"the index cannot be used: {error}") from error
