"""Replies 答复选登: what agencies chose to publish of their answers to applications, in words of their own."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from gongkai.affairs.applications.outcomes import title_of
from gongkai.faces.api import cursors, shapes
from gongkai.faces.api.agencies import known_agency
from gongkai.faces.api.cursors import Order
from gongkai.faces.api.errors import ERRORS
from gongkai.faces.api.fresh import stamp
from gongkai.faces.api.parameters import Cursor, Limit, Slug
from gongkai.oversight.reports.decisions import published_decisions

router = Router(tags=["reports 年报"])
NEWEST = Order("newest", ("-published_at", "-id"), (datetime, int))


class PublishedReply(BaseModel):
    """A reply that the agency chose to publish; nothing tells who applied."""

    id: int
    agency: shapes.AgencyRef
    asked: str = Field(description="What was asked, in the words of the agency. 申请的内容。")
    answered: str = Field(description="What was answered. 答复的要点。")
    outcome: str = Field(description="Key of table 3 of the annual report. 办理结果。")
    outcome_title: str
    concluded_on: date | None
    published_at: datetime


class ReplyPage(BaseModel):
    """A page of published replies."""

    items: list[PublishedReply]
    next: str | None = Field(description="Address of the next page. 下一页地址。")


class ReplyFilters(BaseModel):
    """Whose."""

    agency: Annotated[Slug | None, Field(description="Slug of the agency. 单位。")] = None
    cursor: Cursor = None
    limit: Limit = cursors.USUAL


@router.get("/replies", response={200: ReplyPage, **ERRORS}, summary="Published replies 公布的答复")
def replies(request: HttpRequest, response: HttpResponse, filters: Query[ReplyFilters]) -> Any:
    """Replies to applications that agencies chose to publish, the last published first."""
    found = published_decisions()
    if filters.agency:
        found = found.filter(application__agency=known_agency(filters.agency))
    rows, following = cursors.page(found, NEWEST, cursor=filters.cursor, limit=filters.limit)
    stamp(response)
    return ReplyPage(
        items=[_reply(one) for one in rows], next=cursors.link_next(request, response, cursor=following)
    )


def _reply(one: Any) -> PublishedReply:
    application = one.application
    return PublishedReply(
        id=one.pk,
        agency=shapes.AgencyRef(slug=application.agency.slug, name=application.agency.name),
        asked=one.asked,
        answered=one.answered,
        outcome=application.outcome,
        outcome_title=title_of(application.outcome),
        concluded_on=application.concluded_on,
        published_at=one.published_at,
    )
