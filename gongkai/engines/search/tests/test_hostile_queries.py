"""Nothing that can be typed, or stand in an address, raises."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tantivy import Searcher

from gongkai.engines.search import find, parse
from gongkai.engines.search.results import Filters
from gongkai.engines.search.shelf import Shelf
from gongkai.engines.search.tests.county import document, fill, ids, searcher_of

HOSTILE = [
    "\x00",
    "\ud800低保",
    "“低保",
    "低保”",
    '"""""',
    "-",
    "- -- -「」",
    "。，、！？",
    "*",
    "a.* (b|c)[",
    "title:低保 AND OR NOT",
    "\u202e低保\u200b",
    "⊢青原县",
    "1/0; DROP TABLE",
    "〔〕号",
    "〔2024号",
    "第号",
    "9" * 9000,
    "公" * 10_000,
    "公，" * 5_000,
    "低 保 " * 3_000,
    "-" * 10_000,
    "「" * 10_000,
    "青民发〔2024〕8号" * 1_000,
    "青" * 200 + "2024" * 50 + "号",
]


@pytest.mark.parametrize("typed", HOSTILE, ids=lambda typed: repr(typed[:12]))
def test_hostile_queries_are_answered(county: Searcher, typed: str) -> None:
    assert find.search(county, typed, within=[typed, typed]).total >= 0
    assert len(find.suggest(county, typed)) >= 0


@settings(deadline=None)
@given(typed=st.text(st.characters(exclude_categories=[])), page=st.integers(), size=st.integers())
def test_any_text_and_any_page_are_answered(county: Searcher, typed: str, page: int, size: int) -> None:
    found = find.search(county, typed, page=page, per_page=size)
    assert len(found.hits) <= find.MOST_PER_PAGE
    find.suggest(county, typed, limit=size)


def test_punctuation_alone_finds_nothing_instead_of_everything(county: Searcher) -> None:
    assert find.search(county, "。！？").total == 0
    assert find.search(county, "  ").total == 5


def test_work_is_bounded_and_a_cut_is_told(county: Searcher) -> None:
    request = parse.parse(" ".join(f"词{n}" for n in range(500)), within=["甲 乙 丙"] * 100)
    assert len(request.terms) == parse.MOST_TERMS
    assert request.cut
    assert find.search(county, "关于提高城乡最低生活保障标准的通知" + "长" * 10_000).cut
    assert not find.search(county, "低保").cut


def test_of_many_lone_characters_the_first_few_count(county: Searcher) -> None:
    request = parse.parse("通知 " + " ".join("的一是在由政公开"))
    assert len(request.terms) == 1 + parse.MOST_LONE
    assert request.cut


def test_filters_of_any_text_are_answered(county: Searcher) -> None:
    odd = ["\ud800", "", "x" * 10_000, "' OR 1=1"]
    assert ids(county, "", filters=Filters(agency=odd, topic=odd * 20)) == []


def test_any_text_can_be_indexed(shelf: Shelf) -> None:
    odd = "\ud800\x00\u202e公开" + "x" * 100_000
    fill(shelf, [document("1", odd, odd), document("\ud800 2", "公开")])
    assert len(ids(searcher_of(shelf), "公开")) == 2
