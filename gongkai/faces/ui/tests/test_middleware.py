"""Headers, hostile input and the traditional-script view."""

import pytest
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.test import RequestFactory

from gongkai.faces.ui.middleware import HostileInput, SecurityHeaders, TraditionalScript


def page(request: HttpRequest) -> HttpResponse:
    response = HttpResponse('<html lang="zh-CN"><a href="/documents/">关于农村危房改造的办法</a></html>')
    response["Vary"] = "Accept-Language, Cookie"
    return response


def test_every_answer_carries_the_policy(rf: RequestFactory) -> None:
    response = SecurityHeaders(page)(rf.get("/"))
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"


def test_an_answer_may_be_stricter(rf: RequestFactory) -> None:
    def strict(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "sandbox"})

    assert SecurityHeaders(strict)(rf.get("/"))["Content-Security-Policy"] == "sandbox"


def test_the_traditional_view_converts_words_and_keeps_addresses(rf: RequestFactory) -> None:
    text = TraditionalScript(page)(rf.get("/zh-hant/")).content.decode()  # type: ignore[attr-defined]
    assert text == '<html lang="zh-Hant"><a href="/documents/">關於農村危房改造的辦法</a></html>'
    assert b"zh-CN" in TraditionalScript(page)(rf.get("/")).content  # type: ignore[attr-defined]


def test_only_pages_are_converted(rf: RequestFactory) -> None:
    def data(request: HttpRequest) -> HttpResponse:
        return JsonResponse({"title": "办法"}, json_dumps_params={"ensure_ascii": False})

    assert "办法" in TraditionalScript(data)(rf.get("/zh-hant/x")).content.decode()  # type: ignore[attr-defined]


def test_no_cache_keeps_a_page_for_each_language_setting(rf: RequestFactory) -> None:
    assert TraditionalScript(page)(rf.get("/"))["Vary"] == "Cookie"


@pytest.mark.parametrize("query", ["q=%00", "%00=1", "q=a&q=b%00"])
def test_what_no_form_can_send_is_refused(rf: RequestFactory, query: str) -> None:
    with pytest.raises(BadRequest):
        HostileInput(page)(rf.get(f"/search/?{query}"))
