"""The register of normative documents 行政规范性文件目录 in the open interface: current and former, all elements."""

from datetime import date
from typing import Annotated, Any, Literal, cast

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from gongkai.affairs.documents import normative_register
from gongkai.affairs.documents.normative_register import Row, plain
from gongkai.faces.api import links, shapes
from gongkai.faces.api.agencies import known_agency
from gongkai.faces.api.errors import ERRORS
from gongkai.faces.api.fresh import stamp
from gongkai.faces.api.parameters import Slug, ValidityName

router = Router(tags=["normative 规范性文件"])


class NormativeFiling(BaseModel):
    """With which authority it was filed."""

    authority: str = Field(description="Higher authority. 备案机关。")
    number: str | None = Field(description="Number given there. 备案号。")
    filed_on: date = Field(description="Day of filing. 备案日期。")


class NormativeDocument(BaseModel):
    """A normative document as the register shows it."""

    index_number: str = Field(description="Index number. 索引号。")
    title: str = Field(description="Title. 标题。")
    doc_number: str | None = Field(description="Document number. 文号。")
    agency: shapes.AgencyRef
    issuer: str = Field(description="All who issued it. 发布机构。")
    issued_on: date | None = Field(description="Day of signature. 成文日期。")
    published_on: date = Field(description="Day of first publication. 公开日期。")
    effective_on: date | None = Field(description="First day in force. 施行日期。")
    expires_on: date | None = Field(description="Last day of validity, where one is set. 有效期至。")
    long_term: bool = Field(description="Valid without an end, by decision. 长期有效。")
    validity: ValidityName = Field(description="Validity today. 有效性。")
    classes: list[str] = Field(description="Kind and topics. 所属分类。")
    title_note: str = Field(description="Note under the title. 题注。")
    registration_number: str | None = Field(description="Registration number. 统一登记号。")
    legality_reviewed_on: date | None = Field(description="Day of the legality review. 合法性审查日期。")
    filings: list[NormativeFiling] = Field(description="Filing with higher authorities. 备案。")
    carrier: str | None = Field(description="Prescribed carrier in which it was published. 公布载体。")
    carried_on: date | None = Field(description="Day on which that was. 刊登日期。")
    url: str = Field(description="Page for people. 网页地址。")


class NormativeList(BaseModel):
    """The register, whole."""

    items: list[NormativeDocument]


class NormativeFilters(BaseModel):
    """Which rows; all filters must hold."""

    agency: Annotated[
        Slug | None, Field(description="Slug of an agency; those below it count too. 单位及其下级。")
    ] = None
    state: Annotated[
        Literal["current", "former"] | None,
        Field(description="In force or to be, or lapsed and repealed; both without it. 现行或者失效。"),
    ] = None


@router.get(
    "/normative",
    response={200: NormativeList, **ERRORS},
    summary="Register of normative documents 规范性文件目录",
)
def normative_documents(
    request: HttpRequest, response: HttpResponse, filters: Query[NormativeFilters]
) -> Any:
    """Every normative document, current and former, with all its elements, newest publication first.

    The register comes whole, as one list: it is what an authority holds itself to, and can be compared with the
    hash that the event `register.published` certifies.
    """
    root = known_agency(filters.agency) if filters.agency else None
    stamp(response)
    found = normative_register.rows(root=root, state=filters.state or "")
    return NormativeList(items=[_shape(row) for row in found])


def _shape(row: Row) -> NormativeDocument:
    document = row.edition.document
    assert document.published_on is not None  # it is live
    dates = ("issued_on", "published_on", "effective_on", "expires_on")
    return NormativeDocument(
        **{name: getattr(document, name) for name in dates},
        index_number=document.index_number,
        title=row.edition.title,
        doc_number=document.doc_number or None,
        agency=shapes.AgencyRef(slug=document.agency.slug, name=document.agency.name),
        issuer=plain(row)["issuer"],
        long_term=row.long_term,
        validity=cast(ValidityName, row.validity),
        classes=list(row.classes),
        title_note=row.title_note,
        registration_number=row.registration_number or None,
        legality_reviewed_on=row.legality_reviewed_on,
        filings=[
            NormativeFiling(authority=one.authority, number=one.number or None, filed_on=one.filed_on)
            for one in row.filings
        ],
        carrier=row.carrier or None,
        carried_on=row.carried_on,
        url=links.page("portal:document", document.index_number),
    )
