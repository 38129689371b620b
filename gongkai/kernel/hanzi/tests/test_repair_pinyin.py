"""Readings left behind characters by a conversion go; what stands in brackets on purpose stays."""

import pytest

from gongkai.kernel.hanzi.repair import repair
from gongkai.kernel.hanzi.repairs.pinyin import pinyin_residue


@pytest.mark.parametrize(
    ("damaged", "clean"),
    [
        ("政務(wù)公開", "政務公開"),
        ("(開發(fā)區(qū))", "(開發區)"),
        ("鄉(xiāng)、鎮(zhèn)(街道)", "鄉、鎮(街道)"),
        ("職權(quán)、綠(lǜ)化", "職權、綠化"),
        ("我們(men)", "我們"),
        ("長(cháng)期、校長（zhǎng）", "長期、校長"),
        ("規(guī)范(PPP)綜合", "規范(PPP)綜合"),
    ],
)
def test_residue_is_taken_away(damaged: str, clean: str) -> None:
    assert pinyin_residue(damaged).text == clean


@pytest.mark.parametrize(
    "text",
    [
        "政府和社会资本合作(PPP)项目",
        "政务服务(app)、網絡(app)與客戶端(wap)",
        "办公厅(室)、县(市、区)、村(居)",
        "(一)总体要求(a)(b)",
        "第一項(a)、第二類(b)、應用(ai)",
        "亳(bó)州、歙(shè)县、黟(yī)县、涡(guō)阳",
        "重(zhòng)点",
        "標準(ISO)、標準(iso)",
    ],
)
def test_what_stands_in_brackets_on_purpose_stays(text: str) -> None:
    assert pinyin_residue(text).text == text
    assert repair(text).repairs == []


def test_characters_of_today_lose_their_readings_only_where_there_are_many() -> None:
    assert pinyin_residue("我(wǒ)国(guó)的(de)政(zhèng)务").text == "我国的政务"
    assert pinyin_residue("科技(jì)").text == "科技(jì)"


def test_each_place_is_counted_and_three_are_shown() -> None:
    (found,) = repair("政務(wù)發(fā)布、規(guī)范、發(fā)展、經(jīng)濟").repairs
    assert (found.kind, found.count) == ("pinyin_residue", 5)
    assert found.examples == ("務(wù)→務", "發(fā)→發", "規(guī)→規")
