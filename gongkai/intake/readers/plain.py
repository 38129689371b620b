"""Plain text 纯文本: decoded, with lines as they stand."""

from gongkai.engines.files.encoding import decode
from gongkai.intake.raw import RawDocument


def read(path: str, data: bytes) -> RawDocument:
    """The text of `data`; raises FileRefused when it is no text."""
    text, encoding, notes = decode(data)
    return RawDocument(path, "", "txt", text, encoding=encoding, notes=tuple(notes))
