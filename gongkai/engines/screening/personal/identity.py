"""Resident identity numbers 居民身份证号码: GB 11643-1999, and the 15 digits of before 1999."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from operator import mul

from gongkai.engines.screening.finding import Finding
from gongkai.engines.screening.reading import Reading, begins
from gongkai.engines.screening.runs import Number
from gongkai.kernel.clock import today

# GB/T 2260: the first two digits of a province; 83 and 9: residence permits of Taiwan residents (2018) and of
# foreigners (2017, 2023), which carry the same structure and check digit.
PROVINCES = (
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83"
)
_PROVINCES = frozenset(PROVINCES.split())
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
# What seventeen zeros weigh as bytes, in which a digit is 48 more than it is worth.
_ZEROS = 48 * sum(_WEIGHTS)
_CHECKS = "10X98765432"
_LENGTHS = frozenset((15, 18))
LABELS = ("身份证", "身份號", "证件号", "公民身份", "身份号码")

# GB 32100-2015, unified social credit codes: another 18 characters, some of them digits only.
_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def check_digit(first17: str) -> str:
    """The last character of an identity number, from its first 17 digits (ISO 7064 MOD 11-2)."""
    return _CHECKS[(sum(map(mul, first17.encode(), _WEIGHTS)) - _ZEROS) % 11]


def is_credit_code(code: str) -> bool:
    """Whether the 18 characters are a unified social credit code with a right check character."""
    if len(code) != 18 or any(sign not in _CREDIT_SIGNS for sign in code):
        return False
    total = sum(
        _CREDIT_SIGNS.index(sign) * weight for sign, weight in zip(code, _CREDIT_WEIGHTS, strict=False)
    )
    return _CREDIT_SIGNS[-total % 31] == code[-1]


def birth_of(number: str) -> date | None:
    """The day of birth that an identity number of 15 or 18 characters states; None where it is no such number."""
    long = len(number) == 18
    body = number[:-1] if long else number
    if not (body.isascii() and body.isdigit() and len(number) in _LENGTHS):
        return None
    if number[:2] not in _PROVINCES and not (long and number[0] == "9"):
        return None
    if long and check_digit(body) != number[-1]:
        return None
    born = stated_birth(number)
    return born if born and born.year >= 1880 and born <= today() else None


def stated_birth(number: str) -> date | None:
    """The day that the digits of a number of 15 or 18 characters state, whatever else is right about it."""
    day = number[6:14] if len(number) == 18 else f"19{number[6:12]}"
    try:
        return date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        return None


def _identities(reading: Reading) -> Iterator[Number]:
    taken = -1
    for number in reading.numbers:
        text, start = number.text, number.start
        if len(text) not in _LENGTHS or start < taken or birth_of(text) is None:
            continue
        if not reading.alone(start, number.end) or (len(text) == 15 and not _short_one(reading, number)):
            continue
        if (text[0] == "9" or "信用代码" in reading.before(start)) and is_credit_code(text):
            continue
        taken = number.end
        yield number


def _short_one(reading: Reading, number: Number) -> bool:
    """Fifteen digits have no check digit: they must stand alone, or be named, with a place that can be."""
    before, text = reading.before(number.start), number.text
    if any(label in before for label in LABELS):
        return True
    return number.first == number.last and text[2:4] <= "70" and text[2:4] != "00" and text[4:6] != "00"


@begins(*_LENGTHS)
def find_identity(reading: Reading) -> Iterator[Finding]:
    """Identity numbers of 18 and of 15 digits, also broken by blanks or hyphens and in full-width digits."""
    for number in _identities(reading):
        certain = len(number.text) == 18
        note = (
            "居民身份证号码（校验码相符）属于个人敏感信息，请遮盖或者删去。"
            if certain
            else "疑为15位旧居民身份证号码，请核对；确是的，请遮盖或者删去。"
        )
        yield reading.finding("identity", number.start, number.end, "block" if certain else "warn", note)
