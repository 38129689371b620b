"""数据表: takes the keys of a TOML table one by one, so that a missing, wrong or unknown key is named."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any, TypeVar

T = TypeVar("T")


class TextError(ValueError):
    """The demo's data contradict themselves; the sentence names the file and the key to mend."""


class Table:
    """One TOML table and the words that say where it stands."""

    def __init__(self, where: str, values: object) -> None:
        if not isinstance(values, dict):
            raise TextError(f"{where}: write this as a table")
        self.where = where
        self._left: dict[str, Any] = dict(values)

    @classmethod
    def parse(cls, where: str, text: str) -> Table:
        """The top table of a TOML text."""
        try:
            return cls(where, tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            raise TextError(f"{where}: mend the TOML: {error}") from error

    def fail(self, key: str, sentence: str) -> TextError:
        """The error to raise about one key of this table."""
        return TextError(f"{self.where}: key '{key}': {sentence}")

    def optional(self, key: str, type_: type[T]) -> T | None:
        """The value, or None where the key is absent."""
        value = self._left.pop(key, None)
        # bool is an int and datetime is a date; neither is meant anywhere here
        if value is not None and (not isinstance(value, type_) or isinstance(value, (bool, datetime))):
            raise self.fail(key, f"give a {type_.__name__}, not {value!r}")
        return value

    def required(self, key: str, type_: type[T]) -> T:
        """The value; absent and empty are refused alike."""
        value = self.optional(key, type_)
        if value is None or value == "":
            raise self.fail(key, "give a value, it is missing or empty")
        return value

    def chosen(self, key: str, choices: Collection[str]) -> str:
        """A word out of a closed list."""
        value = self.required(key, str)
        if value not in choices:
            raise self.fail(key, f"unknown '{value}', choose one of {', '.join(choices)}")
        return value

    def words(self, key: str, choices: Collection[str] | None = None) -> tuple[str, ...]:
        """A list of words, all of them out of the closed list if there is one."""
        values = self.optional(key, list) or []
        for value in values:
            if not isinstance(value, str) or not value:
                raise self.fail(key, "give a list of words")
            if choices is not None and value not in choices:
                raise self.fail(key, f"unknown '{value}', choose from {', '.join(choices)}")
        return tuple(values)

    def pair(self, key: str, type_: type[T]) -> tuple[T, T]:
        """Two values, the smaller one first."""
        values = self.required(key, list)
        if len(values) != 2 or any(type(value) is not type_ for value in values) or values[0] > values[1]:
            raise self.fail(key, f"give two of {type_.__name__}, the smaller one first")
        return values[0], values[1]

    def mapping(self, key: str, type_: type[T], choices: Collection[str] | None = None) -> dict[str, T]:
        """A table of values of one type, its keys out of the closed list if there is one."""
        values = self.optional(key, dict) or {}
        for name, value in values.items():
            if choices is not None and name not in choices:
                raise self.fail(key, f"unknown '{name}', choose from {', '.join(choices)}")
            if type(value) is not type_:
                raise self.fail(key, f"give a {type_.__name__} for '{name}', not {value!r}")
        return values

    def table(self, key: str) -> Table | None:
        """A table inside this one, or None."""
        values = self.optional(key, dict)
        return None if values is None else Table(f"{self.where}: {key}", values)

    def tables(self, key: str) -> list[Table]:
        """The tables of an array, each knowing its place, counted from 1."""
        values = self.optional(key, list) or []
        return [Table(f"{self.where}: {key}[{n}]", value) for n, value in enumerate(values, 1)]

    def keyed(self, key: str, by: str, read: Callable[[Table, dict[str, T]], T]) -> dict[str, T]:
        """The tables of an array as things that bear a unique name; `read` sees those that came before."""
        found: dict[str, T] = {}
        for row in self.tables(key):
            item = read(row, found)
            row.done()
            name = str(getattr(item, by))
            if name in found:
                raise row.fail(by, f"'{name}' is used twice, choose another")
            found[name] = item
        return found

    def done(self) -> None:
        """Refuses keys that nobody asked for: they are misspelt."""
        for key in self._left:
            raise self.fail(key, "remove it, no such key is known here")
