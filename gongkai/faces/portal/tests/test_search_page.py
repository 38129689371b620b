"""Searching as a citizen does it."""

import shutil

import pytest
from selectolax.lexbor import LexborHTMLParser

from gongkai.engines.search.results import Results
from gongkai.faces.portal import search
from gongkai.faces.portal.tests.conftest import Get, Published, page_of


def found(page: str) -> list[str]:
    return [str(link.attributes["href"]) for link in LexborHTMLParser(page).css(".found > li > a")]


def test_a_number_in_any_brackets_finds_its_document_first(indexed: Published, get: Get) -> None:
    assert found(get("/search/", q="青建规[2025] 6号"))[0] == page_of(indexed.rules)


def test_found_words_are_marked_and_synonyms_are_told(indexed: Published, get: Get) -> None:
    page = LexborHTMLParser(get("/search/", q="低保"))
    assert "低保" in {mark.text() for mark in page.css("mark")}
    assert "最低生活保障" in page.css_first(".bar-line").text()


def test_traditional_words_find_simplified_text(indexed: Published, get: Get) -> None:
    assert page_of(indexed.rules) in found(get("/search/", q="農村危房改造"))


def test_searching_within_the_results_keeps_the_first_words(indexed: Published, get: Get) -> None:
    page = get("/search/", q="危房改造", within="一图读懂")
    assert found(page) == [page_of(indexed.reading)]
    chip = LexborHTMLParser(page).css_first(".chips a")
    assert "一图读懂" in chip.text()
    assert "within" not in str(chip.attributes["href"])
    kept = LexborHTMLParser(page).css_first("aside input[type=hidden][name=within]")
    assert kept.attributes["value"] == "一图读懂"


def test_filters_narrow_and_can_be_taken_back(indexed: Published, get: Get) -> None:
    page = get("/search/", q="危房改造", type="interpretation")
    assert found(page) == [page_of(indexed.reading)]
    assert (
        LexborHTMLParser(page)
        .css_first(".chips a")
        .attributes["href"]
        .endswith("?q=" + "%E5%8D%B1%E6%88%BF%E6%94%B9%E9%80%A0")
    )


def test_an_empty_result_helps_on(indexed: Published, get: Get) -> None:
    page = get("/search/", q="桥头镇独角兽")
    assert "没有找到" in page
    assert "可以向青原县桥头镇人民政府申请公开" in page
    assert 'href="/apply/"' in page
    filtered = get("/search/", q="公租房", type="interpretation")
    assert "去掉“文种：政策解读”，至少有 1 件" in filtered


def test_an_agency_named_in_the_query_is_offered(indexed: Published, get: Get) -> None:
    assert 'href="/agencies/zhujian/"' in get("/search/", q="县住房城乡建设局 危房改造")


def test_without_an_index_titles_are_searched_and_the_page_says_so(
    indexed: Published, get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search.index, "search", lambda *a, **k: Results(unavailable=True))
    page = get("/search/", q="危房改造 实施")
    assert "全文检索正在恢复" in page
    assert found(page) == [page_of(indexed.rules)]


def test_a_lost_index_is_no_error(indexed: Published, get: Get, settings: object) -> None:
    shutil.rmtree(settings.GONGKAI_INDEX_DIR)  # type: ignore[attr-defined]
    get("/search/", q="危房改造")


def test_suggestions_are_links(indexed: Published, get: Get) -> None:
    page = get("/search/suggest", q="农村危房")
    assert page_of(indexed.rules) in page
    assert get("/search/suggest", q="").strip() == ""


def test_words_are_shown_as_text_never_as_markup(indexed: Published, get: Get) -> None:
    page = get("/search/", q="<script>alert(1)</script>")
    assert "<script>alert" not in page
