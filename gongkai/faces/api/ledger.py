"""Ledger 留痕: the public events, for whoever follows what is published."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from gongkai.engines.ledger import queries
from gongkai.engines.ledger.models import Event
from gongkai.faces.api import cursors, shapes
from gongkai.faces.api.errors import Error
from gongkai.faces.api.fresh import stamp
from gongkai.faces.api.parameters import Limit

router = Router(tags=["ledger 留痕"])


class EventFilters(BaseModel):
    """Which events."""

    after: Annotated[
        int,
        Field(
            ge=0, le=2**63 - 1, description="Events with a larger number. 此序号之后的事件。", examples=[1206]
        ),
    ] = 0
    limit: Limit = cursors.USUAL


@router.get("/events", response={200: shapes.EventPage, 400: Error}, summary="Follow public events 公开事件")
def events(request: HttpRequest, response: HttpResponse, filters: Query[EventFilters]) -> Any:
    """Public events in the order in which they happened; ask again after the last number for new ones.

    Numbers never change and follow the order of the commits: nothing appears later behind a number that
    has been read. Who acted is not told here; for which agency is.
    """
    found = queries.events(after=filters.after, public_only=True)
    rows = list(found[: filters.limit + 1])
    last = rows[filters.limit - 1].seq if len(rows) > filters.limit else None
    stamp(response)
    return shapes.EventPage(
        items=[_event(row) for row in rows[: filters.limit]],
        next=cursors.link_next(request, response, after=last),
    )


def _event(row: Event) -> shapes.Event:
    return shapes.Event(
        seq=row.seq,
        at=row.at,
        verb=row.verb,
        subject=shapes.Subject(kind=row.subject_kind, id=row.subject_id),
        agency=row.agency or None,
        facts=queries.facts_of(row),
    )
