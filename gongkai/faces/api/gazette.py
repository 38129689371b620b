"""Gazette 政府公报: the published issues of the open interface, and all that ever stood in them."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import AfterValidator, BaseModel, Field, WithJsonSchema

from gongkai.affairs.gazette import queries
from gongkai.affairs.gazette.sections import sections
from gongkai.faces.api import cursors, links, shapes
from gongkai.faces.api.agencies import known_agency
from gongkai.faces.api.cursors import Order
from gongkai.faces.api.errors import ERRORS, not_found
from gongkai.faces.api.fresh import stamp
from gongkai.faces.api.parameters import Cursor, Limit, Slug, Year, one_of

router = Router(tags=["gazette 公报"])
NEWEST = Order("newest", ("-dated_on", "-id"), (date, int))
ENTRIES = Order("newest", ("-issue__dated_on", "-id"), (date, int))
IssueCode = Annotated[str, Path(description="Code of the issue. 期号代码。")]


def _section(slug: str) -> str:
    return one_of(slug, tuple(sections()))


Section = Annotated[
    str, AfterValidator(_section), WithJsonSchema({"type": "string", "enum": list(sections())})
]


class GazetteItem(BaseModel):
    """What stands in an issue."""

    issue: str = Field(description="Code of the issue. 期号代码。")
    section: str = Field(description="Section. 栏目。")
    title: str | None = Field(description="Title as printed; null once the document is withdrawn. 标题。")
    page: int = Field(description="Printed page on which it begins. 起始页码。")
    document: str | None = Field(description="Index number; null for a text of the issue's own. 索引号。")
    edition: int | None = Field(description="The edition that was printed. 刊登的版本。")
    doc_number: str | None = Field(description="Document number. 发文字号。")
    body: str | None = Field(description="HTML of a text of the issue's own. 专稿正文。")
    corrected: bool = Field(description="Corrected since. 刊登后有更正。")
    withdrawn: bool = Field(description="Withdrawn since. 刊登后已撤回。")


class GazetteSummary(BaseModel):
    """An issue as a list shows it."""

    code: str
    agency: shapes.AgencyRef
    year: int
    number: int = Field(description="Number in the year. 期数。")
    serial: int = Field(description="Number through all years. 总期数。")
    dated_on: date = Field(description="Day on the cover. 出版日期。")
    pages: int
    published_at: datetime
    url: str
    pdf: str | None = Field(description="Address of the PDF; null while it is being reprinted. PDF地址。")
    sha256: str = Field(description="SHA-256 of the PDF, as the ledger holds it. PDF的哈希值。")


class Gazette(GazetteSummary):
    """An issue with its contents."""

    items: list[GazetteItem]


class GazettePage(BaseModel):
    """A page of issues."""

    items: list[GazetteSummary]
    next: str | None = Field(description="Address of the next page. 下一页地址。")


class GazetteItemPage(BaseModel):
    """A page of entries."""

    items: list[GazetteItem]
    next: str | None = Field(description="Address of the next page. 下一页地址。")


class IssueFilters(BaseModel):
    """Which issues; all filters must hold."""

    agency: Annotated[Slug | None, Field(description="Slug of the government. 主办单位。")] = None
    year: Annotated[Year | None, Field(description="Year. 年份。")] = None
    cursor: Cursor = None
    limit: Limit = cursors.USUAL


class EntryFilters(BaseModel):
    """Which entries; all filters must hold."""

    agency: Annotated[Slug | None, Field(description="Slug of the agency of the document. 发布机构。")] = None
    year: Annotated[Year | None, Field(description="Year of the issue. 年份。")] = None
    section: Annotated[Section | None, Field(description="Section. 栏目。")] = None
    cursor: Cursor = None
    limit: Limit = cursors.USUAL


@router.get("/gazette/issues", response={200: GazettePage, **ERRORS}, summary="List issues 公报各期")
def gazette_issues(request: HttpRequest, response: HttpResponse, filters: Query[IssueFilters]) -> Any:
    """The published issues, the newest first."""
    agency = known_agency(filters.agency) if filters.agency else None
    rows, following = cursors.page(
        queries.issues(year=filters.year, agency=agency), NEWEST, cursor=filters.cursor, limit=filters.limit
    )
    stamp(response)
    return GazettePage(
        items=[GazetteSummary(**_summary(one)) for one in rows],
        next=cursors.link_next(request, response, cursor=following),
    )


@router.get("/gazette/issues/{code}", response={200: Gazette, **ERRORS}, summary="Read an issue 单期公报")
def gazette_issue(request: HttpRequest, response: HttpResponse, code: IssueCode) -> Any:
    """An issue with its contents in the order of print."""
    found = queries.issue(code)
    if found is None:
        raise not_found(
            f"There is no published issue “{code[:40]}”; /api/v1/gazette/issues lists all of them.",
            f"没有代码为“{code[:40]}”的公报，各期见/api/v1/gazette/issues。",
        )
    stamp(response)
    items = [_item(one) for _section_, rows in queries.contents(found) for one in rows]
    return Gazette(**_summary(found), items=items)


@router.get("/gazette/items", response={200: GazetteItemPage, **ERRORS}, summary="List entries 公报条目")
def gazette_items(request: HttpRequest, response: HttpResponse, filters: Query[EntryFilters]) -> Any:
    """Everything that stands in published issues, those of the newest issue first."""
    agency = known_agency(filters.agency) if filters.agency else None
    found = queries.entries(year=filters.year, section=filters.section or "", agency=agency)
    rows, following = cursors.page(found, ENTRIES, cursor=filters.cursor, limit=filters.limit)
    stamp(response)
    return GazetteItemPage(
        items=[_item(one) for one in rows], next=cursors.link_next(request, response, cursor=following)
    )


def _summary(one: Any) -> dict[str, Any]:
    same = ("code", "year", "number", "serial", "dated_on", "pages", "published_at")
    return {name: getattr(one, name) for name in same} | {
        "agency": shapes.AgencyRef(slug=one.agency.slug, name=one.agency.name),
        "url": links.page("portal:gazette_issue", one.code),
        "pdf": None if one.unclean else links.page("gazette_pdf", one.code),
        "sha256": one.pdf_sha256,
    }


def _item(one: Any) -> GazetteItem:
    edition = one.edition
    return GazetteItem(
        issue=one.issue.code,
        section=one.section,
        title=None if one.withdrawn else one.heading,
        page=one.page,
        document=edition.document.index_number if edition else None,
        edition=edition.number if edition else None,
        doc_number=(edition.document.doc_number or None) if edition and not one.withdrawn else None,
        body=one.body or None,
        corrected=one.corrected,
        withdrawn=one.withdrawn,
    )
