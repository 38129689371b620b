"""Registers of a pack 清单: which are in force on a day, and what they name that is not there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from gongkai.kernel.law.dated import version_on
from gongkai.kernel.law.pack import Pack
from gongkai.kernel.law.registers import Column, Counted, Credit, RegisterEntry, RegisterVersion
from gongkai.kernel.law.sections import MASKS, REGISTERS
from gongkai.kernel.law.source import Route


@dataclass(frozen=True)
class Register:
    """A register as it stands on a day."""

    id: str
    title: str
    about: str
    keepers: tuple[str, ...]
    credit: Credit | None
    report: Counted | None
    version: RegisterVersion
    citation: str
    pack: str

    @property
    def columns(self) -> dict[str, Column]:
        """The columns by id, in their order."""
        return {column.id: column for column in self.version.columns}

    @property
    def public(self) -> list[Column]:
        """The columns of which the public sees something."""
        return [column for column in self.version.columns if column.show != "internal"]


def registers_of(pack: Pack, *, on: date) -> dict[str, Register]:
    """The registers in force on a day by id, parents' first; a child pack's replaces its parent's."""
    return dict(_in_force(pack, on))


@lru_cache(maxsize=64)
def _in_force(pack: Pack, on: date) -> dict[str, Register]:
    found = {id: _decided(pack, id, on) for id in pack.entries(REGISTERS)}
    return {id: one for id, one in found.items() if one is not None}


def register_named(pack: Pack, id: str, *, on: date) -> Register | None:
    """One of them; one that is over as it stood last, for what was entered in it stays readable."""
    if found := _in_force(pack, on).get(id):
        return found
    own = [entry for each in pack.chain() if (entry := each.own(REGISTERS).get(id))]
    past = [version.since for entry in own for version in entry.versions if version.since <= on]
    ends = [
        version.until
        for entry in own
        for version in entry.versions
        if version.until and version.since in past
    ]
    return _decided(pack, id, max(ends)) if ends else None


def _decided(pack: Pack, id: str, on: date) -> Register | None:
    for each in pack.chain():
        entry = each.own(REGISTERS).get(id)
        if entry and (version := version_on(entry.versions, on)):
            return Register(
                id, entry.title, entry.about, tuple(entry.keepers), entry.credit, entry.report, version,
                each.source_of(version), each.name,
            )  # fmt: skip
    return None


def register_faults(id: str, entry: RegisterEntry, pack: Pack) -> Iterator[tuple[Route, str]]:
    """Where a register names a limit or a mask that the pack has not."""
    masks = pack.entries(MASKS)
    for index, version in enumerate(entry.versions):
        for name in ("limit", "display"):
            value = getattr(version, name)
            if value and not pack.limit_spans(value):
                yield (
                    ("versions", index, name),
                    f"没有名为“{value}”的期限，请在 [limit.…] 中登记，或者改正名称。",
                )
        for at, column in enumerate(version.columns):
            if column.mask and column.mask not in masks:
                yield (
                    ("versions", index, "columns", at, "mask"),
                    f"没有名为“{column.mask}”的遮盖方法，请在 [mask.…] 中登记，或者改正名称。",
                )
