"""What holds for every public page, and for whatever is written into an address."""

import re
from urllib.parse import quote

import html5lib
import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from gongkai.affairs.documents.reports_of_error import report_error
from gongkai.faces.portal.tests.applying import every_page
from gongkai.faces.portal.tests.conftest import Published, page_of

INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
LISTS = (
    "/documents/", "/search/", "/search/suggest", "/feeds/search.atom", "/sitemap.xml", "/display/", "/",
    "/statistics/", "/clauses/", "/plans/", "/subscribe/", "/reports/", "/documents.csv", "/feeds/selection.atom",
    "/normative/", "/normative.csv", "/registers/", "/registers/licences/", "/registers/licences.csv",
)  # fmt: skip
NAMES = (
    "q", "within", "page", "sort", "agency", "kind", "type", "topic", "year", "validity",
    "code", "number_year", "seq", "next", "since", "until",
    "pack", "capability", "actor", "strength", "met", "about", "number",
)  # fmt: skip
NUMBERS = ("abc", "-1", "0", "99999999999", "9" * 400, "1e9", "٣", "〇")
TEXTS = ("\x00", "a\x00b", "\ud800", "x" * 10_000, "%", "'\"<>&", "../../etc/passwd", "\u202e\u200b", "\n")
NUMBER_PLACES = (
    "/registers/licences/?page",
    "/normative/?page", "/documents/?page", "/documents/?year", "/documents/?number_year", "/documents/?seq",
    "/search/?page", "/search/?q=a&year", "/sitemap.xml?page", "/plans/?page", "/concerns/?page",
)  # fmt: skip
TEXT_PLACES = (
    "/documents/?kind", "/documents/?code", "/documents/?sort", "/search/?q", "/search/?q=a&within",
    "/search/?type", "/search/suggest?q", "/feeds/search.atom?q", "/display/?next", "/?anything",
    "/normative/?state", "/normative/?words", "/normative.csv?agency",
    "/registers/licences/?agency", "/registers/licences/?words", "/registers/licences.json?year",
    "/clauses/?pack", "/clauses/?q", "/clauses/?actor", "/promises/?anything", "/reports/?number",
    "/statistics/?since", "/statistics/?agency", "/statistics/?sort",
    "/subscribe/?kind=selection&about", "/subscribe/?kind=words&about", "/subscribe/?kind",
    "/apply/new/?q", "/apply/new/?agency", "/apply/case/?number",
)  # fmt: skip


@pytest.fixture
def pages(indexed: Published, client: Client) -> dict[str, str]:
    """The text of every kind of page."""
    rules, old, gone = page_of(indexed.rules), page_of(indexed.old), page_of(indexed.withdrawn)
    paths = [
        "/", "/documents/", "/documents/?kind=normative&validity=current", "/documents/?agency=qiaotou",
        rules, f"{rules}editions/1/", old, gone, page_of(indexed.reading), "/catalogue/", "/agencies/",
        "/agencies/zhujian/", "/agencies/qiaotou/", "/search/", "/search/?q=危房改造&within=低保",
        "/search/?q=独角兽", "/search/?type=normative", "/apply/", "/apply/new/", "/apply/new/?q=建设",
        "/apply/new/?agency=zhujian",
        "/apply/new/?lost=1", "/apply/case/", "/agencies/zhujian/guide/", "/en/agencies/zhujian/guide/",
        "/sitemap/", "/about/", "/en/",
        "/annual-reports/", "/statistics/",
        "/assessment/", "/coverage/",
        "/normative/", "/normative/?state=former", "/registers/", "/registers/penalties/",
        "/promises/", "/promises/zhujian/", "/concerns/", "/clauses/", "/clauses/XX-3.4.1.1b/", "/plans/",
        "/zh-hant/documents/", f"/en{rules}", f"{rules}report/", "/reports/", "/subscribe/sent/",
        f"/subscribe/?kind=document&about={indexed.rules.document.index_number}", "/subscribe/?kind=selection",
    ]  # fmt: skip
    texts = {}
    for path in paths:
        response = client.get(path)
        assert response.status_code == 200, path
        texts[path] = response.getvalue().decode()
    report = report_error(index_number=indexed.rules.document.index_number, edition_number=2, words="错字。")
    texts["report"] = client.get(f"/reports/{report.number}/").content.decode()
    texts.update(every_page(client))
    for path, status in (
        ("/nothing/", 404), ("/documents/?number_year=x", 400), ("/reports/?number=x", 404),
        ("/subscribe/end/x/", 404),
    ):  # fmt: skip
        response = client.get(path)
        assert response.status_code == status
        texts[path] = response.getvalue().decode()
    return texts


