"""Text becomes pairs of units; a break keeps pairs apart."""

from gongkai.engines.search import tokens


def test_chinese_text_becomes_overlapping_pairs_and_its_last_character() -> None:
    assert tokens.indexed("政务公开") == "政务 务公 公开 开"


def test_a_number_is_one_unit_and_stands_by_itself_too() -> None:
    assert tokens.indexed("2016年8月") == "2016 2016年 年8 8 8月 月"


def test_breaks_part_units_and_texts() -> None:
    assert tokens.indexed("公开，透明", "A4纸") == "公开 开 透明 明 a4 a4纸 纸"


def test_traditional_full_width_and_case_are_folded() -> None:
    assert tokens.indexed("政務ＧＤＰ") == tokens.indexed("政务gdp")


def test_invisible_characters_part_nothing() -> None:
    assert tokens.indexed("政\u200b务\ufeff公\u00ad开") == tokens.indexed("政务公开")


def test_what_cannot_be_searched_leaves_no_term() -> None:
    assert tokens.indexed("", "，。 \x00\ud800", "()") == ""
    assert tokens.phrase("《》 \n") == ()


def test_a_lone_last_character_may_go_on() -> None:
    assert tokens.sought(tokens.phrase("公")) == (["公"], True)
    assert tokens.sought(tokens.phrase("务，公")) == (["务", "公"], True)
    assert tokens.sought(tokens.phrase("8月")) == (["8", "8月"], False)
