"""Titles in book-title marks are found with the number that follows them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.kernel.hanzi import find_titles
from gongkai.kernel.hanzi.titles import within


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("依据《青原县政务公开办法》和《条例》", [("青原县政务公开办法", None), ("条例", None)]),
        ("《关于公开的意见》（青办发〔2016〕8号）和", [("关于公开的意见", "青办发〔2016〕8号")]),
        ("《关于公开的意见》青办发[2016]8号文件", [("关于公开的意见", "青办发〔2016〕8号")]),
        (
            "《印发〈青原县要点〉的通知》 青办发〔2016〕8号",
            [("印发〈青原县要点〉的通知", "青办发〔2016〕8号")],
        ),
        ("《印发《青原县要点》的通知》", [("印发《青原县要点》的通知", None)]),
        ("《甲》《乙》(青办发〔2016〕8号)", [("甲", None), ("乙", "青办发〔2016〕8号")]),
        ("《甲》，见青办发〔2016〕8号", [("甲", None)]),
        ("《关于推进政务公开\n  工作的意见》", [("关于推进政务公开工作的意见", None)]),
        ("《没有合上\n\n《合上的》", [("合上的", None)]),
        ("《没有合上，《合上的》", [("合上的", None)]),
        ("没有打开》《好》", [("好", None)]),
        ("《》", []),
        ("", []),
    ],
)
def test_titles_are_found(text: str, titles: list[tuple[str, str | None]]) -> None:
    found = [(one.title, str(one.doc_number) if one.doc_number else None) for one in find_titles(text)]
    assert found == titles


def test_a_damaged_number_behind_a_title_is_a_doubt() -> None:
    (found,) = find_titles("《青原县提升行动的通知》(青政务办〔20224號)要求")
    assert found.doc_number is None
    assert found.doubt is not None
    assert "青政务办〔20224號" in found.doubt


def test_a_title_knows_its_place() -> None:
    text = "为落实《要点》（青办发〔2016〕8号），"
    (found,) = find_titles(text)
    assert text[found.start : found.end] == "《要点》"


def test_an_endless_title_is_passed_over() -> None:
    assert find_titles("《" + "公" * 10_000 + "》") == []


@given(st.text("《》〈〉青办发〔2016〕8号()\n", max_size=60))
def test_any_marks_are_read_without_a_crash(text: str) -> None:
    for found in find_titles(text):
        assert text[found.start] == "《"
        assert text[found.end - 1] == "》"


@pytest.mark.parametrize(
    ("title", "inside"),
    [
        ("青原县农村危房改造实施办法", "青原县农村危房改造实施办法"),
        ("关于印发《甲办法》的通知", "关于印发〈甲办法〉的通知"),
        ("关于修改《关于印发〈甲办法〉的通知》的决定", "关于修改〈关于印发《甲办法》的通知〉的决定"),
        ("甲》坏《的", "甲》坏《的"),
    ],
)
def test_marks_within_marks_are_single(title: str, inside: str) -> None:
    assert within(title) == inside
    assert within(within(inside)) == inside
