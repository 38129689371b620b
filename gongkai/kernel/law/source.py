"""One TOML file read together with the line of every key, so that a complaint can name its place."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

Route = tuple[str | int, ...]

_STRING_OR_COMMENT = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*",
    re.DOTALL,
)
_HEADER = re.compile(r"\s*(\[\[?)([^\[\]=]+)\]\]?\s*$")
_ASSIGNMENT = re.compile(r"\s*([^\[\]{}=]+?)\s*=")
_KEY = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'|[A-Za-z0-9_-]+')


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong with a pack: the file, the line counted from 1, and one sentence on what to do."""

    file: Path
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.sentence}"


class PackError(ValueError):
    """A pack cannot be used; `problems` names every fault with its file and line."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True)
class Source:
    """The parsed file and its text, in which a key's line is looked up once there is something to complain of."""

    file: Path
    data: Mapping[str, Any]
    text: str

    @cached_property
    def lines(self) -> Mapping[Route, int]:
        """Where each key stands."""
        return key_lines(self.text)

    def problem(self, route: Route, sentence: str) -> Problem:
        """A complaint about what stands at `route`, or at the nearest thing around it that has a line."""
        while route and route not in self.lines:
            route = route[:-1]
        return Problem(self.file, self.lines.get(route, 1), sentence)


def read_source(file: Path) -> Source:
    """Read a TOML file. Raises PackError when it cannot be read or is not TOML."""
    try:
        text = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        return Source(file, _parsed(text), text)
    except OSError as error:
        raise PackError(
            [Problem(file, 1, f"文件无法读取（{error.strerror}），请检查路径和权限。")]
        ) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise PackError([Problem(file, line, "文件不是 UTF-8 编码，请另存为 UTF-8 后重试。")]) from error
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+)", str(error))
        line = int(place[1]) if place else max(1, text.rstrip("\n").count("\n") + 1)
        raise PackError([Problem(file, line, f"不符合 TOML 语法，请改正此处：{error}。")]) from error


@lru_cache(maxsize=256)
def _parsed(text: str) -> Mapping[str, Any]:
    """Kept by the text: where one file of a pack changes, only that one is parsed anew."""
    return tomllib.loads(text)


def key_lines(text: str) -> dict[Route, int]:
    """The line (from 1) on which each table and key of a valid TOML text is written.

    Keys inside inline tables have no line of their own.
    """
    lines: dict[Route, int] = {}
    counts: dict[Route, int] = {}
    table: Route = ()
    for number, masked, written in _logical_lines(text):
        if header := _HEADER.match(masked):
            keys = _keys(written[header.start(2) : header.end(2)])
            table = _locate(keys, counts, new_item=header[1] == "[[")
            for end in range(1, len(table) + 1):
                lines.setdefault(table[:end], number)
        elif assignment := _ASSIGNMENT.match(masked):
            route = table
            for key in _keys(written[assignment.start(1) : assignment.end(1)]):
                route = (*route, key)
                lines.setdefault(route, number)
    return lines


def _logical_lines(text: str) -> Iterator[tuple[int, str, str]]:
    """Number, text without strings and comments, text as written, of each line not inside a value."""
    masked = _STRING_OR_COMMENT.sub(_blot, text)
    depth = 0
    for number, (blotted, written) in enumerate(
        zip(masked.split("\n"), text.split("\n"), strict=True), start=1
    ):
        if depth == 0:
            yield number, blotted, written
        depth += sum(blotted.count(mark) for mark in "[{") - sum(blotted.count(mark) for mark in "]}")


def _blot(match: re.Match[str]) -> str:
    filling = " " if match[0].startswith("#") else "s"
    return re.sub(r"[^\n]", filling, match[0])


def _keys(written: str) -> list[str]:
    return [
        str(tomllib.loads(f"key = {key}")["key"]) if key[0] in "\"'" else key for key in _KEY.findall(written)
    ]


def _locate(keys: list[str], counts: dict[Route, int], *, new_item: bool) -> Route:
    """The route of a table header; an array of tables met on the way stands for its latest item."""
    route: Route = ()
    for position, key in enumerate(keys):
        route = (*route, key)
        if new_item and position == len(keys) - 1:
            counts[route] = counts.get(route, 0) + 1
        if route in counts:
            route = (*route, counts[route] - 1)
    return route
