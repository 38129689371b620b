"""What intake proposes becomes tasks: numbers, sections, units by any of their names, dates."""

from datetime import date

import pytest

from gongkai.kernel.flow import Refused
from gongkai.oversight.tasks import actions
from gongkai.oversight.tasks.models import Plan, Task
from tests.county import County

from .telling import ROWS, SECTIONS, TEN, make_plan, propose, verbs, whole_text

pytestmark = pytest.mark.django_db


def test_the_plan_of_a_bureau_becomes_ten_tasks_with_their_sections(county: County) -> None:
    plan = actions.plan_made(
        by=county.he_jing, agency=county.housing, title="县住建局政务公开工作方案", year=2025
    )
    tasks = actions.propose(plan, by=county.he_jing, items=TEN, text=whole_text())
    assert [task.number for task in tasks] == [str(number) for number in range(1, 11)]
    assert [task.group for task in tasks] == [name for name, rows in SECTIONS.items() for _ in rows]
    assert tasks[3].content == "公开危房改造名单。"
    assert [unit.name for unit in tasks[6].units.all()] == ["办公室", "局属各单位"]
    assert all(unit.agency is None for task in tasks for unit in task.units.all())
    assert tasks[0].agencies == [county.housing], "its own divisions carry it out, so the bureau owes it"
    assert [task.code for task in tasks][::9] == ["zhujian-2025-1-001", "zhujian-2025-1-010"]


def test_the_rows_of_a_table_keep_heading_list_and_units(county: County) -> None:
    first, second = actions.propose(make_plan(county), by=county.he_jing, items=ROWS)
    assert (first.group, first.content) == ("组织领导", "1.明确分管负责同志。\n2.建立会商机制。")
    assert [(unit.name, unit.agency, unit.lead) for unit in first.units.all()] == [
        ("县政府", county.government, True),
        ("县住房城乡建设局", county.housing, False),
        ("各乡、镇人民政府", None, False),
    ]
    assert (second.deadline, second.due_on) == ("7月底前", date(2025, 7, 31))
    assert [(unit.name, unit.lead) for unit in second.units.all()] == [
        ("青原县建设局", True),
        ("桥头镇", False),
    ]
    assert second.agencies == [county.housing, county.township], "once, though named by two names"


@pytest.mark.parametrize(
    ("text", "number", "content"),
    [
        ("3.做好公开。", "3", "做好公开。"),
        ("4-2、做好公开。", "4-2", "做好公开。"),
        ("（二）做好公开。", "二", "做好公开。"),
        ("十一、做好公开。", "十一", "做好公开。"),
        ("2025年底前做好公开。", "", "2025年底前做好公开。"),
        ("1.5万户名单全部公开。", "", "1.5万户名单全部公开。"),
    ],
)
def test_the_number_a_paragraph_opens_with(county: County, text: str, number: str, content: str) -> None:
    task = propose(county, text=text)
    assert (task.number, task.content) == (number, content)


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("由办公室负责建立台账。", "抓制度"),
        ("三、抓保障。", ""),
        ("正文里没有的任务。", ""),
    ],
)
def test_the_section_a_sentence_stands_under(county: County, text: str, group: str) -> None:
    whole = "方案\n一、抓制度\n（一）健全目录。由办公室负责建立台账。\n二、抓重点。\n三、抓保障。"
    items = [{"text": text, "responsible": ["办公室"], "lead": [], "deadline": None}]
    (task,) = actions.propose(make_plan(county), by=county.he_jing, items=items, text=whole)
    assert task.group == group


def test_a_text_in_traditional_script_names_the_same_agencies(county: County) -> None:
    task = propose(county, responsible=["橋頭鎮", "縣住房城鄉建設局", "縣檔案館"], lead=["縣住房城鄉建設局"])
    assert [(unit.name, unit.agency) for unit in task.units.all()] == [
        ("橋頭鎮", county.township),
        ("縣住房城鄉建設局", county.housing),
        ("縣檔案館", None),
    ]


def test_what_the_caller_knows_stands(county: County) -> None:
    task = propose(county, number="二.3", group="抓重点", measure="名单公开率达到100%。")
    assert (task.number, task.group, task.measure) == ("二.3", "抓重点", "名单公开率达到100%。")


def test_all_faults_of_all_items_are_told_and_none_is_kept(county: County) -> None:
    plan = make_plan(county)
    bad = [
        {"text": " ", "responsible": ["县" * 101], "lead": [], "deadline": None},
        {"text": "公开名单。", "responsible": [], "deadline": {"text": "月底前", "date": "2025-02-30"}},
    ]
    with pytest.raises(Refused) as refused:
        actions.propose(plan, by=county.tang_ke, items=bad)
    reasons = refused.value.reasons
    assert len(reasons) == 4
    assert [reason[:4] for reason in reasons[1:]] == ["第1项：", "第1项：", "第2项："]
    with pytest.raises(Refused, match="至少写明一项"):
        actions.propose(plan, by=county.he_jing, items=[])
    assert not Task.objects.exists()
    assert verbs(plan) == ["plan.adopted"]


def test_what_came_from_above_is_received_and_then_put_into_practice(county: County) -> None:
    given = {"agency": county.government, "year": 2025}
    received = actions.plan_received(by=county.he_jing, title="全市工作要点", issuer="云州市政府", **given)
    assert (received.code, received.adopted_at) == ("qingyuan-2025-1", None)
    task = propose(county, received)
    actions.confirm(task, by=county.he_jing)
    with pytest.raises(Refused, match="请先制定"):
        actions.dispatch(task, by=county.he_jing)
    plan = actions.plan_made(by=county.he_jing, title="全县工作要点", received=received, **given)
    assert (plan.pk, plan.title, plan.issuer) == (received.pk, "全县工作要点", "云州市政府")
    assert verbs(plan) == ["plan.received", "plan.adopted"]
    actions.dispatch(task, by=county.he_jing)
    assert make_plan(county).code == "qingyuan-2025-2"
    with pytest.raises(Refused, match="无需再次"):
        actions.plan_made(by=county.he_jing, title="全县工作要点", received=plan, **given)


def test_a_plan_is_kept_by_the_openness_office_with_title_year_and_issuer(county: County) -> None:
    with pytest.raises(Refused) as refused:
        actions.plan_received(by=county.tang_ke, agency=county.housing, title=" ", year=25, issuer="")
    assert len(refused.value.reasons) == 4
    assert not Plan.objects.exists()
