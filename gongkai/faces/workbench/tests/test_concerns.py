"""Concerns at the desk: found, their clocks on the page, each step on a form, the button of the duty."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest

from gongkai.affairs.concerns import law
from gongkai.affairs.concerns.models import Concern, State
from gongkai.affairs.concerns.tests.telling import found, hour, owed, say, under, weighed
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
    return {"at": text, "form": "online", "speaker": "局新闻发言人", "text": "已经加固，无人受伤。", **more}


def weighing(risk: str = "low", **more: Any) -> dict[str, Any]:
    points = ["事实和来源已经核实", "传播范围和速度", "受影响的人群和可能的后果", "需要协同处置的单位"]
    return {
        "risk": risk,
        "reason": "影响限于一户。",
        "analysis": "先加固，再答复。",
        "points": points,
        **more,
    }


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
        assert leading == ["assess", "hold_conference", "release", "publish", "dismiss"]
        assert "从发生还是" not in text_of(client.get(f"{address}assess/"))
        assert client.post(f"{address}assess/", weighing("high")).status_code == 302
        conference = said("2026-02-17T08:00", form="conference")
        assert client.post(f"{address}hold_conference/", conference).status_code == 302
        assert client.post(f"{address}respond/", said("2026-02-17T08:30")).status_code == 302
        shown = text_of(client.get(address))
        assert shown.count("按时完成") == 2 and "已回应" in shown and "唐柯登记了回应" in shown
        assert "高风险" in shown and "影响限于一户" in shown
        assert "没有符合条件的舆情" in text_of(client.get(f"{URL}?state=open"))
        assert "没有符合条件的舆情" in text_of(client.get(f"{URL}?state=late"))
        assert client.post(f"{address}publish/", {"title": "墙体开裂的处置"}).status_code == 302
        assert "墙体开裂的处置" in text_of(client.get(address))
        assert "高风险" in text_of(at(county.lu_fang).get("/workbench/notices/"))
        assert client.post(f"{address}retract/", {"reason": "内容有误。"}).status_code == 302


def test_a_second_person_checks_what_is_to_be_said(county: County) -> None:
    with frozen(hour("2026-02-16 22:30")):
        under(county, "jiayuguan-wgx")
        concern = weighed(found(county), county.tang_ke)
        address = f"{URL}{concern.pk}/"
        writer, checker = at(county.tang_ke), at(county.lu_fang)
        body = {"step": "respond", "form": "online", "speaker": "局新闻发言人", "text": "已经加固。"}
        assert "请选择回应形式" in text_of(writer.post(f"{address}draft/", {**body, "form": ""}), 422)
        assert writer.post(f"{address}draft/", body).status_code == 302
        assert "请由他人核对" in text_of(writer.get(f"{address}check/"))
        shown = text_of(checker.get(f"{address}check/"))
        assert "已经加固。" in shown and "没有发现与以往回应雷同" in shown
        given = {"draft": concern.drafts.get().pk, "passed": "yes", "points": []}
        assert "尚未确认" in text_of(checker.post(f"{address}check/", given), 422)
        given["points"] = law.check_points(county.housing)
        assert checker.post(f"{address}check/", given).status_code == 302
        assert "唐柯" in text_of(writer.get(address)) and "陆方" in text_of(writer.get(address))
        form = text_of(writer.get(f"{address}respond/"))
        assert "已经加固。" in form and "回应形式" in form
        assert writer.post(f"{address}respond/", {"at": said()["at"]}).status_code == 302
    assert concern.responses.get().text == "已经加固。"


def test_what_has_the_least_time_left_comes_first(county: County) -> None:
    with frozen(hour("2026-02-16 22:30")) as clock:
        under(county, "xiaoxian")
        urgent = found(county, "major", title="墙体开裂")
        clock.move_to(hour("2026-02-16 23:30"))
        calm = found(county, title="网传停水一周")
        rows = at(county.tang_ke).get(URL).context["rows"]
    assert [row[0] for row in rows] == [urgent, calm]


def test_what_was_answered_late_is_listed(county: County) -> None:
    with frozen(hour("2026-02-16 22:30")) as clock:
        under(county, "xiaoxian")
        concern = weighed(found(county), county.tang_ke)
        clock.move_to(hour("2026-02-19 22:30"))
        assert "逾期 24 小时" in text_of(at(county.he_jing).get(f"{URL}?state=late"))
        say(concern, "respond", county.tang_ke)
        assert "逾期完成" in text_of(at(county.he_jing).get(f"{URL}?state=late"))


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
    concern = weighed(found(county), county.tang_ke)
    address = f"{URL}{concern.pk}/"
    assert "没有找到已公开的文件" in text_of(client.post(f"{address}respond/", said(document="无此文")), 422)
    assert "只有涉及" in text_of(client.post(f"{address}release/", said()), 422)
    assert "请填写理由" in text_of(client.post(f"{address}dismiss/", {"reason": ""}), 422)
    assert "请选择风险等级" in text_of(client.post(f"{address}assess/", weighing("")), 422)
    assert client.get(f"{address}forget/").status_code == 404
    assert not concern.responses.exists()


def test_a_public_document_is_named_by_its_title(county: County) -> None:
    edition = county.publish()
    concern = weighed(found(county), county.tang_ke)
    client = at(county.tang_ke)
    later = now() + timedelta(minutes=2)
    with frozen(later):
        assert client.post(f"{URL}{concern.pk}/respond/", said(document=edition.title)).status_code == 302
        assert f"《{edition.title}》" in text_of(client.get(f"{URL}{concern.pk}/"))


@pytest.mark.full
def test_each_post_by_each_role(county: County) -> None:
    bodies = {"new": given(), "assess": weighing(), "dismiss": {"reason": "不实。"}}
    for role, held in ROLES.items():
        client, may = at(appointed(county, role)), Permission.NOTE_RECORDS in held.permissions
        for step in ("new", "assess", "hold_conference", "respond", "dismiss"):
            concern = found(county, "major" if step == "hold_conference" else "other")
            if step == "respond":
                weighed(concern, county.tang_ke)
            path = f"{URL}new/" if step == "new" else f"{URL}{concern.pk}/{step}/"
            with frozen(now() + timedelta(minutes=2)):
                form = "conference" if step == "hold_conference" else "online"
                status, changed = post(client, path, bodies.get(step, said(form=form)))
            assert changed == may, (role, step, status)
            assert status == 302 if may else status in {403, 404, 422}, (role, step, status)


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
