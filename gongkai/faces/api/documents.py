"""Documents 文件: the documents and editions of the open interface."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import BaseModel, Field

from gongkai.affairs.documents import queries
from gongkai.affairs.documents.kinds import kinds, topics
from gongkai.affairs.documents.queries import Selection
from gongkai.faces.api import cursors, render, shapes
from gongkai.faces.api.agencies import known_agency
from gongkai.faces.api.cursors import Order
from gongkai.faces.api.errors import ERRORS, Error, not_found
from gongkai.faces.api.fresh import stamp
from gongkai.faces.api.parameters import Cursor, Day, Kind, Limit, Slug, Topic, ValidityName, Year
from gongkai.kernel.hanzi import parse_number

router = Router(tags=["documents 文件"])

ORDERS = {
    order.name: order
    for order in (
        Order("newest", ("-document__published_on", "-document_id"), (date, int)),
        Order("oldest", ("document__published_on", "document_id"), (date, int)),
        Order("updated", ("published_at", "id"), (datetime, int)),
    )
}


IndexNumber = Annotated[str, Path(description="Index number of the document. 索引号。")]

EditionNumber = Annotated[int, Path(ge=1, le=32767, description="Number of the edition, from 1. 版本号。")]


class DocumentFilters(BaseModel):
    """Which documents, in which order; all filters must hold."""

    agency: Annotated[Slug | None, Field(description="Slug of the agency, see /agencies. 发布机构。")] = None
    kind: Annotated[Kind | None, Field(description="Kind, see /kinds. 文种。")] = None
    topic: Annotated[Topic | None, Field(description="Topic, see /topics. 主题分类。")] = None
    year: Annotated[Year | None, Field(description="Year of publication. 公开年份。")] = None
    validity: Annotated[ValidityName | None, Field(description="Validity today. 效力。")] = None
    doc_number: Annotated[
        str | None,
        Field(
            min_length=1,
            max_length=60,
            description="Document number in any bracket or spacing. 发文字号。",
            examples=["青政规[2026]2号"],
        ),
    ] = None
    since: Annotated[
        Day | None, Field(description="Published on this day or later. 公开日期起。", examples=["2026-01-01"])
    ] = None
    order: Annotated[
        Literal["newest", "oldest", "updated"],
        Field(
            description="By day of publication, newest or oldest first; or by the time of the live edition, "
            "oldest first, for mirrors: what is corrected meanwhile comes again at the end. 排序。"
        ),
    ] = "newest"
    cursor: Cursor = None
    limit: Limit = cursors.USUAL


@router.get("/documents", response={200: shapes.DocumentPage, **ERRORS}, summary="List documents 文件列表")
def documents(request: HttpRequest, response: HttpResponse, filters: Query[DocumentFilters]) -> Any:
    """All published documents that the filters leave, page by page without an upper cap.

    The pages stay true while documents are being published: none is skipped and none comes twice.
    """
    if filters.agency:
        known_agency(filters.agency)  # a misspelt one must not look like an empty one
    found = queries.select(
        Selection(
            agency=filters.agency or "",
            kind=filters.kind or "",
            topic=filters.topic or "",
            year=filters.year,
            validity=filters.validity or "",
        )
    )
    if filters.doc_number:
        number = parse_number(filters.doc_number)
        found = found.filter(document__doc_number=str(number) if number else filters.doc_number.strip())
    if filters.since:
        found = found.filter(document__published_on__gte=filters.since)
    rows, following = cursors.page(
        found.defer("body", "text").prefetch_related("document__topic_rows"),
        ORDERS[filters.order],
        cursor=filters.cursor,
        limit=filters.limit,
    )
    stamp(response)
    return shapes.DocumentPage(
        items=[render.summary(row) for row in rows],
        next=cursors.link_next(request, response, cursor=following),
    )


@router.get(
    "/documents/{index_number}",
    response={200: shapes.Document, **ERRORS},
    summary="Read a document 单份文件",
)
def document(request: HttpRequest, response: HttpResponse, index_number: IndexNumber) -> Any:
    """A document with its text, attachments, relations in both directions and history.

    A withdrawn document is answered with the notice of its withdrawal.
    """
    stamp(response)
    return render.document(public_page(index_number))


@router.get(
    "/documents/{index_number}/editions",
    response={200: shapes.EditionList, **ERRORS},
    summary="List editions 历次版本",
)
def editions(request: HttpRequest, response: HttpResponse, index_number: IndexNumber) -> Any:
    """Every edition that was ever public, oldest first."""
    stamp(response)
    return render.editions(public_page(index_number))


@router.get(
    "/documents/{index_number}/editions/{number}",
    response={200: shapes.Edition, **ERRORS},
    summary="Read an edition 单个版本",
)
def edition(
    request: HttpRequest,
    response: HttpResponse,
    index_number: IndexNumber,
    number: EditionNumber,
) -> Any:
    """What the document said in this edition."""
    stamp(response)
    return render.edition(public_page(index_number, number))


@router.get("/kinds", response={200: shapes.KindList, 400: Error}, summary="List kinds 文种")
def document_kinds(request: HttpRequest) -> Any:
    """The kinds that documents are of, in their order."""
    return shapes.KindList(
        items=[
            shapes.Kind(
                slug=one.slug, title=one.title, description=one.description, has_validity=one.has_validity
            )
            for one in kinds().values()
        ]
    )


@router.get("/topics", response={200: shapes.TopicList, 400: Error}, summary="List topics 主题分类")
def document_topics(request: HttpRequest) -> Any:
    """The topics that documents are sorted by."""
    return shapes.TopicList(
        items=[shapes.Topic(slug=slug, title=topic.title) for slug, topic in topics().items()]
    )


def public_page(index_number: IndexNumber, number: int | None = None) -> queries.Page:
    """The public page of a document or edition. Raises what is answered as 404."""
    page = queries.page(index_number, number=number)
    if page is None:
        what = f"document “{index_number[:40]}”" if number is None else f"edition {number}"
        zh = f"索引号为“{index_number[:40]}”的公开文件" if number is None else f"第{number}版"
        raise not_found(
            f"There is no public {what}; find it by /api/v1/documents or /api/v1/search.",
            f"没有{zh}，请通过/api/v1/documents或/api/v1/search查找。",
        )
    return page
