"""Searching and suggesting in a given snapshot of the index 检索; queries.py is the door to it."""

import time
from collections.abc import Mapping, Sequence

from tantivy import Query, Searcher

from gongkai.engines.search import plan, schema, tokens
from gongkai.engines.search.errors import translated
from gongkai.engines.search.parse import LONGEST_QUERY, Request, parse
from gongkai.engines.search.results import Filters, Hit, Results, Sort

MOST_PER_PAGE = 100
FACET_VALUES = 200


def search(
    searcher: Searcher,
    query: str,
    *,
    filters: Filters | None = None,
    within: Sequence[str] = (),
    sort: Sort = "relevance",
    page: int = 1,
    per_page: int = 20,
    facets: Sequence[str] = schema.FACETS,
) -> Results:
    """Search. An empty query lists all that the filters leave; see queries.search."""
    begun = time.perf_counter()
    filters = filters or Filters()
    request = parse(query, within)
    if not request.terms and not request.blank:
        return Results(cut=request.cut, took=_milliseconds(begun))
    by_date = sort == "date" or all(term.excluded for term in request.terms)
    per_page = min(max(per_page, 1), MOST_PER_PAGE)
    window = (max(page, 1) - 1) * per_page, per_page
    terms, relaxed = _terms(request), False
    with translated():
        wanted = plan.filtered(plan.base(request, scored=not by_date), filters)
        total, hits = _hits(searcher, wanted, *window, by_date)
        counted = plan.base(request, scored=False)
        if not total and (near := plan.near(searcher, request)):
            wider, known = near
            total, hits = _hits(searcher, plan.filtered(wider, filters), *window, by_date=False)
            if total:
                counted, terms, relaxed = wider, known, True
        counts = _count(searcher, counted, filters, facets)
    return Results(
        total=total,
        hits=hits,
        facets=counts,
        terms=terms,
        relaxed=relaxed,
        cut=request.cut,
        took=_milliseconds(begun),
    )


def suggest(searcher: Searcher, typed: str, *, kinds: Sequence[str] = (), limit: int = 10) -> list[Hit]:
    """Entries whose title holds what has been typed so far, those that begin with it first."""
    wanted = tokens.phrase(typed[:LONGEST_QUERY])
    if not wanted:
        return []
    last_is_word = tokens.is_word(wanted[-1][-1])
    beginning = plan.words("title", wanted, at_start=True, open_end=last_is_word)
    anywhere = plan.words("title", wanted, open_end=last_is_word)
    ranked = plan.either([Query.const_score_query(beginning, 1.0), Query.const_score_query(anywhere, 1.0)])
    with translated():
        found = plan.filtered(ranked, Filters(kind=kinds))
        return _hits(searcher, found, 0, min(max(limit, 1), MOST_PER_PAGE), by_date=False)[1]


def _hits(searcher: Searcher, wanted: Query, offset: int, limit: int, by_date: bool) -> tuple[int, list[Hit]]:
    """The number of all hits, and those of one page."""
    beyond = offset >= searcher.num_docs
    found = searcher.search(
        wanted,
        1 if beyond else limit,
        offset=0 if beyond else offset,
        order_by_field="date" if by_date else None,
    )
    rows = [] if beyond else found.hits
    days = searcher.fast_field_values("date", [address for _, address in rows])
    hits = []
    for (score, address), day in zip(rows, days, strict=True):
        kind, identifier = schema.split_key(str(searcher.doc(address).get_first("key")))
        hits.append(Hit(kind, identifier, 0.0 if by_date else float(score), schema.day_of(int(day or 0))))
    return int(found.count), hits  # type: ignore[attr-defined]  # missing in tantivy's stubs


def _count(
    searcher: Searcher, wanted: Query, filters: Filters, facets: Sequence[str]
) -> Mapping[str, Sequence[tuple[str, int]]]:
    """The facets. One that filters is counted without its own filter, so each of them costs a pass."""
    plain = {name: _facet(name) for name in facets if not getattr(filters, name)}
    answer = searcher.aggregate(plan.filtered(wanted, filters), plain) if plain else {}
    for name in facets:
        if name not in plain:
            wider = plan.filtered(wanted, filters, without=name)
            answer |= searcher.aggregate(wider, {name: _facet(name)})
    return {name: [(str(b["key"]), int(b["doc_count"])) for b in answer[name]["buckets"]] for name in facets}


def _facet(name: str) -> dict[str, object]:
    # segment_size: each segment hands over all of its values, so that the counts are exact.
    return {"terms": {"field": name, "size": FACET_VALUES, "segment_size": 10_000}}


def _terms(request: Request) -> list[str]:
    """The phrases to mark, as text, units of a stretch joined and a blank for a break."""
    wanted = (w for term in request.terms if not term.excluded for w in term.writings)
    return list(dict.fromkeys(" ".join("".join(units) for units in phrase) for phrase in wanted))


def _milliseconds(begun: float) -> float:
    return round((time.perf_counter() - begun) * 1000, 3)
