"""Shapes 数据结构: what the answers hold, field by field. Dates are ISO 8601; null means not stated."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field

from gongkai.kernel.clock import instant

NextPage = Annotated[
    str | None,
    Field(
        description="Address of the next page, also sent as a Link header; null on the last one.",
        examples=["/api/v1/documents?cursor=WyJuZXdlc3QiLCIyMDI2LTAzLTAyIiw0MV0="],
    ),
]
# Instants are told in Beijing time, as everything here happens in it.
Instant = Annotated[datetime, AfterValidator(instant)]
IndexNumber = Annotated[
    str, Field(description="Index number 索引号, given once.", examples=["MB1234567-2026-00317"])
]
Validity = Literal["current", "not_yet", "lapsed", "repealed"]
RelationKind = Literal["interprets", "amends", "repeals", "based_on"]


class AgencyRef(BaseModel):
    """An agency by name."""

    slug: str = Field(description="Its short name in addresses.", examples=["shuiliju"])
    name: str = Field(description="Its full name.", examples=["青原县水利局"])


class DocumentSummary(BaseModel):
    """A published document, without its text."""

    index_number: IndexNumber
    title: str = Field(description="Title of the live edition.", examples=["青原县小型水库运行管理办法"])
    url: str = Field(description="The page for people.")
    agency: AgencyRef = Field(description="The agency that publishes it.")
    kind: str = Field(description="Kind 文种, see /kinds.", examples=["normative"])
    topics: list[str] = Field(description="Topics 主题分类, see /topics.", examples=[["water"]])
    doc_number: str | None = Field(description="Document number 发文字号.", examples=["青政规〔2026〕2号"])
    issuers: list[str] = Field(description="Issuers as the text names them.", examples=[["青原县人民政府"]])
    summary: str = Field(description="What it is about, in a sentence or two; may be empty.")
    issued_on: date | None = Field(description="Day of signature 成文日期.")
    published_on: date | None = Field(description="Day of first publication 公开日期.")
    effective_on: date | None = Field(description="First day in force 施行日期.")
    expires_on: date | None = Field(description="Last day in force 失效日期.")
    validity: Validity | None = Field(description="Validity today; null where none can be said of its kind.")
    edition: int = Field(description="Number of the edition shown.", examples=[1])
    updated_at: Instant = Field(description="When this edition was published.")


class DocumentPage(BaseModel):
    """Documents in order."""

    items: list[DocumentSummary]
    next: NextPage


class File(BaseModel):
    """An attached file."""

    name: str = Field(examples=["附件1.xlsx"])
    url: str = Field(description="Where to fetch it.")
    sha256: str = Field(description="SHA-256 of its bytes, hexadecimal.")
    size: int = Field(description="Bytes.", examples=[18204])
    media_type: str = Field(description="Type told by its content.", examples=["text/csv"])
    versions: list[str] = Field(description="Where its words stand set anew as Word or PDF, if they can be.")


class Related(BaseModel):
    """Another document and how the two belong together."""

    type: RelationKind = Field(description="interprets 解读, amends 修改, repeals 废止, based_on 依据.")
    index_number: str | None = Field(description="Index number if it stands here, else null.")
    title: str = Field(description="Its title, as far as known.")
    doc_number: str | None = Field(description="Its document number.")


class Withdrawal(BaseModel):
    """The notice that stands in the place of a withdrawn text."""

    at: Instant
    reason: str


class EditionSummary(BaseModel):
    """One edition of a document: what it said at one time."""

    number: int = Field(examples=[2])
    state: Literal["live", "superseded", "withdrawn"] = Field(description="live 现行, superseded, withdrawn.")
    title: str
    note: str = Field(description="Why it took the place of the one before; empty for the first.")
    published_at: Instant


class Edition(EditionSummary):
    """An edition with its text; the text of a withdrawn document is null."""

    index_number: IndexNumber
    body: str | None = Field(description="The text as sanitised HTML.")
    text: str | None = Field(description="The same as plain text.")
    attachments: list[File]
    withdrawn: Withdrawal | None


class EditionList(BaseModel):
    """All editions that were ever public, oldest first."""

    items: list[EditionSummary]


class Mark(BaseModel):
    """What befell a document after its publication, or is announced to."""

    reason: str = Field(
        description="corrected, amended, repealed, replaced, expired, invalid or a ground of withdrawal.",
        examples=["repealed"],
    )
    title: str = Field(description="The same as people read it.", examples=["已废止"])
    on: date = Field(description="From which day on.")
    begun: bool = Field(description="Whether that day has come.")
    words: str = Field(description="The reason, where the public may read it; may be empty.")
    index_number: str | None = Field(description="The document here that brought it about.")
    by_title: str = Field(description="Title of what brought it about; may be empty.")
    by_number: str | None = Field(description="Document number of that.")


class Document(DocumentSummary):
    """A document with its text; of a withdrawn one only the notice is left, and its text is null."""

    body: str | None = Field(description="The text as sanitised HTML.")
    text: str | None = Field(description="The same as plain text.")
    attachments: list[File]
    relations: list[Related] = Field(description="What this document says of others.")
    related_by: list[Related] = Field(description="What other live documents say of this one.")
    marks: list[Mark] = Field(description="What befell it since, in order of days.")
    editions: list[EditionSummary]
    withdrawn: Withdrawal | None


class AgencySummary(AgencyRef):
    """An agency in the tree."""

    short_name: str = Field(examples=["县水利局"])
    kind: str = Field(description="Level in the tree.", examples=["department"])
    parent: str | None = Field(description="Slug of the agency above.", examples=["qingyuan"])
    credit_code: str | None = Field(description="Unified social credit code 统一社会信用代码.")
    url: str = Field(description="The page for people.")


class AgencyPage(BaseModel):
    """Agencies in their order."""

    items: list[AgencySummary]
    next: NextPage


class Agency(AgencySummary):
    """What must be known of an agency (Regulations on disclosure, article 20(2))."""

    functions: str = Field(description="Duties 机构职能.")
    principal: str = Field(description="Name of its head 负责人.")
    address: str
    postcode: str
    phone: str
    hours: str = Field(description="Office hours 办公时间.")
    email: str
    aliases: list[str] = Field(description="Former and other names.")
    opened_on: date
    closed_on: date | None = Field(description="First day on which it was no longer open.")


class Kind(BaseModel):
    """A kind of document."""

    slug: str = Field(examples=["normative"])
    title: str = Field(examples=["行政规范性文件"])
    description: str
    has_validity: bool = Field(description="Whether validity can be said of it.")


class KindList(BaseModel):
    """All kinds."""

    items: list[Kind]


class Topic(BaseModel):
    """A topic of the theme classification."""

    slug: str = Field(examples=["water"])
    title: str = Field(examples=["水利水务"])


class TopicList(BaseModel):
    """All topics."""

    items: list[Topic]


class Piece(BaseModel):
    """A piece of plain text, marked where it matches the query."""

    text: str
    marked: bool


class Found(DocumentSummary):
    """A hit: the document, and where it matches."""

    score: float = Field(description="Compares hits of one search by relevance; 0 when sorted by date.")
    title_pieces: list[Piece] = Field(description="The title in pieces; joined they are the title.")
    snippet: list[Piece] = Field(description="The part of the text that shows most of the query.")


class FacetValue(BaseModel):
    """How many hits have this value, whatever the facet's own filter."""

    value: str
    count: int


class SearchPage(BaseModel):
    """Hits in order."""

    total: int = Field(description="All hits.")
    items: list[Found]
    facets: dict[str, list[FacetValue]] = Field(description="By agency, kind, topic, year and validity.")
    relaxed: bool = Field(description="True when nothing held all that was asked, and these come near.")
    cut: bool = Field(description="True when the query was too long and only its beginning was used.")
    next: NextPage


class Subject(BaseModel):
    """What an event is about."""

    kind: str = Field(examples=["document"])
    id: str = Field(examples=["MB1234567-2026-00317"])


class Event(BaseModel):
    """One public act, as the ledger keeps it."""

    seq: int = Field(description="Its number; numbers of public events have gaps.", examples=[1207])
    at: Instant
    verb: str = Field(examples=["document.published"])
    subject: Subject
    agency: str | None = Field(description="Slug of the agency that acted.")
    facts: dict[str, object] = Field(description="What was recorded, by verb; see docs/events.md.")


class EventPage(BaseModel):
    """Events, oldest first."""

    items: list[Event]
    next: NextPage
