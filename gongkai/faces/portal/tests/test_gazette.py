"""The gazette for everybody: issues, their contents and PDF, the database over all of them, the feed."""

from collections.abc import Iterator

import html5lib
import pytest
from django.test import Client

from gongkai.affairs.documents import actions as documents
from gongkai.affairs.gazette.models import Issue
from gongkai.affairs.gazette.tests.conftest import NOW, Press, make_press
from gongkai.engines.search import actions as index
from gongkai.engines.search import queries
from gongkai.engines.search.results import Results
from gongkai.kernel.clock import frozen
from tests.county import County


@pytest.fixture
def press(county: County) -> Iterator[Press]:
    with frozen(NOW):
        yield make_press(county)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    text = answer.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    assert text.count("<h1") == 1
    return text


def withdraw(press: Press, issue: Issue) -> None:
    document = issue.items.get(position=1).edition.document  # type: ignore[union-attr]
    documents.withdraw(document, by=press.county.lu_fang, reason="重复公开。")


def test_without_issues_the_page_says_so(press: Press, client: Client) -> None:
    press.open()
    assert "还没有出版的公报" in page(client, "/gazette/")
    assert client.get("/gazette/qingyuan-2025-1/").status_code == 404
    assert client.get("/gazette/qingyuan-2025-1.pdf").status_code == 404


def test_an_issue_with_its_contents_and_pdf(press: Press, client: Client) -> None:
    issue = press.out("甲办法", "乙办法")
    assert issue.code in page(client, "/gazette/")
    text = page(client, f"/gazette/{issue.code}/")
    assert "部门规范性文件" in text and "全县政务公开培训班开班" in text and "第2页" in text
    answer = client.get(f"/gazette/{issue.code}.pdf")
    assert answer.getvalue().startswith(b"%PDF-")
    again = client.get(f"/gazette/{issue.code}.pdf", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_a_corrected_document_keeps_its_printed_text(press: Press, client: Client) -> None:
    issue = press.out("甲办法")
    document = issue.items.get(position=1).edition.document  # type: ignore[union-attr]
    press.county.correct(document, title="甲办法（更正）")
    text = page(client, f"/gazette/{issue.code}/")
    assert "刊登后有更正" in text
    assert f"/documents/{document.index_number}/editions/1/" in text
    assert client.get(f"/gazette/{issue.code}.pdf").getvalue().startswith(b"%PDF-")


def test_a_withdrawn_document_is_nowhere_to_be_read(press: Press, client: Client) -> None:
    issue = press.out("甲办法")
    withdraw(press, issue)
    index.rebuild()
    for address in (
        f"/gazette/{issue.code}/",
        "/gazette/?year=2025",
        "/gazette/?q=办法",
        "/feeds/gazette.atom",
    ):
        assert "甲办法" not in client.get(address).content.decode(), address
    assert client.get(f"/gazette/{issue.code}.pdf").status_code == 404


def test_without_an_index_titles_are_looked_through(
    press: Press, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    press.out("甲办法", "乙办法")
    monkeypatch.setattr(queries, "search", lambda *args, **given: Results(unavailable=True))
    text = page(client, "/gazette/?q=乙办法")
    assert "全文检索正在恢复" in text and "<mark>乙办法</mark>" in text and "甲办法" not in text


def test_the_database_over_all_issues(press: Press, client: Client) -> None:
    press.out("甲办法", "乙办法")
    index.rebuild()
    found = page(client, "/gazette/?q=乙办法&year=2025&section=departments")
    assert "<mark>乙办法</mark>" in found and "甲办法" not in found
    assert "没有符合条件的内容" in page(client, "/gazette/?q=乙办法&section=chronicle")
    assert "大事记" in page(client, "/gazette/?q=培训班")
    assert client.get("/gazette/?year=1999").status_code == 404
    assert client.get("/gazette/?section=weather").status_code == 404
    assert client.get("/gazette/?year=2025&page=9").status_code == 404


def test_the_search_of_the_whole_site_leads_there(press: Press, client: Client) -> None:
    press.out("甲办法")
    index.rebuild()
    text = page(client, "/search/?q=政务公开培训班")
    assert "刊登过 1 条" in text and "/gazette/?q=" in text


def test_it_is_announced(press: Press, client: Client) -> None:
    issue = press.out("甲办法")
    feed = client.get("/feeds/gazette.atom").content.decode()
    assert "2025年第1期" in feed and "甲办法；十二月大事记" in feed
    assert f"/gazette/{issue.code}/" in client.get("/sitemap.xml").content.decode()
    assert f"/gazette/{issue.code}/" in page(client, "/")
