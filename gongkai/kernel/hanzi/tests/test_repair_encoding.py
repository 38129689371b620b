"""Wrongly read runs, private-use and invisible characters."""

import pytest

from gongkai.kernel.hanzi.repair import repair

TEXT = "青原县人民政府办公室关于印发政务公开工作要点的通知"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (TEXT, "latin-1"),
        ("政务公开，便民利民", "cp1252"),
        ("责任单位", "gb18030"),
        ("青原县民政局", "gbk"),
    ],
)
def test_utf8_read_in_the_wrong_encoding_is_undone(text: str, wrong: str) -> None:
    done = repair(text.encode().decode(wrong))
    assert done.text == text
    assert [found.kind for found in done.repairs] == ["double_encoding"]


def test_a_wrongly_read_text_that_lost_bytes_is_a_doubt() -> None:
    damaged = TEXT.encode().decode("gbk", "replace")
    done = repair(damaged)
    assert done.text == damaged
    assert "乱码" in done.doubts[0]


def test_names_of_rare_characters_are_not_taken_for_a_wrong_encoding() -> None:
    text = "鍏鏄琛等字；Müller、naïve、café à la carte"
    assert repair(text).text == text


def test_what_is_lost_for_good_is_a_doubt() -> None:
    done = repair("青原县锟斤拷锟斤拷政府\ufffd公开")
    assert done.text == "青原县锟斤拷锟斤拷政府\ufffd公开"
    assert "2处" in done.doubts[0]


@pytest.mark.parametrize(
    ("damaged", "clean"),
    [
        ("\ufeff青原\u200b县\u202e政\u00ad府\x00", "青原县政府"),
        ("青原\udce5县", "青原\ufffd县"),
        ("\U000e0041青原", "青原"),
    ],
)
def test_invisible_characters_go(damaged: str, clean: str) -> None:
    done = repair(damaged)
    assert done.text == clean
    assert [found.kind for found in done.repairs] == ["control_chars"]
    done.text.encode()


def test_line_ends_become_line_feeds() -> None:
    done = repair("青原县\r\n政府\r公开\u2028室")
    assert done.text == "青原县\n政府\n公开\n室"
    assert [found.kind for found in done.repairs] == ["line_ends"]


def test_private_use_characters_get_their_place_or_a_doubt() -> None:
    done = repair("青\ue81e原县\n\uf0b7 公开事项\n\ue000印章")
    assert done.text == "青\u9fb4原县\n公开事项\n\ue000印章"
    assert done.repairs[0].kind == "private_use"
    assert done.repairs[0].count == 2
    assert "私用区" in done.doubts[0]


def test_radicals_become_the_characters_they_stand_for() -> None:
    done = repair("⼯作⽅案、⻓期\uf9a8")
    assert done.text == "工作方案、长期令"
    assert done.repairs[0].kind == "disguised_forms"
