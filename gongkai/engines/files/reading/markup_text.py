"""ODT and OFD: all words of all XML parts, since little of either reaches an office."""

from collections.abc import Iterator

from lxml import etree

from gongkai.engines.files.archive import Archive
from gongkai.engines.files.kinds import Kind
from gongkai.engines.files.markup import parse
from gongkai.engines.files.part import Part, PartKind
from gongkai.engines.files.reading import properties

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def parts(archive: Archive, kind: Kind) -> Iterator[Part]:
    """One part a story of an ODT; one part a page, or other XML part, of an OFD."""
    if kind is Kind.ODT:
        yield from _odt(archive)
    else:
        for name in sorted(archive.names):
            if name.lower().endswith(".xml"):
                root = parse(archive.part(name) or b"")
                text = "\n".join(t for t in (node.text.strip() for node in root.iter() if node.text) if t)
                if text:
                    yield Part(f"OFD 内“{name}”", text, not name.endswith("Content.xml"))
            elif not name.endswith("/"):
                yield Part(
                    f"OFD 内“{name}”", "程序读不出其中的内容，请人工查看。", kind=PartKind.NOT_READABLE
                )
    yield from properties.things_inside(archive)
    yield from properties.parts(archive)


def _odt(archive: Archive) -> Iterator[Part]:
    for name, label in (("content.xml", "正文"), ("styles.xml", "页眉页脚")):
        data = archive.part(name)
        if data is None:
            continue
        root = parse(data)
        for tag, where, kind in (
            (OFFICE + "annotation", "批注", PartKind.COMMENT),
            (TEXT + "tracked-changes", "修订", PartKind.REVISION),
        ):
            for node in list(root.iter(tag)):
                yield Part(where, "\n".join(_words(node)), hidden=True, kind=kind)
        text = "\n".join(
            "".join(map(str, node.itertext()))
            for node in root.iter(TEXT + "p", TEXT + "h")
            if not _is_nested(node)
        )
        if text.strip():
            yield Part(label, text)


def _is_nested(node: etree._Element) -> bool:
    return any(True for _ in node.iterancestors(TEXT + "p", TEXT + "h", TEXT + "tracked-changes"))


def _words(node: etree._Element) -> list[str]:
    return [text for text in (str(piece).strip() for piece in node.itertext()) if text]
