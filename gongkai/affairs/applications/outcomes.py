"""Outcomes 办理结果: the 21 rows of the annual report, each with its article, grounds, needs, letter and remedy."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from pydantic import BaseModel, ConfigDict, Field

Need = Literal[
    "reasons", "files", "redacted", "link", "search", "earlier", "corrected", "excess", "consulted"
]
Group = Literal["granted", "partial", "denied", "unable", "not_processed", "other"]
Settled = Literal["reply", "lapse", "withdrawal", "transfer"]

GROUPS: dict[Group, str] = {
    "granted": _("予以公开"),
    "partial": _("部分公开"),
    "denied": _("不予公开"),
    "unable": _("无法提供"),
    "not_processed": _("不予处理"),
    "other": _("其他处理"),
}


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Variant(_Data):
    """What the reply says. letter: the name of its text; settled: where it differs from its outcome's."""

    id: str
    title: Annotated[str, Field(min_length=2)]
    basis: str
    needs: list[Need] = []
    letter: str
    settled: Settled | None = None


class Outcome(_Data):
    """One row of the report. remedy: what the letter must say of the way to challenge it."""

    key: str
    title: Annotated[str, Field(min_length=2)]
    group: Group
    remedy: Literal["reconsideration_first", "either"]
    grounds: list[str] = []
    settled: Settled = "reply"
    variants: Annotated[list[Variant], Field(min_length=1)]

    def variant(self, id: str) -> Variant | None:
        """The variant of this id."""
        return next((one for one in self.variants if one.id == id), None)

    def replies(self) -> list[Variant]:
        """The variants that an officer may draft a reply with."""
        return [one for one in self.variants if (one.settled or self.settled) == "reply"]


@cache
def outcomes() -> dict[str, Outcome]:
    """All outcomes by key, in the order of the report."""
    given = tomllib.loads((Path(__file__).parent / "outcomes.toml").read_text("utf-8"))
    return {key: Outcome(key=key, **one) for key, one in given.items()}


def title_of(key: str) -> str:
    """The outcome in the words of the report, with the heading it stands under, in the language of the reader."""
    one = outcomes()[key]
    group, title = gettext(GROUPS[one.group]), gettext(one.title)
    whole = gettext("%(group)s：%(title)s") % {"group": group, "title": title}
    return title if one.title == GROUPS[one.group] else whole
