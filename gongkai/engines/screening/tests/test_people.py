"""Names beside personal data, and minors: Zhou Min's list of subsidies must not name children."""

from datetime import date

import pytest

from gongkai.engines.screening.tests.compose import check_digit
from gongkai.engines.screening.tests.conftest import Found
from gongkai.kernel.clock import today


def born(day: date) -> str:
    body = f"371322{day:%Y%m%d}123"
    return body + check_digit(body)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("申请人：周敏，电话13800138000", "周敏"),
        ("3\t欧阳文华\t13800138000", "欧阳文华"),
        ("周敏（13800138000）", "周敏"),
        ("电话13800138000（周敏）", "周敏"),
        ("户主周敏住阳光花园小区3号楼2单元501室", "周敏"),
        ("买买提·艾力 13800138000", "买买提·艾力"),
    ],
)
def test_a_name_on_the_line_of_a_number_is_found(found: Found, text: str, name: str) -> None:
    assert ("name", name) in found(text)


@pytest.mark.parametrize(
    "text", ["周敏任县财政局局长。", "项目负责单位 13800138000", "金额合计 方案 13800138000"]
)
def test_a_name_alone_or_a_word_is_none(found: Found, text: str) -> None:
    assert "name" not in [kind for kind, _ in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "王小明，男，9岁",
        "王小明（12周岁）",
        "学生王小明，获补助500元",
        "孤儿：王小明",
        "姓名：王小明 年龄 8 岁",
    ],
)
def test_a_child_is_found_by_name(found: Found, text: str) -> None:
    assert ("minor", "王小明") in found(text)


def test_a_child_is_found_by_the_day_of_birth(found: Found) -> None:
    now = today()
    child, adult = born(date(now.year - 10, 1, 1)), born(date(now.year - 30, 1, 1))
    assert ("minor", "王小明") in found(f"王小明 {child}")
    assert ("minor", child) in found(child)
    assert ("minor", "王小明") in found(f"王小明，出生日期：{now.year - 10}年1月1日")
    assert "minor" not in [kind for kind, _ in found(f"王大明 {adult}，出生日期：1980年1月1日")]
