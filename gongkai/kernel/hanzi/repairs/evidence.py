"""Evidence 旁证: what a document writes elsewhere, which decides a character it lost here."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from operator import add

from gongkai.kernel.hanzi.fold import fold
from gongkai.kernel.hanzi.readings import is_common
from gongkai.kernel.hanzi.repairs.gbk import to_character

UNKNOWN = "\0"
_CLAUSE_END = re.compile("(?<=..)[,。、;:!) ]")  # in folded text, where a line end is a blank
_CLAUSE_START = re.compile(r"(?<=[,。、;:!.) ])..")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Each pair of characters in a folded text, and the words of two that end and begin its clauses."""

    pairs: Counter[str]
    closing: frozenset[str]
    opening: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Evidence:
        """Gather the evidence of a folded text in one walk."""
        ends = (match.start() for match in _CLAUSE_END.finditer(text))
        return cls(
            Counter(map(add, text, text[1:])),
            frozenset(text[end - 2 : end] for end in ends),
            frozenset(match.group() for match in _CLAUSE_START.finditer(text)),
        )

    def choose(self, before: str, after: str) -> tuple[str, bool]:
        """Choose the character lost between the folded `before` and `after`; say whether it is certain.

        A character is certain if it alone makes pairs with both neighbours that the text writes
        elsewhere too; likely if it is the only one that makes any, and repeatedly. A full stop is
        likely, never certain, between words that end and begin clauses elsewhere. Else UNKNOWN.
        """
        pairs = {
            choice: (self.pairs[before[-1:] + fold(choice)], self.pairs[fold(choice) + after[:1]])
            for choice in _lost_leads()
        }
        seen = [choice for choice, counts in pairs.items() if any(counts)]
        both = [choice for choice in seen if all(pairs[choice])]
        if before in self.closing and after in self.opening:
            return (UNKNOWN if seen else "。"), False
        if len(both) == 1:
            return both[0], True
        return (seen[0] if len(seen) == 1 and sum(pairs[seen[0]]) > 1 else UNKNOWN), False


@lru_cache(maxsize=1)
def _lost_leads() -> tuple[str, ...]:
    """Return the common characters whose trail byte is A3, as has the full stop: one of them was lost."""
    behind = (to_character(lead, 0xA3) for lead in range(0x81, 0xFF))
    return tuple(character for character in behind if character and is_common(character))
