"""Agencies 机构: the tree of agencies in the open interface."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import BaseModel, Field

from gongkai.engines.agencies import models, queries
from gongkai.faces.api import cursors, links, shapes
from gongkai.faces.api.cursors import Order
from gongkai.faces.api.errors import ERRORS, not_found
from gongkai.faces.api.fresh import stamp
from gongkai.faces.api.parameters import Cursor, Limit, Slug

router = Router(tags=["agencies 机构"])
ORDER = Order("place", ("position", "path"), (int, str))
AgencyKindName = Literal["province", "city", "county", "department", "township", "village", "other"]


AgencySlug = Annotated[str, Path(description="Slug of the agency. 机构代号。")]


class AgencyFilters(BaseModel):
    """Which agencies; all filters must hold."""

    kind: Annotated[AgencyKindName | None, Field(description="Level in the tree. 机构类别。")] = None
    parent: Annotated[Slug | None, Field(description="Directly under this one. 上级机构。")] = None
    cursor: Cursor = None
    limit: Limit = cursors.USUAL


@router.get("/agencies", response={200: shapes.AgencyPage, **ERRORS}, summary="List agencies 机构列表")
def agencies(request: HttpRequest, response: HttpResponse, filters: Query[AgencyFilters]) -> Any:
    """The agencies that are open today, in their order."""
    found = queries.agencies().select_related("parent")
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.parent:
        found = found.filter(parent=known_agency(filters.parent))
    rows, following = cursors.page(found, ORDER, cursor=filters.cursor, limit=filters.limit)
    stamp(response)
    return shapes.AgencyPage(
        items=[shapes.AgencySummary(**_summary(row)) for row in rows],
        next=cursors.link_next(request, response, cursor=following),
    )


@router.get("/agencies/{slug}", response={200: shapes.Agency, **ERRORS}, summary="Read an agency 单个机构")
def agency(request: HttpRequest, response: HttpResponse, slug: AgencySlug) -> Any:
    """An agency, one that has been closed included, since its documents stay."""
    found = known_agency(slug)
    stamp(response)
    return shapes.Agency(
        **_summary(found),
        functions=found.functions,
        principal=found.principal,
        address=found.address,
        postcode=found.postcode,
        phone=found.phone,
        hours=found.hours,
        email=found.email,
        aliases=found.aliases,
        opened_on=found.opened_on,
        closed_on=found.closed_on,
    )


def _summary(one: models.Agency) -> dict[str, Any]:
    return {
        "slug": one.slug,
        "name": one.name,
        "short_name": one.short_name,
        "kind": one.kind,
        "parent": one.parent.slug if one.parent else None,
        "credit_code": one.credit_code,
        "url": links.page("portal:agency", one.slug),
    }


def known_agency(slug: str) -> models.Agency:
    """The agency with this slug. Raises Failure (404)."""
    try:
        return queries.agency(slug)
    except models.Agency.DoesNotExist:
        raise not_found(
            f"There is no agency “{slug[:64]}”; /api/v1/agencies lists all of them.",
            f"没有代号为“{slug[:64]}”的机构，全部机构见/api/v1/agencies。",
        ) from None
