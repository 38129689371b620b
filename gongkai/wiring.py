"""Wiring 接线: who listens to which event; the only place that says so."""

from gongkai.affairs.documents import search as documents_search
from gongkai.engines.duties import actions as duties
from gongkai.engines.ledger.actions import subscribe
from gongkai.engines.search.sources import register_source


def connect() -> None:
    """Connect every listener and source. Calling it again changes nothing."""
    register_source(
        "document",
        load=documents_search.entries,
        all_ids=documents_search.identifiers,
        touched=documents_search.touched,
    )
    subscribe("*", duties.follow)
