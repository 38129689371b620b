"""Relations 关联: what a document says of others, what others say of it, and who interprets it how."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import BaseModel, Field

from gongkai.affairs.documents.models import RelationType
from gongkai.affairs.documents.readings import Reading, readings
from gongkai.faces.api import links, render, shapes
from gongkai.faces.api.documents import IndexNumber, public_page
from gongkai.faces.api.errors import ERRORS
from gongkai.faces.api.fresh import stamp

router = Router(tags=["documents 文件"])


class Relations(BaseModel):
    """A document among others."""

    relations: list[shapes.Related] = Field(description="What this document says of others.")
    related_by: list[shapes.Related] = Field(description="What other live documents say of this one.")


class Film(BaseModel):
    """A video or recording."""

    title: str
    url: str


class Interpretation(BaseModel):
    """A document that interprets another."""

    index_number: shapes.IndexNumber
    title: str
    url: str = Field(description="The page for people.")
    forms: list[str] = Field(
        description="text, picture, video, press_conference, interview, questions.", examples=[["picture"]]
    )
    interpreter: str | None = Field(
        description="principal 主要负责人, leader 分管负责人, head 起草部门负责人, expert, media."
    )
    interpreter_name: str = Field(description="Name of the interpreter; may be empty.")
    pictures: list[shapes.File]
    films: list[Film]


class InterpretationList(BaseModel):
    """All published interpretations of a document, in order of days."""

    items: list[Interpretation]


@router.get(
    "/documents/{index_number}/relations",
    response={200: Relations, **ERRORS},
    summary="Read relations 关联文件",
)
def relations(request: HttpRequest, response: HttpResponse, index_number: IndexNumber) -> Any:
    """Bases, amendments, repeals and interpretations, in both directions."""
    stamp(response)
    page = public_page(index_number)
    return Relations(relations=render.relations(page), related_by=render.related_by(page))


@router.get(
    "/documents/{index_number}/interpretations",
    response={200: InterpretationList, **ERRORS},
    summary="List interpretations 解读",
)
def interpretations(request: HttpRequest, response: HttpResponse, index_number: IndexNumber) -> Any:
    """The interpretations of a document with their forms, interpreter, pictures and films."""
    stamp(response)
    page = public_page(index_number)
    found = [one for one in page.incoming if one.relation_type == RelationType.INTERPRETS]  # type: ignore[attr-defined]
    return InterpretationList(items=[_interpretation(one) for one in readings(found)])


def _interpretation(one: Reading) -> Interpretation:
    document = one.edition.document
    return Interpretation(
        index_number=document.index_number,
        title=one.edition.title,
        url=links.page("portal:document", document.index_number),
        forms=one.facts.forms if one.facts else [],
        interpreter=one.facts.interpreter if one.facts else None,
        interpreter_name=one.facts.name if one.facts else "",
        pictures=[render.file(document, picture) for picture in one.pictures],
        films=[Film(title=film.title, url=film.url) for film in one.films],
    )
