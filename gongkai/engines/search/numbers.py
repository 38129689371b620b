"""Document numbers in search 文号检索: one key for every writing of a number."""

import re
from dataclasses import dataclass

from gongkai.engines.search import tokens
from gongkai.kernel.hanzi.numbers import DocumentNumber, find_numbers

# A number typed without its brackets, which no document does but every searcher: 青政办发 2024 8号.
_unbracketed = re.compile(
    r"(?P<code>[\u4e00-\u9fff]{2,16})\s*(?P<year>(?:19|20)\d\d)\s*年?\s*第?\s*(?P<seq>\d{1,5})\s*[号號]"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A number in a query: its key, how it may stand in running text, and where it was typed."""

    key: str
    writings: tuple[str, ...]
    start: int
    end: int


def keys(number: str) -> list[str]:
    """The index keys of a document's own numbers (a joint document has several); none for an empty one.

    A number that does not follow the rule of 机关代字〔年份〕序号号 is kept by its characters alone.
    """
    found = [one.number.folded for one in find_numbers(number) if one.number]
    bare = "".join(tokens.stretches(number))
    return found or ([bare] if bare else [])


def find(query: str) -> list[Found]:
    """The document numbers in a query, in any bracket or spacing, in their order."""
    found = [
        Found(one.number.folded, _writings(one.number), one.start, one.end)
        for one in find_numbers(query)
        if one.number
    ]
    return found or [
        Found(one.number.folded, _writings(one.number), match.start(), match.end())
        for match in _unbracketed.finditer(query)
        for one in find_numbers(f"{match['code']}〔{match['year']}〕{match['seq']}号")
        if one.number
    ]


def _writings(number: DocumentNumber) -> tuple[str, ...]:
    """The normal writing first, then what stands in real text; brackets and breaks are all one.

    Without 号 the number is still whole, and it no longer matters whether a blank stands before 号.
    """
    seq = f"{number.seq}{number.suffix}"
    if number.year is None or number.annual:
        before = number.code if number.year is None else f"{number.code}{number.year}年"
        return f"{before}第{seq}号", f"{before}第{seq}", f"{before}第 {seq}"
    before = f"{number.code}〔{number.year}〕"
    return f"{before}{seq}号", f"{before}{seq}", f"{before}第{seq}", f"{before}第 {seq}"
