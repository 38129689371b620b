"""Pages are remembered for as long as the ledger stands still, and not a moment longer."""

import pytest
from django.test import Client

from gongkai.faces.portal import document
from gongkai.faces.portal.tests.conftest import page_of
from tests.county import County

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The index numbers of the document pages that were rendered, in order."""
    seen: list[str] = []
    original = document.queries.page

    def page(index_number: str, **options: int) -> object:
        seen.append(index_number)
        return original(index_number, **options)

    monkeypatch.setattr(document.queries, "page", page)
    return seen


def test_a_page_is_rendered_once_until_something_happens(
    county: County, client: Client, rendered: list[str]
) -> None:
    rules = county.publish()
    first = client.get(page_of(rules))
    assert client.get(page_of(rules)).content == first.content
    assert client.get(page_of(rules))["Cache-Control"] == "public, max-age=60"
    assert len(rendered) == 1
    county.correct(rules.document, note="更正笔误。", title="青原县农村危房改造办法")
    assert "更正笔误。" in client.get(page_of(rules)).content.decode()
    assert len(rendered) == 2


@pytest.mark.full
def test_languages_and_parameters_are_pages_of_their_own(county: County, client: Client) -> None:
    county.publish()
    assert client.get("/zh-hant/").content != client.get("/").content
    assert client.get("/documents/?kind=notice").content != client.get("/documents/").content


def test_what_is_not_found_is_not_remembered(county: County, client: Client, rendered: list[str]) -> None:
    for _ in range(2):
        assert client.get("/documents/NOTHING/").status_code == 404
    assert len(rendered) == 2
