"""Gates 关口 before publication: which reviews a document passes, by whom, and what each looks at."""

from typing import Literal

from pydantic import Field, field_validator

from gongkai.kernel.law.dated import Entry, Sourced


class GateVersion(Sourced):
    """A gate between two dates.

    kinds: the kinds of documents that must pass it, "*" for all; none closes the gate for the days it holds.
    checklist: what the reviewer confirms point by point.
    """

    kinds: list[str]
    checklist: list[str] = []

    @field_validator("checklist")
    @classmethod
    def _no_point_twice(cls, points: list[str]) -> list[str]:
        if len(set(points)) != len(points):
            raise ValueError("checklist 中有重复的一项，请删去。")
        return points

    def asks(self, kind: str) -> bool:
        """Whether a document of this kind must pass it."""
        return "*" in self.kinds or kind in self.kinds


class GateEntry(Entry):
    """A gate. reviewer: whose permission passes it; the course of documents knows these four."""

    title: str = Field(min_length=1)
    reviewer: Literal["secrecy", "legality", "wording", "disclosure"]
    versions: list[GateVersion] = Field(min_length=1)
