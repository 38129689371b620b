"""Marks stand on the words that were found, in the text as it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.engines.search.highlight import Segment, highlight

TEXT = st.text(st.sampled_from("公开開政務务a1， <\ud800\n") | st.characters())


def marked(text: str, *terms: str) -> list[str]:
    return [segment.text for segment in highlight(text, terms) if segment.marked]


def test_the_traditional_original_is_marked_by_a_simplified_word() -> None:
    assert highlight("推進政務公開。", ["政务公开"]) == [
        Segment("推進", False),
        Segment("政務公開", True),
        Segment("。", False),
    ]


def test_marks_that_overlap_or_touch_are_one() -> None:
    assert marked("最低生活保障标准", "最低生活", "生活保障", "标准") == ["最低生活保障标准"]
    assert marked("公公公", "公公") == ["公公公"]


def test_a_break_in_the_phrase_matches_any_break_and_numbers_are_whole() -> None:
    assert marked("（青民发[2024] 8 号）", "青民发 2024 8") == ["青民发[2024] 8"]
    assert marked("12016年、2016年", "2016年") == ["2016年"]
    assert marked("a1、A12", "a1") == ["a1"]


def test_markup_is_text_like_any_other() -> None:
    assert marked("<b>公开</b>", "公开", "<b>", "。") == ["b", "公开", "b"]


def test_the_window_shows_most_different_words_and_starts_with_a_sentence() -> None:
    text = "公开。" + "其他内容" * 50 + "。按月公示低保标准，保障公开。" + "其他内容" * 50
    segments = highlight(text, ["公开", "低保"], width=60)
    shown = "".join(segment.text for segment in segments)
    assert shown.startswith("…按月公示低保标准，保障公开。")
    assert shown.endswith("…")
    assert [s.text for s in segments if s.marked] == ["低保", "公开"]


def test_a_text_without_a_mark_shows_its_beginning() -> None:
    assert highlight("青原县" * 40, ["低保"], width=30)[0].text.startswith("青原县")
    assert highlight("短", ["低保"], width=30) == [Segment("短", False)]
    assert highlight("", ["低保"], width=30) == []


@pytest.mark.full
@given(text=TEXT, terms=st.lists(TEXT, max_size=4))
def test_the_segments_joined_are_the_text(text: str, terms: list[str]) -> None:
    assert "".join(segment.text for segment in highlight(text, terms)) == text


@given(text=TEXT, terms=st.lists(TEXT, max_size=4), width=st.integers(1, 40))
def test_a_window_is_a_piece_of_the_text(text: str, terms: list[str], width: int) -> None:
    segments = highlight(text, terms, width=width)
    whole = "".join(segment.text for segment in segments)
    if len(text) <= width:
        assert whole == text
    else:
        assert whole.removeprefix("…").removesuffix("…") in text or "…" in text
        assert len(whole) <= width + 2
