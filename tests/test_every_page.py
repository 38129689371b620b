"""Every page of the demo county that a link leads to: there, valid, labelled, without inline code."""

import http.client
import re
from collections import deque
from urllib.parse import urldefrag, urljoin, urlsplit

import html5lib
import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.served import Served

pytestmark = pytest.mark.full

# Facets and page numbers multiply without end: one step into them is enough.
QUERY_DEPTH = 1


def fetch(connection: http.client.HTTPConnection, path: str) -> tuple[int, dict[str, str], bytes]:
    connection.request("GET", path)
    response = connection.getresponse()
    return response.status, {k.lower(): v for k, v in response.getheaders()}, response.read()


def crawl(served: Served, start: str) -> dict[str, tuple[int, dict[str, str], bytes]]:
    connection = http.client.HTTPConnection(urlsplit(served.address).netloc, timeout=30)
    seen: dict[str, tuple[int, dict[str, str], bytes]] = {}
    waiting: deque[tuple[str, int]] = deque([(start, 0)])
    while waiting:
        path, depth = waiting.popleft()
        if path in seen:
            continue
        seen[path] = fetch(connection, path)
        _, headers, body = seen[path]
        if not headers.get("content-type", "").startswith("text/html"):
            continue
        for link in LexborHTMLParser(body.decode()).css("a[href], link[href]"):
            target = urldefrag(urljoin(served.address + path, link.attributes["href"] or ""))[0]
            parts = urlsplit(target)
            if target.startswith(served.address) and not parts.path.startswith(
                ("/zh-hant/", "/en/", "/display/")
            ):
                deeper = depth + 1 if parts.query else 0
                if deeper <= QUERY_DEPTH:
                    waiting.append((parts.path + (f"?{parts.query}" if parts.query else ""), deeper))
    connection.close()
    return seen


@pytest.fixture(scope="module")
def pages(served: Served) -> dict[str, tuple[int, dict[str, str], bytes]]:
    return crawl(served, "/")


def html_of(pages: dict[str, tuple[int, dict[str, str], bytes]]) -> dict[str, str]:
    return {
        path: body.decode()
        for path, (status, headers, body) in pages.items()
        if headers.get("content-type", "").startswith("text/html")
    }


def test_every_link_leads_to_a_page(pages: dict[str, tuple[int, dict[str, str], bytes]]) -> None:
    assert len(pages) > 150
    broken = {path: status for path, (status, _, _) in pages.items() if status not in {200, 302}}
    assert broken == {}


def test_every_page_is_valid_html(pages: dict[str, tuple[int, dict[str, str], bytes]]) -> None:
    parser = html5lib.HTMLParser(strict=True)
    for path, text in html_of(pages).items():
        if text:
            try:
                parser.parse(text)
            except html5lib.html5parser.ParseError as error:
                pytest.fail(f"{path}: {error} at {parser.errors[:1]}")


def test_every_page_has_one_heading_and_labels(pages: dict[str, tuple[int, dict[str, str], bytes]]) -> None:
    faults = []
    for path, text in html_of(pages).items():
        if not text:
            continue
        tree = LexborHTMLParser(text)
        if len(tree.css("h1")) != 1:
            faults.append(f"{path}: {len(tree.css('h1'))} h1")
        labelled = {label.attributes.get("for") for label in tree.css("label[for]")}
        for control in tree.css("input:not([type=hidden]):not([type=submit]), select, textarea"):
            attributes = control.attributes
            inside = control.parent is not None and control.parent.tag == "label"
            if not (inside or "aria-label" in attributes or attributes.get("id") in labelled):
                faults.append(f"{path}: {control.html}")
        if not tree.css_first("html").attributes.get("lang"):
            faults.append(f"{path}: no language")
    assert faults == []


def test_no_page_carries_inline_code_or_a_cookie(pages: dict[str, tuple[int, dict[str, str], bytes]]) -> None:
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE
    )
    for path, (_, headers, body) in pages.items():
        assert "set-cookie" not in headers or path.startswith(("/workbench", "/accounts")), path
        assert "script-src 'self'" in headers.get("content-security-policy", ""), path
        if headers.get("content-type", "").startswith("text/html"):
            assert not inline.search(body.decode()), path


def test_no_page_waits_for_a_script(pages: dict[str, tuple[int, dict[str, str], bytes]]) -> None:
    """Whatever htmx does stands on a link or a form that works alone."""
    for path, text in html_of(pages).items():
        for node in LexborHTMLParser(text).css("[hx-get], [hx-post]"):
            works = node.tag in {"a", "form"} or any(parent.tag == "form" for parent in _ancestors(node))
            assert works, f"{path}: {node.html[:120]}"


def _ancestors(node: object) -> list[object]:
    found = []
    while (node := getattr(node, "parent", None)) is not None:
        found.append(node)
    return found
