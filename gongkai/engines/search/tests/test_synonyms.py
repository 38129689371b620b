"""The synonym file keeps its own rules."""

import tomllib
from collections import Counter
from pathlib import Path

from gongkai.engines.search import synonyms
from gongkai.engines.search.tokens import stretches

FILE = Path(synonyms.__file__).with_suffix(".toml")
GROUPS = [group["words"] for group in tomllib.loads(FILE.read_text(encoding="utf-8"))["group"]]


def test_there_are_some_sixty_groups_of_two_words_or_more() -> None:
    assert len(GROUPS) >= 60
    assert min(map(len, GROUPS)) >= 2


def test_no_word_stands_in_two_groups_or_is_a_single_character() -> None:
    words = [word for group in GROUPS for word in group]
    assert [word for word, count in Counter(words).items() if count > 1] == []
    assert [word for word in words if len("".join(stretches(word))) < 2] == []


def test_the_longest_known_word_of_a_term_is_replaced() -> None:
    assert synonyms.variants("低保标准") == ["最低生活保障标准"]
    assert "最低生活保障家庭认定" in synonyms.variants("低保户认定")
    assert synonyms.variants("森林防火") == []
    assert len(synonyms.variants("发改委")) <= synonyms.MOST
