"""Registers 清单 in the open interface: which there are, their records, and what goes to the credit platform."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import BaseModel, Field

from gongkai.affairs.registers import credit, queries, schemas
from gongkai.affairs.registers.models import Record
from gongkai.faces.api import cursors, links, shapes
from gongkai.faces.api.agencies import known_agency
from gongkai.faces.api.cursors import Order
from gongkai.faces.api.errors import ERRORS, not_found
from gongkai.faces.api.fresh import stamp
from gongkai.faces.api.parameters import Cursor, Limit, Slug, Year
from gongkai.kernel.law.register_law import Register

router = Router(tags=["registers 清单"])
NEWEST = Order("newest", ("-published_at", "-id"), (datetime, int))
RegisterId = Annotated[str, Path(description="Id of the register. 清单代号。")]


class RegisterColumn(BaseModel):
    """A public column."""

    id: str = Field(description="Name of the value in records. 栏目代号。")
    title: str = Field(description="Heading. 栏目名称。")
    kind: str = Field(
        description="text, long_text, number, money, date, choice, person or credit_code. 类型。"
    )
    unit: str | None = Field(description="Unit of an amount. 单位。")
    choices: list[str] = Field(description="What a choice may be. 可选的值。")
    masked: bool = Field(description="Personal data in it are covered. 个人信息已遮盖。")
    code: str | None = Field(description="Name at the credit platform. 信用平台字段代码。")


class RegisterShape(BaseModel):
    """A register and what its records say in public."""

    id: str
    title: str
    about: str
    basis: str = Field(description="Legal basis in words. 依据。")
    credit: bool = Field(description="Whether /credit gives it for the credit platform. 是否报送信用平台。")
    records: int = Field(description="How many can be read. 公开条数。")
    columns: list[RegisterColumn]
    url: str = Field(description="Page for people. 网页地址。")


class RegisterList(BaseModel):
    """All registers."""

    items: list[RegisterShape]


class RegisterRecord(BaseModel):
    """A record as the public reads it."""

    id: int
    key: str = Field(description="What identifies it among those of its agency. 编号。")
    title: str = Field(description="Name that lists show. 名称。")
    agency: shapes.AgencyRef
    dated_on: date | None = Field(description="Day by which it counts. 计入日期。")
    published_at: datetime
    corrected: bool = Field(description="Corrected since. 公开后有更正。")
    values: dict[str, str] = Field(
        description="Value of each public column that is filled, as text; days as 2026-11-20. 各公开栏目的内容。"
    )
    url: str


class RegisterRecordPage(BaseModel):
    """A page of records."""

    items: list[RegisterRecord]
    next: str | None = Field(description="Address of the next page. 下一页地址。")


class CreditPage(BaseModel):
    """A page of records in the columns of the credit platform."""

    columns: dict[str, str] = Field(description="Code → heading. 字段代码和名称。")
    items: list[dict[str, str]]
    next: str | None = Field(description="Address of the next page. 下一页地址。")


class RecordFilters(BaseModel):
    """Which records; all filters must hold."""

    agency: Annotated[
        Slug | None, Field(description="Slug of an agency; those below it count too. 单位及其下级。")
    ] = None
    year: Annotated[Year | None, Field(description="Year of the day it counts by. 年份。")] = None
    words: Annotated[
        str, Field(max_length=100, description="Words that all stand in it, parted by blanks. 词语。")
    ] = ""
    cursor: Cursor = None
    limit: Limit = cursors.USUAL


class CreditFilters(BaseModel):
    """Which records; all filters must hold."""

    agency: Annotated[
        Slug | None, Field(description="Slug of an agency; those below it count too. 单位及其下级。")
    ] = None
    cursor: Cursor = None
    limit: Limit = cursors.USUAL


@router.get("/registers", response={200: RegisterList, **ERRORS}, summary="List registers 各清单")
def registers(request: HttpRequest, response: HttpResponse) -> Any:
    """Every register that agencies here keep, with its public columns."""
    stamp(response)
    counted = queries.tally()
    return RegisterList(items=[_register(one, counted.get(one.id, 0)) for one in schemas.of_house().values()])


@router.get(
    "/registers/{id}/records",
    response={200: RegisterRecordPage, **ERRORS},
    summary="List records 清单记录",
)
def register_records(
    request: HttpRequest, response: HttpResponse, id: RegisterId, filters: Query[RecordFilters]
) -> Any:
    """The records of a register that can be read, the last published first."""
    _known(id)
    agency = known_agency(filters.agency) if filters.agency else None
    found = queries.published(id, agency=agency, year=filters.year, words=filters.words)
    rows, following = cursors.page(found, NEWEST, cursor=filters.cursor, limit=filters.limit)
    stamp(response)
    return RegisterRecordPage(
        items=[_record(one) for one in rows], next=cursors.link_next(request, response, cursor=following)
    )


@router.get(
    "/registers/{id}/credit",
    response={200: CreditPage, **ERRORS},
    summary="Export for the credit platform 信用报送",
)
def register_credit(
    request: HttpRequest, response: HttpResponse, id: RegisterId, filters: Query[CreditFilters]
) -> Any:
    """Published licences or penalties in the columns of the credit platform; names of persons stay covered."""
    schema = _known(id)
    if schema.credit is None:
        raise not_found(
            f"The register “{id[:64]}” does not go to the credit platform; /api/v1/registers says which do.",
            f"清单“{id[:64]}”不报送信用平台，哪些报送见/api/v1/registers。",
        )
    agency = known_agency(filters.agency) if filters.agency else None
    found = queries.published(id, agency=agency)
    rows, following = cursors.page(found, NEWEST, cursor=filters.cursor, limit=filters.limit)
    stamp(response)
    return CreditPage(
        columns=credit.credit_columns(schema),
        items=[credit.credit_row(schema, one) for one in rows],
        next=cursors.link_next(request, response, cursor=following),
    )


def _known(register: str) -> Register:
    found = schemas.of_house().get(register)
    if found is None:
        raise not_found(
            f"There is no register “{register[:64]}”; /api/v1/registers lists all of them.",
            f"没有代号为“{register[:64]}”的清单，全部清单见/api/v1/registers。",
        )
    return found


def _register(one: Register, n: int) -> RegisterShape:
    return RegisterShape(
        id=one.id, title=one.title, about=one.about, basis=one.citation, credit=one.credit is not None, records=n,
        columns=[
            RegisterColumn(
                id=column.id, title=column.title, kind=column.kind, unit=column.unit or None, choices=column.choices,
                masked=column.show == "masked", code=column.code or None,
            )
            for column in one.public
        ],
        url=links.page("portal:register", one.id),
    )  # fmt: skip


def _record(one: Record) -> RegisterRecord:
    assert one.published_at is not None  # it is public
    return RegisterRecord(
        id=one.pk, key=one.key, title=one.title, dated_on=one.dated_on, published_at=one.published_at,
        agency=shapes.AgencyRef(slug=one.agency.slug, name=one.agency.name), corrected=one.corrected,
        values=one.shown, url=links.page("portal:register_record", one.register, one.pk),
    )  # fmt: skip
