"""Asking the index 检索查询: the only door for the faces. Nothing that is typed raises."""

from collections.abc import Sequence

from gongkai.engines.search import find, local, schema
from gongkai.engines.search.errors import IndexUnusable
from gongkai.engines.search.results import Filters, Hit, Results, Sort
from gongkai.engines.search.schema import key as key
from gongkai.engines.search.shelf import read_position


def search(
    query: str,
    *,
    filters: Filters | None = None,
    within: Sequence[str] = (),
    sort: Sort = "relevance",
    page: int = 1,
    per_page: int = 20,
    facets: Sequence[str] = schema.FACETS,
) -> Results:
    """Search the index; parse.py tells what can be typed.

    `within` are further queries that must hold as well (二次检索). `facets` names those to count, of
    agency, type, topic, year, validity; none is fastest. An empty query lists all that the filters
    leave, newest first. `page` counts from 1; `per_page` is at most 100. Without a usable index the
    results say `unavailable`, and a rebuild has been started.
    """
    found = local.node().ask(
        lambda searcher: find.search(
            searcher,
            query,
            filters=filters,
            within=within,
            sort=sort,
            page=page,
            per_page=per_page,
            facets=facets,
        )
    )
    return Results(unavailable=True) if found is None else found


def suggest(typed: str, *, kinds: Sequence[str] = (), limit: int = 10) -> list[Hit]:
    """Entries whose title (or number) holds what has been typed so far, best first.

    Those that begin with it stand first. Empty without a usable index.
    """
    hits = local.node().ask(lambda searcher: find.suggest(searcher, typed, kinds=kinds, limit=limit))
    return hits or []


def reach() -> int:
    """The number of the last event that the index has taken in; 0 without a usable index."""
    try:
        return read_position(local.node().shelf.current()).sequence
    except IndexUnusable:
        return 0
