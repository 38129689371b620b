"""Body as text 正文纯文字稿: what an editor without script shows, and what comes back from it.

Whatever the person did not touch keeps its markup (links, emphasis, merged cells); what he wrote is set by the
conventions of `body.from_text`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.affairs.documents import body as bodies

_CELL = re.compile(r"(<t[dh][^>]*>)(.*?)(?=</t[dh]>)", re.DOTALL)
_PARAGRAPHS = re.compile(r"</p>\s*<p[^>]*>")
_PARAGRAPH = re.compile(r"</?p[^>]*>")
_EMPTY_END = re.compile(r"(?:\s*<p>(?:\s|&nbsp;|<br>)*</p>)+\s*$")
_HEAD = re.compile(r"<table>\s*<tbody>\s*(<tr>(?:\s*<th[^>]*>(?:(?!</?t[rdh]).)*</th>)+\s*</tr>)", re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A top-level element of a body with its lines as plain text."""

    html: str
    lines: tuple[str, ...]


def blocks(body: str) -> list[Block]:
    """The top-level elements of a sanitised body, in order."""
    root = LexborHTMLParser(body).body
    found = []
    for node in root.iter(include_text=True) if root is not None else ():
        html = node.html or ""
        lines = _lines(node)
        if lines:
            found.append(Block(html if node.tag != "-text" else f"<p>{html.strip()}</p>", tuple(lines)))
    return found


def to_text(body: str) -> str:
    """The body as the text that `rewritten` takes back: one line a block, tables as lines of `| cells |`."""
    return "\n".join(line for block in blocks(body) for line in block.lines)


def rewritten(body: str, text: str) -> str:
    """The body after its text was changed to `text`; blocks whose text stands as before keep their markup."""
    old = blocks(body)
    new = blocks(bodies.from_text(text))
    if [block.lines for block in old] == [block.lines for block in new]:
        return body
    return bodies.sanitise("\n".join(_kept(old, new)))


def from_editor(html: str) -> str:
    """The body that a rich-text editor sends, sanitised; its tables as documents have them: cells without
    paragraphs, a first row of headings as the head."""
    body = _CELL.sub(
        lambda cell: cell[1] + _PARAGRAPH.sub("", _PARAGRAPHS.sub("<br>", cell[2])), bodies.sanitise(html)
    )
    body = _HEAD.sub(lambda head: f"<table><thead>{_columns(head[1])}</thead><tbody>", body)
    return _EMPTY_END.sub("", body)


def _columns(row: str) -> str:
    return re.sub(r"<th(?![^>]*scope)", '<th scope="col"', row)


def _kept(old: Sequence[Block], new: Sequence[Block]) -> list[str]:
    """The new blocks, each run of them that says what an old block said replaced by that block."""
    old_lines = [line for block in old for line in block.lines]
    new_lines = [line for block in new for line in block.lines]
    starts = dict(_starting(new))
    ends = {at + len(block.lines) for at, block in _starting(new)}
    place: dict[int, int] = {}  # old line → new line
    for run in SequenceMatcher(None, old_lines, new_lines).get_matching_blocks():
        place.update((run.a + n, run.b + n) for n in range(run.size))
    replaced: dict[int, Block] = {}
    for at, block in _starting(old):
        first, size = place.get(at), len(block.lines)
        if first is None or any(place.get(at + n) != first + n for n in range(size)):
            continue
        if first in starts and first + size in ends:
            replaced[first] = block
    found, at = [], 0
    while at < len(new_lines):
        block = replaced.get(at) or starts[at]
        found.append(block.html)
        at += len(block.lines)
    return found


def _starting(found: Sequence[Block]) -> list[tuple[int, Block]]:
    at, rows = 0, []
    for block in found:
        rows.append((at, block))
        at += len(block.lines)
    return rows


def _lines(node: LexborNode) -> list[str]:
    if node.tag == "table":
        return _table(node)
    if node.tag in {"ul", "ol"}:
        texts = (bodies.plain(item.html or "") for item in node.css("li"))
        return [" ".join(text.split()) for text in texts if text]
    return [line for line in bodies.plain(node.html or "").splitlines() if line]


def _table(table: LexborNode) -> list[str]:
    rows = []
    for row in table.css("tr"):
        cells = [" ".join(cell.text().replace("|", "｜").split()) for cell in row.css("th, td")]
        rows.append("| " + " | ".join(cells) + " |")
        if len(rows) == 1 and row.css("th") and not row.css("td"):
            rows.append("|" + " --- |" * len(cells))
    caption = table.css_first("caption")
    return [*([" ".join(caption.text().split())] if caption else []), *rows]
