"""Annual reports 年报: the published reports of the open interface, with the tables by the keys of the form."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import BaseModel, Field

from gongkai.faces.api import cursors, links, shapes
from gongkai.faces.api.agencies import known_agency
from gongkai.faces.api.cursors import Order
from gongkai.faces.api.errors import ERRORS, not_found
from gongkai.faces.api.fresh import stamp
from gongkai.faces.api.parameters import Cursor, Limit, Slug, Year
from gongkai.oversight.reports import queries
from gongkai.oversight.reports.form import CHAPTERS, NUMERALS, plain

router = Router(tags=["reports 年报"])
NEWEST = Order("newest", ("-published_at", "-id"), (datetime, int))
ReportCode = Annotated[
    str, Path(description="Slug of the agency and the year, joined by “-”. 机构代号-年度。")
]


class AnnualSummary(BaseModel):
    """A report as a list shows it."""

    code: str = Field(description="Slug of the agency and the year. 机构代号-年度。")
    agency: shapes.AgencyRef
    year: int = Field(description="The year it is about. 报告年度。")
    title: str
    edition: int = Field(description="Number of the edition that stands. 版次。")
    published_at: datetime
    note: str | None = Field(description="Why an earlier edition was corrected. 更正说明。")
    url: str
    pdf: str
    docx: str
    sha256: str = Field(description="SHA-256 of the PDF, as the ledger holds it. PDF的哈希值。")


class AnnualChapter(BaseModel):
    """A chapter; those made of tables have no text."""

    number: int
    title: str
    text: str | None


class AnnualStanding(BaseModel):
    """Rules or normative documents: figures of art 20(1)."""

    made: int
    repealed: int
    in_force: int


class AnnualDecided(BaseModel):
    """Decisions of the year: arts 20(5), 20(6)."""

    decided: int


class AnnualFees(BaseModel):
    """Administrative fees, in units of 10,000 yuan: art 20(8)."""

    amount: float


class AnnualTable2(BaseModel):
    """Table 2. 主动公开政府信息情况。"""

    rules: AnnualStanding
    normative: AnnualStanding
    licences: AnnualDecided
    penalties: AnnualDecided
    compulsory: AnnualDecided
    fees: AnnualFees


class AnnualLine3(BaseModel):
    """A row of table 3: figures by kind of applicant."""

    natural: int
    business: int
    research: int
    welfare: int
    legal: int
    other: int
    total: int


class AnnualLine4(BaseModel):
    """A group of table 4: figures by result."""

    upheld: int
    corrected: int
    other: int
    pending: int
    total: int


class AnnualTable4(BaseModel):
    """Table 4. 政府信息公开行政复议、行政诉讼情况。"""

    reconsideration: AnnualLine4
    litigation_direct: AnnualLine4
    litigation_after: AnnualLine4


class AnnualPlace(BaseModel):
    """The place of a figure."""

    table: Literal["table2", "table3", "table4"]
    row: str
    column: str


class Annual(AnnualSummary):
    """A report with its chapters and tables."""

    chapters: list[AnnualChapter]
    table2: AnnualTable2
    table3: dict[str, AnnualLine3] = Field(description="The 25 rows of table 3 by their keys. 表三各行。")
    table4: AnnualTable4
    typed: list[AnnualPlace] = Field(description="Figures that hold something typed in. 含人工填报的数字。")


class AnnualPage(BaseModel):
    """A page of reports."""

    items: list[AnnualSummary]
    next: str | None = Field(description="Address of the next page. 下一页地址。")


class AnnualCollected(BaseModel):
    """A report of the collection: with `code` one of this interface, with `document` a document."""

    agency: shapes.AgencyRef
    year: int
    published_on: date
    code: str | None
    document: str | None = Field(description="Index number. 索引号。")


class AnnualCollection(BaseModel):
    """All reports of all agencies and years."""

    items: list[AnnualCollected]


class AnnualFilters(BaseModel):
    """Which reports; all filters must hold."""

    agency: Annotated[Slug | None, Field(description="Slug of the agency. 单位。")] = None
    year: Annotated[Year | None, Field(description="The year it is about. 报告年度。")] = None
    cursor: Cursor = None
    limit: Limit = cursors.USUAL


class CollectionFilters(BaseModel):
    """Which year."""

    year: Annotated[Year | None, Field(description="The year they are about. 报告年度。")] = None


@router.get("/annual-reports", response={200: AnnualPage, **ERRORS}, summary="List annual reports 年报列表")
def annual_reports(request: HttpRequest, response: HttpResponse, filters: Query[AnnualFilters]) -> Any:
    """The published reports, the last published first; of each the edition that stands."""
    found = queries.published()
    if filters.agency:
        found = found.filter(report__agency=known_agency(filters.agency))
    if filters.year:
        found = found.filter(report__year=filters.year)
    rows, following = cursors.page(found, NEWEST, cursor=filters.cursor, limit=filters.limit)
    stamp(response)
    return AnnualPage(
        items=[AnnualSummary(**_summary(one)) for one in rows],
        next=cursors.link_next(request, response, cursor=following),
    )


@router.get(
    "/annual-reports/collection",
    response={200: AnnualCollection, **ERRORS},
    summary="All reports of all years 历年年报总览",
)
def annual_collection(request: HttpRequest, response: HttpResponse, filters: Query[CollectionFilters]) -> Any:
    """Every agency's published reports, those that stand as documents among them, the newest year first."""
    stamp(response)
    return AnnualCollection(
        items=[
            AnnualCollected(
                agency=shapes.AgencyRef(slug=one.agency.slug, name=one.agency.name),
                year=one.year,
                published_on=one.published_on,
                code=one.edition.report.code if one.edition else None,
                document=one.index_number or None,
            )
            for one in queries.collection(year=filters.year)
        ]
    )


@router.get(
    "/annual-reports/{code}", response={200: Annual, **ERRORS}, summary="Read an annual report 单份年报"
)
def annual_report(request: HttpRequest, response: HttpResponse, code: ReportCode) -> Any:
    """A published report: its chapters, and its tables by the keys of the form."""
    slug, _dash, year = code.rpartition("-")
    known = year.isascii() and year.isdigit() and len(year) == 4
    found = queries.latest(slug, int(year)) if known else None
    if found is None:
        raise not_found(
            f"There is no published report “{code[:70]}”; /api/v1/annual-reports lists all of them.",
            f"没有代号为“{code[:70]}”的年报，全部年报见/api/v1/annual-reports。",
        )
    stamp(response)
    shown = queries.of_edition(found)
    chapters = [
        AnnualChapter(number=number, title=f"{NUMERALS[number]}、{title}", text=shown.chapters.get(number))
        for number, title in CHAPTERS.items()
    ]
    typed = [{"table": table, "row": row, "column": column} for table, row, column in sorted(shown.typed)]
    return {**_summary(found), "chapters": chapters, **plain(shown.tables), "typed": typed}


def _summary(one: Any) -> dict[str, Any]:
    report = one.report
    return {
        "code": report.code,
        "agency": shapes.AgencyRef(slug=report.agency.slug, name=report.agency.name),
        "year": report.year,
        "title": report.title,
        "edition": one.number,
        "published_at": one.published_at,
        "note": one.note or None,
        "url": links.page("portal:annual_report", report.code),
        "pdf": links.page("annual_file", report.code, "pdf"),
        "docx": links.page("annual_file", report.code, "docx"),
        "sha256": one.pdf_sha256,
    }
