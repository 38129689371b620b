"""Wrong encodings 乱码: whole runs read in the wrong encoding, private-use characters, disguised forms."""

from __future__ import annotations

import re
import unicodedata

from gongkai.kernel.hanzi.fold import RADICALS
from gongkai.kernel.hanzi.readings import is_common
from gongkai.kernel.hanzi.repairs.gbk import to_bytes
from gongkai.kernel.hanzi.repairs.step import Step, cut

# UTF-8 read as Latin-1 or Windows-1252: three accented letters or signs for one character.
_AS_LATIN = re.compile("[\u0080-\u00ffŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]{6,}")
# UTF-8 read as GBK: the commonest characters and marks of a text begin with one of these.
_AS_GBK_SIGN = re.compile("[锛銆鐨鏀鍏鍙鏄鍥琛缁瀹鍔鎴鍗鍘璐閮闈棰鍛鐩鎺閫]")
MISREAD = re.compile(f"[\x80-\xff{_AS_GBK_SIGN.pattern[1:]}")
_NOT_ASCII = re.compile("[^\x00-\x7f]{2,}")
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]+")
# So many different ones in a run are no name that happens to hold one (王琛).
_SIGNS_OF_LOSS = 3
# Characters that GB 18030-2005 moved from the private area; Python's codec keeps the edition of 2000.
_MOVED = dict(
    zip(
        "\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864",
        "\u9fb4\u9fb5\u9fb6\u9fb7\u9fb8\u9fb9\u9fba\u9fbb",
        strict=True,
    )
)
# U+F000–F0FF at a line's start: a bullet from Wingdings or Symbol.
_SYMBOL_BULLET = re.compile("^([ \t\u00a0\u3000]*)[\uf000-\uf0ff][ \t\u00a0]*", re.MULTILINE)
# Radicals and compatibility ideographs, which PDF readers put for the characters they look like.
DISGUISED = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]+")


def double_encoding(text: str) -> Step:
    """Undo UTF-8 that was read as Latin-1 or GBK, where all of a run reads as Chinese again."""
    changes: list[tuple[str, str]] = []
    doubts: list[str] = []

    def from_latin(match: re.Match[str]) -> str:
        return _redo(match.group(), _latin_bytes(match.group()), changes)

    def from_gbk(match: re.Match[str]) -> str:
        raw = match.group()
        signs = len(set(_AS_GBK_SIGN.findall(raw)))
        after = _redo(raw, to_bytes(raw), changes) if signs else raw
        if after == raw and signs >= _SIGNS_OF_LOSS:
            doubts.append(f"“{cut(raw)}”一带是编码错误造成的乱码，部分字节已丢失，无法恢复，请换用原件。")
        return after

    after = _AS_LATIN.sub(from_latin, text)
    if _AS_GBK_SIGN.search(after):
        after = _NOT_ASCII.sub(from_gbk, after)
    return Step(after, tuple(changes), tuple(dict.fromkeys(doubts)))


def _latin_bytes(text: str) -> bytes | None:
    try:
        return b"".join(c.encode("latin-1") if ord(c) < 256 else c.encode("cp1252") for c in text)
    except UnicodeEncodeError:
        return None


def _redo(before: str, raw: bytes | None, changes: list[tuple[str, str]]) -> str:
    try:
        after = raw.decode("utf-8") if raw else ""
    except UnicodeDecodeError:
        return before
    han = [c for c in after if "\u4e00" <= c <= "\u9fff"]
    if not han or sum(map(is_common, han)) * 10 < len(han) * 9 or not after.replace("\n", "").isprintable():
        return before
    changes.append((before, after))
    return after


def private_use(text: str) -> Step:
    """Give characters of the old GBK private area their place in Unicode; name those that have none."""
    changes: list[tuple[str, str]] = []

    def drop(match: re.Match[str]) -> str:
        changes.append((match.group().strip(), ""))
        return match.group(1)

    def assign(match: re.Match[str]) -> str:
        after = "".join(map(_assigned, match.group()))
        if after != match.group():
            changes.append((match.group(), after))
        return after

    after = PRIVATE.sub(assign, _SYMBOL_BULLET.sub(drop, text))
    doubts = []
    for match in PRIVATE.finditer(after):
        near = cut(after[max(0, match.start() - 6) : match.end() + 6].replace("\n", " "), 40)
        doubts.append(f"“{near}”中有私用区字符，无法确定原字，请对照原件补录。")
    return Step(after, tuple(changes), tuple(dict.fromkeys(doubts)))


def _assigned(character: str) -> str:
    """Return the character that GB 18030 has since given to the code of an old private-use one."""
    if character == "\ue5e5":
        return "\u3000"  # A3A0, the full-width blank of many GBK fonts
    if character in _MOVED:
        return _MOVED[character]
    raw = to_bytes(character)
    try:
        after = raw.decode("gb18030") if raw else character
    except UnicodeDecodeError:
        return character
    return character if PRIVATE.fullmatch(after) else after


def disguised_forms(text: str) -> Step:
    """Turn radicals and compatibility ideographs into the characters they stand for."""
    changes: list[tuple[str, str]] = []

    def plain(match: re.Match[str]) -> str:
        after = "".join(map(_undisguised, match.group()))
        if after != match.group():
            changes.append((match.group(), after))
        return after

    return Step(DISGUISED.sub(plain, text), tuple(changes))


_WHOLE = {pair[0]: pair[1] for pair in RADICALS.split()}


def _undisguised(character: str) -> str:
    plain = _WHOLE.get(character) or unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character
