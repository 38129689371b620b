"""Shifted GBK runs 错位乱码: text whose bytes were cut one byte early, put back on its feet.

Two tools did this to legacy pages, both working on bytes of GBK where they should have worked on
characters:

1. A lead byte was lost (shown as `?`), so the trail byte took the next lead byte for its own, and so
   on until a trail byte in the ASCII range: 確保基層… became 確?;鶎诱…. Every pair but the first can be
   joined again; of the first the trail byte is known (A3, as full-width ; ? , come from A3xx).
2. A reading was written behind a character that was none: in 府數 the bytes AE 94 look like 當, so
   `(dāng)` was put between the bytes of 數, and each half then swallowed a bracket: 政府?dāng)?shù)據.
   The readings and the bytes together say which character it was (split.py).

A repair is accepted only where the joined run is made of common characters and marks, and a lost
byte only where a reading or the document itself decides it; else a mark □ or a doubt remains.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.kernel.hanzi.fold import fold
from gongkai.kernel.hanzi.readings import is_common
from gongkai.kernel.hanzi.repairs.evidence import UNKNOWN, Evidence
from gongkai.kernel.hanzi.repairs.gbk import to_bytes, to_character
from gongkai.kernel.hanzi.repairs.pinyin import LETTERS, pinyin_residue
from gongkai.kernel.hanzi.repairs.split import leads_read
from gongkai.kernel.hanzi.repairs.step import HAN, MISSING, Step, cut
from gongkai.kernel.hanzi.script import is_traditional

LONGEST_RUN = 80
# One joined pair in five is a common character by chance; so many in a row are none.
LONG_RUN = 5
_ASCII = frozenset(map(chr, range(0x20, 0x7F)))
# Row A3 of GBK is ASCII in full width, which crawls make half width after the shift (and before A1
# private characters, U+E586 to U+E5E5).
_FULL_WIDTH = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
_MARKS = "，。、；：？！“”‘’（）《》〈〉〔〕【】…—·"

_SHIFT = f"{HAN}\ue000-\uf8ff\u2500-\u257f"
_LOST_LEAD = re.compile(rf"\?(?<=[{HAN}]\?)(?P<mark>[!-~\ue586-\ue5e5])(?=[{_SHIFT}@-~])")
_SPLIT_RUN = re.compile(rf"\?(?<=[{HAN}]\?)(?P<reading>[{LETTERS}]{{1,6}})\)(?=[{_SHIFT}])")
_RARE_RUN = re.compile(f"[{_SHIFT}…]+")
_TAG_END = re.compile(r"/[a-z][a-z0-9]{0,9}>")


@dataclass(frozen=True, slots=True)
class _Joined:
    """A run joined to common characters: where it ends in the damaged text and what it swallowed there.

    `odd` says that the damaged run shows it by itself: rare characters, or a join too long for chance.
    """

    characters: str
    end: int
    odd: bool
    swallowed: str = ""


def shifted_gbk(text: str) -> Step:
    """Join the byte-shifted runs of `text` again where the result is certain enough to stand."""
    places = [*_LOST_LEAD.finditer(text), *_SPLIT_RUN.finditer(text)]
    if not places:
        return Step(text)
    traditional = is_traditional(text)
    runs: list[tuple[int, _Joined]] = []
    doubts: list[str] = []
    for match in sorted(places, key=lambda match: match.start()):
        if runs and match.start() < runs[-1][1].end:
            continue
        joined = _join_split(text, match) if match.re is _SPLIT_RUN else _join_lost(text, match)
        # A letter that ends a shift is half of a character that GB 2312, so simplified text, does not have.
        if joined is not None and (joined.odd or (traditional and text[joined.end - 1] != "?")):
            runs.append((match.start(), joined))
        elif _looks_shifted(text, match.end()):
            shown = cut(text[match.start() - 1 : match.end() + 8].split("\n")[0])
            doubts.append(f"“{shown}”一带文字错位，无法恢复，请对照原件补录。")
    if not runs:
        return Step(text, (), tuple(doubts))
    # What the document writes elsewhere, other runs included, decides what was lost.
    rebuilt = _rebuilt(text, [(start, run.end, run.characters) for start, run in runs])
    evidence = Evidence.of(fold(pinyin_residue(rebuilt).text))
    spans: list[tuple[int, int, str]] = []
    for start, run in runs:
        after, doubt = _settle(text, start, run, evidence)
        spans.append((start, run.end, after))
        doubts += [doubt] if doubt else []
    changes = tuple((text[start - 1 : end], text[start - 1] + after) for start, end, after in spans)
    return Step(_rebuilt(text, spans), changes, tuple(dict.fromkeys(doubts)))


def _rebuilt(text: str, spans: list[tuple[int, int, str]]) -> str:
    """Return `text` with each span from start to end replaced."""
    parts: list[str] = []
    at = 0
    for start, end, after in spans:
        parts += (text[at:start], after)
        at = end
    return "".join((*parts, text[at:]))


def _join_lost(text: str, match: re.Match[str]) -> _Joined | None:
    """Join a run whose first lead byte was lost: the mark, A3xx, tells the byte to begin with."""
    pair = to_bytes(_FULL_WIDTH.get(match["mark"], match["mark"]))
    return _join(text, match.end(), pair[1], began=UNKNOWN) if pair else None


def _join_split(text: str, match: re.Match[str]) -> _Joined | None:
    """Join a run that a reading was driven into: the reading tells the byte to begin with."""
    leads = leads_read(text[match.start() - 1], match["reading"])
    joined = [run for lead in leads if (run := _join(text, match.end(), lead, began="")) is not None]
    return joined[0] if len(joined) == 1 else None


def _join(text: str, start: int, carried: int, began: str) -> _Joined | None:
    """Join pairs from `start`, beginning with the byte `carried`, to where the shift ends."""
    characters = [began]
    for at in range(start, min(len(text), start + LONGEST_RUN)):
        character = text[at]
        if character == "?":  # the last trail byte was lost, with the < of a closing tag or with the line
            tag = _TAG_END.match(text, at + 1)
            if tag or text[at + 1 : at + 2] in ("", "\n"):
                # Of the marks of row A1 only 。 ends a paragraph outside quotes and brackets.
                last = "。" if carried == 0xA1 else UNKNOWN
                return _accept([*characters, last], text, start, at + 1, "<" if tag else "")
        pair = to_character(carried, ord(character)) if "@" <= character <= "~" else None
        if pair and (done := _accept([*characters, pair], text, start, at + 1)):
            return done
        raw = to_bytes(_FULL_WIDTH.get(character, character))
        pair = to_character(carried, raw[0]) if raw and len(raw) == 2 else None
        if raw is None or pair is None:
            return None
        characters.append(pair)
        carried = raw[1]
    return None


def _accept(characters: list[str], text: str, start: int, end: int, swallowed: str = "") -> _Joined | None:
    """Accept a run that is joined to common characters and marks."""
    joined = "".join(characters)
    known = joined.replace(UNKNOWN, "")
    if not known or not all(is_common(c) or c in _MARKS for c in known):
        return None
    rare = any(not (is_common(c) or c in _MARKS or c in _ASCII) for c in text[start:end])
    return _Joined(joined, end, rare or len(known) >= LONG_RUN, swallowed)


def _looks_shifted(text: str, start: int) -> bool:
    """Say whether a run that could not be joined shows the shift all the same: it has rare characters."""
    run = _RARE_RUN.match(text, start, start + LONGEST_RUN)
    return run is not None and not all(is_common(c) for c in run.group())


def _settle(text: str, start: int, joined: _Joined, evidence: Evidence) -> tuple[str, str | None]:
    """Return the run with its unknown characters decided by the document, or marked, and the doubt."""
    characters, doubt = joined.characters, None
    if characters.startswith(UNKNOWN):
        before = text[max(0, start - 2) : start]
        behind = (characters[1:] + text[joined.end : joined.end + 2])[:2]
        chosen, certain = evidence.choose(fold(before), fold(behind))
        characters = chosen + characters[1:]
        doubt = None if certain else f"“{chosen}”由上下文推断"
    if joined.end < len(text) and text[joined.end - 1] == "?" and characters.endswith("。"):
        doubt = "句末的“。”由上下文推断"
    shown = cut(text[max(0, start - 2) : start] + characters.replace(UNKNOWN, MISSING))
    if UNKNOWN in characters:
        doubt = f"有字丢失，以{MISSING}标出"
    after = characters.replace(UNKNOWN, MISSING) + joined.swallowed
    return after, f"“{shown}”中{doubt}，请对照原件核实。" if doubt else None
