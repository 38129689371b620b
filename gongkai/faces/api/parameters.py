"""Parameters 参数: the types that several operations share, each with what a reader must know of it."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from gongkai.affairs.documents.kinds import kinds, topics
from gongkai.faces.api import cursors

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _day(given: object) -> object:
    """A day as people write it, and nothing else that could be read as one, such as seconds since 1970."""
    if isinstance(given, str) and not _ISO_DAY.fullmatch(given):
        raise PydanticCustomError("date_format", "not a day")
    return given


def _kind(slug: str) -> str:
    return one_of(slug, tuple(kinds()))


def _topic(slug: str) -> str:
    return one_of(slug, tuple(topics()))


def one_of(value: str, choices: tuple[str, ...]) -> str:
    """The value, if it is one of these. Raises what the interface answers as 400, naming them all."""
    if value not in choices:
        raise PydanticCustomError("enum", "not a choice", {"expected": ", ".join(choices)})
    return value


Day = Annotated[date, BeforeValidator(_day)]
Year = Annotated[int, Field(ge=1900, le=9999)]
Kind = Annotated[str, AfterValidator(_kind), WithJsonSchema({"type": "string", "enum": list(kinds())})]
Topic = Annotated[str, AfterValidator(_topic), WithJsonSchema({"type": "string", "enum": list(topics())})]
Slug = Annotated[str, Field(min_length=1, max_length=64)]
ValidityName = Literal["current", "not_yet", "lapsed", "repealed"]
Cursor = Annotated[
    str | None,
    Field(
        max_length=cursors.LONGEST,
        description="Where to go on: the cursor in `next` of the page before. 上一页next中的游标。",
    ),
]
Limit = Annotated[
    int, Field(ge=1, le=cursors.MOST, description="How many at most on a page. 每页最多几条。", examples=[50])
]
