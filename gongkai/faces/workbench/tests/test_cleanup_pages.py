"""A clean-up at the desk: opened, judged in lines and in bulk, confirmed by another, its result drafted."""

from typing import Any

import pytest

from gongkai.affairs.documents.models import CleanUp, CleanUpItem
from gongkai.faces.workbench.tests.helpers import told
from gongkai.faces.workbench.tests.paperwork import at, text_of
from tests.county import County

URL = "/workbench/clean-ups/"
OPEN: dict[str, Any] = {
    "agency": "zhujian", "whose": "no", "title": "2026年清理", "kind_slugs": ["normative"], "until": "2099-01-01",
}  # fmt: skip


def opened(county: County, *titles: str) -> tuple[str, list[CleanUpItem]]:
    for title in titles:
        county.publish(title)
    assert at(county.tang_ke).post(f"{URL}new/", OPEN).status_code == 302
    clean_up = CleanUp.objects.get()
    return f"{URL}{clean_up.pk}/", list(clean_up.items.order_by("document__index_number"))


def verdicts() -> list[str]:
    return list(CleanUpItem.objects.order_by("document__index_number").values_list("verdict", flat=True))


@pytest.mark.full
def test_the_whole_round(county: County) -> None:
    address, (first, second, third) = opened(county, "甲办法", "乙办法", "丙办法")
    client = at(county.tang_ke)
    text_of(client.get(URL))
    lines = {
        "do": "lines", f"verdict-{first.pk}": "repeal", f"reason-{first.pk}": "上位法已经修改。",
        f"verdict-{second.pk}": "", f"reason-{second.pk}": "",
    }  # fmt: skip
    assert "已保存 1 件" in text_of(client.post(address, lines, follow=True))
    ticked = {"do": "ticked", "item": [second.pk, third.pk], "verdict": "keep", "reason": "继续执行。"}
    assert client.post(address, ticked).status_code == 302
    assert verdicts() == ["repeal", "keep", "keep"]
    refused = text_of(at(county.tang_ke).post(f"{address}confirm/"), 422)
    assert "审定须由他人办理" in refused
    assert "已经审定" in text_of(at(county.lu_fang).post(f"{address}confirm/", follow=True))
    assert at(county.tang_ke).post(f"{address}result/").status_code == 302
    clean_up = CleanUp.objects.get()
    assert clean_up.result is not None
    page = text_of(client.get(address))
    assert clean_up.result.index_number in page and 'name="do"' not in page


def test_a_line_that_cannot_be_kept_says_why_and_keeps_what_was_typed(county: County) -> None:
    address, (item,) = opened(county, "甲办法")
    client = at(county.tang_ke)
    text = text_of(client.post(address, {"do": "lines", f"verdict-{item.pk}": "keep"}), 422)
    assert f'href="#reason-{item.pk}"' in text and "请写明理由" in text
    assert '<option value="keep" selected>' in text and verdicts() == [""]
    text = text_of(client.post(address, {"do": "ticked", "verdict": "keep", "reason": "好。"}, follow=True))
    assert "没有新的清理意见" in text


@pytest.mark.full
def test_only_those_of_the_agency_see_it_and_only_those_who_may_judge(county: County) -> None:
    address, (item,) = opened(county, "甲办法")
    given = {"do": "lines", f"verdict-{item.pk}": "keep", f"reason-{item.pk}": "好。"}
    for officer in (county.zhou_min, county.guo_liang, county.fang_ya):
        assert at(officer).get(address).status_code == 404
        assert at(officer).post(address, given).status_code == 404
        assert at(officer).post(f"{address}confirm/").status_code == 404
    assert at(county.zhou_min).get(URL).status_code == 403
    assert at(county.zhou_min).get(f"{URL}new/").status_code == 403
    assert verdicts() == [""] and not told("clean_up.judged")
    assert at(county.tang_ke).post(f"{address}burn/").status_code == 404


def test_a_round_without_documents_is_refused_at_its_field(county: County) -> None:
    answer = at(county.tang_ke).post(f"{URL}new/", OPEN)
    assert "没有符合条件的现行文件" in text_of(answer, 422)
    assert not CleanUp.objects.exists()


def test_ticks_and_typed_lines_outlive_a_refusal(county: County) -> None:
    address, (first, second) = opened(county, "甲办法", "乙办法")
    client = at(county.tang_ke)
    typed = {f"verdict-{second.pk}": "repeal", f"reason-{second.pk}": "对象消失。"}
    given = {"do": "ticked", "item": [first.pk], "verdict": "keep", "reason": "", **typed}
    text = text_of(client.post(address, given), 422)
    assert f'id="item-{first.pk}" checked' in text and 'href="#reason"' in text
    assert text.count('<option value="keep" selected>') == 1
    assert verdicts() == ["", "repeal"]  # what was typed beside it is kept
