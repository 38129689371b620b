"""What holds between two dates: the version in force on a day, and versions that overlap."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, model_validator

D = TypeVar("D", bound="Dated")


class Entry(BaseModel):
    """Anything written in a pack: nothing is converted, guessed or ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Dated(Entry):
    """Holds from `since` through `until`, both days included; without `until`, until further notice."""

    since: date
    until: date | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "Dated":
        if self.until is not None and self.until < self.since:
            raise ValueError(f"失效日期 {self.until} 早于生效日期 {self.since}，请核对 since 和 until。")
        return self

    def in_force(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)


class Sourced(Dated):
    """A dated statement that says where it comes from.

    basis: references to acts ("foi:33.2, foi:18"). verified=False marks what has not been checked against
    the text of an act: it is a setting that an authority may change, must say so in `note`, and is never
    printed as a claim of law.
    """

    basis: str = ""
    verified: bool = True
    note: str = ""

    @model_validator(mode="after")
    def _says_why(self) -> "Sourced":
        if self.verified and not self.basis.strip():
            raise ValueError(
                "没有写明依据，请补充 basis；尚无依据的，注明 verified = false 并在 note 中说明。"
            )
        if not self.verified and not self.note.strip():
            raise ValueError("注明 verified = false 的，须在 note 中说明来源和核实情况。")
        return self


def version_on(versions: Iterable[D], on: date) -> D | None:
    """The version in force on a day; None in a gap, before the first and after the last."""
    return next((version for version in versions if version.in_force(on)), None)


def overlaps(versions: Sequence[D]) -> list[tuple[int, int]]:
    """Pairs of neighbouring versions (indexes, by date of beginning) that hold on a common day."""
    order = sorted(range(len(versions)), key=lambda index: versions[index].since)
    return [
        (earlier, later)
        for earlier, later in pairwise(order)
        if (until := versions[earlier].until) is None or until >= versions[later].since
    ]
