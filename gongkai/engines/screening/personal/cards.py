"""Bank cards 银行卡: 16 to 19 digits with an issuer's prefix and Luhn's check digit (ISO/IEC 7812-1)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from gongkai.engines.screening.finding import Finding
from gongkai.engines.screening.reading import Reading, begins
from gongkai.engines.screening.runs import Number

_DATA = Path(__file__).parent.parent / "data" / "cards.toml"
_LENGTHS = frozenset((16, 17, 18, 19))
# What a digit is worth, and every second one from the right, which is doubled and its digits added.
_ONCE = bytes.maketrans(b"0123456789", bytes(range(10)))
_TWICE = bytes.maketrans(b"0123456789", bytes((0, 2, 4, 6, 8, 1, 3, 5, 7, 9)))


def luhn(number: str) -> bool:
    """Whether the last digit is the check digit of those before it."""
    digits = number.encode()
    return (sum(digits[-1::-2].translate(_ONCE)) + sum(digits[-2::-2].translate(_TWICE))) % 10 == 0


@lru_cache(maxsize=1)
def issuers() -> tuple[frozenset[tuple[str, int]], frozenset[int]]:
    """(prefix, length of the whole number) of every issuer, and the lengths that prefixes have."""
    table = tomllib.loads(_DATA.read_text("utf-8"))["issuer"]
    pairs = frozenset(
        (prefix, size) for row in table for prefix in _prefixes(row["prefix"]) for size in row["lengths"]
    )
    return pairs, frozenset(len(prefix) for prefix, _ in pairs)


def _prefixes(written: str) -> list[str]:
    """3528-3589 is every prefix between the two."""
    first, _, last = written.partition("-")
    return [str(number) for number in range(int(first), int(last or first) + 1)]


def is_card(number: str) -> bool:
    """Whether the digits are a card of a known issuer with a right check digit."""
    pairs, sizes = issuers()
    size = len(number)
    return number.isdigit() and any((number[:cut], size) in pairs for cut in sizes) and luhn(number)


@begins(*_LENGTHS)
def find_cards(reading: Reading) -> Iterator[Finding]:
    """Bank cards, also in groups of four."""
    note = "银行卡号（发卡行标识和校验位相符）属于个人敏感信息，请遮盖或者删去。"
    # Of the cards that begin at one part the longest: sixteen of nineteen digits may pass by chance.
    longest: dict[int, Number] = {}
    for number in reading.numbers:
        if (
            len(number.text) in _LENGTHS
            and is_card(number.text)
            and _grouped(number)
            and reading.alone(number.start, number.end)
        ):
            longest[number.start] = number
    taken = -1
    for number in longest.values():
        if number.start >= taken:
            taken = number.end
            yield reading.finding("bank_card", number.start, number.end, "block", note)


def _grouped(number: Number) -> bool:
    """In one piece, in the groups of print (four at least but for the last), or each digit by itself."""
    sizes = [len(part.text) for part in number.parts[number.first : number.last + 1]]
    return len(sizes) == 1 or all(size >= 4 for size in sizes[:-1]) or set(sizes) == {1}
