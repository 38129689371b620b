"""Damage 乱码和残留: mis-decoded runs, readings left in brackets, dates left open, unseen characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.engines.screening.finding import Finding
from gongkai.engines.screening.lexicon import anchors
from gongkai.engines.screening.reading import Reading
from gongkai.kernel.hanzi.readings import has_tone, is_common, reading, syllable

# UTF-8 read as Latin-1 or Windows-1252: accented letters and signs where one Chinese character takes three.
_LATIN = re.compile("[\u0080-\u00ffŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]{6,}")
# UTF-8 read as GBK: these begin what the commonest characters become, and are rare themselves.
_GBK_SIGNS = "锛銆鐨鏀鍏鍙鏄鍥琛缁瀹鍔鎴鍗鍘璐閮闈棰鍛鐩鎺閫"
_GBK = re.compile(f"[{_GBK_SIGNS}][^\x00-\x7f]{{3,200}}")
_SIGNS_OF_LOSS = 3
# What is unseen on the page and read by a machine: zero width, direction overrides, private use.
_UNSEEN_SIGNS = "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufffd\ue000-\uf8ff"
_UNSEEN = re.compile(f"[{_UNSEEN_SIGNS}]+")
# What one of the three has to have, beside private use, which the higher byte of a character tells.
_UNSEEN_ONES = (
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2065),
    *range(0x2066, 0x206A),
    0xFFFD,
)
_SIGNS = anchors(*_GBK_SIGNS, *map(chr, (*range(0xE2, 0xF0), *_UNSEEN_ONES)))
_PUBLIC_USE = bytes(byte for byte in range(256) if not 0xE0 <= byte <= 0xF8)
_LETTERS = "abcdefghijklmnopqrstuvwxyzāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ"
_READING = re.compile(f"[{_LETTERS}]{{1,6}}(?=[)）])")
_BRACKETS = anchors(*(bracket + letter for bracket in "(（" for letter in _LETTERS))
_YEARS = anchors(*("年" + blank for blank in " \t\u3000_＿"))
_BLANK_DATE = re.compile(r"(?<![0-9０-９一二三四五六七八九〇○])[ \t\u3000_＿]{1,12}月[ \t\u3000_＿]{1,12}日")


def find_garbled(reading_: Reading) -> Iterator[Finding]:
    """Runs in a wrong encoding, lost characters, and characters of private use."""
    text = reading_.text
    if reading_.leads and not reading_.holds(_SIGNS) and not reading_.leads.translate(None, _PUBLIC_USE):
        return
    note = "编码错误留下的乱码，请对照原件恢复。"
    for match in _LATIN.finditer(text):
        if _reads_again(match[0]):
            yield reading_.finding("garbled", *match.span(), "block", note)
    for match in _GBK.finditer(text):
        signs = len(set(_GBK_SIGNS).intersection(match[0]))
        if signs >= _SIGNS_OF_LOSS or (signs > 1 and _is_chinese(match[0].encode("gb18030", "ignore"))):
            yield reading_.finding("garbled", *match.span(), "block", note)
    for match in _UNSEEN.finditer(text):
        if "\ufffd" in match[0] or any("\ue000" <= char <= "\uf8ff" for char in match[0]):
            yield reading_.finding(
                "garbled", *match.span(), "warn", "有无法显示的字符，原字已经丢失，请对照原件补录。"
            )
        else:
            yield reading_.finding(
                "hidden_text",
                *match.span(),
                "look",
                "有看不见的控制字符，可能用来夹带或者改变文字的显示，请删去。",
            )


def find_pinyin(reading_: Reading) -> Iterator[Finding]:
    """Readings in brackets behind common characters, as 務(wù): left by a careless conversion."""
    text = reading_.text
    for at in reading_.places(_BRACKETS):
        match = _READING.match(text, at + 1)
        before = text[at - 1 : at] if at else ""
        if match is None or not "\u4e00" <= before <= "\u9fff" or not is_common(before):
            continue
        name = syllable(match[0])
        if name is not None and (name == reading(before) or has_tone(match[0])):
            note = "汉字后面残留注音，疑为繁简转换或者复制时带入，请删去。"
            yield reading_.finding("pinyin", at, match.end() + 1, "warn", note)


def find_blanks(reading_: Reading) -> Iterator[Finding]:
    """Dates and lines that were left open: “  年  月  日”."""
    for at in reading_.places(_YEARS):
        match = _BLANK_DATE.match(reading_.text, at + 1)
        if match:
            note = "日期没有填写完整，请补充。"
            yield reading_.finding("placeholder", at, match.end(), "warn", note)


def _reads_again(run: str) -> bool:
    """Whether the bytes of the run are Chinese in UTF-8, most of it common characters."""
    try:
        raw = b"".join(char.encode("latin-1") if ord(char) < 256 else char.encode("cp1252") for char in run)
    except UnicodeEncodeError:
        return False
    return _is_chinese(raw)


def _is_chinese(raw: bytes) -> bool:
    """Whether the bytes read as UTF-8 are Chinese, most of it common characters."""
    han = [char for char in raw.decode("utf-8", "ignore") if "\u4e00" <= char <= "\u9fff"]
    return len(han) >= 2 and sum(map(is_common, han)) * 10 >= len(han) * 9
