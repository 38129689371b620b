"""Folding for search keeps the length and makes the writings of one text equal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.kernel.hanzi import fold


@given(st.text(st.characters(codec=None), max_size=200))
def test_folding_keeps_the_length_and_is_done_once(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@pytest.mark.full
def test_every_single_character_folds_to_one_character() -> None:
    everything = "".join(map(chr, range(0x110000)))
    folded = fold(everything)
    assert len(folded) == len(everything)
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("青原縣政務公開", "青原县政务公开"),
        ("戶籍說明爲準", "户籍说明为准"),
        ("户戶戸", "户户户"),
        ("説說", "说说"),
        ("為爲", "为为"),
        ("衞生", "卫生"),
        ("著力", "着力"),
        ("県庁経済", "县厅经济"),
        ("⼯作⽅案", "工作方案"),
        ("\uf900", "岂"),
        ("ＡＢＣ１２３，（一）", "abc123,(一)"),
        ("ＰＤＦ", "pdf"),
        ("二○一六年", "二〇一六年"),
        ("青政办发［2024］3号", "青政办发〔2024〕3号"),
        ("青政办发[2024]3号", "青政办发【2024】3号"),
        ("“五公开”", "「五公开」"),
        ("a\u00a0b\u3000c\nd", "a b c d"),
    ],
)
def test_different_writings_fold_alike(written: str, same: str) -> None:
    assert fold(written) == fold(same)


@pytest.mark.parametrize("pair", ["予豫", "〇零", "后候", "余予", "《〈", "县具"])
def test_different_characters_stay_apart(pair: str) -> None:
    assert fold(pair[0]) != fold(pair[1])


def test_ligatures_and_sharp_s_keep_their_place() -> None:
    assert [len(fold(c)) for c in ("ß", "ﬁ", "İ", "\ud800", "㎡")] == [1, 1, 1, 1, 1]
