"""Concerns at the desk: found, their clocks on the page, each step on a form, the button of the duty."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest

from gongkai.affairs.concerns.models import Concern, State
from gongkai.affairs.concerns.tests.telling import found, hour, owed, under
from gongkai.engines.agencies.permissions import ROLES, Permission
from gongkai.engines.duties.queries import line_of
from gongkai.faces.workbench.duty_rows import rows_of
from gongkai.faces.workbench.tests.paperwork import at, text_of
from gongkai.faces.workbench.tests.test_document_roles import post
from gongkai.kernel.clock import frozen, now
from gongkai.oversight.tasks.tests.test_every_role import appointed
from tests.county import County

URL = "/workbench/concerns/"


def given(**more: Any) -> dict[str, Any]:
    return {
        "agency": "zhujian", "title": "桥头镇一处老旧房屋墙体开裂", "level": "major", "source": "读者留言",
        "occurred_at": "2026-02-16T21:00", "found_at": "2026-02-16T22:00", **more,
    }  # fmt: skip


def said(at_: datetime | str | None = None, **more: Any) -> dict[str, Any]:
    moment = at_ or now()
    text = moment if isinstance(moment, str) else f"{moment:%Y-%m-%dT%H:%M}"
    return {"at": text, "text": "县政府网站：已经加固，无人受伤。", **more}


@pytest.mark.full
def test_a_grave_one_from_the_finding_to_the_answer(county: County) -> None:
    with frozen(hour("2026-02-16 22:30")) as clock:
        under(county, "xiaoxian")
        client = at(county.tang_ke)
        assert "还没有登记舆情" in text_of(client.get(URL))
        text_of(client.get(f"{URL}new/"))
        assert client.post(f"{URL}new/", given()).status_code == 302
        concern = Concern.objects.get()
        assert (concern.occurred_at, concern.found_at) == (hour("2026-02-16 21:00"), hour("2026-02-16 22:00"))
        address = f"{URL}{concern.pk}/"
        # half an hour of the five is gone
        listed = text_of(client.get(URL))
        assert "待回应" in listed and re.search(r"还有 [45] 小时", listed)
        shown = text_of(client.get(address))
        assert "还没有登记回应" in shown and "请先登记发布权威信息" in shown
        assert "1 条待回应" in text_of(client.get("/workbench/upkeep/"))
        assert "现在不能办理" in text_of(client.get(f"{address}respond/"))
        clock.move_to(hour("2026-02-17 09:00"))
        assert "逾期 6 小时" in text_of(client.get(URL))
        assert client.post(f"{address}release/", said("2026-02-17T02:10")).status_code == 302
        leading = [step.name for step in client.get(address).context["open"]]
        assert leading == ["hold_conference", "release", "dismiss"]
        assert client.post(f"{address}hold_conference/", said("2026-02-17T08:00")).status_code == 302
        assert client.post(f"{address}respond/", said("2026-02-17T08:30")).status_code == 302
        shown = text_of(client.get(address))
        assert shown.count("按时完成") == 2 and "已回应" in shown and "唐柯登记了回应" in shown
        assert "没有符合条件的舆情" in text_of(client.get(f"{URL}?state=open"))


def test_what_has_the_least_time_left_comes_first(county: County) -> None:
    with frozen(hour("2026-02-16 22:30")) as clock:
        under(county, "xiaoxian")
        urgent = found(county, "major", title="墙体开裂")
        clock.move_to(hour("2026-02-16 23:30"))
        calm = found(county, title="网传停水一周")
        rows = at(county.tang_ke).get(URL).context["rows"]
    assert [one for one, _tag, _left in rows] == [urgent, calm]


def test_the_button_of_a_duty_leads_to_its_step_for_who_may_note_it(county: County) -> None:
    under(county, "xiaoxian")
    concern = found(county, "major")
    steps = {"emergency_release": "release", "press_conference": "hold_conference"}
    for rule, duty in owed(concern).items():
        (row,) = rows_of([line_of(duty)], county.tang_ke)
        assert row.doing is not None and row.doing.url == f"{URL}{concern.pk}/{steps[rule]}/"
        assert row.about.words == concern.title
        (row,) = rows_of([line_of(duty)], county.zhou_min)
        assert row.doing is None and concern.title not in row.about.words


def test_faults_stand_at_their_fields_and_nothing_is_kept(county: County) -> None:
    client = at(county.tang_ke)
    later = f"{now() + timedelta(days=1):%Y-%m-%dT%H:%M}"
    refused = text_of(client.post(f"{URL}new/", given(found_at=later)), 422)
    assert "发现时间尚未到来" in refused and 'href="#id_found_at"' in refused
    assert "请填写标题" in text_of(client.post(f"{URL}new/", given(title="")), 422)
    assert not Concern.objects.exists()
    concern = found(county)
    address = f"{URL}{concern.pk}/"
    assert "没有找到已公开的文件" in text_of(client.post(f"{address}respond/", said(document="无此文")), 422)
    assert "只有涉及" in text_of(client.post(f"{address}release/", said()), 422)
    assert "请填写理由" in text_of(client.post(f"{address}dismiss/", {"reason": ""}), 422)
    assert client.get(f"{address}publish/").status_code == 404
    assert not concern.responses.exists()


def test_a_public_document_is_named_by_its_title(county: County) -> None:
    edition = county.publish()
    concern = found(county)
    client = at(county.tang_ke)
    later = now() + timedelta(minutes=2)
    with frozen(later):
        assert client.post(f"{URL}{concern.pk}/respond/", said(document=edition.title)).status_code == 302
        assert f"《{edition.title}》" in text_of(client.get(f"{URL}{concern.pk}/"))


@pytest.mark.full
@pytest.mark.parametrize("step", ["new", "release", "hold_conference", "respond", "dismiss"])
def test_each_post_by_each_role(county: County, step: str) -> None:
    for role, held in ROLES.items():
        concern = found(county, "other" if step == "respond" else "major")
        path = f"{URL}new/" if step == "new" else f"{URL}{concern.pk}/{step}/"
        with frozen(now() + timedelta(minutes=2)):
            body = given() if step == "new" else {"reason": "不实。"} if step == "dismiss" else said()
            status, changed = post(at(appointed(county, role)), path, body)
        may = Permission.NOTE_RECORDS in held.permissions
        assert changed == may, (role, status)
        assert status == 302 if may else status in {403, 404}, (role, status)


@pytest.mark.full
def test_others_do_not_see_it(county: County) -> None:
    concern = found(county)
    assert at(county.guo_liang).get(f"{URL}{concern.pk}/").status_code == 404
    assert concern.title not in text_of(at(county.guo_liang).get(URL))
    assert at(county.zhou_min).get(URL).status_code == 403
    assert concern.title in text_of(at(county.he_jing).get(URL))
    at(county.he_jing).post(f"{URL}{concern.pk}/dismiss/", {"reason": "经核实不实。"})
    concern.refresh_from_db()
    assert concern.state == State.DISMISSED
    assert "经核实不实。" in text_of(at(county.tang_ke).get(f"{URL}{concern.pk}/"))
