"""The real plans become tasks: seed 004 ten with their sections, seed 003 the rows of its table with their units."""

from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest
from django.test import Client

from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.actions import adopt_pack
from gongkai.engines.duties.queries import about
from gongkai.intake.proposals import proposals_in
from gongkai.kernel.clock import CHINA, day_of, frozen
from gongkai.kernel.hanzi.fold import fold
from gongkai.oversight.tasks import actions
from gongkai.oversight.tasks.models import Plan, Task
from tests.county import County

pytestmark = [pytest.mark.seeds, pytest.mark.django_db]


def file_of(seeds: Path, number: str) -> Path:
    (path,) = seeds.glob(f"{number}*")
    return path


def plan_of(county: County, title: str, year: int) -> Plan:
    return actions.plan_made(by=county.he_jing, agency=county.housing, title=title, year=year)


def read(county: County, plan: Plan, path: Path) -> list[Task]:
    """The tasks that intake proposes for the plan."""
    found = proposals_in(path.name, path.read_bytes())
    return actions.propose(plan, by=county.he_jing, items=found.items, text=found.text)


def dispatched(county: County, tasks: list[Task]) -> list[Task]:
    actions.confirm(*tasks, by=county.he_jing)
    return actions.dispatch(*tasks, by=county.he_jing)


def test_seed_004_gives_ten_tasks_with_their_sections(county: County, seeds: Path) -> None:
    with frozen(datetime(2019, 8, 21, 9, tzinfo=CHINA)):
        adopt_pack(by=SYSTEM, agency=county.government, pack="qingdao", from_=date(2019, 8, 21))
        plan = plan_of(county, "文广新局方案", 2019)
        tasks = read(county, plan, file_of(seeds, "004"))
        assert [task.number for task in tasks] == [str(number) for number in range(1, 11)]
        assert {task.group for task in tasks} == {"工作任务及责任分解"}
        sections = [[unit.name for unit in task.units.all()] for task in tasks]
        assert sections[:3] == [
            ["办公室", "市场科", "广电科"],
            ["办公室"],
            ["办公室", "各相关科室", "局属单位"],
        ]
        assert all("办公室" in one for one in sections)
        assert all(task.agencies == [county.housing] for task in tasks), "its own sections: the bureau owes"
        for task in dispatched(county, tasks):
            (duty,) = about(*task.subject)
            assert (duty.rule, duty.agency, duty.status) == ("undated_task", "zhujian", "open")


def test_seed_003_gives_the_rows_of_its_table_with_their_units(county: County, seeds: Path) -> None:
    with frozen(datetime(2022, 7, 11, 9, tzinfo=CHINA)):
        adopt_pack(by=SYSTEM, agency=county.government, pack="xiaoxian", from_=date(2022, 7, 11))
        plan = plan_of(county, "基层政务公开标准化规范化方案", 2022)
        tasks = read(county, plan, file_of(seeds, "003"))
        assert len(tasks) == 21 == len({task.group for task in tasks}), "each row under a heading of its own"
        units = Counter(unit.name for task in tasks for unit in task.units.all())
        assert {fold(name): count for name, count in units.items()} == {
            "各乡,镇人民政府": 14, "经开区管委会": 14, "县政府有关部门": 7, "县政务公开办": 8, "县政府各部门": 5,
            "县数据资源管理局": 3, "县民政局": 2, "基层政务公开领域牵头单位": 1, "县司法局": 1, "县融媒体中心": 1,
            "县财政局": 1, "县乡村振兴局": 1, "县住建局": 1, "县教体局": 1, "县卫健委": 1,
        }  # fmt: skip
        leads = [[unit.name for unit in task.units.all() if unit.lead] for task in tasks]
        assert sum(bool(one) for one in leads) == 5
        (dated,) = [task for task in tasks if task.due_on]
        assert (dated.due_on, len(dated.units.all())) == (date(2022, 12, 31), 1)
        found = {task: list(about(*task.subject)) for task in dispatched(county, tasks)}
    assert {task.serial: [duty.rule for duty in of_it] for task, of_it in found.items()} == {
        task.serial: ["task" if task == dated else "undated_task"] for task in tasks
    }
    (duty,) = about(*dated.subject)
    assert duty.due_at is not None and day_of(duty.due_at) == date(2022, 12, 31)


def test_a_date_set_by_the_office_gives_an_undated_row_its_duty(county: County, seeds: Path) -> None:
    with frozen(datetime(2022, 7, 11, 9, tzinfo=CHINA)):
        adopt_pack(by=SYSTEM, agency=county.government, pack="xiaoxian", from_=date(2022, 7, 11))
        tasks = read(county, plan_of(county, "方案", 2022), file_of(seeds, "003"))
        (first,) = dispatched(county, tasks[:1])
        actions.set_deadline(first, by=county.he_jing, due_on=date(2022, 9, 30), reason="按季度推进。")
        undated, dated = about(*first.subject)
    assert (undated.rule, undated.status, dated.rule) == ("undated_task", "cancelled", "task")
    assert dated.due_at is not None and day_of(dated.due_at) == date(2022, 9, 30)


def test_the_office_reads_them_in_at_the_workbench(county: County, seeds: Path) -> None:
    plan = plan_of(county, "方案", 2025)
    client = Client()
    client.force_login(county.he_jing.user)
    with file_of(seeds, "003").open("rb") as upload:
        answer = client.post(f"/workbench/plans/{plan.code}/read/", {"upload": upload})
    page = client.get(answer["Location"]).content.decode()
    assert "读出 21 项任务" in page and "未对应到机构" in page
    assert plan.tasks.count() == 21
