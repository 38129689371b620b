"""Writing office packages: fixed order and dates, so that equal content gives equal bytes."""

import io
import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)
_FIRST = ("mimetype", "[Content_Types].xml", "_rels/.rels")


def packed(members: dict[str, bytes]) -> bytes:
    """A zip of the members, those that readers expect in front first, the others by name."""
    stream = io.BytesIO()
    order = sorted(members, key=lambda name: (_FIRST.index(name) if name in _FIRST else len(_FIRST), name))
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in order:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.external_attr = 0o644 << 16
            # An ODT reader looks for the type at a fixed place, uncompressed.
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, members[name])
    return stream.getvalue()
