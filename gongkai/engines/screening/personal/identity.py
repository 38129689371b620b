"""Resident identity numbers 居民身份证号码: GB 11643-1999, and the 15 digits of before 1999."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.engines.screening.finding import Finding
from gongkai.engines.screening.personal.joined import joined
from gongkai.engines.screening.reading import Part, Reading
from gongkai.kernel.clock import today

# GB/T 2260: the first two digits of a province; 83 and 9: residence permits of Taiwan residents (2018) and of
# foreigners (2017, 2023), which carry the same structure and check digit.
PROVINCES = (
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83"
)
_PROVINCES = frozenset(PROVINCES.split())
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_LENGTHS = frozenset((15, 18))
LABELS = ("身份证", "身份號", "证件号", "公民身份", "身份号码")

# GB 32100-2015, unified social credit codes: another 18 characters, some of them digits only.
_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def check_digit(first17: str) -> str:
    """The last character of an identity number, from its first 17 digits (ISO 7064 MOD 11-2)."""
    return _CHECKS[sum(int(digit) * weight for digit, weight in zip(first17, _WEIGHTS, strict=True)) % 11]


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
    year = int(number[6:10]) if long else 1900 + int(number[6:8])
    month, day = (int(number[at : at + 2]) for at in ((10, 12) if long else (8, 10)))
    try:
        born = date(year, month, day)
    except ValueError:
        return None
    return born if born.year >= 1880 and born <= today() else None


def _identities(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, number) of every identity number."""
    for run in reading.runs:
        if run.size < 15:
            continue
        taken = -1
        for number, first, last in joined(run.parts, _LENGTHS, 18):
            start, end = run.parts[first].start, run.parts[last].end
            if first <= taken or birth_of(number) is None or not reading.alone(start, end):
                continue
            if len(number) == 15 and not _short_one(reading, run.parts[first : last + 1]):
                continue
            if is_credit_code(number) and ("信用代码" in reading.before(start) or number[0] == "9"):
                continue
            taken = last
            yield start, end, number


def _short_one(reading: Reading, parts: tuple[Part, ...]) -> bool:
    """Fifteen digits have no check digit: they must stand alone, or be named, with a place that can be."""
    number = "".join(part.text for part in parts)
    named = any(label in reading.before(parts[0].start) for label in LABELS)
    return named or (len(parts) == 1 and number[2:4] <= "70" and number[2:4] != "00" and number[4:6] != "00")


def find_identity(reading: Reading) -> Iterator[Finding]:
    """Identity numbers of 18 and of 15 digits, also broken by blanks or hyphens and in full-width digits."""
    for start, end, number in _identities(reading):
        certain = len(number) == 18
        note = (
            "居民身份证号码（校验码相符）属于个人敏感信息，请遮盖或者删去。"
            if certain
            else "疑为15位旧居民身份证号码，请核对；确是的，请遮盖或者删去。"
        )
        yield reading.finding("identity", start, end, "block" if certain else "warn", note)
