"""A task: its steps as buttons with reasons, correcting side by side, splitting, reporting with evidence, deciding."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.engines.ledger.queries import events
from gongkai.faces.workbench.tests.test_plans import signed_in, text_of
from gongkai.oversight.tasks import actions
from gongkai.oversight.tasks.models import Evidence, State, Task
from gongkai.oversight.tasks.tests.telling import JULY, propose, told_until
from tests.county import County


def page(task: Task, step: str = "") -> str:
    return f"/workbench/tasks/{task.code}/{step}{'/' if step else ''}"


def facts(task: Task, **changes: Any) -> dict[str, Any]:
    """The form of `correct` as a browser sends it."""
    units = list(task.units.all())
    given = {
        name: getattr(task, name) or "" for name in ("content", "measure", "deadline", "number", "group")
    }
    return {
        **given,
        "responsible": "\r\n".join(unit.name for unit in units),
        "lead": "\r\n".join(unit.name for unit in units if unit.lead),
        "due_on": task.due_on or "",
        "version": task.version,
        **changes,
    }


@pytest.fixture
def office(county: County) -> Client:
    return signed_in(county.he_jing)


@pytest.fixture
def unit(county: County) -> Client:
    """唐柯 of the housing bureau at her browser."""
    return signed_in(county.tang_ke)


def test_the_page_says_what_can_be_done_and_why_the_rest_cannot(county: County, office: Client) -> None:
    task = propose(county, responsible=["县档案馆"], lead=[])
    text = text_of(office.get(page(task)))
    for step in ("correct", "split", "confirm", "cancel"):
        assert f'href="{page(task, step)}"' in text
    assert f'href="{page(task, "accept")}"' not in text
    assert "“办结”须在“已报进展”状态下办理" in text
    assert "县档案馆" in text and "未对应到机构" in text
    assert "何静提出了任务" in text


@pytest.mark.full
def test_the_course_is_walked_through_its_pages(county: County, office: Client, unit: Client) -> None:
    task = propose(county)
    assert unit.get(page(task)).status_code == 404, "not dispatched yet"
    for step in ("confirm", "dispatch"):
        text_of(office.get(page(task, step)))
        assert office.post(page(task, step))["Location"] == page(task)
    assert "任务已下达" in text_of(office.get(page(task)))
    text = text_of(office.post(page(task, "set_deadline"), {"due_on": "2099-07-31", "reason": ""}), 422)
    assert '<a href="#id_reason">请填写理由。</a>' in text
    office.post(page(task, "set_deadline"), {"due_on": "2099-07-31", "reason": "上级要求。"})
    task.refresh_from_db()
    assert task.due_on == JULY
    file = SimpleUploadedFile("名单.txt", "青原".encode())
    unit.post(page(task, "report_progress"), {"text": "名单已公开。", "uploads": [file]})
    office.post(page(task, "return"), {"reason": "缺少两个村。"})
    assert "缺少两个村。" in text_of(unit.get(page(task)))
    unit.post(
        page(task, "report_progress"), {"text": "已补齐。", "uploads": [SimpleUploadedFile("b.txt", b"2")]}
    )
    office.post(page(task, "accept"))
    task.refresh_from_db()
    assert task.state == State.ACCEPTED
    text = text_of(unit.get(page(task)))
    assert "通过" in text and "何静认定任务办结" in text and "现在没有您要办理的步骤" in text


def test_a_closed_step_says_why_and_changes_nothing(county: County, office: Client) -> None:
    task = propose(county)
    text = text_of(office.get(page(task, "accept")))
    assert "现在不能办理" in text and '<form method="post" novalidate' not in text
    assert "须在“已报进展”状态下办理" in text_of(office.post(page(task, "accept")), 422)
    task.refresh_from_db()
    assert task.state == State.PROPOSED
    assert office.get(page(task, "dance")).status_code == 404
    text_of(office.post(page(task, "cancel"), {"reason": "并入上级任务。"}).client.get(page(task)))


def test_a_correction_goes_through(county: County, office: Client) -> None:
    task = propose(county)
    assert "公开农村危房改造名单。</textarea>" in text_of(office.get(page(task, "correct")))
    text = text_of(office.post(page(task, "correct"), facts(task)), 422)
    assert "没有改动任何内容" in text
    changed = facts(
        task, measure="全部公开到户。", responsible="桥头镇\n县档案馆", lead="", due_on="2099-07-31"
    )
    assert office.post(page(task, "correct"), changed)["Location"] == page(task)
    task.refresh_from_db()
    assert (task.measure, task.due_on) == ("全部公开到户。", JULY)
    assert [unit.name for unit in task.units.all()] == ["桥头镇", "县档案馆"]


def test_the_second_of_two_editors_reads_who_changed_what_and_loses_no_text(
    county: County, office: Client
) -> None:
    task = propose(county)
    mine = facts(task, content="公开农村危房改造名单和标准。")
    actions.correct(task, by=county.he_jing, version=task.version, measure="全部公开。")
    text = text_of(office.post(page(task, "correct"), mine), 422)
    assert "他人已在您打开之后改动过这项任务" in text
    assert "何静更正了任务（改动衡量标准）" in text
    assert "公开农村危房改造名单和标准。</textarea>" in text
    assert '<th scope="row">衡量标准</th><td>全部公开。</td><td>—</td>' in text
    assert '<th scope="row">任务内容</th>' in text
    assert 'name="version" value="2"' in text, "saved again, it counts from what was seen"
    again = {**mine, "version": "2", "measure": "全部公开。"}
    assert office.post(page(task, "correct"), again).status_code == 302
    task.refresh_from_db()
    assert (task.content, task.measure) == ("公开农村危房改造名单和标准。", "全部公开。")


def test_a_task_is_split_with_as_many_parts_as_wanted(county: County, office: Client) -> None:
    task = propose(county, text="组织领导\n1.明确负责同志。\n2.建立会商机制。")
    text = text_of(office.get(page(task, "split")))
    assert "1.明确负责同志。</textarea>" in text and 'value="2" id="id_form-TOTAL_FORMS"' in text
    given = {
        "form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0",
        "form-0-content": "明确负责同志。", "form-0-responsible": "县政府", "form-0-lead": "县政府",
        "form-1-content": "", "form-1-responsible": "", "form-1-lead": "",
    }  # fmt: skip
    text = text_of(office.post(page(task, "split"), {**given, "more": "1"}))
    assert "第 3 项" in text and "明确负责同志。</textarea>" in text
    assert "至少应有两项任务" in text_of(office.post(page(task, "split"), given), 422)
    given |= {
        "form-1-content": "建立会商机制。",
        "form-1-responsible": "桥头镇",
        "form-1-due_on": "2099-07-31",
    }
    faulty = text_of(office.post(page(task, "split"), {**given, "form-1-due_on": "七月"}), 422)
    assert '<a href="#id_form-1-due_on">日期无法识别' in faulty
    assert office.post(page(task, "split"), {"form-TOTAL_FORMS": "x"}).status_code == 422
    assert office.post(page(task, "split"), given).status_code == 302
    new = list(task.parts.order_by("serial"))
    assert [one.content for one in new] == ["明确负责同志。", "建立会商机制。"]
    assert [str(unit) for one in new for unit in one.units.all()] == [
        "青原县人民政府",
        "青原县桥头镇人民政府",
    ]
    assert new[1].due_on == JULY


def test_evidence_is_chosen_named_or_uploaded(county: County, unit: Client) -> None:
    task = told_until(county, State.DISPATCHED)
    recent = county.publish("农村危房改造名单").document
    county.publish("农村危房改造标准", doc_number="青建〔2025〕7号")
    seq = events(public_only=True).filter(verb="document.published").first()
    assert seq is not None
    text = text_of(unit.get(page(task, "report_progress")))
    assert f'value="{recent.index_number}"' in text
    given = {
        "text": "名单已公开。", "recent": recent.index_number, "documents": "青建〔2025〕7号\n农村危房改造名单",
        "events": str(seq.seq), "uploads": [SimpleUploadedFile("照片.png", b"\x89PNG\r\n\x1a\n...")],
    }  # fmt: skip
    assert unit.post(page(task, "report_progress"), given).status_code == 302
    kinds = [(bool(e.document), bool(e.event), e.name) for e in Evidence.objects.all()]
    assert kinds == [(True, False, ""), (True, False, ""), (False, True, ""), (False, False, "照片.png")]
    text = text_of(unit.get(page(task)))
    assert "照片.png" in text and "唐柯公开了《农村危房改造名单》" in text and "等待审核" in text


def test_faulty_evidence_is_told_and_nothing_is_kept(county: County, unit: Client) -> None:
    task = told_until(county, State.DISPATCHED)
    given = {"text": "完成。", "documents": "没有的文件", "events": "七号"}
    text = text_of(unit.post(page(task, "report_progress"), given), 422)
    assert "没有找到已公开的文件" in text and "留痕编号应为数字" in text and "完成。</textarea>" in text
    text = text_of(unit.post(page(task, "report_progress"), {"text": "完成。"}), 422)
    assert "请至少附上一项佐证" in text
    given = {"text": "完成。", "events": "999999", "uploads": [SimpleUploadedFile("空.txt", b"")]}
    text = text_of(unit.post(page(task, "report_progress"), given), 422)
    assert "没有编号为999999的公开办理记录" in text and "“空.txt”是空文件" in text
    assert not Evidence.objects.exists()


def test_uploaded_evidence_is_read_by_those_concerned_only(county: County, unit: Client) -> None:
    task = told_until(county, State.REPORTED)
    path = f"/workbench/evidence/{Evidence.objects.get().pk}/"
    answer = unit.get(path)
    assert b"".join(answer) == b"1"
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(signed_in(county.guo_liang).get(path)) == b"1", "the township helps with the task"
    assert signed_in(county.lu_fang).get(path).status_code == 404
    assert unit.get("/workbench/evidence/99999/").status_code == 404
    assert task.state == State.REPORTED


def test_a_code_that_is_none_is_not_found(county: County, office: Client) -> None:
    for code in ("qingyuan-2025-1-001", "x", "a-1", "qingyuan-2025-1-99999999999"):
        assert office.get(f"/workbench/tasks/{code}/").status_code == 404
