"""Document numbers 发文字号: 机关代字〔年份〕序号号, orders 令第N号 and notices 公告N年第N号.

Form: 《党政机关公文处理工作条例》(中办发〔2012〕14号) art 9 and GB/T 9704-2012: year in 〔〕, sequence
without padding zeros and without 第. Real text breaks all of that; what is read is normalised and the
difference is noted. What is damaged is reported and never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.kernel.hanzi.codes import code_start
from gongkai.kernel.hanzi.fold import fold
from gongkai.kernel.hanzi.numerals import parse_numeral

_BLANK = r"[ \t\u00a0\u3000]*"
_D = "[0-9０-９]"
_C = "[〇○零一二三四五六七八九十百]"
_OPEN = "[〔﹝［\\[（(【〖〈]"
_CLOSE = "[〕﹞］\\]）)】〗〉]"

_BRACKETED = re.compile(
    rf"(?P<open>{_OPEN}){_BLANK}(?P<year>{_D}{{4}}|[一二][〇○零一二三四五六七八九]{{3}}){_BLANK}年?{_BLANK}"
    rf"(?P<close>{_CLOSE}){_BLANK}(?P<nth>第?){_BLANK}"
    rf"(?:(?P<seq>{_D}{{1,6}}|{_C}{{1,6}})(?P<suffix>(?:[-－—之]{_D}{{1,3}})?){_BLANK}(?P<hao>[号號]?)"
    rf"(?![楼樓院线線])|(?P<lost>[号號]))"
)
_ORDER = re.compile(
    rf"[令告报報]{_BLANK}(?P<open>[（(]{_BLANK})?(?:(?P<year>{_D}{{4}}){_BLANK}年{_BLANK})?"
    rf"第{_BLANK}(?P<seq>{_D}{{1,5}}|{_C}{{1,6}}){_BLANK}[号號](?(open){_BLANK}[）)])"
)
# Codes that are taken for one even where 号 is missing behind the sequence.
_WITHOUT_HAO = re.compile("..[发發函字规規令办辦]$")
_INCOMPLETE = "“{}”缺少{}，文号按未知处理，请对照原件补录。"
# An opening bracket, a year and 号, and no closing bracket between: 〔20224号 was 〔2022〕4号 or not.
_DAMAGED = re.compile(rf"[〔﹝［\[【]{_BLANK}(?:19|20){_D}{{2}}{_BLANK}{_D}{{0,5}}{_BLANK}[号號]")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number in parts. `year` is None for an order (国务院令第711号).

    `code` keeps the script it was written in; `folded` is the form to compare by. `annual` marks the
    form of notices: 财政部公告2023年第1号.
    """

    code: str
    year: int | None
    seq: int
    suffix: str = ""
    annual: bool = False

    def __str__(self) -> str:
        if self.year is None:
            return f"{self.code}第{self.seq}号"
        if self.annual:
            return f"{self.code}{self.year}年第{self.seq}号"
        return f"{self.code}〔{self.year}〕{self.seq}{self.suffix}号"

    @property
    def folded(self) -> str:
        """The number as search and comparison see it: 粵府辦 and 粤府办 are one code."""
        return fold(str(self))


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A document number at `start:end`; `number` is None and `doubt` a sentence where it is damaged.

    `notes` name what departs from the prescribed form (brackets, 第, padding zeros, a missing 号).
    """

    start: int
    end: int
    raw: str
    number: DocumentNumber | None
    doubt: str | None = None
    notes: tuple[str, ...] = field(default=())


def parse_number(text: str) -> DocumentNumber | None:
    """Return the number that `text` is (blanks and one pair of brackets around it allowed), else None."""
    stripped = text.strip()
    if stripped[:1] in "（(" and stripped[-1:] in "）)":
        stripped = stripped[1:-1].strip()
    stripped = stripped.removeprefix("中华人民共和国")
    found = find_numbers(stripped)
    whole = len(found) == 1 and found[0].start == 0 and found[0].end == len(stripped)
    return found[0].number if whole else None


def find_numbers(text: str) -> list[FoundNumber]:
    """Return every document number in `text` in order, damaged ones included."""
    if "号" not in text and "號" not in text and not _BRACKETED.search(text):
        return []
    found = [*_bracketed(text), *_orders(text), *damaged_numbers(text)]
    return sorted(found, key=lambda one: one.start)


def joint_numbers(text: str) -> list[tuple[FoundNumber, ...]]:
    """Return the numbers of `text` in groups: several organs' numbers in a row are one group."""
    groups: list[tuple[FoundNumber, ...]] = []
    for found in find_numbers(text):
        if groups and not text[groups[-1][-1].end : found.start].strip(" \t\r\n\u00a0\u3000、，,；;"):
            groups[-1] = (*groups[-1], found)
        else:
            groups.append((found,))
    return groups


def damaged_numbers(text: str) -> Iterator[FoundNumber]:
    """Yield the numbers that lost characters beside the year, each with a doubt and no reading."""
    for match in _DAMAGED.finditer(text):
        start = code_start(text, match.start())
        raw = text[start : match.end()]
        doubt = f"“{raw}”像是发文字号，但年份后的字已丢失，文号按未知处理，请对照原件补录。"
        yield FoundNumber(start, match.end(), raw, None, doubt)


def _bracketed(text: str) -> Iterator[FoundNumber]:
    for match in _BRACKETED.finditer(text):
        start = code_start(text, match.start())
        code = re.sub(r"\s", "", text[start : match.start()])
        raw = text[start : match.end()]
        if match["seq"] and not match["hao"] and not _WITHOUT_HAO.search(code):
            continue  # 附件(2016)3 and the like
        if match["lost"]:
            yield FoundNumber(start, match.end(), raw, None, _INCOMPLETE.format(raw, "序号"))
        elif not code:
            yield FoundNumber(start, match.end(), raw, None, _INCOMPLETE.format(raw, "机关代字"))
        else:
            year, seq = parse_numeral(match["year"]), parse_numeral(match["seq"])
            if year is None or seq is None:
                continue
            number = DocumentNumber(code, year, seq, unicodedata.normalize("NFKC", match["suffix"]))
            yield FoundNumber(start, match.end(), raw, number, None, _notes(match))


def _notes(match: re.Match[str]) -> tuple[str, ...]:
    notes = []
    if match["open"] + match["close"] != "〔〕":
        notes.append("年份应当用六角括号〔〕")
    if match["nth"]:
        notes.append("序号前不加“第”字")
    if unicodedata.normalize("NFKC", match["seq"]).startswith("0"):
        notes.append("序号不编虚位")
    if not match["hao"]:
        notes.append("序号后缺“号”字")
    return tuple(notes)


def _orders(text: str) -> Iterator[FoundNumber]:
    for match in _ORDER.finditer(text):
        start = code_start(text, match.start() + 1, named=True)
        code = re.sub(r"\s", "", text[start : match.start() + 1])
        seq = parse_numeral(match["seq"])
        if len(code) < 2 or seq is None:
            continue
        year = parse_numeral(match["year"]) if match["year"] else None
        raw = text[start : match.end()]
        yield FoundNumber(start, match.end(), raw, DocumentNumber(code, year, seq, annual=year is not None))
