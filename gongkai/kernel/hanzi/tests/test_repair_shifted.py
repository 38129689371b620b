"""Byte-shifted runs are joined again where the result is certain, and named where it is not."""

import pytest

from gongkai.kernel.hanzi.repair import repair
from gongkai.kernel.hanzi.repairs.shifted import shifted_gbk
from gongkai.kernel.hanzi.repairs.split import lost_character
from gongkai.kernel.hanzi.tests.damage import drive_reading_in, shift

# Composed for 青原縣; the lost character is met again in the document, which decides it.
SENTENCES = [
    ("各單位要確保基層群眾看得到、聽得懂，確保公開實效，確保落實。", "保"),
    ("落實主體責任要求。基層政府維護好各類目錄，基層單位符合上級要求。", "。"),
    ("納入年度考評。縣政務公開辦負責，縣政府形成綜合考評。", "。"),
    ("推進沿海地區政務公開，支持沿海鄉鎮建設專區，惠及沿海各村。", "海"),
    ("完善日常監督機制，加強日常檢查，做好日常工作。", "常"),
]


@pytest.mark.parametrize(("text", "lost"), SENTENCES)
def test_a_run_that_lost_a_lead_byte_is_joined_again(text: str, lost: str) -> None:
    damaged = shift(text, text.index(lost))
    assert damaged != text
    done = repair(damaged)
    assert done.text == text
    assert [found.kind for found in done.repairs] == ["shifted_gbk"]
    assert repair(done.text).repairs == []


def test_a_mark_taken_from_the_word_alone_is_a_doubt() -> None:
    text = "落實主體責任要求。基層政府維護好各類目錄，按要求，基層單位逐項核對"
    done = shifted_gbk(shift(text, text.index("。")))
    assert done.text == text
    assert len(done.doubts) == 1
    assert "由上下文推断" in done.doubts[0]


def test_a_lost_character_that_nothing_decides_is_marked() -> None:
    text = "各單位要確保基層群眾看得到、聽得懂，切實維護好權益"
    done = shifted_gbk(shift(text, text.index("保")))
    assert done.text == text.replace("保", "□")
    assert "以□标出" in done.doubts[0]


def test_a_run_with_a_reading_driven_in_is_joined_up_to_the_tag_it_swallowed() -> None:
    # 請 ends in 88 and 提 begins with CC: 88 CC is 執, whose reading was put between.
    damaged = drive_reading_in("方便群眾申請", "zhí", "提供幫助。") + "/span>\n青原縣政府"
    done = repair(damaged)
    assert done.text == "方便群眾申請提供幫助。\n青原縣政府"
    assert {found.kind for found in done.repairs} == {"shifted_gbk", "tag_residue"}
    assert "由上下文推断" in done.doubts[0]


def test_a_character_with_two_readings_driven_in_is_restored() -> None:
    done = repair("政府?dāng)?shù)據開放")
    assert done.text == "政府數據開放"
    assert [(found.kind, found.count) for found in done.repairs] == [("lost_character", 1)]
    assert done.doubts == []


def test_a_character_that_its_readings_do_not_decide_is_marked() -> None:
    done = lost_character("青原?dāng)?shù)據")
    assert done.text == "青原□據"
    assert "读音shù" in done.doubts[0]


def test_a_run_that_cannot_be_joined_is_left_and_named() -> None:
    text = "各單位確?;鶎诱龘靐齉"
    done = shifted_gbk(text)
    assert done.text == text
    assert "无法恢复" in done.doubts[0]


@pytest.mark.parametrize(
    "text",
    [
        "什么是政务公开?如何申请?(一)登录网站;(二)填写申请。",
        "能否办理?;不能。",
        "能否公開?A類企業可以。",
        "怎樣公開?B超費用如何?",
        "是否公开??h股除外",
        "为什么?!A类企业可以。",
        "是吗?(a)是;(b)否。",
        "办理什么?,(见附件)",
        "有無疑問??請來電。",
    ],
)
def test_questions_are_no_damage(text: str) -> None:
    done = repair(text)
    assert (done.text, done.repairs, done.doubts) == (text, [], [])
