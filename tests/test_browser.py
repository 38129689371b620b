"""In a real browser: no accessibility violation, nothing wider than the screen, no script needed, prints on A4."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.served import Served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic"],
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def document(served: Served) -> str:
    listing = json.loads(served.gongkai("search", "农村危房改造实施办法", "--json"))
    return urlsplit(listing["hits"][0]["url"]).path


PLACES = (
    "/", "/documents/", "/search/?q=农村危房改造", "/search/?q=绝无此词", "/agencies/", "/agencies/jianshe/",
    "/sitemap/", "/about/", "/nothing-here/", "/accounts/login/", "/en/", "/zh-hant/documents/",
)  # fmt: skip


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("place", [*PLACES, "document"])
def test_a_page_is_for_everybody(
    browser: Browser, served: Served, document: str, place: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=True)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(served.address + (document if place == "document" else place))
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "wider than the screen"
    # axe is put in by the browser's own tools, past the page's policy, as an extension would be.
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
    violations = [f"{one['id']}: {one['nodes'][0]['target']}" for one in found.response["violations"]]
    assert violations == []
    assert [text for text in complaints if "404" not in text] == []
    context.close()


def test_searching_and_reading_needs_no_script(browser: Browser, served: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served.address)
    page.get_by_role("search").first.get_by_role("searchbox").or_(
        page.locator("input[name=q]").first
    ).first.fill("青政规[2025]6号")
    page.keyboard.press("Enter")
    page.locator("main").get_by_role("link", name="农村危房改造实施办法").first.click()
    assert "农村危房改造实施办法" in page.locator("h1").inner_text()
    context.close()


def test_large_type_is_larger_and_the_page_is_the_same(browser: Browser, served: Served) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(served.address + "/about/")
    before, markup = _size(page), page.locator("main").inner_html()
    page.goto(served.address + "/display/?type=large&next=/about/")
    assert page.url == served.address + "/about/"
    assert _size(page) > before
    assert page.locator("main").inner_html() == markup
    context.close()


def _size(page: Page) -> float:
    return float(page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"))


def test_a_document_prints_on_a4(browser: Browser, served: Served, document: str, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(served.address + document)
    page.emulate_media(media="print")
    assert not page.locator("nav").first.is_visible()
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    from pypdfium2 import PdfDocument

    with PdfDocument(tmp_path / "page.pdf") as printed:
        width, height = printed[0].get_size()
        text = printed[0].get_textpage().get_text_bounded()
    assert abs(width - 595) <= 1 and abs(height - 842) <= 1
    assert "农村危房改造" in text


def test_a_staff_member_signs_in(browser: Browser, served: Served) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(served.address + "/workbench/")
    page.locator("input[name=login]").fill("zhoumin")
    page.locator("input[name=password]").fill("qingyuan-2026")
    page.locator("main form button[type=submit]").first.click()
    assert urlsplit(page.url).path == "/workbench/"
    assert "周敏" in page.locator("body").inner_text()
    context.close()
