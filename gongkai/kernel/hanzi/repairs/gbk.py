"""Characters and their GBK bytes, the private areas included (GBK/1.0 and GB 18030 user-defined areas)."""

from __future__ import annotations


def to_bytes(text: str) -> bytes | None:
    """Return `text` in GBK, ASCII as it is; None where a character has no GBK code of two bytes."""
    parts = [_pair(character) for character in text]
    return None if None in parts else b"".join(part for part in parts if part)


def _pair(character: str) -> bytes | None:
    code = ord(character)
    if code < 0x80:
        return bytes([code])
    if 0xE815 <= code <= 0xE864:  # 80 codes FE50–FEA0 that Unicode lacked when GBK was mapped to it
        index = code - 0xE815
        low = 0x50 + index
        return bytes([0xFE, low if low < 0x7F else low + 1])
    try:
        raw = character.encode("gb18030")
    except UnicodeEncodeError:
        return None
    return raw if len(raw) == 2 else None


def to_character(lead: int, trail: int) -> str | None:
    """Return the character of a GBK pair, None where it has none or only a private one."""
    try:
        character = bytes([lead, trail]).decode("gbk")
    except UnicodeDecodeError:
        return None
    return character if len(character) == 1 else None
