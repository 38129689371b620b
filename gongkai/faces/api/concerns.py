"""Concerns 回应关切: what the public spoke of, in which forms and when it was answered, and the clocks that bound."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import BaseModel, Field

from gongkai.affairs.concerns import queries
from gongkai.affairs.concerns.queries import Answered
from gongkai.faces.api import cursors, links, shapes
from gongkai.faces.api.agencies import known_agency
from gongkai.faces.api.cursors import Order
from gongkai.faces.api.errors import ERRORS, not_found
from gongkai.faces.api.fresh import stamp
from gongkai.faces.api.parameters import Cursor, Limit, Slug

router = Router(tags=["concerns 回应关切"])
NEWEST = Order("newest", ("-published_at", "-id"), (datetime, int))
Number = Annotated[int, Path(ge=1, lt=2**63, description="Number of the concern. 编号。")]


class ConcernResponse(BaseModel):
    """One answer."""

    kind: str = Field(description="release, conference or response. 种类。")
    form: str = Field(description="Form of answering, a word for programs. 回应形式代码。")
    form_title: str = Field(description="The same in Chinese. 回应形式。")
    speaker: str = Field(description="Who said it. 回应人。")
    at: datetime = Field(description="When it was said. 时间。")
    text: str = Field(description="What was said. 内容。")
    document: str | None = Field(description="Index number of what was published with it. 索引号。")


class ConcernClock(BaseModel):
    """A limit that bound the agency."""

    rule: str = Field(description="Rule of the duty. 义务代码。")
    title: str = Field(description="What is owed. 事项。")
    citation: str = Field(description="What it rests on. 依据。")
    status: str = Field(description="met, late, overdue, soon, open, paused or cancelled. 状态。")
    due_at: datetime | None = Field(description="Last instant. 最迟时间。")
    ended_at: datetime | None = Field(description="When it was done. 完成时间。")


class Concern(BaseModel):
    """A concern that was answered, as its public page shows it."""

    number: int
    agency: shapes.AgencyRef
    title: str
    summary: str
    level: str = Field(description="especially_major, major or other. 级别。")
    found_at: datetime = Field(description="When the agency found it. 发现时间。")
    answered_at: datetime = Field(description="When anything was said first. 首次回应时间。")
    open: bool = Field(description="Whether it is still being handled. 是否仍在处置。")
    late: bool = Field(description="Whether anything that binds was late. 是否逾期。")
    published_at: datetime
    url: str
    responses: list[ConcernResponse]
    clocks: list[ConcernClock]


class ConcernPage(BaseModel):
    """A page of concerns."""

    items: list[Concern]
    next: str | None = Field(description="Address of the next page. 下一页地址。")


class ConcernFilters(BaseModel):
    """Which concerns."""

    agency: Annotated[Slug | None, Field(description="Slug of the agency. 回应单位。")] = None
    cursor: Cursor = None
    limit: Limit = cursors.USUAL


@router.get("/concerns", response={200: ConcernPage, **ERRORS}, summary="List answered concerns 回应关切")
def concerns(request: HttpRequest, response: HttpResponse, filters: Query[ConcernFilters]) -> Any:
    """What was answered and published, the last published first."""
    agency = known_agency(filters.agency) if filters.agency else None
    rows, following = cursors.page(
        queries.published(agency=agency), NEWEST, cursor=filters.cursor, limit=filters.limit
    )
    stamp(response)
    return ConcernPage(
        items=[_concern(one) for one in queries.answered(rows)],
        next=cursors.link_next(request, response, cursor=following),
    )


@router.get("/concerns/{number}", response={200: Concern, **ERRORS}, summary="Read a concern 单条回应")
def concern(request: HttpRequest, response: HttpResponse, number: Number) -> Any:
    """One of them."""
    found = queries.answered_numbered(number)
    if found is None:
        raise not_found(
            f"There is no published concern {number}; /api/v1/concerns lists all of them.",
            f"没有编号为{number}的公开回应，全部回应见/api/v1/concerns。",
        )
    stamp(response)
    return _concern(found)


def _concern(one: Answered) -> Concern:
    row = one.concern
    assert row.published_at is not None
    return Concern(
        number=row.pk,
        agency=shapes.AgencyRef(slug=row.agency.slug, name=row.agency.name),
        title=row.public_title,
        summary=row.public_summary,
        level=row.level,
        found_at=row.found_at,
        answered_at=one.answered_at,
        open=row.is_open,
        late=one.is_late,
        published_at=row.published_at,
        url=links.page("portal:concern", row.pk),
        responses=[
            ConcernResponse(
                kind=said.response.kind,
                form=said.response.form,
                form_title=said.form,
                speaker=said.response.speaker,
                at=said.response.at,
                text=said.response.text,
                document=said.response.document or None,
            )
            for said in one.said
        ],
        clocks=[
            ConcernClock(
                rule=line.rule.id,
                title=line.title,
                citation=line.rule.citation,
                status=line.status,
                due_at=line.duty.due_at,
                ended_at=line.duty.ended_at,
            )
            for line in one.clocks
        ],
    )
