"""The text of a document as lines, each beside its folded form, so that rules are written once for both scripts."""

import re
from dataclasses import dataclass

from gongkai.kernel.hanzi.fold import fold

SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\x0b\x0c]+")
# a name set wide (青 原 县 财 政 局): single characters with one blank between, two or more around
WIDE = re.compile(
    r"(?<![^ \t\u00a0\u3000])(?:[\u4e00-\u9fff][ \u00a0\u3000]){2,}[\u4e00-\u9fff](?=[ "
    r"\u00a0\u3000\t]{2}|[ \u00a0\u3000\t]*(?:$|[(（:：|]))"
)
NO_BLANKS = {ord(blank): None for blank in " \u00a0\u3000"}
BULLET = re.compile(r"^[•●▪■◆◇○·\uf0b7\uf06c]\s*")
SENTENCE_END = re.compile(r"[。!?;]$")


@dataclass(frozen=True, slots=True)
class Line:
    """One non-empty line: as written, and folded (simplified, half-width, lower case; same length)."""

    text: str
    folded: str

    @property
    def bare(self) -> str:
        """Folded without any blank: titles and agencies are compared like this."""
        return self.folded.replace(" ", "")


def make_lines(text: str) -> list[Line]:
    """Strip, squeeze blanks, take bullets off, drop empty lines; fold all at once (folding keeps length)."""
    kept = []
    for raw in text.split("\n"):
        if WIDE.search(raw):
            raw = WIDE.sub(lambda match: match[0].translate(NO_BLANKS), raw)
        line = BULLET.sub("", SPACES.sub(" ", raw).strip()).strip()
        if line:
            kept.append(line)
    folded = fold("\n".join(kept))
    lines, at = [], 0
    for line in kept:
        lines.append(Line(line, folded[at : at + len(line)]))
        at += len(line) + 1
    return lines


def is_row(line: Line) -> bool:
    """A row of a table, as the readers write it."""
    return line.text.startswith("| ") and line.text.endswith(" |")


def cells_of(text: str) -> list[str]:
    """The cells of a row line."""
    return [cell.strip() for cell in text.strip().strip("|").split("|")]


def is_prose(line: Line) -> bool:
    """A full sentence or long paragraph: what a heading, a signature or page chrome never is."""
    return len(line.text) > 100 or (len(line.text) > 12 and bool(SENTENCE_END.search(line.folded)))
