"""Slides 演示文稿: slides, hidden ones too, speaker notes, comments, layouts of a .pptx."""

import re
from collections.abc import Iterator

from lxml import etree

from gongkai.engines.files.archive import Archive
from gongkai.engines.files.markup import A, parse
from gongkai.engines.files.part import Part, PartKind
from gongkai.engines.files.reading import drawn, properties

_NUMBERED = re.compile(r"ppt/(slides/slide|notesSlides/notesSlide|comments/[^/]*?)(\d*)\.xml")
_MASTERS = re.compile(r"ppt/(?:slideLayouts|slideMasters|notesMasters|handoutMasters)/[^/]+\.xml")


def parts(archive: Archive) -> Iterator[Part]:
    """All that a .pptx carries, the seen and the unseen."""
    for name in sorted(archive.names, key=_order):
        match = _NUMBERED.fullmatch(name)
        if match is None:
            continue
        root = parse(archive.part(name) or b"")
        if match[1] == "slides/slide":
            yield from _slide(root, f"第{match[2]}张幻灯片")
        elif match[1] == "notesSlides/notesSlide":
            yield from _one(f"演讲者备注{match[2]}", paragraphs(root), True, PartKind.NOTE)
        else:
            texts = [(node.text or "").strip() for node in root.iter("{*}text", A + "t")]
            yield from _one("幻灯片批注", texts, True, PartKind.COMMENT)
    for name in sorted(archive.names):
        if _MASTERS.fullmatch(name):
            yield from _one("母版或版式", paragraphs(parse(archive.part(name) or b"")), True, PartKind.MARGIN)
        elif name in ("ppt/commentAuthors.xml", "ppt/authors.xml"):
            names = [node.get("name", "") for node in parse(archive.part(name) or b"")]
            yield from _one("批注者", names, True, PartKind.PROPERTY)
    yield from drawn.parts(archive, "ppt/")
    yield from properties.things_inside(archive)
    yield from properties.links(archive)
    yield from properties.parts(archive)


def paragraphs(root: etree._Element) -> list[str]:
    """The text of each drawing paragraph, its runs joined."""
    return ["".join(node.text or "" for node in paragraph.iter(A + "t")) for paragraph in root.iter(A + "p")]


def _slide(root: etree._Element, where: str) -> Iterator[Part]:
    hidden = root.get("show", "1") in ("0", "false")
    where += "（隐藏）" if hidden else ""
    for shape in list(root.iter("{*}cNvPr")):
        for key in ("descr", "title"):
            yield from _one(f"{where}图形的说明", [shape.get(key, "")], True, PartKind.PROPERTY)
        if shape.get("hidden") in ("1", "true"):
            owner = shape.getparent()
            holder = owner.getparent() if owner is not None else None
            if holder is not None:
                yield from _one(f"{where}里隐藏的图形", paragraphs(holder), True, PartKind.BODY)
    yield from _one(where, paragraphs(root), hidden, PartKind.BODY)


def _one(where: str, texts: list[str], hidden: bool, kind: PartKind) -> Iterator[Part]:
    text = "\n".join(text for text in texts if text.strip())
    if text:
        yield Part(where, text, hidden, kind)


def _order(name: str) -> tuple[str, int]:
    match = _NUMBERED.fullmatch(name)
    return (match[1], int(match[2] or 0)) if match is not None and len(match[2]) < 8 else (name, 0)
