"""Word lists 词表: what an installation and the product itself list as wrong, sensitive, spam or left over."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

from gongkai.engines.screening.finding import KINDS, Severity

DATA = Path(__file__).parent / "data"
_LOOK_AROUND = re.compile(r"\(\?<?[!=][^)]*\)")
_SEVERITIES = ("block", "warn", "look")


@dataclass(frozen=True, slots=True)
class Word:
    """One listed word. `pattern` is its characters, with look-arounds where a longer word is innocent."""

    pattern: str
    kind: str
    severity: Severity
    note: str
    instead: str | None = None

    @property
    def characters(self) -> str:
        """The word itself."""
        return _LOOK_AROUND.sub("", self.pattern)


@dataclass(frozen=True, eq=False)
class Words:
    """Lists read from files. `names`: of whom and what a slip in one character is looked for.

    Compared by identity: what is worked out of a list is kept for it, and its hash would take longer than a text.
    """

    words: tuple[Word, ...] = ()
    names: tuple[str, ...] = ()

    def plus(self, other: Words) -> Words:
        """Both together; of a word that both list, `other` decides."""
        theirs = {word.characters for word in other.words}
        own = tuple(word for word in self.words if word.characters not in theirs)
        return Words((*own, *other.words), tuple(dict.fromkeys((*self.names, *other.names))))


class WordsError(ValueError):
    """A word list that cannot be used; the sentence, in Chinese, says where and what to do."""


def read_words(path: Path) -> Words:
    """The lists of a TOML file in the form of data/words.example.toml. Raises WordsError."""
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WordsError(f"词表 {path} 无法读取：{error}。请按 words.example.toml 的样式改正。") from error
    names = table.get("names", [])
    if not isinstance(names, list) or not all(isinstance(name, str) and len(name) >= 2 for name in names):
        raise WordsError(f"词表 {path} 的 names 应当是名称的列表，每个名称至少两个字。")
    words: list[Word] = []
    for at, entry in enumerate(table.get("list", []), 1):
        words += _entries(entry, f"词表 {path} 第{at}组")
    return Words(tuple(words), tuple(names))


def _entries(entry: dict[str, object], place: str) -> Iterator[Word]:
    kind, severity, note, words = (entry.get(key) for key in ("kind", "severity", "note", "words"))
    if kind not in KINDS or severity not in _SEVERITIES or not isinstance(note, str) or not words:
        raise WordsError(
            f"{place}须写明 kind（{'、'.join(KINDS)}之一）、severity（{'、'.join(_SEVERITIES)}之一）、note 和 words。"
        )
    pairs = words.items() if isinstance(words, dict) else ((word, "") for word in cast(Iterable[str], words))
    for pattern, instead in pairs:
        bare = _LOOK_AROUND.sub("", pattern)
        if len(bare) < 2 or pattern[0] != bare[0]:
            raise WordsError(f"{place}的“{pattern}”写法不对：至少两个字，条件只能写在第一个字之后。")
        yield Word(pattern, str(kind), cast(Severity, severity), note, instead or None)


@lru_cache(maxsize=1)
def built_in_words() -> Words:
    """The lists that come with the product."""
    return read_words(DATA / "words.toml").plus(read_words(DATA / "names.toml"))


@lru_cache(maxsize=8)
def by_characters(words: Words) -> dict[str, tuple[Word, re.Pattern[str] | None]]:
    """Each word by its characters, with its pattern where it has look-arounds."""
    return {
        word.characters: (
            word,
            None if word.characters == word.pattern else re.compile(_escaped(word.pattern)),
        )
        for word in words.words
    }


def _escaped(pattern: str) -> str:
    """The pattern with all but its look-arounds literal."""
    parts: list[str] = []
    at = 0
    for look in _LOOK_AROUND.finditer(pattern):
        parts += (re.escape(pattern[at : look.start()]), look[0])
        at = look.end()
    return "".join((*parts, re.escape(pattern[at:])))
