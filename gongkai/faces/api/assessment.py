"""Assessments 考核: published results with indicators and scores; coverage 五公开覆盖 by the kinds."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import BaseModel, Field

from gongkai.engines.agencies.models import Agency
from gongkai.faces.api import links, shapes
from gongkai.faces.api.agencies import known_agency
from gongkai.faces.api.errors import ERRORS, not_found
from gongkai.faces.api.fresh import stamp
from gongkai.faces.api.parameters import Slug
from gongkai.oversight.assessment import queries
from gongkai.oversight.assessment.models import Scheme, SchemeIndicator
from gongkai.oversight.assessment.scoring import rounded
from gongkai.oversight.promises.clauses import seat

router = Router(tags=["assessments 考核"])
SchemeCode = Annotated[
    str, Path(description="Slug of the agency and the year, joined by “-”. 机构代号-年度。")
]


class AssessmentSummary(BaseModel):
    """A published assessment as a list shows it."""

    code: str = Field(description="Slug of the agency and the year. 机构代号-年度。")
    agency: shapes.AgencyRef
    year: int
    title: str
    weight: float = Field(
        description="Part of openness in the whole performance assessment, in percent. 权重（百分比）。"
    )
    published_at: datetime
    url: str


class AssessmentList(BaseModel):
    """All published assessments; there is at most one a year for each agency."""

    items: list[AssessmentSummary]


class AssessmentIndicator(BaseModel):
    """An indicator with its rule of scoring."""

    id: str
    title: str
    group: str = Field(description="Part of the scheme it belongs to. 所属部分。")
    scoring: str = Field(description="share, each, threshold or veto. 计分办法。")
    points: int
    each: int = Field(description="Points off for every miss, where `each` scores. 每件扣分。")
    basis: str


class IndicatorScore(BaseModel):
    """What an indicator came to for a unit."""

    indicator: str
    applies: bool
    asked: int = Field(description="How much was asked. 应办件数。")
    kept: int = Field(description="How much was kept. 办到件数。")
    points: float | None = Field(description="None where nothing was asked or it has no points. 得分。")


class UnitScore(BaseModel):
    """The result of a unit."""

    agency: shapes.AgencyRef
    score: float | None = Field(
        description="Out of 100; what does not apply is spread over the rest. 百分制得分。"
    )
    vetoed: bool
    indicators: list[IndicatorScore]


class Assessment(AssessmentSummary):
    """A published assessment with all its figures."""

    pack: str
    pack_version: str = Field(
        description="Digest of what the pack said about assessment. 法规包中考核内容的摘要。"
    )
    closed_at: datetime
    indicators: list[AssessmentIndicator]
    units: list[UnitScore]


class KindReach(BaseModel):
    """How far one kind of openness reaches."""

    id: str
    title: str
    covered: list[str] = Field(
        description="Slugs of agencies that have published something of it. 有内容的机构。"
    )
    missing: list[str] = Field(description="Slugs of those that have not. 还没有内容的机构。")
    recent: int = Field(description="New documents of the last twelve months. 近十二个月新公开的文件。")
    newest: date | None


class CoverageReport(BaseModel):
    """Coverage by the kinds of openness today."""

    agency: shapes.AgencyRef
    target: date | None = Field(
        description="By when all are to be covered; null where no law says. 目标日期。"
    )
    basis: str | None
    normative_made: int
    normative_consulted: int
    kinds: list[KindReach]


@router.get("/assessments", response=AssessmentList, summary="List assessments 考核结果")
def assessments(request: HttpRequest, response: HttpResponse) -> Any:
    """Published assessments, the newest year first."""
    stamp(response)
    return AssessmentList(items=[_summary(one) for one in queries.published()])


@router.get(
    "/assessments/{code}", response={200: Assessment, **ERRORS}, summary="One assessment 一年的考核结果"
)
def assessment(request: HttpRequest, response: HttpResponse, code: SchemeCode) -> Any:
    """The indicators of a published assessment and the score of every unit."""
    scheme = queries.published_scheme(code)
    if scheme is None:
        raise not_found("There is no published assessment with this code.", "没有这一年公布的考核结果。")
    assert scheme.closed_at is not None, "what is published is closed"
    stamp(response)
    return Assessment(
        **_summary(scheme).model_dump(),
        pack=scheme.pack,
        pack_version=scheme.pack_version,
        closed_at=scheme.closed_at,
        indicators=[_indicator(one) for one in scheme.indicators.all()],
        units=[_unit(one) for one in queries.in_shown_order(scheme, queries.standings(scheme))],
    )


@router.get("/coverage", response={200: CoverageReport, **ERRORS}, summary="Coverage of openness 五公开覆盖")
def coverage(
    request: HttpRequest,
    response: HttpResponse,
    agency: Annotated[
        Slug | None, Query(description="The agency; by default the one at the top. 机构。")
    ] = None,
) -> Any:
    """How far decision, execution, management, service and result openness reach, against the date set for it."""
    root = known_agency(agency) if agency else seat()
    if root is None:
        raise not_found("There is no agency yet.", "还没有机构。")
    found = queries.coverage(root)
    stamp(response)
    return CoverageReport(
        agency=_ref(root),
        target=found.target,
        basis=found.citation or None,
        normative_made=found.made,
        normative_consulted=found.consulted,
        kinds=[
            KindReach(
                id=one.kind.id,
                title=one.kind.title,
                covered=[unit.slug for unit in one.covered],
                missing=[unit.slug for unit in one.missing],
                recent=one.recent,
                newest=one.newest,
            )
            for one in found.reaches
        ],
    )


def _ref(agency: Agency) -> shapes.AgencyRef:
    return shapes.AgencyRef(slug=agency.slug, name=agency.name)


def _summary(scheme: Scheme) -> AssessmentSummary:
    assert scheme.published_at is not None, "looked up among the published"
    return AssessmentSummary(
        code=scheme.code,
        agency=_ref(scheme.agency),
        year=scheme.year,
        title=scheme.title,
        weight=float(scheme.weight),
        published_at=scheme.published_at,
        url=links.page("portal:assessment", scheme.code),
    )


def _indicator(one: SchemeIndicator) -> AssessmentIndicator:
    return AssessmentIndicator(
        id=one.indicator,
        title=one.title,
        group=one.group,
        scoring=one.scoring,
        points=one.points,
        each=one.each,
        basis=one.basis,
    )


def _unit(standing: queries.Standing) -> UnitScore:
    result = standing.result
    return UnitScore(
        agency=_ref(standing.unit),
        score=None if result.score is None else float(result.score),
        vetoed=result.vetoed,
        indicators=[
            IndicatorScore(
                indicator=one.indicator.indicator,
                applies=one.applies,
                asked=one.asked,
                kept=one.kept,
                points=None if one.points is None else float(rounded(one.points)),
            )
            for one in standing.scores
        ],
    )
