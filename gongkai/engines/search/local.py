"""This process's node 本机检索: the only module here that reads Django's settings and the ledger."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connections

from gongkai.engines.ledger import queries as ledger
from gongkai.engines.search import sources
from gongkai.engines.search.node import Node
from gongkai.engines.search.shelf import Shelf


def node() -> Node:
    """The node whose index stands in `settings.GONGKAI_INDEX_DIR`."""
    return _node(Path(settings.GONGKAI_INDEX_DIR))


@cache
def _node(home: Path) -> Node:
    return Node(Shelf(home), ledger, sources.registered, thread_ended=connections.close_all)
