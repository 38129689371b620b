"""Office packages: only the parts that make up the visible file are kept, and nothing points at the rest."""

import posixpath
import re
from collections.abc import Callable

from lxml import etree

from gongkai.engines.files.archive import Archive
from gongkai.engines.files.cleaning import image
from gongkai.engines.files.markup import TYPES, R, parse, written
from gongkai.engines.files.package import packed
from gongkai.engines.files.refused import FileRefused

Clean = Callable[[str, etree._Element], None]

_LINK = re.compile(r"(?:https?://|mailto:)[^\s]+", re.IGNORECASE)
# What stands for a part that goes: an embedded object, a control, another file drawn in, a chart's workbook.
_HOLDERS = (
    "object",
    "control",
    "altChunk",
    "subDoc",
    "externalData",
    "oleObj",
    "controls",
    "custDataLst",
    "svgBlip",
)
_LINKS = ("hlinkClick", "hlinkHover", "hlinkMouseOver")


class Package:
    """The parts of one office file while it is cleaned; XML parts are parsed once."""

    def __init__(self, archive: Archive, kept: re.Pattern[str]) -> None:
        self.roots: dict[str, etree._Element] = {}
        self.blobs: dict[str, bytes] = {}
        self.types = archive.part("[Content_Types].xml") or b""
        self.relations: dict[str, etree._Element] = {}
        for name in sorted(archive.names):
            if kept.fullmatch(name):
                data = archive.part(name) or b""
                if name.endswith(".xml"):
                    self.roots[name] = parse(data)
                else:
                    self.blobs[name] = _without_metadata(data)
            elif name.endswith(".rels"):
                self.relations[name] = parse(archive.part(name) or b"")

    def drop(self, name: str) -> None:
        """Take one part out."""
        self.roots.pop(name, None)
        self.blobs.pop(name, None)

    def target(self, owner: str, identifier: str) -> str | None:
        """The part that a relationship of `owner` points at, or null."""
        for relation in self.relations.get(_rels_of(owner), ()):
            if relation.get("Id") == identifier:
                return _resolved(owner, relation.get("Target", ""))
        return None

    def finish(self) -> dict[str, bytes]:
        """The members to pack: relationships and content types cut down to the parts that are left."""
        members = dict(self.blobs)
        for owner in ["", *self.roots]:
            kept = self._relations_of(owner)
            if kept is not None:
                members[_rels_of(owner)] = kept
        for name, root in self.roots.items():
            members[name] = written(root)
        members["[Content_Types].xml"] = self._types()
        return members

    def _relations_of(self, owner: str) -> bytes | None:
        relations = self.relations.get(_rels_of(owner))
        known: set[str] = set()
        if relations is not None:
            for relation in list(relations):
                if not isinstance(relation.tag, str) or not self._stays(owner, relation):
                    relations.remove(relation)
                else:
                    known.add(relation.get("Id", ""))
        if owner:
            _forget(self.roots[owner], known)
        return written(relations) if relations is not None and len(relations) else None

    def _stays(self, owner: str, relation: etree._Element) -> bool:
        target = relation.get("Target", "")
        if relation.get("TargetMode") == "External":
            return relation.get("Type", "").endswith("/hyperlink") and _LINK.fullmatch(target) is not None
        found = _resolved(owner, target)
        return found in self.roots or found in self.blobs

    def _types(self) -> bytes:
        root = parse(self.types)
        for node in list(root):
            name = node.get("PartName", "").lstrip("/")
            if node.tag == TYPES + "Override" and name not in self.roots and name not in self.blobs:
                root.remove(node)
        return written(root)


def cleaned(archive: Archive, kept: re.Pattern[str], clean: Clean, main: str) -> bytes:
    """The package with the parts that `kept` names, each XML part passed through `clean(name, root)`."""
    package = Package(archive, kept)
    if main not in package.roots:
        raise FileRefused("文件缺少正文，已损坏，请重新保存后再交来。")
    for name, root in list(package.roots.items()):
        clean(name, root)
    return packed(package.finish())


def remove(node: etree._Element) -> None:
    """Take an element out, keeping the text that follows it."""
    parent = node.getparent()
    if parent is None:
        return
    if node.tail:
        before = node.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + node.tail
        else:
            parent.text = (parent.text or "") + node.tail
    parent.remove(node)


def unwrap(node: etree._Element) -> None:
    """Put an element's children in its place."""
    parent = node.getparent()
    if parent is None:
        return
    at = parent.index(node)
    for child in reversed(list(node)):
        parent.insert(at, child)
    remove(node)


def _forget(root: etree._Element, known: set[str]) -> None:
    """Take out what refers to a relationship that is gone."""
    for node in list(root.iter()):
        if not isinstance(node.tag, str):
            remove(node)  # comments and processing instructions of the markup
            continue
        if etree.QName(node).localname in _HOLDERS:
            remove(node)
            continue
        for key in map(str, list(node.attrib)):
            if key.startswith(R) and node.get(key) not in known:
                del node.attrib[key]
                if etree.QName(node).localname in _LINKS:
                    remove(node)


def _without_metadata(data: bytes) -> bytes:
    """A picture as pixels only; other pictures (drawings of Windows, SVG) as they are."""
    try:
        return image.stripped(data)
    except FileRefused:
        return data


def _rels_of(owner: str) -> str:
    folder, name = posixpath.split(owner)
    return posixpath.join(folder, "_rels", name + ".rels")


def _resolved(owner: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(owner), target))
