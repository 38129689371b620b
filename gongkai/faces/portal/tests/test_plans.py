"""Published task breakdowns: as a page, as a table, and not before they are published."""

import csv
import io

from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.faces.portal.tests.conftest import Get
from gongkai.oversight.promises.tests.telling import Told
from tests.county import County


def test_only_what_was_published_is_shown(told: Told, get: Get) -> None:
    page = get("/plans/")
    assert told.plan.title in page and told.hidden.title not in page
    get(f"/plans/{told.hidden.code}/", 404)
    get(f"/plans/{told.hidden.code}.csv", 404)
    get("/plans/", 404, page="2")


def test_nothing_published_yet(county: County, get: Get) -> None:
    assert "还没有公布的任务分解" in get("/plans/")


def test_a_plan_shows_each_task_with_its_progress(told: Told, get: Get) -> None:
    tree = LexborHTMLParser(get(f"/plans/{told.plan.code}/"))
    assert [one.text() for one in tree.css(".figures dd")] == ["3", "1", "0", "2", "0", "1"]
    bands = [one.text() for one in tree.css("tr.band th")]
    assert bands == ["一、重点领域", "二、平台建设"]
    states = [one.text() for one in tree.css("tbody .tag")]
    assert states == ["已办结", "已逾期", "已下达", "已取消"]
    third = tree.css_first(f'tr[id="{told.tasks[2].code}"]').text()
    assert "县住房城乡建设局（牵头）" in third and "信息中心" in third and "12月底前" in third


def test_the_table_can_be_taken_away(told: Told, client: Client) -> None:
    response = client.get(f"/plans/{told.plan.code}.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "filename*=UTF-8''" in response["Content-Disposition"]
    text = response.content.decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text))
    assert len(rows) == 4 and all(len(row) == len(head) for row in rows)
    assert rows[0][2] == "一、重点领域"
    assert rows[2][5:9] == ["青原县住房和城乡建设局", "信息中心", "12月底前", "2026-12-31"]
