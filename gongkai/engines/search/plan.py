"""From a request to an engine query 检索计划: what must hold, what raises the score, what filters."""

from collections.abc import Sequence
from math import ceil

from tantivy import Occur, Query, Searcher

from gongkai.engines.search import schema, tokens
from gongkai.engines.search.parse import Request, Term
from gongkai.engines.search.results import Filters
from gongkai.engines.search.tokens import Phrase

# Weights beside a match in the text, which counts 1.
NUMBER = 1000.0
WHOLE_TITLE = 8.0
TITLE = 4.0

# Up to so many values of a filter are looked up one by one, measured at a twentieth of the set query.
FEW = 16

# Of the character pairs of a query that was not found as typed, this part must be there.
NEAR = 0.5


def words(field: str, wanted: Phrase, *, at_start: bool = False, open_end: bool = False) -> Query:
    """The query for a phrase in a field.

    `at_start` wants it at the very beginning of a title; `open_end` lets its last term go on, for a
    word that is still being typed.
    """
    terms, lone = tokens.sought(wanted)
    if at_start:
        terms.insert(0, schema.START)
    built = schema.build()
    if open_end and len(wanted[-1]) > 1:
        # The pair before the unfinished word ends in it and is just as unfinished.
        terms.pop()
    if lone or open_end:
        # Terms hold letters, digits and characters only: nothing a pattern would misread.
        pattern = f"{terms[-1]}.*"
        if len(terms) == 1:
            return Query.regex_query(built, field, pattern)
        return Query.regex_phrase_query(built, field, [*terms[:-1], pattern])
    if len(terms) == 1:
        return Query.term_query(built, field, terms[0])
    return Query.phrase_query(built, field, [*terms])


def either(queries: Sequence[Query]) -> Query:
    """Any of the queries."""
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def base(request: Request, *, scored: bool) -> Query:
    """All that was typed, without filters; the parts that only raise the score if `scored`."""
    clauses: list[tuple[Occur, Query]] = []
    for term in request.terms:
        occur = Occur.MustNot if term.excluded else Occur.Must
        clauses.append((occur, _term(term)))
        if scored and not term.excluded:
            in_title = either([words("title", w) for w in term.writings])
            clauses.append((Occur.Should, Query.boost_query(in_title, TITLE)))
    wanted = [term for term in request.terms if not term.excluded]
    if not wanted:
        clauses.append((Occur.Must, Query.all_query()))
    if scored and len(request.whole) > 1:
        clauses.append((Occur.Should, Query.boost_query(words("title", request.whole), WHOLE_TITLE)))
    return Query.boolean_query(clauses)


def _term(term: Term) -> Query:
    queries = [words("text", writing) for writing in term.writings]
    if term.number:
        own = Query.term_query(schema.build(), "number", schema.encodable(term.number))
        queries.append(Query.const_score_query(own, NUMBER))
    return either(queries)


def near(searcher: Searcher, request: Request) -> tuple[Query, list[str]] | None:
    """A wider net for a request that found nothing: most pairs of its loose terms, in any order.

    With the pairs that are known at all. None when nothing in the request can be loosened.
    """
    loose = [t for t in request.terms if not (t.exact or t.excluded or t.number)]
    pairs = dict.fromkeys(p for t in loose for p in tokens.sought(t.writings[0])[0])
    known = [p for p in pairs if searcher.doc_freq("text", p)]
    if not known or len(pairs) < 2:
        return None
    built = schema.build()
    some = Query.boolean_query(
        [(Occur.Should, Query.term_query(built, "text", pair)) for pair in known],
        minimum_number_should_match=ceil(len(known) * NEAR),
    )
    clauses = [(Occur.Must, some)]
    for term in request.terms:
        if term not in loose:
            clauses.append((Occur.MustNot if term.excluded else Occur.Must, _term(term)))
    return Query.boolean_query(clauses), known


def filtered(query: Query, filters: Filters, *, without: str = "") -> Query:
    """The query, narrowed by the filters; `without` leaves one facet's own filter out."""
    clauses = [(Occur.Must, query)]
    for name in ("kind", "key", *schema.FACETS):
        values = [schema.encodable(value) for value in getattr(filters, name)]
        if values and name != without:
            if len(values) <= FEW:
                chosen = either([Query.term_query(schema.build(), name, value) for value in values])
            else:
                chosen = Query.term_set_query(schema.build(), name, values)
            clauses.append((Occur.Must, Query.const_score_query(chosen, 0.0)))
    return query if len(clauses) == 1 else Query.boolean_query(clauses)
