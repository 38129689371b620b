"""Narrowing 筛选: what the address of a list says, and the address of the same with something changed."""

from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar

from gongkai.faces.ui import parameters

W = TypeVar("W")


@dataclass(frozen=True)
class Narrowed(Generic[W]):
    """A list narrowed down; `wanted`: a dataclass whose defaults narrow nothing."""

    wanted: W

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return any(self._values().values())

    @property
    def query(self) -> str:
        """The part of the address behind the question mark; what the list is always like is not told."""
        return self.address("").removeprefix("?")

    def address(self, path: str, **more: object) -> str:
        """The path with this filter."""
        return parameters.address(path, {**self._values(), **more})

    def _values(self) -> dict[str, object]:
        wanted: Any = self.wanted
        told = {one.name: (getattr(wanted, one.name), one.default) for one in fields(wanted)}
        return {
            name: "" if value == usual else "1" if value is True else value
            for name, (value, usual) in told.items()
        }
