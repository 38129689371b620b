"""Keeping the index 索引维护: follow the ledger, catch up once, build anew."""

import threading

from django.db import close_old_connections, connections

from gongkai.engines.search import follow as following
from gongkai.engines.search import local
from gongkai.engines.search.errors import IndexUnusable
from gongkai.engines.search.follow import Follower, Progress


def catch_up() -> int:
    """Take in all events since the last time; returns their number. Rebuilds an unusable index.

    Raises LockBusy when another process writes the index: it will take them in.
    """
    node = local.node()
    try:
        return following.catch_up(node.shelf, node.ledger, node.sources())
    except IndexUnusable:
        return rebuild()


def rebuild(progress: Progress | None = None) -> int:
    """Build the index anew beside the one in use, then swap; returns the number of entries.

    `progress(done, total)` is called after each batch. Raises LockBusy when another process is
    rebuilding already.
    """
    node = local.node()
    return following.rebuild(node.shelf, node.ledger, node.sources(), progress=progress)


def follow(stop: threading.Event, interval: float = 0.2) -> None:
    """Follow the ledger until `stop` is set: the body of the server's indexing thread or process."""
    node = local.node()
    follower = Follower(node.shelf, node.ledger, node.sources(), before_pass=close_old_connections)
    try:
        follower.run(stop, interval)
    finally:
        connections.close_all()
