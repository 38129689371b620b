"""Word 文档: body, headers, footers, notes, comments, revisions, hidden text and field codes of a .docx."""

import re
from collections.abc import Iterator

from lxml import etree

from gongkai.engines.files.archive import Archive
from gongkai.engines.files.markup import W, parse
from gongkai.engines.files.part import Part, PartKind
from gongkai.engines.files.reading import drawn, properties
from gongkai.engines.files.reading.hiding import hidden_runs, people
from gongkai.engines.files.reading.numbering import Numbering
from gongkai.engines.files.reading.word_lines import lines

_STORIES = (
    (re.compile(r"word/document\.xml"), "正文", PartKind.BODY),
    (re.compile(r"word/header\d*\.xml"), "页眉", PartKind.MARGIN),
    (re.compile(r"word/footer\d*\.xml"), "页脚", PartKind.MARGIN),
    (re.compile(r"word/footnotes\.xml"), "脚注", PartKind.NOTE),
    (re.compile(r"word/endnotes\.xml"), "尾注", PartKind.NOTE),
    (re.compile(r"word/comments\.xml"), "批注", PartKind.COMMENT),
    (re.compile(r"word/glossary/document\.xml"), "文档部件", PartKind.CODE),
)


def parts(archive: Archive) -> Iterator[Part]:
    """All that a .docx carries, the seen and the unseen."""
    numbers = archive.part("word/numbering.xml")
    numbers_root = parse(numbers) if numbers else None
    styles = archive.part("word/styles.xml")
    styles_root = parse(styles) if styles else None
    for pattern, label, kind in _STORIES:
        for name in sorted(archive.names):
            if pattern.fullmatch(name):
                root = parse(archive.part(name) or b"")
                yield from _story(root, label, kind, Numbering(numbers_root, styles_root), styles_root)
    yield from drawn.parts(archive, "word/")
    yield from properties.things_inside(archive)
    yield from properties.links(archive)
    yield from properties.parts(archive)


def _story(
    root: etree._Element, label: str, kind: PartKind, numbering: Numbering, styles: etree._Element | None
) -> Iterator[Part]:
    away = kind in (PartKind.COMMENT, PartKind.CODE)
    authors = people(root)
    yield from (Part(f"{label}的修订或批注者", name, True, PartKind.PROPERTY) for name in authors)
    for change in root.iter(W + "del", W + "moveFrom"):
        text = "".join(node.text or "" for node in change.iter(W + "delText", W + "t"))
        if text:
            who = change.get(W + "author") or "佚名"
            yield Part(f"{label}里{who}修订删去的文字", text, hidden=True, kind=PartKind.REVISION)
    codes = " ".join(filter(None, (node.text for node in root.iter(W + "instrText", W + "delInstrText"))))
    codes += " ".join(node.get(W + "instr", "") for node in root.iter(W + "fldSimple"))
    if codes.strip():
        yield Part(f"{label}的域代码", codes.strip(), hidden=True, kind=PartKind.CODE)
    unseen = hidden_runs(root, styles)
    text = "".join(node.text or "" for run in unseen for node in run.iter(W + "t"))
    if text:
        yield Part(f"{label}里看不见的文字", text, hidden=True, kind=kind)
    yield from _descriptions(root, label)
    text = "\n".join(lines(root, numbering))
    if text.strip():
        yield Part(label, text, hidden=away, kind=kind)


def _descriptions(root: etree._Element, label: str) -> Iterator[Part]:
    for node in root.iter("{*}docPr", "{*}cNvPr"):
        for key in ("descr", "title", "name"):
            if node.get(key):
                yield Part(f"{label}里图形的说明", node.get(key, ""), hidden=True, kind=PartKind.PROPERTY)
