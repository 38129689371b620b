"""Plans: who rules them keeps them, reads tasks into them, confirms, dispatches and publishes the breakdown."""

import csv
from io import StringIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.affairs.documents.body import from_text
from gongkai.engines.agencies.models import Officer
from gongkai.faces.workbench.tests.test_markup import check
from gongkai.intake.tests.test_proposals import PLAN
from gongkai.oversight.tasks import actions
from gongkai.oversight.tasks.models import Plan, State, Task
from gongkai.oversight.tasks.tests.telling import JULY, make_plan, propose, told_until
from tests.county import County

URL = "/workbench/plans/"


def signed_in(who: Officer) -> Client:
    client = Client()
    client.force_login(who.user)
    return client


def text_of(answer: Any, status: int = 200) -> str:
    """The page, checked."""
    assert answer.status_code == status
    text: str = answer.content.decode()
    check(text)
    return text


@pytest.fixture
def office(county: County) -> Client:
    """何静 of the openness office at her browser."""
    return signed_in(county.he_jing)


def test_she_keeps_a_plan_and_lands_on_its_page(county: County, office: Client) -> None:
    text_of(office.get(f"{URL}new/"))
    document = county.publish("青原县2025年政务公开工作要点", kind="plan").document
    given = {
        "agency": "qingyuan",
        "title": "青原县2025年要点",
        "year": "2025",
        "document": document.index_number,
    }
    answer = office.post(f"{URL}new/", given)
    assert answer["Location"] == f"{URL}qingyuan-2025-1/"
    plan = Plan.objects.get()
    assert (plan.title, plan.document, plan.adopted_by) == ("青原县2025年要点", document, "hejing")
    assert "还没有任务" in text_of(office.get(answer["Location"]))
    assert "青原县2025年要点" in text_of(office.get(URL))


def test_what_came_from_above_becomes_her_own_plan(county: County, office: Client) -> None:
    given = {"agency": "qingyuan", "title": "云州市要点", "year": "2025", "received": "received"}
    refused = text_of(office.post(f"{URL}new/", given), 422)
    assert '<a href="#id_issuer">请填写上级文件的发文机关。</a>' in refused
    assert 'value="云州市要点"' in refused
    answer = office.post(f"{URL}new/", {**given, "issuer": "云州市政府"})
    assert "制定本单位的实施方案" in text_of(office.get(answer["Location"]))
    adopt = f"{answer['Location']}adopt/"
    text_of(office.get(adopt))
    assert office.post(adopt, {"title": "青原县实施方案", "year": "2025"}).status_code == 302
    assert Plan.objects.get().title == "青原县实施方案"
    assert "无需再次" in text_of(office.post(adopt, {"title": "青原县实施方案", "year": "2025"}), 422)


def test_a_title_that_means_several_documents_is_asked_back(county: County, office: Client) -> None:
    for year in (2024, 2025):
        county.publish(f"青原县{year}年政务公开工作要点")
    given = {"agency": "qingyuan", "title": "要点", "year": "2025", "document": "政务公开工作要点"}
    text = text_of(office.post(f"{URL}new/", given), 422)
    assert "可能指几件文件" in text and "《青原县2024年政务公开工作要点》" in text
    text = text_of(office.post(f"{URL}new/", {**given, "document": "没有的文件"}), 422)
    assert "没有找到已公开的文件“没有的文件”" in text
    assert not Plan.objects.exists()


@pytest.mark.parametrize("how", ["pasted", "uploaded", "own"])
def test_a_text_proposes_its_tasks(county: County, office: Client, how: str) -> None:
    document = county.publish("青原县2025年政务公开工作要点", kind="plan", body=from_text(PLAN)).document
    plan = actions.plan_made(
        by=county.he_jing, agency=county.government, title="要点", year=2025, document=document
    )
    page = f"{URL}{plan.code}/read/"
    text_of(office.get(page))
    given: dict[str, Any] = {
        "pasted": {"text": PLAN},
        "uploaded": {"upload": SimpleUploadedFile("要点.txt", PLAN.encode())},
        "own": {"document": "1"},
    }[how]
    assert office.post(page, given).status_code == 302
    text = text_of(office.get(f"{URL}{plan.code}/"))
    assert "读出 3 项任务" in text and "县财政局" in text and "没有对应到机构" in text
    first = plan.tasks.first()
    assert first is not None
    assert (first.number, first.group, str(first.due_on)) == ("1", "抓重点", "2025-07-31")
    assert first.agencies == [county.housing]


