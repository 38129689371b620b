"""Many words in one reading 多词查找: where the listed words and the detectors' anchors stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from gongkai.engines.screening.slips import halves_of
from gongkai.engines.screening.words import Words, by_characters

_anchors: set[str] = set()
_personal: set[str] = set()


def anchors(*words: str, personal: bool = False) -> tuple[str, ...]:
    """Words that a detector begins from, found together with all others (`Reading.places`). At import only.

    personal: a detector of personal data does; these are looked for alone where nothing else is asked for.
    """
    (_personal if personal else _anchors).update(words)
    return words


class Lexicon:
    """Finds words in one pass over the text, however many there are (an Aho-Corasick automaton)."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(set(words))
        self._automaton = BytesAhoCorasick(
            [word.encode() for word in self._words],
            matchkind=MatchKind.Standard,
            implementation=Implementation.DFA,
        )

    def find(self, text: str) -> Mapping[str, Sequence[int]]:
        """The places of each word that is there; those of one word are in order."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        raw = text.encode("utf-8", "replace")
        at = seen = 0
        for number, _start, end in self._automaton.find_matches_as_indexes(raw, overlapping=True):
            # Matches come in the order of their ends: what lies between two is counted once.
            at += len(raw[seen:end].decode())
            seen = end
            word = self._words[number]
            found[word].append(at - len(word))
        return found


@lru_cache(maxsize=8)
def lexicon_of(words: Words | None) -> Lexicon:
    """All that is looked for: the anchors, words of the lists, what a slip leaves whole of a name; without
    lists the anchors of personal data alone."""
    if words is None:
        return Lexicon(_personal)
    return Lexicon({*by_characters(words), *halves_of(words), *_anchors, *_personal})
