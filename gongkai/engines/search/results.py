"""What is asked of a search beside its words, and what comes back 检索结果."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Sort = Literal["relevance", "date"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Values of which one must hold, facet by facet; an empty facet holds for all. Years as text.

    `key` names single entries, as `queries.key` writes them.
    """

    kind: Sequence[str] = ()
    key: Sequence[str] = ()
    agency: Sequence[str] = ()
    type: Sequence[str] = ()
    topic: Sequence[str] = ()
    year: Sequence[str] = ()
    validity: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry found. `score` compares hits of one search only; 0 when sorted by date."""

    kind: str
    id: str
    score: float
    date: datetime.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """The answer to a search.

    `total` counts all hits, `hits` holds those of the page. `facets` gives for each facet its values
    with their number of hits, most first, as they would be without that facet's own filter.
    `terms` are the words to mark (highlight.py). `relaxed`: nothing held all that was typed, these
    come near. `cut`: the query was too long and only its first part counted. `unavailable`: there is
    no usable index at the moment and nothing was searched. `took` is in milliseconds.
    """

    total: int = 0
    hits: Sequence[Hit] = ()
    facets: Mapping[str, Sequence[tuple[str, int]]] = field(default_factory=dict)
    terms: Sequence[str] = ()
    relaxed: bool = False
    cut: bool = False
    unavailable: bool = False
    took: float = 0.0
