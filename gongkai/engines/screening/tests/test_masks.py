"""Masks: data of the pack, applied to a text by places."""

from datetime import date

import pytest

from gongkai.engines.screening import KINDS, Context, Finding, mask, masks_of, screen
from gongkai.engines.screening.masks import cover
from gongkai.kernel.clock import frozen
from gongkai.kernel.law import load_pack
from gongkai.kernel.law.masks import Mask


def test_a_list_is_published_masked() -> None:
    text = "周敏，身份证号371322198807123454，电话138 0013 8000，"
    text += "卡号6228480402564890018，家住阳光花园小区3号楼2单元501室。"
    assert mask(text, screen(text)) == (
        "周*，身份证号371322********3454，电话138 **** 8000，"
        "卡号***************0018，家住阳光花园小区*号楼*单元***室。"
    )


def test_what_has_no_mask_stays() -> None:
    text = "机密★10年\n布署"
    assert mask(text, screen(text)) == text


def test_where_two_overlap_nothing_shows() -> None:
    one, other = Finding("mobile", 0, 6, "1****6", "block", ""), Finding("mobile", 4, 9, "5***9", "block", "")
    assert mask("123456789", [other, one]) == "1****6***"


@pytest.mark.parametrize(
    ("rule", "raw", "shown"),
    [
        ({"keep_first": 3, "keep_last": 4}, "13800138000", "138****8000"),
        ({"keep_first": 3, "keep_last": 4}, "12", "1*"),
        ({"keep_first": 1, "char": "某"}, "周敏", "周某"),
        ({"keep_first": 1, "up_to": "@"}, "abc@qq.com", "a**@qq.com"),
        ({"only": "numerals"}, "3号楼二单元501室", "*号楼*单元***室"),
    ],
)
def test_a_mask_says_how_much_is_kept(rule: dict[str, object], raw: str, shown: str) -> None:
    made = Mask(since=date(2019, 5, 15), verified=False, note="测试", **rule)  # type: ignore[arg-type]
    assert cover(raw, made) == shown


def test_every_kind_of_personal_data_has_a_mask_in_the_national_pack() -> None:
    masks = masks_of(load_pack("national"), on=date(2024, 1, 1))
    assert set(masks) == {kind for kind, about in KINDS.items() if about.group == "personal"}
    assert masks_of(load_pack("national"), on=date(2000, 1, 1)) == {}


def test_a_rule_that_begins_while_a_server_runs_is_followed_from_its_day() -> None:
    with frozen("2019-05-14 12:00") as clock:
        assert Context().masks == {}
        clock.move_to("2019-05-15 00:00")
        assert "mobile" in Context().masks


def test_a_pack_decides_for_the_screening() -> None:
    rule = Mask(since=date(2019, 5, 15), verified=False, note="测试", keep_last=2)
    [one] = screen("13800138000", context=Context(masks={"mobile": rule}))
    assert one.masked == "*********00"
