"""Endings 终止情形: the table of what may befall a document after publication and what the public then sees."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

_FILE = Path(__file__).parent / "endings.toml"
# What of a document is shown, from everything down to the bare notice.
Shows = Literal["text", "title", "notice"]


class Reason(BaseModel):
    """One row of the table; `endings.toml` says what each column means."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    slug: str
    title: Annotated[str, Field(min_length=2)]
    mark: Annotated[str, Field(min_length=2)]
    way: Literal["revision", "date", "note", "withdrawal"]
    validity: Literal["", "lapsed", "repealed"]
    shows: Shows
    listed: bool
    reason_shown: bool
    needs: Literal["", "document", "note"]
    reversible: bool
    basis: str
    note: str

    @model_validator(mode="after")
    def _withdrawals_take_the_text_away(self) -> "Reason":
        gone = self.way == "withdrawal"
        if gone != (self.shows != "text") or gone == self.listed:
            raise ValueError(
                f"{self.slug}: a withdrawal, and nothing else, takes the text out of sight and lists."
            )
        return self


@cache
def reasons() -> dict[str, Reason]:
    """All reasons by slug, in the order of the file."""
    given = tomllib.loads(_FILE.read_text("utf-8"))
    return {slug: Reason(slug=slug, **row) for slug, row in given.items()}


def of_way(way: str) -> dict[str, Reason]:
    """The reasons that come about in this way."""
    return {slug: reason for slug, reason in reasons().items() if reason.way == way}


def leading_to(validity: str) -> list[str]:
    """The reasons an officer may note that lead to this validity."""
    return [slug for slug, reason in of_way("note").items() if reason.validity == validity]


# Where nobody says why, the words say it.
DEFAULT_GROUND = "other"
