"""Statistics 统计: applications for information of any period, in numbers."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from gongkai.affairs.applications.outcomes import title_of
from gongkai.engines.agencies.queries import all_agencies, below
from gongkai.faces.api import shapes
from gongkai.faces.api.agencies import known_agency
from gongkai.faces.api.errors import ERRORS, unusable
from gongkai.faces.api.fresh import stamp
from gongkai.faces.api.parameters import Day, Slug
from gongkai.kernel.clock import add_months, today
from gongkai.oversight.reports import statistics as counted

router = Router(tags=["reports 年报"])


class Times(BaseModel):
    """Working days from receipt to conclusion, all waiting included; null where nothing was concluded."""

    median: int | None
    ninetieth: int | None = Field(description="90th percentile. 第90百分位数。")


class AgencyFigures(BaseModel):
    """An agency in the period."""

    agency: shapes.AgencyRef
    received: int
    concluded: int
    open: int = Field(description="Received by the last day, not concluded by then. 期末未办结。")
    working_days: Times


class Result(BaseModel):
    """Applications concluded with an outcome."""

    key: str
    title: str
    count: int


class Statistics(BaseModel):
    """The figures of a period, both days included."""

    since: date
    until: date
    received: int
    concluded: int
    open: int
    working_days: Times
    agencies: list[AgencyFigures]
    applicants: dict[str, int] = Field(description="Received, by kind of applicant. 收到，按申请人。")
    subjects: dict[str, int] = Field(
        description="Received, by topic as the words suggest it; `other` where none does. 收到，按内容自动归类。"
    )
    results: list[Result] = Field(description="Concluded, by outcome. 办结，按结果。")


class StatisticsFilters(BaseModel):
    """Whose, and of which days."""

    agency: Annotated[
        Slug | None, Field(description="Slug of an agency: it and all below it. 机构及其下级。")
    ] = None
    since: Annotated[Day | None, Field(description="First day; a year ago when left out. 开始日期。")] = None
    until: Annotated[Day | None, Field(description="Last day; today when left out. 截止日期。")] = None


@router.get(
    "/statistics", response={200: Statistics, **ERRORS}, summary="Statistics of applications 依申请公开统计"
)
def statistics(request: HttpRequest, response: HttpResponse, filters: Query[StatisticsFilters]) -> Any:
    """Applications of a period by agency, kind of applicant, topic, outcome and time taken; numbers only."""
    until = filters.until or today()
    try:
        since = filters.since or add_months(until.replace(day=1), -11)
    except (ValueError, OverflowError):
        since = until
    if counted.period_faults(since, until):
        raise unusable(
            "since",
            "Give a period that ends after it begins and lasts at most ten years.",
            "截止日期须不早于开始日期，时间最长十年。",
        )
    members = below(known_agency(filters.agency)) if filters.agency else all_agencies()
    found = counted.statistics(members, since, until)
    stamp(response)
    return Statistics(
        since=since,
        until=until,
        received=found.received,
        concluded=found.concluded,
        open=found.open,
        working_days=Times(**vars(found.times)),
        agencies=[
            AgencyFigures(
                agency=shapes.AgencyRef(slug=line.agency.slug, name=line.agency.name),
                received=line.received,
                concluded=line.concluded,
                open=line.open,
                working_days=Times(**vars(line.times)),
            )
            for line in found.agencies
        ],
        applicants=found.kinds,
        subjects=found.subjects,
        results=[Result(key=key, title=title_of(key), count=n) for key, n in found.results.items()],
    )
