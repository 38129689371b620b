"""The last look 复核: what was masked must stand nowhere in the file that goes out, packed or not."""

import re
from collections.abc import Iterable, Iterator

import pikepdf

from gongkai.engines.files.archive import Archive
from gongkai.engines.files.masking.pdf import changed_spans
from gongkai.engines.files.pdf_open import opened

_TOKEN = re.compile(r"[0-9A-Za-z@._+-]{6,}")
_MAX_DEPTH = 4


def secrets_of(changes: dict[str, str]) -> frozenset[str]:
    """The runs of six or more letters and digits that the changes took out or cut into."""
    found: set[str] = set()
    for old, new in changes.items():
        spans = changed_spans(old, new)
        for token in _TOKEN.finditer(old):
            if any(start < token.end() and end > token.start() for start, end in spans):
                found.add(token[0])
    return frozenset(found)


def leaked(data: bytes, texts: Iterable[str], secrets: frozenset[str]) -> frozenset[str]:
    """Which secrets still stand in the texts, or in the bytes of the file or of anything packed into it."""
    found = {
        secret for text in texts for secret in secrets if secret in "".join(text.split()) or secret in text
    }
    codes = {
        secret.encode(name): secret for secret in secrets for name in ("utf-8", "utf-16-le", "utf-16-be")
    }
    for stream in _streams(data, 0):
        found |= {secret for code, secret in codes.items() if code in stream}
    return frozenset(found)


def _streams(data: bytes, depth: int) -> Iterator[bytes]:
    yield data
    if depth >= _MAX_DEPTH:
        return
    if data.startswith(b"PK\x03\x04"):
        archive = Archive(data)
        for name in sorted(archive.names):
            yield from _streams(archive.part(name) or b"", depth + 1)
    elif data.startswith(b"%PDF-"):
        with opened(data) as pdf:
            for item in pdf.objects:
                if isinstance(item, pikepdf.Stream):
                    try:
                        yield item.read_bytes()
                    except pikepdf.PdfError:  # a picture's own coding, which holds no letters
                        yield item.read_raw_bytes()
