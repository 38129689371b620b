"""The negative list at the desk: an entry is entered, adjusted, reviewed in a round, ended; its history stays."""

from typing import Any

import pytest

from gongkai.affairs.documents.tests.test_withheld import held_back
from gongkai.affairs.negative_list.models import NegativeEntry
from gongkai.faces.workbench.tests.paperwork import at, text_of
from gongkai.kernel.clock import frozen, today
from tests.county import County

URL = "/workbench/negative-list/"
NEW = f"{URL}new/?agency=qingyuan"


def given(**more: Any) -> dict[str, Any]:
    return {
        "code": "1", "title": "讨论记录", "ground": "process", "scope": "行政决策作出前的讨论记录。", "since": today(),
        **more,
    }  # fmt: skip


@pytest.mark.full
def test_an_entry_from_its_first_day_to_its_last(county: County) -> None:
    with frozen("2025-03-03 09:00") as clock:
        keeper = at(county.he_jing)
        assert keeper.post(NEW, given()).status_code == 302
        entry = NegativeEntry.objects.get()
        address = f"{URL}entries/{entry.pk}/"
        held = held_back(county, entry, "会议记录一")
        assert held.title in text_of(keeper.get(address))
        clock.move_to("2026-06-01 09:00")
        assert "该复核了" in text_of(keeper.get(f"{URL}?agency=qingyuan"))
        adjusted = given(scope="讨论记录和未定稿。", reason="范围写得更具体。", since="2026-06-01")
        assert "没有改动" in text_of(keeper.post(f"{address}adjust/", given(reason="无。")), 422)
        assert keeper.post(f"{address}adjust/", adjusted).status_code == 302
        page = text_of(keeper.get(address))
        assert "第 2 版" in page and "范围写得更具体。" in page
        newest = NegativeEntry.objects.get(version=2)
        assert keeper.post(f"{URL}entries/{newest.pk}/end/", {"reason": "不再需要。"}).status_code == 302
        assert "已停用" in text_of(keeper.get(address))
        assert "已经停用的" in text_of(keeper.get(f"{URL}?agency=qingyuan"))


def test_a_round_of_review_passes_none_over(county: County) -> None:
    with frozen("2025-03-03 09:00") as clock:
        keeper = at(county.he_jing)
        for code in "12":
            keeper.post(NEW, given(code=code))
        clock.move_to("2026-06-01 09:00")
        first, second = NegativeEntry.objects.order_by("code")
        refused = text_of(keeper.post(f"{URL}qingyuan/review/", {"entry": [first.pk]}), 422)
        assert "条目2" in refused
        assert keeper.post(f"{URL}qingyuan/review/", {"entry": [first.pk, second.pk]}).status_code == 302
        first.refresh_from_db()
        assert first.reviewed_on == today()


def test_others_read_what_holds_for_them_and_change_nothing(county: County) -> None:
    at(county.he_jing).post(NEW, given())
    entry = NegativeEntry.objects.get()
    client = at(county.tang_ke)
    assert "讨论记录" in text_of(client.get(URL))
    text_of(client.get(f"{URL}entries/{entry.pk}/"))
    assert client.get(f"{URL}new/").status_code == 403
    for part in ("adjust", "end"):
        assert client.post(f"{URL}entries/{entry.pk}/{part}/", given(reason="无。")).status_code == 404
    assert client.post(f"{URL}zhujian/review/", {"entry": [entry.pk]}).status_code == 422
    entry.refresh_from_db()
    assert entry.until is None and NegativeEntry.objects.count() == 1
    assert "请填写不予公开的范围" in text_of(at(county.he_jing).post(NEW, given(code="2", scope="")), 422)
