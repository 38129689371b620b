"""In a real browser, without a mouse: a document is written, set in form, saved; nothing holds the keyboard."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.served import Served

pytestmark = pytest.mark.browser


@pytest.fixture
def page(served: Served) -> Iterator[Page]:
    """Zhou Min at her desk."""
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic"],
        )
        page = chromium.new_page()
        page.goto(f"{served.address}/accounts/login/?next=/workbench/documents/new/")
        page.locator("input[name=login]").fill("zhoumin")
        page.locator("input[name=password]").fill("qingyuan-2026")
        page.locator("main form button[type=submit]").first.press("Enter")
        page.wait_for_url("**/documents/new/")
        page.locator("#id_text_rich").wait_for()
        yield page
        chromium.close()


def go_to(page: Page, place: str, key: str = "Tab") -> int:
    """Press the key until the focus is there; how often."""
    for pressed in range(1, 60):
        page.keyboard.press(key)
        if page.evaluate("place => document.activeElement.matches(place)", place):
            return pressed
    raise AssertionError(f"{place} is not reached with {key}")


def at(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.textContent"))


def test_a_document_is_written_without_a_mouse(page: Page) -> None:
    go_to(page, "#id_title")
    page.keyboard.insert_text("关于冬季巡查的通知")
    assert go_to(page, "#id_text_rich") == 2  # the format bar is one stop
    for line in ("各单位：", "一、范围", "全县。", "青原县住房和城乡建设局", "2026年11月20日"):
        page.keyboard.insert_text(line)
        page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert at(page) == "段落"
    page.keyboard.press("ArrowLeft")
    assert at(page) == "重做"
    page.keyboard.press("Escape")
    assert at(page) == "id_text_rich"
    go_to(page, "button[name=arrange]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "还没有保存" in page.locator(":focus").inner_text()
    go_to(page, "main .actions button:not(.quiet)")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "草稿已经保存" in page.locator(":focus").inner_text()  # what was done is read out first
    assert page.locator(".doc h2").inner_text() == "一、范围"
    assert page.locator(".doc .sign").count() == 2


def test_lists_and_tables_hold_nobody(page: Page) -> None:
    go_to(page, "#id_text_rich")
    for tool in ("项目列表", "插入表格"):
        page.keyboard.press("Escape")
        page.keyboard.press("Home")
        while at(page) != tool:
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        page.keyboard.insert_text("甲")
        assert go_to(page, "#id_summary") <= 10
        go_to(page, "#id_text_rich", "Shift+Tab")
        page.keyboard.press("Control+End")
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
