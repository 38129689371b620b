"""PDF: an official document set by typst from `sheet.typ` and `official.typ`; the words go in as data."""

import json
import math
import re
from dataclasses import asdict
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from gongkai.engines.files.making.blocks import Block, Run, blocks_of
from gongkai.engines.files.making.fonts import shelf, stacks
from gongkai.engines.files.making.official import Official
from gongkai.engines.files.refused import FileRefused

_TITLE_LINE = 19  # letters of 二号 in the type area, with a little air
_LINE_POINTS = 442
_GOOD_END = re.compile(r"(?:关于|印发|转发|[、的和及与》年省市县区乡镇]|办公室|政府)$")
_DATE = re.compile(r".{2,5}年.{1,3}月.{1,3}日")
_LONG_WORD = re.compile(r"[!-~]{24}(?=[!-~])")
_TOGETHER = frozenset({"sign", "attachment"})


def made(official: Official) -> bytes:
    """The PDF; FileRefused when the machine has no Chinese font, or the document cannot be set."""
    _fonts, known = shelf()
    data = article(official, known) | {
        "faces": stacks(known),
        "authors": [official.issuer] if official.issuer else [],
        "keywords": [word for word in (official.set_number, official.index_number) if word],
    }
    return compiled("official.typ", data, official.title)


def compiled(template: str, data: dict[str, Any], title: str) -> bytes:
    """What typst makes of a template of this folder behind `sheet.typ`; FileRefused names the title."""
    import typst

    fonts, _known = shelf()
    try:
        pdf = typst.compile(
            _read("sheet.typ") + _read(template),
            font_paths=fonts,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            timestamp=datetime(2000, 1, 1, tzinfo=UTC),
        )
    except typst.TypstError:
        raise FileRefused(f"《{title}》排版失败，请检查正文里的表格后重试。") from None
    if not isinstance(pdf, bytes):
        raise FileRefused(f"《{title}》排版失败，请重试。")
    return pdf


def title_lines(title: str) -> list[str]:
    """The title in lines of about the same length, cut after a word that ends a sense where one is near (§7.3.1)."""
    count = max(1, math.ceil(_wide(title) / _TITLE_LINE))
    lines, rest = [], title
    for left in range(count, 1, -1):
        middle = _wide(rest) / left
        places = [
            at
            for at in range(1, len(rest))
            if _wide(rest[:at]) <= _TITLE_LINE + 1 and _wide(rest[at:]) <= (left - 1) * (_TITLE_LINE + 1)
        ]
        at = min(
            places, key=lambda at: abs(_wide(rest[:at]) - middle) + (0 if _GOOD_END.search(rest[:at]) else 4)
        )
        lines.append(rest[:at])
        rest = rest[at:]
    return [*lines, rest]


def _wide(text: str) -> float:
    return sum(0.55 if char.isascii() else 1 for char in text)


@lru_cache(maxsize=3)
def _read(name: str) -> bytes:
    return Path(__file__).with_name(name).read_bytes()


def article(official: Official, known: frozenset[str]) -> dict[str, Any]:
    """A document as `article` of `sheet.typ` wants it."""
    faces = stacks(known)
    has_title_face = faces["title"][0] not in faces["song"]
    return {
        "title": official.title,
        "title_lines": title_lines(official.title),
        # 小标宋 is stronger than 宋体: where it is missing, its weight is drawn.
        "title_stroke": 0 if has_title_face else 0.45,
        "number": official.set_number,
        "index_number": official.index_number,
        "masthead": official.masthead,
        "letter": official.letter,
        "masthead_size": min(44, int(_LINE_POINTS / max(len(official.masthead), 1)) - 3),
        "groups": [
            {"kind": kind, "blocks": [_block(block) for block in blocks]}
            for kind, blocks in _groups(blocks_of(official))
        ],
    }


def _groups(blocks: list[Block]) -> list[tuple[str, list[Block]]]:
    """Neighbours that are set as one (signatures, attachments) together, every other block alone."""
    found: list[tuple[str, list[Block]]] = []
    for block in blocks:
        if block.kind in _TOGETHER and found and found[-1][0] == block.kind:
            found[-1][1].append(block)
        else:
            found.append((block.kind, [block]))
    return found


def _block(block: Block) -> dict[str, Any]:
    kept = asdict(block)
    kept["runs"] = [_run(run) for run in block.runs]
    if block.kind == "sign" and _DATE.fullmatch("".join(run.text for run in block.runs).replace(" ", "")):
        kept["label"] = "date"
    if block.kind == "attachment":
        kept["label"] = block.label.removeprefix("附件：")
    kept["rows"] = [
        [asdict(cell) | {"runs": [_run(run) for run in cell.runs]} for cell in row] for row in block.rows
    ]
    kept["widths"] = block.widths
    return kept


def _run(run: Run) -> dict[str, Any]:
    # An address without a blank may break, else it runs off the page.
    text = _LONG_WORD.sub(lambda match: match[0] + "\u200b", run.text)
    return {"text": text, "marks": sorted(run.marks), "href": run.href}
