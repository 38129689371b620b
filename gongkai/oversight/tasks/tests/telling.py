"""Composed breakdowns, in the shape that intake gives them, and tasks told as far as a test needs."""

from datetime import date
from typing import Any

from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import events_of, facts_of
from gongkai.oversight.tasks import actions, progress, reshaping
from gongkai.oversight.tasks.models import Plan, State, Task
from tests.county import County

# Ten numbered paragraphs in three sections, each with its divisions in brackets: the plan of a bureau.
OFFICE, VILLAGES, MARKET = "办公室", "村镇建设科", "房产市场科"
SECTIONS = {
    "抓制度": [
        ("健全主动公开目录。", [OFFICE]), ("完善保密审查办法。", [OFFICE, VILLAGES]), ("规范公文属性。", [OFFICE]),
    ],
    "抓重点": [
        ("公开危房改造名单。", [VILLAGES]), ("公开保障房分配结果。", [MARKET]), ("公开商品房预售许可。", [MARKET]),
        ("公开部门预决算。", [OFFICE, "局属各单位"]),
    ],
    "抓保障": [("开展业务培训。", [OFFICE]), ("落实专人负责。", [OFFICE]), ("加强督促检查。", [OFFICE])],
}  # fmt: skip
TEN = [
    {"text": f"{number}.{words}", "responsible": units, "lead": [], "deadline": None}
    for number, (words, units) in enumerate((row for rows in SECTIONS.values() for row in rows), start=1)
]


def whole_text() -> str:
    """The text that the ten paragraphs stand in."""
    lines, number = ["青原县住房和城乡建设局政务公开工作方案", "为做好工作，制定本方案。"], 0
    for place, (section, rows) in zip("一二三", SECTIONS.items(), strict=True):
        lines.append(f"{place}、{section}")
        for words, units in rows:
            number += 1
            lines.append(f"{number}.{words}（责任科室：{'、'.join(units)}）")
    return "\n".join(lines)


# Rows of a county's table: a heading, then a list; units that are known here, and one group that is not.
ROWS: list[dict[str, Any]] = [
    {
        "text": "组织领导\n1.明确分管负责同志。\n2.建立会商机制。",
        "responsible": ["县政府", "县住房城乡建设局", "各乡、镇人民政府"],
        "lead": ["县政府"],
        "deadline": None,
    },
    {
        "text": "农村危房改造\n1.公开名单。\n2.公开补助标准。",
        "responsible": ["青原县建设局", "桥头镇", "县住房城乡建设局"],
        "lead": ["县住房城乡建设局"],
        "deadline": {"text": "7月底前", "date": "2025-07-31"},
    },
]


def make_plan(county: County, title: str = "青原县2025年政务公开工作要点") -> Plan:
    return actions.plan_made(by=county.he_jing, agency=county.government, title=title, year=2025)


def propose(county: County, plan: Plan | None = None, **given: Any) -> Task:
    """A task of the county's plan: the housing bureau leads, the township helps."""
    item = {
        "text": "3.公开农村危房改造名单。",
        "responsible": ["桥头镇", "县住房城乡建设局"],
        "lead": ["县住房城乡建设局"],
        "deadline": None,
        **given,
    }
    (task,) = actions.propose(plan or make_plan(county), by=county.he_jing, items=[item])
    return task


def told_until(county: County, state: str, plan: Plan | None = None, **given: Any) -> Task:
    """A task brought into a state by the verbs."""
    task = propose(county, plan, **given)
    if state == State.SPLIT:
        reshaping.split(task, by=county.he_jing, parts=[{"content": "甲"}, {"content": "乙"}])
    if state == State.MERGED:
        reshaping.merge(task, propose(county, task.plan), by=county.he_jing)
    if state in (State.CONFIRMED, State.DISPATCHED, State.REPORTED, State.ACCEPTED):
        actions.confirm(task, by=county.he_jing)
    if state in (State.DISPATCHED, State.REPORTED, State.ACCEPTED):
        actions.dispatch(task, by=county.he_jing)
    if state in (State.REPORTED, State.ACCEPTED):
        report(county, task)
    if state == State.ACCEPTED:
        progress.accept(task, by=county.he_jing)
    if state == State.CANCELLED:
        actions.cancel(task, by=county.he_jing, reason="并入上级任务。")
    task.refresh_from_db()
    return task


def report(county: County, task: Task) -> None:
    progress.report_progress(
        task, by=county.tang_ke, text="名单已经公开。", evidence=[{"name": "名单.txt", "data": b"1"}]
    )


def verbs(row: Plan | Task) -> list[str]:
    return [event.verb for event in events_of(*row.subject)]


def last(row: Plan | Task) -> tuple[Event, dict[str, Any]]:
    event = events_of(*row.subject).last()
    assert event is not None
    return event, facts_of(event)


JULY = date(2099, 7, 31)
