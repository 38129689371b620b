"""Search 检索: full-text search in the open interface."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from gongkai.affairs.documents.queries import live
from gongkai.engines.search import queries
from gongkai.engines.search.highlight import highlight
from gongkai.engines.search.results import Filters, Results
from gongkai.faces.api import cursors, render, shapes
from gongkai.faces.api.errors import Error, Failure
from gongkai.faces.api.parameters import Kind, Slug, Topic, ValidityName, Year

router = Router(tags=["search 检索"])
SNIPPET = 120
MOST_HITS = 100
# The index speaks of the type of an entry where documents have a kind.
FACETS = {"agency": "agency", "type": "kind", "topic": "topic", "year": "year", "validity": "validity"}


class SearchFilters(BaseModel):
    """What to search for. A filter may be given several times; one of its values must hold."""

    q: Annotated[
        str,
        Field(
            max_length=1000,
            description="Words, “phrases”, -exclusions, a document number; empty lists all. 检索词。",
            examples=["低保 标准"],
        ),
    ] = ""
    within: Annotated[
        list[Annotated[str, Field(max_length=1000)]],
        Field(max_length=16, description="Further queries that must hold as well. 二次检索。"),
    ] = []
    agency: Annotated[list[Slug], Field(max_length=50, description="Agencies by slug. 机构。")] = []
    kind: Annotated[list[Kind], Field(max_length=50, description="Kinds. 文种。")] = []
    topic: Annotated[list[Topic], Field(max_length=50, description="Topics. 主题分类。")] = []
    year: Annotated[list[Year], Field(max_length=50, description="Years of publication. 年份。")] = []
    validity: Annotated[list[ValidityName], Field(max_length=4, description="Validity. 效力。")] = []
    sort: Annotated[
        Literal["relevance", "date"], Field(description="Best or newest first. 按相关度或者日期排序。")
    ] = "relevance"
    page: Annotated[int, Field(ge=1, le=10**9, description="Page, from 1. 页码。", examples=[1])] = 1
    limit: Annotated[int, Field(ge=1, le=MOST_HITS, description="Hits on a page. 每页条数。")] = 20


@router.get(
    "/search", response={200: shapes.SearchPage, 400: Error, 503: Error}, summary="Search documents 检索文件"
)
def search(request: HttpRequest, response: HttpResponse, filters: Query[SearchFilters]) -> Any:
    """Documents that hold all that is asked, with the places where they do, and facets to narrow down."""
    results = queries.search(
        filters.q,
        filters=Filters(
            kind=["document"],
            agency=filters.agency,
            type=filters.kind,
            topic=filters.topic,
            year=[str(year) for year in filters.year],
            validity=filters.validity,
        ),
        within=filters.within,
        sort=filters.sort,
        page=filters.page,
        per_page=filters.limit,
    )
    if results.unavailable:
        raise Failure(
            503,
            "index_unavailable",
            "The search index is being rebuilt; ask again in a minute.",
            "检索索引正在重建，请一分钟后再试。",
            headers={"Retry-After": "60"},
        )
    more = filters.page * filters.limit < results.total
    return shapes.SearchPage(
        total=results.total,
        items=_found(results),
        facets={
            FACETS[name]: [shapes.FacetValue(value=value, count=count) for value, count in values]
            for name, values in results.facets.items()
        },
        relaxed=results.relaxed,
        cut=results.cut,
        next=cursors.link_next(request, response, page=filters.page + 1 if more else None),
    )


def _found(results: Results) -> list[shapes.Found]:
    """The hits with their documents; one that was withdrawn since the index last looked is left out."""
    numbers = [hit.id for hit in results.hits]
    rows = live().filter(document__index_number__in=numbers).prefetch_related("document__topic_rows")
    editions = {row.document.index_number: row for row in rows}
    return [
        shapes.Found(
            **render.summary_fields(edition, render.topics_of(edition)),
            score=hit.score,
            title_pieces=_pieces(edition.title, results),
            snippet=_pieces(edition.text, results, width=SNIPPET),
        )
        for hit in results.hits
        if (edition := editions.get(hit.id))
    ]


def _pieces(text: str, results: Results, *, width: int | None = None) -> list[shapes.Piece]:
    return [
        shapes.Piece(text=one.text, marked=one.marked) for one in highlight(text, results.terms, width=width)
    ]
