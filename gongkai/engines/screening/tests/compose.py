"""Numbers of nobody: valid by their check digits, composed for tests and benches."""

import random
from itertools import pairwise

from gongkai.engines.screening.personal.cards import luhn
from gongkai.engines.screening.personal.identity import check_digit

CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国文志"
CARD_HEADS = (
    ("622202", 19),
    ("621700", 19),
    ("622848", 19),
    ("436742", 19),
    ("625965", 16),
    ("955880", 19),
    ("512345", 16),
)


def identity(chance: random.Random, first: int = 1950, last: int = 2005) -> str:
    """A resident identity number with a birth year in the range."""
    place = chance.choice(("110101", "371322", "440106", "341322", "620921", "330102", "510104"))
    day = f"{chance.randint(first, last)}{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}"
    body = f"{place}{day}{chance.randint(1, 999):03d}"
    return body + check_digit(body)


def card(chance: random.Random) -> str:
    """A bank card number."""
    head, size = chance.choice(CARD_HEADS)
    body = head + "".join(chance.choice("0123456789") for _ in range(size - len(head) - 1))
    return next(body + digit for digit in "0123456789" if luhn(body + digit))


def mobile(chance: random.Random) -> str:
    """A mobile number."""
    return (
        chance.choice(("138", "139", "150", "177", "189", "199", "166", "147"))
        + f"{chance.randint(0, 99_999_999):08d}"
    )


def credit_code(chance: random.Random) -> str:
    """A unified social credit code (GB 32100-2015) of a firm, a village or an office."""
    body = chance.choice(("91", "92", "11", "12", "54", "52")) + chance.choice(
        ("371322", "110101", "440106", "341322")
    )
    body += "".join(chance.choice(CREDIT_SIGNS) for _ in range(9))
    total = sum(CREDIT_SIGNS.index(sign) * weight for sign, weight in zip(body, CREDIT_WEIGHTS, strict=True))
    return body + CREDIT_SIGNS[-total % 31]


def name(chance: random.Random) -> str:
    """A name of two or three characters."""
    return chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, chance.randint(1, 2)))


def plate(chance: random.Random) -> str:
    """A plate, every third of a vehicle of new energy."""
    head = chance.choice("鲁京粤甘皖浙苏") + chance.choice("ABCDEFGHQ") + chance.choice(("", "", "·"))
    if chance.random() < 0.34:
        return head + chance.choice("DF") + f"{chance.randint(0, 99_999):05d}"
    return head + chance.choice("ABCDE5678") + f"{chance.randint(0, 9_999):04d}"


def passport(chance: random.Random) -> str:
    """A passport number of either form in use."""
    number = f"{chance.randint(0, 9_999_999):07d}"
    return chance.choice(
        (
            f"E{chance.choice('ABCDEFGHJ')}{number}",
            f"E{chance.randint(0, 9)}{number}",
            f"G{chance.randint(1, 9)}{number}",
        )
    )


def email(chance: random.Random) -> str:
    """An address at a personal provider."""
    local = chance.choice(("zhangwei", "li.min", "wang_fang", "chenjie88", "")) + str(
        chance.randint(10, 999_999_999)
    )
    return f"{local}@{chance.choice(('qq.com', '163.com', '126.com', 'sina.com', 'gmail.com', '139.com'))}"


def landline(chance: random.Random) -> str:
    """A landline with its area code."""
    return chance.choice(
        (f"0539-{chance.randint(2_000_000, 8_999_999)}", f"010-{chance.randint(20_000_000, 89_999_999)}")
    )


def home(chance: random.Random) -> str:
    """An address down to the door."""
    a, b, c = chance.randint(1, 40), chance.randint(1, 6), chance.randint(1, 32) * 100 + chance.randint(1, 4)
    return chance.choice(
        (
            f"阳光花园小区{a}号楼{b}单元{c}室",
            f"青原县南关街道和平路{a * 3}号{b}栋{c}",
            f"滨河家园{a}幢{b}单元{c}",
            f"青原县城关镇王家村{b}组{a}号",
            f"东苑新村{a}号楼{c}室",
        )
    )


def broken(number: str, chance: random.Random) -> str:
    """The number in one of the writings that people use."""
    size = len(number)
    cuts = {
        18: ((6, 14), (4, 8, 12, 16), (6, 10, 14)),
        11: ((3, 7),),
        16: ((4, 8, 12),),
        19: ((4, 8, 12, 16),),
    }[size]
    way = chance.random()
    if way < 0.6:
        return number
    if way < 0.7:
        return "".join(chr(ord(char) + 0xFEE0) if char.isdigit() else char for char in number)
    sign = chance.choice((" ", "-", "\u00a0", "\u3000", "  "))
    places = (0, *chance.choice(cuts), size)
    return sign.join(number[start:end] for start, end in pairwise(places))
