"""Layout blanks and bullets 排版空白: blanks that set a page and say nothing, bullets stuck to a line."""

from __future__ import annotations

import re

from gongkai.kernel.hanzi.repairs.step import HAN, Step

# All blanks but the ideographic space, whose pair at a line's start is how Chinese sets a paragraph.
_HARD_BLANK = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
_BLANK = " \t" + _HARD_BLANK
_HARD = re.compile(f"[{_HARD_BLANK}]+")
_INNER = re.compile(rf"[ \u3000]{{1,2}}(?=[{HAN}])")
_IS_HAN = re.compile(f"[{HAN}]")
_BULLET = re.compile(rf"^[{_BLANK}\u3000]*•[{_BLANK}\u3000]*", re.MULTILINE)
# Characters on each side of a blank that must be met together elsewhere for the blank to be a slip.
REACH = 3
FEW = 64
_LEFT = re.compile(rf"[{HAN}]{{1,{REACH}}}$")
_RIGHT = re.compile(rf"[{HAN}]{{1,{REACH}}}")


def bullet(text: str) -> Step:
    """Take away bullets stuck to the start of a line."""
    changes = tuple((match.group().strip(), "") for match in _BULLET.finditer(text))
    return Step(_BULLET.sub("", text) if changes else text, changes)


def spaces(text: str) -> Step:
    """Take away blanks at line edges, make hard blanks plain, and close blanks inside a word."""
    changes: list[tuple[str, str]] = []
    lines = [_trimmed(line, changes) for line in text.split("\n")]
    after = "\n".join(lines) if changes else text
    changes += [(match.group(), " ") for match in _HARD.finditer(after)]
    after = _HARD.sub(" ", after)
    parts: list[str] = []
    at = 0
    for start, end in _slips(after):
        left, right = after[max(0, start - 4) : start].split("\n")[-1], after[end : end + 4].split("\n")[0]
        changes.append((left + after[start:end] + right, left + right))
        parts.append(after[at:start])
        at = end
    return Step("".join((*parts, after[at:])), tuple(changes))


def _trimmed(line: str, changes: list[tuple[str, str]]) -> str:
    """Return `line` without layout blanks, noting what was cut; a paragraph's 　　 stays."""
    if not line or (line[0] not in _BLANK and not line[-1].isspace() and line[0] != "\u3000"):
        return line
    head = line[: len(line) - len(line.lstrip(_BLANK + "\u3000"))]
    core = line[len(head) :].rstrip(_BLANK + "\u3000")
    kept = head if core and not head.strip("\u3000") else ""
    if kept + core != line:
        changes.append((head if head != kept else line[len(head) + len(core) :], kept))
    return kept + core


def _slips(text: str) -> list[tuple[int, int]]:
    """Return the blanks between characters where the text itself writes the same words without one.

    Blanks also part the names of joint issuers, the columns of a list and the words of a heading:
    only the document's own other writing tells a slip from those.
    """
    gaps = [
        match.span()
        for match in _INNER.finditer(text)
        if _IS_HAN.match(text[match.start() - 1 : match.start()])
    ]
    if not gaps:
        return []
    joined: dict[tuple[int, int], str] = {}
    for start, end in gaps:
        left = _LEFT.search(text[max(0, start - REACH) : start])
        right = _RIGHT.match(text[end : end + REACH])
        if left and right and len(left.group() + right.group()) > REACH:
            joined[start, end] = left.group() + right.group()
    met = _met(set(joined.values()), text)
    return [gap for gap, words in joined.items() if words in met]


def _met(wanted: set[str], text: str) -> set[str]:
    """Return those of `wanted` that stand in `text`; a long list costs one walk, not a search each."""
    if len(wanted) <= FEW:
        return {words for words in wanted if words in text}
    return {
        words
        for length in {len(words) for words in wanted}
        for at in range(len(text) - length + 1)
        if (words := text[at : at + length]) in wanted
    }
