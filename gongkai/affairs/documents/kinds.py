"""Kinds 文种 and topics 主题: one small TOML file each kind, one file of all topics."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

_FOLDER = Path(__file__).parent


class Kind(BaseModel):
    """One kind of document, every property explicit."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    slug: str
    title: Annotated[str, Field(min_length=2)]
    description: Annotated[str, Field(min_length=4)]
    # Place in lists; smaller stands first.
    position: int
    # Whether "in force", "lapsed", "repealed" can be said of it.
    has_validity: bool
    # Whether the portal's home page shows its newest documents.
    on_home: bool
    # Words that end, or stand in, the title of such a document: used to guess the kind of a legacy file.
    title_words: list[str]
    # The kind of column that the page declares itself to be part of (`ColumnType`).
    column_type: str


class Topic(BaseModel):
    """One topic of the theme classification."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Annotated[str, Field(min_length=2)]
    words: list[str] = []


@cache
def kinds() -> dict[str, Kind]:
    """All kinds by slug, in their order."""
    read = [
        Kind(slug=path.stem.replace("-", "_"), **tomllib.loads(path.read_text("utf-8")))
        for path in (_FOLDER / "kinds").glob("*.toml")
    ]
    return {kind.slug: kind for kind in sorted(read, key=lambda kind: kind.position)}


@cache
def topics() -> dict[str, Topic]:
    """All topics by slug, in the order of the file."""
    given = tomllib.loads((_FOLDER / "topics.toml").read_text("utf-8"))
    return {slug: Topic(**topic) for slug, topic in given.items()}


def guess_kind(title: str) -> str:
    """The kind that a title speaks of: the kind whose word stands last in it; `other` when none does."""
    best, place = "other", -1
    for kind in kinds().values():
        for word in kind.title_words:
            found = title.rfind(word)
            if found >= 0 and found + len(word) > place:
                best, place = kind.slug, found + len(word)
    return best


def guess_topics(title: str, *, limit: int = 2) -> list[str]:
    """Topics whose words stand in the title, most hits first."""
    hits = {slug: sum(word in title for word in topic.words) for slug, topic in topics().items()}
    return sorted((slug for slug, n in hits.items() if n), key=lambda slug: -hits[slug])[:limit]
