"""Repair of damaged text 文本修复: what can be repaired is, each repair is counted, nothing is invented.

The damage is what legacy sites and crawls really do to Chinese text: readings left by script
conversion, runs shifted by a byte of GBK, characters lost, tags, invisible characters, layout
blanks. A clean text comes back as it is, and a repaired text needs no further repair.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from gongkai.kernel.hanzi.repairs import controls, digits, encoding, layout, markup, pinyin, shifted, split
from gongkai.kernel.hanzi.repairs.step import Step, cut

EXAMPLES = 3
ROUNDS = 20


@dataclass(frozen=True, slots=True)
class Repair:
    """How often one kind of damage was repaired, with up to three examples as `before→after`."""

    kind: str
    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Repaired:
    """The repaired text, what was done to it, and what a person must still look at."""

    text: str
    repairs: list[Repair] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


class _Kind(NamedTuple):
    """A kind of damage: its identifier, the characters without which it cannot be there, its repair."""

    name: str
    signs: re.Pattern[str]
    step: Callable[[str], Step]


# In this order: bytes before characters, shifted runs before the readings and tags that lie in them.
KINDS = (
    _Kind("double_encoding", encoding.MISREAD, encoding.double_encoding),
    _Kind("line_ends", controls.LINE_END, controls.line_ends),
    _Kind("control_chars", controls.INVISIBLE, controls.control_chars),
    _Kind("lost_character", re.compile(r"\?"), split.lost_character),
    _Kind("shifted_gbk", re.compile(r"\?"), shifted.shifted_gbk),
    _Kind("private_use", encoding.PRIVATE, encoding.private_use),
    _Kind("disguised_forms", encoding.DISGUISED, encoding.disguised_forms),
    _Kind("pinyin_residue", re.compile("[(（]"), pinyin.pinyin_residue),
    _Kind("angle_title", re.compile("[<＜]"), markup.angle_title),
    _Kind("tag_residue", re.compile("[<&]"), markup.tag_residue),
    _Kind("bullet", re.compile("•"), layout.bullet),
    _Kind("spaces", re.compile(r"[^\S\n]"), layout.spaces),
)
_LOST = re.compile("[\ufffd锟烫屯]")


def repair(text: str) -> Repaired:
    """Repair `text` and report every repair and every doubt.

    Runs the steps until none finds anything, as a tag taken away may bring a reading to light. A text
    made to go on for ever (tags in tags in tags) is left after ROUNDS.
    """
    changes: dict[str, list[tuple[str, str]]] = {}
    doubts: list[str] = []
    for _ in range(ROUNDS):
        before, alphabet = text, _alphabet(text)
        for kind in KINDS:
            if not kind.signs.search(alphabet):
                continue
            done = kind.step(text)
            doubts += done.doubts
            if done.changes:
                text, alphabet = done.text, _alphabet(done.text)
                changes.setdefault(kind.name, []).extend(done.changes)
        if text == before:
            break
    if _LOST.search(alphabet):
        doubts += controls.lost_text(text)
    doubts += digits.lost_beside_digits(text)
    names = [kind.name for kind in KINDS if kind.name in changes]
    repairs = [Repair(name, len(changes[name]), _examples(changes[name])) for name in names]
    return Repaired(text, repairs, list(dict.fromkeys(doubts)))


def _alphabet(text: str) -> str:
    """Return each character of `text` once: enough to know which kinds of damage it cannot have."""
    return "".join(set(text))


def _examples(changes: list[tuple[str, str]]) -> tuple[str, ...]:
    shown = (f"{cut(before)}→{cut(after)}" for before, after in dict.fromkeys(changes))
    return tuple(islice(dict.fromkeys(islice(shown, 4 * EXAMPLES)), EXAMPLES))
