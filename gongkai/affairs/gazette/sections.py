"""Sections 栏目: the headings under which an issue is put together; data (`sections.toml`)."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Section(BaseModel):
    """One heading. `written`: its text is written for the issue; else it holds documents that are public."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    slug: str
    title: Annotated[str, Field(min_length=2)]
    written: bool


@cache
def sections() -> dict[str, Section]:
    """All sections by slug, in the order in which they are printed."""
    given = tomllib.loads((Path(__file__).parent / "sections.toml").read_text("utf-8"))
    return {slug: Section(slug=slug, **row) for slug, row in given.items()}
