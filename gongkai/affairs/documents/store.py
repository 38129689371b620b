"""Store 存放: the bytes of attachments under their SHA-256, and their type by content."""

import hashlib
import zipfile
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

_OFFICE = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_MAGIC = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)


def keep(data: bytes) -> str:
    """Store the bytes once and return their SHA-256 in hexadecimal."""
    digest = hashlib.sha256(data).hexdigest()
    name = path_of(digest)
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(data))
    return digest


def path_of(digest: str) -> str:
    """Where the bytes with this SHA-256 lie in the store."""
    return f"attachments/{digest[:2]}/{digest}"


def media_type(data: bytes) -> str:
    """The media type that the content itself shows; `application/octet-stream` when it shows none."""
    for magic, found in _MAGIC:
        if data.startswith(magic):
            return found
    if data.startswith(b"PK\x03\x04"):
        return _zip_type(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "application/octet-stream"
    if "\x00" in text:
        return "application/octet-stream"
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    commas = {line.count(",") for line in lines}
    return "text/csv" if len(lines) > 1 and len(commas) == 1 and commas != {0} else "text/plain"


def _zip_type(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile:
        return "application/octet-stream"
    for prefix, found in _OFFICE.items():
        if any(name.startswith(prefix) for name in names):
            return found
    return "application/zip"
