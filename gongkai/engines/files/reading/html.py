"""To HTML: the body of a Word or PDF file for the editor: headings, lists, tables, links; no looks."""

import html
import re

from gongkai.engines.files.archive import Archive
from gongkai.engines.files.kinds import Kind, kind_of
from gongkai.engines.files.refused import FileRefused

_LEVELS = (
    ("h2", re.compile(r"(?:第[一二三四五六七八九十百零]+[章编节](?:\s|$)|[一二三四五六七八九十]{1,3}、)")),
    ("h3", re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]")),
)
_LONGEST_HEADING = 40


def body_of(data: bytes) -> str:
    """The body, not yet sanitised; FileRefused for other kinds, damage, and scans without a text layer."""
    kind = kind_of(data)
    if kind is Kind.DOCX:
        from gongkai.engines.files.reading import word_html

        return word_html.body_of(Archive(data))
    if kind is Kind.PDF:
        from gongkai.engines.files.reading import pdf_lines

        lines = (" ".join(line.split()) for line in pdf_lines.paragraphs(data))
        return "\n".join(block(line) for line in lines if line)
    raise FileRefused(f"{kind.label}不能转为正文，请交来 Word 文档（docx）或有文字层的 PDF。")


def block(line: str) -> str:
    """One line as a paragraph, or as a heading where it is numbered like one."""
    tag = "p"
    if len(line) <= _LONGEST_HEADING and not line.endswith(("。", "；", ";")):
        tag = next((name for name, pattern in _LEVELS if pattern.match(line)), "p")
    return f"<{tag}>{html.escape(line)}</{tag}>"
