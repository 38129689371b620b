"""Chinese numerals 数字: 二十三, 一百零五, 二〇一六, 壹佰, 廿 to integers and back."""

from __future__ import annotations

DIGITS = {
    character: value
    for value, group in enumerate(
        ("零〇○", "一壹弌", "二贰貳两兩", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for character in group
}
ZEROS = "零〇○"
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1_000, "仟": 1_000}
TENS = {"廿": 20, "卅": 30, "卌": 40}
MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
# Longer than any number that is written: 一千二百三十四万五千六百七十八亿… has 31 characters.
LONGEST = 40
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


def parse_numeral(text: str) -> int | None:
    """Return the integer that `text` writes, or None where it writes none.

    Reads Arabic digits (full width too), digit by digit (二〇一六), by place (一千零二十三, 廿三, 两千),
    financial forms (壹佰贰拾), a short tail (一百五 is 150) and mixtures with 万 and 亿 (3万).
    """
    plain = text.strip().translate(_FULL_WIDTH)
    if len(plain) > LONGEST:
        return None
    if plain.isascii():
        return int(plain) if plain.isdigit() else None
    if len(plain) > 1 and all(c in DIGITS or _is_digit(c) for c in plain):
        return int("".join(str(_digit(c)) for c in plain))
    return _by_myriads(plain)


def _is_digit(character: str) -> bool:
    return character.isascii() and character.isdigit()


def _digit(character: str) -> int:
    return int(character) if _is_digit(character) else DIGITS[character]


def _by_myriads(text: str) -> int | None:
    """Read a numeral by place, split at its largest 亿 or 万."""
    for mark, scale in (("亿", 10**8), ("億", 10**8), ("万", 10**4), ("萬", 10**4)):
        if mark not in text:
            continue
        head, _, tail = text.rpartition(mark)
        high = int(head) if head.isascii() and head.isdigit() else _by_myriads(head)
        if not high:
            return None
        if not tail:
            return high * scale
        if len(tail) == 1 and (tail in DIGITS) and _digit(tail):
            return high * scale + _digit(tail) * scale // 10  # 一万二 is 12000
        low = _by_myriads(tail[1:] if tail[0] in ZEROS else tail)
        return None if low is None or low >= scale else high * scale + low
    return _below_myriad(text)


def _below_myriad(text: str) -> int | None:
    """Read 0 to 9999 by place; units must fall, and a digit must stand before each."""
    total, digit, last_unit, gap = 0, None, 10_000, False
    for character in text:
        if character in TENS:
            if digit is not None or last_unit <= 10:
                return None
            total, last_unit, gap = total + TENS[character], 10, False
        elif character in UNITS:
            unit = UNITS[character]
            if unit >= last_unit or (digit is None and unit != 10) or digit == 0:
                return None
            total, digit, last_unit, gap = total + (1 if digit is None else digit) * unit, None, unit, False
        elif character in DIGITS or _is_digit(character):
            value = _digit(character)
            if digit is not None or last_unit == 1:
                return None
            if value == 0 and len(text) > 1:
                if gap or not total:
                    return None
                gap = True
            else:
                digit = value
        else:
            return None
    if digit is None:
        return total if text and not gap else None
    short_tail = last_unit in (100, 1_000) and not gap
    return total + digit * (last_unit // 10 if short_tail else 1)


def to_numeral(number: int) -> str:
    """Write a whole number from 0 to 10**16 - 1 in Chinese (105 is 一百零五, 12 is 十二).

    Raises ValueError outside that range.
    """
    if not 0 <= number < 10**16:
        raise ValueError(
            f"Cannot write {number} in Chinese numerals: give a whole number from 0 to 10**16 - 1."
        )
    if number == 0:
        return "零"
    written = _write(number)
    return written[1:] if written.startswith("一十") else written


def _write(number: int) -> str:
    for scale, mark in ((10**8, "亿"), (10**4, "万"), (1_000, "千"), (100, "百"), (10, "十")):
        if number < scale:
            continue
        high, low = divmod(number, scale)
        zero = "零" if low and low < scale // 10 else ""
        return _write(high) + mark + zero + (_write(low) if low else "")
    return "零一二三四五六七八九"[number]
