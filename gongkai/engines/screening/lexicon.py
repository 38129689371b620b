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


def anchors(*words: str, personal: bool = False) -> frozenset[str]:
    """Words that a detector begins from, found together with all others (`Reading.places`). At import only.

    personal: a detector of personal data does; these are looked for alone where nothing else is asked for.
    """
    (_personal if personal else _anchors).update(words)
    return frozenset(words)


class Lexicon:
    """Finds words in one pass over the text, however many there are (an Aho-Corasick automaton).

    It reads UTF-16: a third fewer bytes than UTF-8 for Chinese, and a place in it is twice the place in the text.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(set(words))
        self._automaton = BytesAhoCorasick(
            [units_of(word) for word in self._words],
            matchkind=MatchKind.Standard,
            implementation=Implementation.DFA,
        )

    def find(self, units: bytes, size: int) -> Mapping[str, Sequence[int]]:
        """The places of each word in a text of so many characters, given as units_of; those of one word in order."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        # Characters beyond the basic plane take two units; without them a place needs no counting.
        plain = len(units) == 2 * size
        at = seen = 0
        for number, _start, end in self._automaton.find_matches_as_indexes(units, overlapping=True):
            # A match that ends at an odd byte is made of halves of characters.
            if end % 2:
                continue
            # Matches come in the order of their ends: what lies between two is counted once.
            at = end // 2 if plain else at + len(units[seen:end].decode("utf-16-le", "surrogatepass"))
            seen = end
            word = self._words[number]
            found[word].append(at - len(word))
        return found


def units_of(text: str) -> bytes:
    """The text in UTF-16, two bytes a character, but four beyond the basic plane."""
    return text.encode("utf-16-le", "surrogatepass")


@lru_cache(maxsize=8)
def lexicon_of(words: Words | None) -> Lexicon:
    """All that is looked for: the anchors, words of the lists, what a slip leaves whole of a name; without
    lists the anchors of personal data alone."""
    if words is None:
        return Lexicon(_personal)
    return Lexicon({*by_characters(words), *halves_of(words), *_anchors, *_personal})
