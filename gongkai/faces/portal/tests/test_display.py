"""Large type, languages, error pages: the same page for every reader, in the way each needs."""

import pytest
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from gongkai.faces.portal import errors
from gongkai.faces.portal.tests.conftest import Get, Published, page_of


def test_large_type_is_a_cookie_and_a_stylesheet(published: Published, client: Client) -> None:
    path = page_of(published.rules)
    before = client.get(path).content
    response = client.get("/display/", {"type": "large", "next": path})
    assert response.status_code == 302
    assert response["Location"] == path
    assert "no-store" in response["Cache-Control"]
    assert ":root" in client.get("/display.css").content.decode()
    assert client.get(path).content == before
    client.post("/display/", {"type": "normal", "next": path})
    assert client.get("/display.css").content == b""


def test_the_stylesheet_is_private(client: Client, db: None) -> None:
    response = client.get("/display.css")
    assert response["Cache-Control"] == "private, no-cache"
    assert "Cookie" in response["Vary"]


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example/",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "",
        "evil",
        "/\nx",
    ],
)
def test_the_way_back_never_leads_elsewhere(client: Client, db: None, target: str) -> None:
    response = client.get("/display/", {"type": "large", "next": target})
    assert response["Location"] == "/"


def test_the_other_languages_are_the_same_page(published: Published, get: Get) -> None:
    path = page_of(published.rules)
    plain, traditional, english = get(path), get(f"/zh-hant{path}"), get(f"/en{path}")
    assert f'href="/zh-hant{path}"' in plain
    assert f'href="/en{path}"' in plain
    assert 'lang="zh-CN"' in plain
    assert 'lang="zh-Hant"' in traditional
    assert "青原縣農村危房改造實施辦法" in traditional
    assert f'href="{path}"' in traditional
    assert 'lang="en"' in english


def test_the_number_form_works_in_traditional_script(published: Published, get: Get) -> None:
    published.county.publish("关于开展清理工作的通知", kind="notice", doc_number="青政办〔2025〕3号")
    assert "關於開展清理工作的通知" in get("/zh-hant/documents/", code="青政辦")


@pytest.mark.parametrize("path", ["/nothing//evil.example/", "/nothing/", "/nothing/%E4%BD%8E/%25/?q=1"])
def test_a_page_that_is_not_there_helps(client: Client, db: None, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    text = response.content.decode()
    assert 'name="q"' in text
    assert 'href="//evil' not in text


def test_the_page_for_our_own_fault_asks_no_database(
    rf: RequestFactory, django_assert_num_queries: DjangoAssertNumQueries, db: None
) -> None:
    with django_assert_num_queries(0):
        response = errors.broken(rf.get("/documents/"))
    assert response.status_code == 500
    assert "故障" in response.content.decode()


@pytest.mark.parametrize(("view", "status"), [(errors.bad_request, 400), (errors.forbidden, 403)])
def test_the_other_error_pages(rf: RequestFactory, view: object, status: int) -> None:
    response = view(rf.get("/documents/"))  # type: ignore[operator]
    assert response.status_code == status
    assert "<h1>" in response.content.decode()


def test_a_program_gets_its_error_as_data(rf: RequestFactory) -> None:
    response = errors.not_found(rf.get("/api/v1/nothing"))
    assert response["Content-Type"] == "application/json"