def test_a_text_without_tasks_or_a_strange_file_is_refused_with_sentences(
    county: County, office: Client
) -> None:
    page = f"{URL}{make_plan(county).code}/read/"
    assert "请粘贴全文，或者上传一个文件" in text_of(office.post(page, {"text": ""}), 422)
    text = text_of(office.post(page, {"text": "今年天气很好。"}), 422)
    assert "没有从《粘贴的文字》中读出" in text and "今年天气很好。</textarea>" in text
    upload = SimpleUploadedFile("要点.rar", b"Rar!\x1a\x07...")
    assert "RAR" in text_of(office.post(page, {"upload": upload}), 422)
    assert "文件是空的" in text_of(office.post(page, {"upload": SimpleUploadedFile("空.txt", b"")}), 422)
    assert not Task.objects.exists()


def test_a_task_is_written_down_as_it_is(county: County, office: Client) -> None:
    plan = make_plan(county)
    page = f"{URL}{plan.code}/tasks/new/"
    text_of(office.get(page))
    given = {
        "content": "公开名单\n1.到户。", "responsible": "县住房城乡建设局\n各乡、镇人民政府",
        "lead": "县住房城乡建设局",
        "deadline": "年底前", "due_on": "2099-12-31",
    }  # fmt: skip
    assert "日期无法识别" in text_of(office.post(page, {**given, "due_on": "明天"}), 422)
    assert office.post(page, given).status_code == 302
    task = plan.tasks.get()
    assert (task.content, task.group, task.deadline, str(task.due_on)) == (
        "公开名单\n1.到户。", "", "年底前", "2099-12-31"
    )  # fmt: skip
    assert [(unit.name, unit.agency, unit.lead) for unit in task.units.all()] == [
        ("县住房城乡建设局", county.housing, True),
        ("各乡、镇人民政府", None, False),
    ]


def test_what_is_ticked_is_confirmed_and_dispatched_all_or_none(county: County, office: Client) -> None:
    plan = make_plan(county)
    good = propose(county, plan)
    bad = propose(county, plan, text="8.公开预算。", responsible=[], lead=[])
    batch = f"{URL}{plan.code}/batch/"
    text = text_of(office.post(batch, {"do": "confirm", "task": ["1", "2"]}), 422)
    assert '<a href="#task-2">任务8“公开预算。”：请先写明责任单位' in text
    assert text.count(" checked") == 2
    assert Task.objects.filter(state=State.PROPOSED).count() == 2
    assert "请至少选择一项任务" in text_of(office.post(batch, {"do": "dispatch"}), 422)
    office.post(batch, {"do": "confirm", "task": "1"})
    office.post(batch, {"do": "dispatch", "task": "1"})
    good.refresh_from_db(), bad.refresh_from_db()
    assert (good.state, bad.state) == (State.DISPATCHED, State.PROPOSED)
    assert "已下达 1 项任务" in text_of(office.get(f"{URL}{plan.code}/"))
    assert office.post(batch, {"do": "dance", "task": "1"}).status_code == 404


def test_several_are_merged_on_a_page_of_their_own(county: County, office: Client) -> None:
    plan = make_plan(county)
    propose(county, plan, deadline={"text": "7月底前", "date": "2099-07-31"})
    propose(county, plan, text="4.公开补助标准。")
    page = office.post(f"{URL}{plan.code}/batch/", {"do": "merge", "task": ["1", "2"]})["Location"]
    assert page == f"{URL}{plan.code}/merge/?task=1&task=2"
    assert "公开农村危房改造名单。\n公开补助标准。</textarea>" in text_of(office.get(page))
    assert "请填写任务内容" in text_of(office.post(page, {"content": ""}), 422)
    given = {"content": "公开名单和补助标准。", "due_on": "2099-07-31", "deadline": "7月底前"}
    answer = office.post(page, given)
    assert answer["Location"] == f"/workbench/tasks/{plan.code}-003/"
    assert plan.tasks.get(serial=3).due_on == JULY
    assert "合并至少需要两项任务" in text_of(office.get(f"{URL}{plan.code}/merge/"))
    assert "合并至少需要两项任务" in text_of(office.post(f"{URL}{plan.code}/merge/?task=1", given), 422)


