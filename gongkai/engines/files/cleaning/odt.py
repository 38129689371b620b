"""ODT: deleted text, comments, properties, settings and thumbnails taken out."""

import re

from gongkai.engines.files.archive import Archive
from gongkai.engines.files.cleaning import image
from gongkai.engines.files.cleaning.opc import remove
from gongkai.engines.files.markup import parse, written
from gongkai.engines.files.package import packed
from gongkai.engines.files.reading.markup_text import OFFICE, TEXT
from gongkai.engines.files.refused import FileRefused

_PICTURE = re.compile(r"Pictures/[^/]+\.(?:png|jpe?g|gif|webp|tiff?)", re.IGNORECASE)
_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_REMOVED = (
    OFFICE + "annotation", OFFICE + "annotation-end", OFFICE + "scripts", OFFICE + "meta",
    TEXT + "tracked-changes", TEXT + "change", TEXT + "change-start", TEXT + "change-end", TEXT + "hidden-text",
    TEXT + "hidden-paragraph",
)  # fmt: skip


def stripped(archive: Archive) -> bytes:
    """The cleaned .odt."""
    members = {"mimetype": archive.part("mimetype") or b""}
    for name in ("content.xml", "styles.xml"):
        data = archive.part(name)
        if data is not None:
            root = parse(data)
            for node in list(root.iter(*_REMOVED)):
                remove(node)
            for node in list(root.iter("{*}object", "{*}object-ole")):
                remove(node)
            members[name] = written(root)
    for name in sorted(archive.names):
        if _PICTURE.fullmatch(name):
            members[name] = image.stripped(archive.part(name) or b"")
    members["META-INF/manifest.xml"] = _manifest(archive, members)
    return packed(members)


def _manifest(archive: Archive, members: dict[str, bytes]) -> bytes:
    root = parse(archive.part("META-INF/manifest.xml") or b"")
    for entry in list(root):
        if not isinstance(entry.tag, str):
            continue
        if next(entry.iter(_MANIFEST + "encryption-data"), None) is not None:
            raise FileRefused("文件设有打开密码，请解除密码后再交来。")
        path = entry.get(_MANIFEST + "full-path", "")
        if path != "/" and path not in members:
            root.remove(entry)
    return written(root)
