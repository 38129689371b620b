"""Names beside personal data 姓名, and minors 未成年人: what makes a number the number of somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.engines.screening.finding import Finding
from gongkai.engines.screening.lexicon import anchors
from gongkai.engines.screening.personal.addresses import ANCHORS, find_addresses
from gongkai.engines.screening.personal.cards import find_cards
from gongkai.engines.screening.personal.identity import find_identity, stated_birth
from gongkai.engines.screening.personal.papers import find_passports
from gongkai.engines.screening.personal.people import is_name, name_beside
from gongkai.engines.screening.personal.phones import find_mobiles
from gongkai.engines.screening.reading import Reading, begins
from gongkai.engines.screening.runs import narrow
from gongkai.kernel.clock import today
from gongkai.kernel.hanzi import parse_date

ADULT = 18
_YOUNG = anchors("学生", "儿", "未成年", personal=True)
_YEARS = anchors("岁", personal=True)
_BORN = anchors("出生", personal=True)
_AGE = re.compile(r"(?<![0-9０-９\-—至~])(1[0-7]|[1-9]|[一二三四五六七八九]|十[一二三四五六七]?)\s?周?$")
_GENERAL = re.compile(
    "^(?:以[上下内]|及以|至|到|[-—~]|的?(?:儿童|学生|少年|青少年|未成年|婴|幼|人群|老|适龄))"
)
_BIRTH = re.compile(
    r"出生(?:日期|年月日?|于)?[:：\s]*([0-9０-９]{4}[年./-][0-9０-９]{1,2}[月./-][0-9０-９]{1,2}日?)"
)
_PUPIL = re.compile(
    r"(?:学生|儿童|(?<=[孤幼婴])儿|未成年人|未成年子女)(?:姓名)?[:：\s]{0,2}([\u4e00-\u9fff]{2,4}?)"
    r"(?=[\s，,、。;；:：)）(（]|$)"
)


# What stands for one person: a landline or a car may be a family's.
_ONES_OWN = (find_identity, find_mobiles, find_cards, find_passports, find_addresses)


@begins(*range(8, 20), *ANCHORS)
def find_names(reading: Reading) -> Iterator[Finding]:
    """Names on one line with a number or an address of theirs."""
    anchors = sorted(
        [(one.start, one.end) for finder in reading.worth(_ONES_OWN) for one in reading.by(finder)]
    )
    seen: set[tuple[int, int]] = set()
    for start, end in anchors:
        spot = name_beside(reading, start, end)
        if spot and spot not in seen:
            seen.add(spot)
            yield reading.finding(
                "name",
                *spot,
                "look",
                "姓名与证件号码、电话或者住址同时出现，能够识别到个人；号码遮盖后，姓名可否公开请按所公开事项的规定判断。",
            )


@begins(15, 18, *_YOUNG, *_YEARS, *_BORN)
def find_minors(reading: Reading) -> Iterator[Finding]:
    """People under 18: by the day of birth in an identity number, by an age or a date beside a name, by 学生、儿童."""
    note = "涉及未满十八周岁的人，其个人信息须从严保护，请删去姓名和能够识别其身份的内容。"
    seen: set[tuple[int, int]] = set()
    for start, end in (*_by_identity(reading), *_by_age(reading), *_by_birth(reading), *_by_word(reading)):
        spot = start, end
        if spot not in seen:
            seen.add(spot)
            yield reading.finding("minor", start, end, "block", note)


def _by_identity(reading: Reading) -> Iterator[tuple[int, int]]:
    for one in reading.by(find_identity):
        born = stated_birth(narrow(reading.text[one.start : one.end]))
        if born and _years(born) < ADULT:
            yield name_beside(reading, one.start, one.end) or (one.start, one.end)


def _by_age(reading: Reading) -> Iterator[tuple[int, int]]:
    for at in reading.places(_YEARS):
        if not _AGE.search(reading.before(at, 6)) or _GENERAL.match(reading.after(at + 1, 4)):
            continue
        before = reading.before(at, 6)
        if before.rstrip("周0123456789０１２３４５６７８９一二三四五六七八九十 ").endswith(
            ("满", "未满", "不满", "超过")
        ):
            continue
        if spot := name_beside(reading, at, at + 1):
            yield spot


def _by_birth(reading: Reading) -> Iterator[tuple[int, int]]:
    for at in reading.places(_BORN):
        match = _BIRTH.match(reading.text, at)
        born = parse_date(match[1]) if match else None
        if match and born and _years(born) < ADULT and (spot := name_beside(reading, at, match.end())):
            yield spot


def _by_word(reading: Reading) -> Iterator[tuple[int, int]]:
    for at in reading.places(_YOUNG):
        match = _PUPIL.match(reading.text, at)
        if match and is_name(match[1]):
            yield match.span(1)


def _years(born: date) -> int:
    now = today()
    return now.year - born.year - ((now.month, now.day) < (born.month, born.day))
