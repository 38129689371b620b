"""Values 取值: what stands in a column, read from what was typed or imported; every fault a sentence of its own.

All values are kept as text in one form: days as 2026-11-20, amounts as 1200.00 (元) or 0.5 (万元), whole numbers
without a sign.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from gongkai.engines.agencies import credit_code
from gongkai.engines.screening import Masks
from gongkai.engines.screening.masks import cover
from gongkai.kernel.clock import today
from gongkai.kernel.hanzi.dates import format_date
from gongkai.kernel.law.register_law import Register
from gongkai.kernel.law.registers import UNITS, Column

Facts = dict[str, str]
LARGEST = Decimal(10) ** 13
KEY_LENGTH = 400
_DAY = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 0?0:00(?::00)?)?|(\d{4})(\d\d)(\d\d)", re.ASCII
)
_BLANK = re.compile(r"[^\S\n]+")


def read(register: Register, given: Mapping[str, str]) -> tuple[Facts, list[str]]:
    """The facts of a record by the ids of its columns, and all that is wrong with them. What is empty is left out."""
    columns = register.columns
    facts: Facts = {}
    faults = [f"“{register.title}”没有“{name}”一栏，请删去。" for name in given if name not in columns]
    for column in register.version.columns:
        value, fault = _value(column, given.get(column.id, ""))
        if fault:
            faults.append(fault)
        elif value:
            facts[column.id] = value
    if len(key_of(register, facts)) > KEY_LENGTH:
        titles = "、".join(columns[one].title for one in register.version.key)
        faults.append(f"{titles}合计最多{KEY_LENGTH}字，请压缩。")
    if (day := dated(register, facts)) and day > today():
        faults.append(f"{columns[register.version.dated].title}（{format_date(day)}）晚于今日，请核对。")
    return facts, faults


def key_of(register: Register, facts: Facts) -> str:
    """What identifies a record among those of its agency."""
    return " / ".join(facts.get(one, "") for one in register.version.key)


def dated(register: Register, facts: Facts) -> date | None:
    """The day by which a record counts and from which its limit runs."""
    value = facts.get(register.version.dated, "")
    return date.fromisoformat(value) if value else None


def shown(register: Register, facts: Facts, masks: Masks) -> Facts:
    """What the public reads of a record: the public columns, personal data behind the masks of the law."""
    found = {}
    for column in register.public:
        if value := facts.get(column.id, ""):
            found[column.id] = cover(value, masks[column.mask]) if is_masked(column, facts) else value
    return found


def is_masked(column: Column, facts: Facts) -> bool:
    """Whether the public reads this column of a record only behind its mask."""
    if column.show != "masked":
        return False
    if not column.mask_if:
        return True
    return any(facts.get(other) in values for other, values in column.mask_if.items())


def _value(column: Column, given: str) -> tuple[str, str]:
    """The value in its one form, or what is wrong with it."""
    value = _clean(column, given)
    if not value:
        return "", f"请填写{column.title}。" if column.required else ""
    if column.kind in ("text", "long_text", "person"):
        most = column.most
        return value, f"{column.title}最多{most}字，现有{len(value)}字，请压缩。" if len(value) > most else ""
    plain = unicodedata.normalize("NFKC", value)
    if column.kind == "choice":
        known = value in column.choices
        return (
            value,
            "" if known else f"{column.title}没有“{value[:40]}”，可以写：{'、'.join(column.choices)}。",
        )
    if column.kind == "credit_code":
        code = plain.upper()
        return code, f"{column.title}：{fault}" if (fault := credit_code.fault(code)) else ""
    if column.kind == "date":
        day = _day(plain)
        return day, "" if day else f"{column.title}“{value[:40]}”不是日期，请写作“2026-11-20”。"
    if column.kind == "number":
        whole = plain.replace(",", "")
        right = whole.isascii() and whole.isdigit() and len(whole) <= 12
        return (
            (str(int(whole)), "") if right else ("", f"{column.title}“{value[:40]}”不是0或者正整数，请核对。")
        )
    amount = _amount(plain, UNITS[column.unit])
    words = f"{column.title}“{value[:40]}”不是以{column.unit}为单位、最多{UNITS[column.unit]}位小数的金额，请核对。"
    return amount, "" if amount else words


def _clean(column: Column, given: str) -> str:
    """Without control characters and needless blanks; only long texts keep their lines."""
    lines = ["".join(c for c in line if c >= " " and c != "\x7f") for line in given.splitlines()]
    lines = [_BLANK.sub(" ", line).strip() for line in lines]
    if column.kind == "long_text":
        return "\n".join(lines).strip()
    return " ".join(filter(None, lines))


def _day(text: str) -> str:
    match = _DAY.fullmatch(text)
    if match is None:
        return ""
    year, month, day = (int(one) for one in match.groups() if one is not None)
    try:
        return date(year, month, day).isoformat() if 1949 <= year <= 2200 else ""
    except ValueError:
        return ""


def _amount(text: str, decimals: int) -> str:
    try:
        value = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return ""
    # Decimal takes 1_000 and -0 as well.
    if "_" in text or value.is_signed() or not value.is_finite() or value >= LARGEST:
        return ""
    step = Decimal(1).scaleb(-decimals)
    if value != value.quantize(step):
        return ""
    return str(value.quantize(step)) if decimals == 2 else f"{value.normalize():f}"
