"""To HTML: the body of a Word or PDF file for the editor: headings, lists, tables, links; no looks."""

import html
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from gongkai.engines.files.archive import Archive
from gongkai.engines.files.kinds import Kind, kind_of
from gongkai.engines.files.refused import FileRefused

if TYPE_CHECKING:
    from gongkai.engines.files.reading.pdf_tables import Table

_LEVELS = (
    ("h2", re.compile(r"(?:第[一二三四五六七八九十百零]+[章编节](?:\s|$)|[一二三四五六七八九十]{1,3}、)")),
    ("h3", re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]")),
)
_LONGEST_HEADING = 40
# With the signs of Symbol and Wingdings, which have no letter of their own.
BULLET = "[•●▪◦‣◆➢·\\uf06c\\uf0b7\\uf0a7\\uf0d8]"
_BULLETED = re.compile(rf"{BULLET}\s*(?=\S)")
_PICTURED = ("/media/", "/charts/", "/diagrams/", "/embeddings/", "Pictures/")
_LIST_END = "</ul>"


def body_of(data: bytes) -> tuple[str, bool]:
    """The body, not yet sanitised, and whether pictures or drawings are left out of it.

    FileRefused for other kinds, damage, and scans without a text layer.
    """
    kind = kind_of(data)
    if kind is Kind.DOCX:
        from gongkai.engines.files.reading import word_html

        archive = Archive(data)
        return word_html.body_of(archive), has_pictures(archive)
    if kind is Kind.PDF:
        from gongkai.engines.files.reading import pdf_body

        blocks, has_more = pdf_body.read(data)
        return _pdf_html(blocks), has_more
    raise FileRefused(f"{kind.label}不能转为正文，请交来 Word 文档（docx）或有文字层的 PDF。")


def has_pictures(archive: Archive) -> bool:
    """Whether a package holds what is not words: what is set anew would be without it."""
    return any(mark in name for name in archive.names for mark in _PICTURED)


def _pdf_html(blocks: Iterable["str | Table"]) -> str:
    """What stands in a PDF, block by block; neighbouring lines that begin with a bullet are one list."""
    out: list[str] = []
    for one in blocks:
        if not isinstance(one, str):
            out.append(one.html())
            continue
        line = " ".join(one.split())
        bullet = _BULLETED.match(line)
        if bullet is None:
            out += [block(line)] if line else []
            continue
        item = f"<li>{html.escape(line[bullet.end() :])}</li>"
        if out and out[-1] == _LIST_END:
            out[-1:] = [item, _LIST_END]
        else:
            out += ["<ul>", item, _LIST_END]
    return "\n".join(out)


def block(line: str) -> str:
    """One line as a paragraph, or as a heading where it is numbered like one."""
    tag = "p"
    if len(line) <= _LONGEST_HEADING and not line.endswith(("。", "；", ";")):
        tag = next((name for name, pattern in _LEVELS if pattern.match(line)), "p")
    return f"<{tag}>{html.escape(line)}</{tag}>"
