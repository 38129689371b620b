"""Blocks 段落: a body's HTML as a list of plain blocks that both Word and PDF are set from."""

import math
import re
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.engines.files.making.official import Official, day

MAX_DEPTH = 100
_MARKS = {"strong": "b", "b": "b", "em": "i", "i": "i", "u": "u", "sub": "sub", "sup": "sup"}
_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "div", "blockquote", "caption"})
_LINK = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
_CHAPTER = re.compile(r"第[一二三四五六七八九十百零]+[章编节](?:[\s\u3000]|$)")
_MAX_COLUMNS = 40
_BLANKS = re.compile(r"[ \t\r\n]+")


@dataclass(slots=True)
class Run:
    """Letters of one look: `marks` out of b, i, u, sub, sup; `href` of a public link; `\\n` is a line break."""

    text: str
    marks: frozenset[str] = frozenset()
    href: str = ""


@dataclass(slots=True)
class Cell:
    """One cell with its spans; `figure` asks for the right edge."""

    runs: list[Run]
    across: int = 1
    down: int = 1
    head: bool = False
    figure: bool = False


@dataclass(slots=True)
class Block:
    """One block. `kind`: p, to, sign, chapter, h1 to h3, item, quote, rule, table, gap, note, attachment."""

    kind: str
    runs: list[Run] = field(default_factory=list)
    label: str = ""
    rows: list[list[Cell]] = field(default_factory=list)
    columns: int = 0
    head_rows: int = 0

    @property
    def widths(self) -> list[int]:
        """Shares of the line for each column, by its longest cell that spans no other."""
        longest = [2] * self.columns
        taken: set[tuple[int, int]] = set()
        for at, row in enumerate(self.rows):
            column = 0
            for cell in row:
                while (at, column) in taken:
                    column += 1
                taken |= {
                    (at + down, column + step) for down in range(cell.down) for step in range(cell.across)
                }
                if cell.across == 1 and column < self.columns:
                    longest[column] = max(longest[column], min(_wanted(cell), 24))
                column += cell.across
        return [length + 3 for length in longest]


def _wanted(cell: Cell) -> int:
    """The width that a cell asks for. Figures do not break; what spans rows has room to."""
    if cell.figure:
        return max(
            (math.ceil(1.2 * len(line)) for run in cell.runs for line in run.text.split("\n")), default=0
        )
    width = _width(cell.runs)
    return max(math.ceil(width / cell.down), min(width, 5))


def _width(runs: list[Run]) -> int:
    """Letters of a text in widths of a Chinese one."""
    return math.ceil(sum(0.55 if char.isascii() else 1 for run in runs for char in run.text))


def blocks_of(official: Official) -> list[Block]:
    """All that stands below the title: addressee, body, list of attachments, signature and date, notes."""
    root = LexborHTMLParser(f"<body>{official.html_body}</body>").body
    body: list[Block] = []
    if root is not None:
        _read(root, body, 0)
    if official.addressee and not any(block.kind == "to" for block in body):
        body.insert(0, Block("to", [Run(official.addressee.rstrip("：:") + "：")]))
    end = [block for block in body if block.kind == "sign"]
    if not end:
        end = [Block("sign", [Run(name)]) for name in official.signers]
        if official.date is not None:
            end.append(Block("sign", [Run(day(official.date))]))
        return [*body, *_attachments(official), *end, *_notes(official)]
    at = next(index for index, block in enumerate(body) if block.kind == "sign")
    last = max(index for index, block in enumerate(body) if block.kind == "sign")
    return [
        *body[:at], *_attachments(official), *body[at : last + 1], *_notes(official), *body[last + 1 :]
    ]  # fmt: skip


def _attachments(official: Official) -> list[Block]:
    names = official.attachments
    return [
        Block(
            "attachment",
            [Run(name)],
            label=("附件：" if at == 0 else "") + (f"{at + 1}." if len(names) > 1 else ""),
        )
        for at, name in enumerate(names)
    ]


def _notes(official: Official) -> list[Block]:
    return [Block("note", [Run(note)]) for note in official.set_notes]


def _read(parent: LexborNode, out: list[Block], depth: int) -> None:
    """The blocks under `parent`; loose text between blocks is a paragraph of its own."""
    loose: list[Run] = []
    child = parent.child
    while child is not None:
        tag = child.tag or ""
        if tag in ("ul", "ol", "table", "hr", "div", "tbody") or tag in _BLOCKS:
            _flush(loose, out)
            if depth < MAX_DEPTH:
                _read_block(child, tag, out, depth)
        else:
            _runs(child, frozenset(), "", loose, depth)
        child = child.next
    _flush(loose, out)


def _flush(loose: list[Run], out: list[Block]) -> None:
    if any(run.text.strip() for run in loose):
        out.append(Block("p", _trimmed(loose)))
    loose.clear()


