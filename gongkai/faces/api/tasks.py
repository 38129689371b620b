"""Tasks 任务: the published breakdowns of plans, and how far each task has come."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import BaseModel, Field

from gongkai.faces.api import cursors, links, promise_shapes, shapes
from gongkai.faces.api.agencies import known_agency
from gongkai.faces.api.cursors import Order
from gongkai.faces.api.errors import ERRORS, not_found
from gongkai.faces.api.fresh import stamp
from gongkai.faces.api.parameters import Cursor, Limit, Slug, Year
from gongkai.oversight.tasks import models, queries

router = Router(tags=["tasks 任务"])
NEWEST = Order("newest", ("-published_at", "-id"), (datetime, int))
PlanCode = Annotated[str, Path(description="Code of the plan. 方案代号。")]


class PlanFilters(BaseModel):
    """Which plans; all filters must hold."""

    agency: Annotated[Slug | None, Field(description="Slug of the agency that made it. 制定单位。")] = None
    year: Annotated[Year | None, Field(description="The year it is for. 年份。")] = None
    cursor: Cursor = None
    limit: Limit = cursors.USUAL


@router.get("/plans", response={200: promise_shapes.PlanPage, **ERRORS}, summary="List plans 任务分解列表")
def plans(request: HttpRequest, response: HttpResponse, filters: Query[PlanFilters]) -> Any:
    """The plans whose breakdown into tasks was published, the last published first."""
    found = queries.plans().select_related("document")
    if filters.agency:
        found = found.filter(agency=known_agency(filters.agency))
    if filters.year:
        found = found.filter(year=filters.year)
    rows, following = cursors.page(found, NEWEST, cursor=filters.cursor, limit=filters.limit)
    stamp(response)
    return promise_shapes.PlanPage(
        items=[promise_shapes.PlanSummary(**_summary(row)) for row in rows],
        next=cursors.link_next(request, response, cursor=following),
    )


@router.get(
    "/plans/{code}", response={200: promise_shapes.Plan, **ERRORS}, summary="Read a plan 单份任务分解"
)
def plan(request: HttpRequest, response: HttpResponse, code: PlanCode) -> Any:
    """A published breakdown: every task with its units, its deadline and how far it has come."""
    found = queries.breakdown(code)
    if found is None:
        raise not_found(
            f"There is no published plan “{code[:40]}”; /api/v1/plans lists all of them.",
            f"没有代号为“{code[:40]}”的已公布方案，全部方案见/api/v1/plans。",
        )
    stamp(response)
    progress = found.progress
    return promise_shapes.Plan(
        **_summary(found.plan),
        progress=promise_shapes.Progress(
            total=progress.total,
            overdue=progress.overdue,
            **{
                state: progress.by_state[state]
                for state in ("confirmed", "dispatched", "reported", "accepted")
            },
        ),
        tasks=[_task(task) for task in found.tasks],
    )


class TaskFilters(BaseModel):
    """Whose tasks."""

    agency: Annotated[Slug, Field(description="Slug of the agency that owes them. 责任单位。")]


@router.get(
    "/tasks", response={200: promise_shapes.TaskList, **ERRORS}, summary="Tasks of an agency 单位承担的任务"
)
def tasks(request: HttpRequest, response: HttpResponse, filters: Query[TaskFilters]) -> Any:
    """The tasks of published breakdowns that an agency owes, those due first in front."""
    found = queries.of_agency(known_agency(filters.agency))
    stamp(response)
    return promise_shapes.TaskList(items=[_task(task) for task in found])


def _summary(one: models.Plan) -> dict[str, Any]:
    agency, document = one.agency, one.document
    return {
        "code": one.code,
        "title": one.title,
        "year": one.year,
        "agency": shapes.AgencyRef(slug=agency.slug, name=agency.name),
        "document": document.index_number if document and document.published_on else None,
        "published_at": one.published_at,
        "url": links.page("portal:plan", one.code),
    }


def _task(one: models.Task) -> promise_shapes.Task:
    same = ("code", "number", "group", "content", "measure", "deadline", "due_on", "state")
    return promise_shapes.Task(
        **{name: getattr(one, name) for name in same},
        plan=one.plan.code,
        units=[
            promise_shapes.Unit(
                name=str(unit), agency=unit.agency.slug if unit.agency else None, lead=unit.lead
            )
            for unit in one.units.all()
        ],
        overdue=one.overdue,
    )
