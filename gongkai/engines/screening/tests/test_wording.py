"""Listed words, slips in names, spam, and lists of an installation."""

from pathlib import Path

import pytest

from gongkai.engines.screening import Context, Words, WordsError, built_in_words, read_words, screen
from gongkai.engines.screening.confusable import confusable
from gongkai.engines.screening.tests.conftest import Found
from gongkai.engines.screening.words import DATA


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("安全生产工作布署", "布署", "部署"),
        ("己经完成", "己经", "已经"),
        ("国务院办公室印发", "国务院办公室", "国务院办公厅"),
        ("全县残废人", "残废人", "残疾人"),
        ("青原县人民正府", "人民正府", "人民政府"),
        ("青原县人民致府", "人民致府", "人民政府"),
        ("中华人名共和国", "中华人名共和国", "中华人民共和国"),
        ("国院务办公厅", "国院务办公厅", "国务院办公厅"),
        ("人民民政府", "人民民政府", "人民政府"),
        ("中秧人民政府", "中秧人民政府", "中央人民政府"),
        ("中央民人政府", "中央民人政府", "中央人民政府"),
        ("最高人民检查院", "人民检查院", "人民检察院"),
    ],
)
def test_what_is_wrong_is_found_with_what_is_right(text: str, wrong: str, right: str) -> None:
    assert (wrong, right) in [(text[one.start : one.end], one.instead) for one in screen(text)]


@pytest.mark.parametrize(
    "text",
    [
        "交付主任务",
        "给予算力支持",
        "自己经营",
        "解放思想",
        "王建国前往",
        "人民政府",
        "中華人民共和國",
        "人民检察院检察委员会",
    ],
)
def test_innocent_words_are_passed_over(found: Found, text: str) -> None:
    assert found(text) == []


def test_one_word_of_spam_is_looked_at_and_two_block() -> None:
    assert [one.severity for one in screen("警方通报一起百家乐赌博案。")] == ["look"]
    assert {one.severity for one in screen("百家乐 时时彩 开户送")} == {"block"}


def test_slips_in_a_listed_name_of_three_characters(found: Found) -> None:
    words = Words(names=("周敏华",))
    for wrong in ("周敏花", "周闽华", "舟敏华"):
        assert found(f"由{wrong}同志负责", words=words) == [("wrong_name", wrong)]
    assert found("由周敏华同志负责，周小华协助", words=words) == []


def test_look_alikes_and_homophones_are_confusable() -> None:
    assert confusable("己", "已") and confusable("政", "正")
    assert not confusable("政", "政") and not confusable("务", "務") and not confusable("山", "水")


def test_an_installation_adds_its_lists(found: Found) -> None:
    words = built_in_words().plus(read_words(DATA / "words.example.toml"))
    assert found("清原县", words=words) == [("wrong_word", "清原县")]
    assert found("青原县人民证府", words=words) == [("wrong_name", "青原县人民证府")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("names = 3", "names"),
        ('[[list]]\nkind = "x"', "kind"),
        ('[[list]]\nkind = "spam"\nseverity = "look"\nnote = "n"\nwords = ["(?!a)b"]', "第一个字之后"),
        ("[[", "无法读取"),
    ],
)
def test_a_list_that_cannot_be_used_is_refused_in_a_sentence(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "words.toml"
    file.write_text(content, "utf-8")
    with pytest.raises(WordsError, match=said):
        read_words(file)


def test_every_listed_word_is_found() -> None:
    context = Context()
    for word in built_in_words().words:
        text = f"，{word.characters}。"
        assert word.kind in [one.kind for one in screen(text, context=context)], word.characters
        assert word.instead != word.characters
