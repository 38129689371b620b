"""Applying in a real browser without a script, at a desk and on a phone: no accessibility violation on any page."""

import json
import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from gongkai.faces.portal.tests.applying import NAME, PHONE, PROOF
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


def look(page: Page) -> None:
    """One heading, no wider than the screen, nothing that axe complains of."""
    assert page.locator("h1").count() == 1, page.url
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
    assert [
        f"{page.url} {one['id']}: {one['nodes'][0]['target']}" for one in found.response["violations"]
    ] == []


def submit(page: Page) -> None:
    """Press the first button of the page's own form, from the keyboard."""
    page.locator("main form button").first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_whole_way(browser: Browser, served: Served, width: int, language: str) -> None:
    # axe is put in by the browser's own tools and needs its scripts; ours stay switched off by what we block
    context = browser.new_context(viewport={"width": width, "height": 900})
    context.route("**/*.js", lambda route: route.abort())
    page = context.new_page()
    place = served.address + language
    for path in ("/apply/", "/apply/new/?q=住房", "/apply/case/", "/agencies/jianshe/guide/"):
        page.goto(place + path)
        look(page)
    page.goto(f"{place}/apply/new/?agency=jianshe")
    look(page)
    submit(page)
    look(page)
    submit(page)  # nothing typed
    assert page.locator(".errors a").count() == 1
    look(page)
    page.locator("#wanted").fill("农村危房改造实施办法")
    submit(page)
    look(page)
    assert page.url.endswith("/apply/new/found/")
    submit(page)
    look(page)
    page.locator("#medium-2").check()
    page.locator("#delivery").check()
    submit(page)
    look(page)
    page.locator("#kind").check()
    submit(page)
    page.locator("#name").fill(NAME)
    page.locator("#proof").check()
    page.locator("#proof_number").fill(PROOF)
    look(page)
    submit(page)
    page.locator("#phone").fill(PHONE)
    look(page)
    submit(page)
    look(page)
    page.go_back()
    assert page.locator("#phone").input_value() == PHONE
    submit(page)
    submit(page)
    look(page)
    number, code = page.locator("b.code").all_inner_texts()
    submit(page)
    look(page)
    assert number in page.locator("h1").inner_text()
    page.goto(f"{place}/apply/case/{number}/withdraw/")
    look(page)
    cookies = json.dumps(context.cookies())
    assert NAME not in cookies and PROOF not in cookies and code not in cookies
    context.close()