def test_the_breakdown_is_published_once_nothing_waits(county: County, office: Client) -> None:
    plan = told_until(county, State.CONFIRMED).plan
    other = propose(county, plan)
    publish = f"{URL}{plan.code}/publish/"
    assert "还有1项任务待确认" in text_of(office.post(publish), 422)
    actions.confirm(other, by=county.he_jing)
    assert office.post(publish).status_code == 302
    text = text_of(office.get(f"{URL}{plan.code}/"))
    assert "分解情况已公布" in text and "何静公布了任务分解情况" in text
    assert publish not in text


def test_the_table_is_narrowed_and_downloaded_alike(county: County, office: Client) -> None:
    plan = make_plan(county)
    propose(county, plan, text="=SUM(1)做好公开。", responsible=["县财政局"], lead=[])
    told_until(county, State.ACCEPTED, plan)
    told_until(county, State.CANCELLED, plan, text="5.不做了。")
    page = f"{URL}{plan.code}/"
    text = text_of(office.get(page))
    assert "共 2 项任务" in text and "不做了" not in text
    assert "不做了" in text_of(office.get(page, {"state": "cancelled"}))
    assert "共 1 项任务" in text_of(office.get(page, {"unit": "县财政局"}))
    assert "没有符合条件的任务" in text_of(office.get(page, {"late": "1"}))
    assert office.get(page, {"state": "asleep"}).status_code == 404
    answer = office.get(f"{URL}{plan.code}.csv", {"unit": "县财政局"})
    assert answer.content.startswith(b"\xef\xbb\xbf")
    head, row = csv.reader(StringIO(answer.content.decode("utf-8-sig")))
    assert head[:3] == ["编号", "所属部分", "任务内容"]
    assert row[2] == "'=SUM(1)做好公开。", "no formula of a stranger runs in a spreadsheet"


def test_others_rule_no_plans(county: County) -> None:
    plan = make_plan(county)
    tang_ke = signed_in(county.tang_ke)
    for path in ("", "adopt/", "read/", "tasks/new/", "merge/"):
        assert tang_ke.get(f"{URL}{plan.code}/{path}").status_code == 404
    for path in ("batch/", "publish/", "adopt/", "read/", "tasks/new/", "merge/"):
        assert tang_ke.post(f"{URL}{plan.code}/{path}", {"do": "confirm"}).status_code == 404
    assert tang_ke.get(f"{URL}{plan.code}.csv").status_code == 404
    assert tang_ke.get(f"{URL}new/").status_code == 403


def test_a_unit_reads_what_it_owes_first_due_in_front(county: County) -> None:
    plan = make_plan(county)
    told_until(county, State.DISPATCHED, plan, text="1.没有日期的任务。")
    told_until(
        county, State.DISPATCHED, plan, text="2.有日期的任务。", deadline={"text": "", "date": "2099-07-31"}
    )
    propose(county, plan, text="3.还没有下达的任务。")
    text = text_of(signed_in(county.tang_ke).get(URL))
    assert text.index("有日期的任务") < text.index("没有日期的任务")
    assert "还没有下达的任务" not in text and "要点和方案" not in text
    assert "没有符合条件的任务" in text_of(signed_in(county.tang_ke).get(URL, {"late": "1"}))
    assert "现在没有本单位承担的任务" in text_of(signed_in(county.lu_fang).get(URL))


@pytest.mark.parametrize("size", [3, 12])
def test_the_page_asks_a_fixed_number_of_questions(
    county: County, office: Client, size: int, django_assert_max_num_queries: Any
) -> None:
    plan = make_plan(county)
    for number in range(size):
        propose(county, plan, text=f"{number + 1}.任务{number}。")
    with django_assert_max_num_queries(16):
        assert office.get(f"{URL}{plan.code}/").status_code == 200
