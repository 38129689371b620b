"""What a citizen types finds what he means."""

import pytest
from tantivy import Searcher

from gongkai.engines.search import find
from gongkai.engines.search.results import Filters
from gongkai.engines.search.tests.county import ids


@pytest.mark.parametrize(
    "typed",
    [
        "青民发〔2024〕8号",
        "青民发[2024]8号",
        "青民发（2024）8号",
        "青民发【2024】第 8 号",
        "青民发 2024 8号",
        "青民发2024年8号",
        "“青民发〔2024〕8号”",
        "青民發〔２０２４〕８號",
    ],
)
def test_a_number_in_any_writing_finds_its_document_first_and_those_that_quote_it(
    county: Searcher, typed: str
) -> None:
    assert ids(county, typed) == ["dibao", "zhuanfa"]


def test_a_number_narrows_with_other_words(county: Searcher) -> None:
    assert ids(county, "青民发〔2024〕8号 转发") == ["zhuanfa"]


def test_the_same_sequence_of_another_body_is_another_number(county: Searcher) -> None:
    assert ids(county, "青政办发〔2024〕8号") == []


def test_a_synonym_is_found_but_not_by_an_exact_phrase(county: Searcher) -> None:
    assert set(ids(county, "低保")) == {"dibao", "zhuanfa", "minzheng"}
    assert set(ids(county, "“低保”")) == {"dibao", "minzheng"}


def test_a_synonym_may_hold_a_break(county: Searcher) -> None:
    assert ids(county, "双随机一公开") == ["yaodian"]
    assert ids(county, "两随机、一公开") == ["yaodian"]
    assert ids(county, "「两随机、一公开」") == []


def test_traditional_and_simplified_find_each_other(county: Searcher) -> None:
    assert set(ids(county, "政务公开")) == set(ids(county, "政務公開")) == {"yaodian", "fanti"}


def test_a_match_in_the_title_counts_more(county: Searcher) -> None:
    assert ids(county, "最低生活保障")[0] == "dibao"
    assert ids(county, "青原县民政局")[0] == "minzheng"


def test_attachments_and_summaries_are_searched(county: Searcher) -> None:
    assert ids(county, "任务分解表") == ["yaodian"]
    assert ids(county, "婚姻登记") == ["minzheng"]


def test_all_words_must_be_there_and_excluded_ones_must_not(county: Searcher) -> None:
    assert ids(county, "通知 公示") == ["dibao"]
    assert ids(county, "标准 -转发") == ["dibao"]
    assert ids(county, "通知 -「城市低保」") == ["zhuanfa"]


def test_search_within_results(county: Searcher) -> None:
    assert ids(county, "通知", within=["转发", "柳河镇"]) == ["zhuanfa"]


def test_a_single_character_is_found_wherever_it_stands(county: Searcher) -> None:
    assert set(ids(county, "镇")) == {"dibao", "zhuanfa"}
    assert ids(county, "表") == ["yaodian"]


def test_words_and_numbers_are_whole(county: Searcher) -> None:
    assert ids(county, "gdp") == ["yaodian"]
    assert ids(county, "A4") == ["yaodian"]
    assert ids(county, "“60元”") == []


def test_facets_count_all_hits_and_a_facet_is_counted_without_its_own_filter(county: Searcher) -> None:
    found = find.search(county, "通知", filters=Filters(agency=["minzheng"]))
    assert [hit.id for hit in found.hits] == ["dibao"]
    assert found.total == 1
    assert dict(found.facets["agency"]) == {"minzheng": 1, "liuhe": 1}
    assert found.facets["topic"] == [("social-relief", 1)]
    assert found.facets["year"] == [("2024", 1)]


def test_filters_hold_together_and_their_values_are_alternatives(county: Searcher) -> None:
    assert ids(county, "", filters=Filters(year=["2016", "2025"], validity=["valid"])) == ["yaodian"]
    assert ids(county, "民政", filters=Filters(kind=["agency"])) == ["minzheng"]
    assert ids(county, "", filters=Filters(year=[str(y) for y in range(1990, 2025)])) == [
        "zhuanfa",
        "dibao",
        "fanti",
    ]


def test_sorting_by_date_puts_the_newest_first_and_the_undated_last(county: Searcher) -> None:
    assert ids(county, "", sort="date") == ["yaodian", "zhuanfa", "dibao", "fanti", "minzheng"]


def test_pages_follow_one_another_without_gap_or_repeat(county: Searcher) -> None:
    pages = [ids(county, "", page=page, per_page=2) for page in (1, 2, 3, 4)]
    assert pages == [["yaodian", "zhuanfa"], ["dibao", "fanti"], ["minzheng"], []]


def test_a_question_in_plain_words_finds_what_comes_near_and_says_so(county: Searcher) -> None:
    found = find.search(county, "怎么申请城市低保标准")
    assert found.relaxed
    assert found.hits[0].id == "dibao"
    assert "城市" in found.terms


def test_an_exact_phrase_is_never_relaxed(county: Searcher) -> None:
    found = find.search(county, "“城市低保补贴标准”")
    assert (found.total, found.relaxed, list(found.hits)) == (0, False, [])


def test_the_answer_names_the_words_to_mark(county: Searcher) -> None:
    assert find.search(county, "低保 -城市 「按月 公示」").terms == ["低保", "最低生活保障", "按月 公示"]


def suggested(county: Searcher, typed: str) -> list[str]:
    return [hit.id for hit in find.suggest(county, typed)]


def test_suggestions_hold_what_was_typed_so_far_in_title_or_number(county: Searcher) -> None:
    assert set(suggested(county, "民政局")) == {"dibao", "minzheng", "zhuanfa"}
    assert suggested(county, "柳") == ["zhuanfa"]
    assert suggested(county, "青原县20") == ["yaodian"]
    assert suggested(county, "青政办发") == ["yaodian"]
    assert suggested(county, "。") == []


def test_suggestions_that_begin_with_what_was_typed_stand_first(county: Searcher) -> None:
    assert suggested(county, "关于") == ["fanti", "dibao"]
    assert [h.id for h in find.suggest(county, "青原县民政局", kinds=["agency"])] == ["minzheng"]