@pytest.mark.full
def test_pages_are_valid_and_labelled_and_carry_no_inline_code(pages: dict[str, str]) -> None:
    parser = html5lib.HTMLParser(strict=True)
    faults = []
    for path, text in pages.items():
        parser.parse(text)
        tree = LexborHTMLParser(text)
        if len(tree.css("h1")) != 1:
            faults.append(f"{path}: {len(tree.css('h1'))} h1")
        if not tree.css_first("title").text().strip():
            faults.append(f"{path}: no title")
        labels = {label.attributes.get("for") for label in tree.css("label")}
        faults += [
            f"{path}: {control.html}"
            for control in tree.css("input:not([type=hidden]), select, textarea")
            if control.attributes.get("id") not in labels
        ]
        identifiers = [node.attributes["id"] for node in tree.css("[id]")]
        if len(identifiers) != len(set(identifiers)):
            faults.append(f"{path}: an id stands twice")
        if INLINE.search(text):
            faults.append(f"{path}: inline code")
        if "{{" in text or "{%" in text or "None" in tree.css_first("main").text():
            faults.append(f"{path}: something was left unrendered")
    assert faults == []


def test_security_headers(indexed: Published, client: Client) -> None:
    response = client.get("/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.full
@pytest.mark.parametrize(
    ("places", "values"), [(NUMBER_PLACES, NUMBERS), (TEXT_PLACES, TEXTS)], ids=["numbers", "texts"]
)
def test_hostile_values_are_answered(
    indexed: Published, client: Client, places: tuple[str, ...], values: tuple[str, ...]
) -> None:
    for place in places:
        for value in values:
            response = client.get(f"{place}={quote(value.encode('utf-8', 'surrogatepass'))}")
            assert response.status_code in {200, 302, 400, 404}, (place, value[:20])


parameters = st.lists(
    st.tuples(st.sampled_from(NAMES), st.text(max_size=30) | st.integers().map(str)), max_size=6
)


@pytest.mark.full
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(LISTS), pairs=parameters)
def test_any_parameters_are_answered(
    indexed: Published, client: Client, path: str, pairs: list[tuple[str, str]]
) -> None:
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    assert client.get(path, values).status_code in {200, 302, 400, 404}


@pytest.mark.full
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(segment=st.text(min_size=1, max_size=40))
def test_any_path_is_answered(indexed: Published, client: Client, segment: str) -> None:
    quoted = quote(segment.encode("utf-8", "surrogatepass"), safe="")
    for path in (
        f"/documents/{quoted}/", f"/documents/{quoted}/editions/{quoted}/", f"/agencies/{quoted}/",
        f"/promises/{quoted}/", f"/clauses/{quoted}/", f"/plans/{quoted}/", f"/plans/{quoted}.csv",
        f"/annual-reports/{quoted}/", f"/annual-reports/{quoted}.pdf",
        f"/assessment/{quoted}/",
        f"/feeds/agencies/{quoted}.atom", f"/feeds/kinds/{quoted}.atom", f"/files/{quoted}/{quoted}/{quoted}",
        f"/en/documents/{quoted}/", f"/zh-hant/{quoted}", f"/documents/{quoted}/report/",
        f"/reports/{quoted}/", f"/subscribe/confirm/{quoted}/", f"/subscribe/end/{quoted}/",
        f"/apply/new/{quoted}/", f"/apply/case/{quoted}/", f"/apply/case/{quoted}/{quoted}/",
        f"/apply/case/{quoted}/letters/1.{quoted}", f"/apply/case/{quoted}/files/{quoted}",
        f"/agencies/{quoted}/guide/",
        f"/files/{quoted}/editions/1.{quoted}", f"/files/{quoted}/attachments/{quoted}.pdf",
        f"/feeds/documents/{quoted}.atom",
    ):  # fmt: skip
        assert client.get(path).status_code in {301, 302, 400, 404}