def _read_block(node: LexborNode, tag: str, out: list[Block], depth: int) -> None:
    if tag in ("ul", "ol"):
        _list(node, tag, out, depth)
    elif tag == "table":
        out.extend(_table(node, depth))
    elif tag == "hr":
        out.append(Block("rule"))
    elif tag in ("div", "blockquote", "li", "tbody"):
        start = len(out)
        _read(node, out, depth + 1)
        if tag == "blockquote":
            for block in out[start:]:
                block.kind = "quote" if block.kind == "p" else block.kind
    else:
        runs: list[Run] = []
        _runs(node, frozenset(), "", runs, depth)
        runs = _trimmed(runs)
        if runs:
            kind = _kind(node, tag, "".join(run.text for run in runs))
            # the name of what a notice issues, behind its signature
            named = kind == "h1" and out and out[-1].kind == "sign"
            out.append(Block("chapter" if named else kind, runs))


def _kind(node: LexborNode, tag: str, text: str) -> str:
    if tag in ("h1", "h2"):
        return "chapter" if _CHAPTER.match(text) else "h1"
    if tag in ("h3", "h4", "h5", "h6"):
        return "h2" if tag == "h3" else "h3"
    classes = (node.attributes.get("class") or "").split()
    return next((name for name in ("to", "sign") if name in classes), "p")


def _list(node: LexborNode, tag: str, out: list[Block], depth: int) -> None:
    start = node.attributes.get("start") or "1"
    count = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
    child = node.child
    while child is not None:
        if child.tag == "li":
            before = len(out)
            _read(child, out, depth + 1)
            if len(out) > before and out[before].kind == "p":
                out[before].kind, out[before].label = "item", f"{count}." if tag == "ol" else "· "
            count += 1
        child = child.next


def _runs(node: LexborNode, marks: frozenset[str], href: str, out: list[Run], depth: int) -> None:
    tag = node.tag or ""
    if tag == "-text":
        text = _BLANKS.sub(" ", node.text_content or "")
        if text:
            out.append(Run(text, marks, href))
        return
    if tag == "br":
        out.append(Run("\n", marks))
        return
    if tag in _MARKS:
        marks = marks | {_MARKS[tag]}
    elif tag == "a":
        target = (node.attributes.get("href") or "").strip()
        href = target if _LINK.fullmatch(target) else ""
    if depth > MAX_DEPTH:
        return
    child = node.child
    while child is not None:
        _runs(child, marks, href, out, depth + 1)
        child = child.next


def _trimmed(runs: list[Run]) -> list[Run]:
    found = [run for run in runs if run.text]
    if found:
        found[0].text = found[0].text.lstrip()
        found[-1].text = found[-1].text.rstrip()
    return [run for run in found if run.text]


def _table(node: LexborNode, depth: int) -> list[Block]:
    caption = node.css_first("caption")
    found: list[Block] = []
    if caption is not None:
        runs: list[Run] = []
        _runs(caption, frozenset(), "", runs, depth)
        found.append(Block("caption", _trimmed(runs)))
    lines = [row for row in node.css("tr") if _owner(row) == node.mem_id]
    rows, columns = _grid([_cells(row, depth) for row in lines])
    if columns:
        heads = 0
        while heads < len(rows) - 1 and rows[heads] and all(cell.head for cell in rows[heads]):
            heads += max(cell.down for cell in rows[heads])
        found.append(Block("table", rows=rows, columns=columns, head_rows=min(heads, len(rows) - 1)))
    return found


def _owner(row: LexborNode) -> Any:
    above = row.parent
    while above is not None and above.tag != "table":
        above = above.parent
    return above.mem_id if above is not None else None


def _cells(row: LexborNode, depth: int) -> list[Cell]:
    cells = []
    child = row.child
    while child is not None:
        if child.tag in ("td", "th"):
            inner: list[Block] = []
            _read(child, inner, depth + 1)
            runs: list[Run] = []
            for block in inner:
                if runs and block.runs:
                    runs.append(Run("\n"))
                runs += ([Run(block.label)] if block.label else []) + block.runs
                for line in block.rows:
                    runs.append(Run("\n" + " ".join(run.text for cell in line for run in cell.runs)))
            classes = (child.attributes.get("class") or "").split()
            cells.append(
                Cell(
                    runs,
                    _span(child, "colspan"),
                    _span(child, "rowspan"),
                    child.tag == "th",
                    "num" in classes,
                )
            )
        child = child.next
    return cells


def _span(node: LexborNode, name: str) -> int:
    value = node.attributes.get(name) or "1"
    return max(1, min(int(value), 1000)) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def _grid(rows: list[list[Cell]]) -> tuple[list[list[Cell]], int]:
    """Spans cut so that cells never overlap nor leave the table, and every row filled to the same width."""
    rows = [row for row in rows if row]
    taken: set[tuple[int, int]] = set()
    widths = []
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while (at, column) in taken:
                column += 1
            cell.down = min(cell.down, len(rows) - at)
            across = 1
            while (
                across < cell.across and column + across < _MAX_COLUMNS and (at, column + across) not in taken
            ):
                across += 1
            cell.across = across
            taken |= {(at + down, column + step) for down in range(cell.down) for step in range(across)}
            column += across
        while (at, column) in taken:
            column += 1
        widths.append(column)
    columns = max(widths, default=0)
    for at, row in enumerate(rows):
        missing = sum((at, column) not in taken for column in range(columns))
        row.extend(Cell([]) for _ in range(missing))
    return rows, columns
