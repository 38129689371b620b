"""Does to composed text what the broken tools did to real pages, byte by byte, so tests can undo it."""

from __future__ import annotations

import unicodedata


def shift(text: str, at: int) -> str:
    """Lose the lead byte of `text[at]`: what follows is read one byte early until an ASCII trail byte."""
    return text[:at] + "?" + _read_early(text[at:].encode("gbk")[1:])


def drive_reading_in(left: str, looks_read: str, text: str) -> str:
    """Put a reading behind the lead byte of `text`, which with the byte before looked like a character."""
    return f"{left}?{looks_read})" + _read_early(text.encode("gbk")[1:])


def _read_early(raw: bytes) -> str:
    out, at = "", 0
    while at + 1 < len(raw):
        if raw[at] < 0x80:  # a trail byte in the ASCII range: from here on all is right again
            return _half_width(out) + raw[at:].decode("gbk")
        try:
            out += raw[at : at + 2].decode("gb18030")
            at += 2
        except UnicodeDecodeError:
            out += "?"
            at += 1
    return _half_width(out) + ("?" if at < len(raw) else "")


def _half_width(text: str) -> str:
    """Make marks half width, as the crawl did after the damage."""
    return "".join(unicodedata.normalize("NFKC", c) if "\uff01" <= c <= "\uff5e" else c for c in text)
