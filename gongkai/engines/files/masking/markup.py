"""Masks in XML office files: a paragraph is one piece of text, however many runs it is cut into."""

from collections.abc import Iterator

from lxml import etree

from gongkai.engines.files.archive import Archive
from gongkai.engines.files.markup import A, W, parse, written
from gongkai.engines.files.package import packed
from gongkai.engines.files.reading.markup_text import TEXT

_PARAGRAPHS = frozenset({W + "p", A + "p", TEXT + "p", TEXT + "h"})
# Attributes that a person wrote; the others are measures and identifiers, which look like numbers of people.
_WRITTEN = (
    "descr",
    "title",
    "name",
    "Target",
    "tooltip",
    "{http://www.w3.org/1999/xlink}href",
    W + "tooltip",
)


class _Piece:
    """One place where a string stands: the text or tail of an element, or an attribute."""

    def __init__(self, node: etree._Element, place: str) -> None:
        self.node = node
        self.place = place

    @property
    def text(self) -> str:
        if self.place == "text":
            return self.node.text or ""
        return (self.node.tail if self.place == "tail" else self.node.get(self.place)) or ""

    def set(self, text: str) -> None:
        if self.place == "text":
            self.node.text = text
            if text != text.strip():
                self.node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        elif self.place == "tail":
            self.node.tail = text
        else:
            self.node.set(self.place, text)


def texts_of(archive: Archive) -> list[str]:
    """Paragraphs, single texts and written attributes of all XML parts."""
    return [
        "".join(piece.text for piece in pieces)
        for name in sorted(archive.names)
        if _is_markup(name)
        for pieces in _units(parse(archive.part(name) or b""))
    ]


def replaced(archive: Archive, changes: dict[str, str]) -> bytes:
    """The package with the changed texts, each spread over the runs that held the old one."""
    members = {}
    for name in sorted(archive.names):
        data = archive.part(name) or b""
        if _is_markup(name):
            root = parse(data)
            for pieces in list(_units(root)):
                old = "".join(piece.text for piece in pieces)
                if old in changes:
                    _spread(pieces, changes[old])
            data = written(root)
        members[name] = data
    return packed(members)


def _is_markup(name: str) -> bool:
    return name.endswith((".xml", ".rels")) and name != "[Content_Types].xml"


def _units(root: etree._Element) -> Iterator[list[_Piece]]:
    """All places that hold text, those of one paragraph together, in reading order."""
    together: dict[etree._Element, list[_Piece]] = {}
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        for piece, holder in ((_Piece(node, "text"), node), (_Piece(node, "tail"), node.getparent())):
            if holder is None or not piece.text.strip():
                continue
            paragraph = _paragraph_of(holder)
            if paragraph is not None:
                together.setdefault(paragraph, []).append(piece)
            else:
                yield [piece]
        for key in _WRITTEN:
            if node.get(key):
                yield [_Piece(node, key)]
    yield from together.values()


def _paragraph_of(node: etree._Element) -> etree._Element | None:
    if node.tag in _PARAGRAPHS:
        return node
    return next((above for above in node.iterancestors() if above.tag in _PARAGRAPHS), None)


def _spread(pieces: list[_Piece], text: str) -> None:
    """Put `text` where the old text stood: letter for letter when as long, else all of it in the first run."""
    lengths = [len(piece.text) for piece in pieces]
    if sum(lengths) != len(text):
        lengths = [len(text), *(0 for _ in lengths[1:])]
    at = 0
    for piece, length in zip(pieces, lengths, strict=True):
        piece.set(text[at : at + length])
        at += length
