"""A county that goes by the pack `xiaoxian`: what it promised and how it kept it until the middle of November 2026."""

from dataclasses import dataclass
from datetime import date, datetime
from unittest.mock import patch

from gongkai.affairs.documents import interpretation
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.actions import adopt_pack
from gongkai.kernel.clock import CHINA, frozen
from gongkai.oversight.tasks import actions, progress
from gongkai.oversight.tasks.models import Plan, Task
from gongkai.oversight.tasks.notes import note
from tests.county import County
from tests.scenes import scene

TODAY = datetime(2026, 11, 12, 10, tzinfo=CHINA)
TASKS = (
    ("一、重点领域", "1", "公开农村危房改造的对象、标准和结果。", "县住房城乡建设局", "2026-03-31"),
    ("一、重点领域", "2", "公开村级财务收支。", "桥头镇", "2026-06-30"),
    ("二、平台建设", "3", "改版网站的办事栏目。", "县住房城乡建设局、信息中心", "2026-12-31"),
    ("二、平台建设", "4", "清理失效的链接。", "县住房城乡建设局", None),
)


@dataclass
class Told:
    """The county, its published plan with the tasks in order, and one that nobody published."""

    county: County
    plan: Plan
    tasks: list[Task]
    hidden: Plan


@scene
def tell(county: County) -> Told:
    """Told day by day: two documents, one interpreted in time, the other never; hearings; a plan of four tasks."""
    # The files of the packs are not touched here, so they need not be read again for every test.
    with frozen("2026-01-05 09:00") as clock, patch("gongkai.engines.duties.actions.forget_packs"):
        adopt_pack(by=SYSTEM, agency=county.government, pack="xiaoxian", from_=date(2026, 1, 5))
        clock.move_to("2026-01-12 09:00")
        plan = actions.plan_made(
            by=county.he_jing, agency=county.government, title="青原县2026年政务公开工作要点", year=2026
        )
        hidden = actions.plan_made(
            by=county.he_jing, agency=county.government, title="没有公布的方案", year=2026
        )
        tasks = actions.propose(plan, by=county.he_jing, items=[_item(*row) for row in TASKS])
        actions.confirm(*tasks, by=county.he_jing)
        actions.dispatch(*tasks, by=county.he_jing)
        actions.publish_breakdown(plan, by=county.he_jing)
        clock.move_to("2026-02-10 09:00")
        rules = "青原县农村危房改造实施办法"
        document = county.publish_new(
            rules, topics=["construction"], doc_number="青建规〔2026〕1号", issued_on=date(2026, 2, 9)
        ).document
        clock.move_to("2026-02-11 09:00")
        county.see_through(interpretation.of(document)[0])
        clock.move_to("2026-03-20 09:00")
        _finish(county, tasks[0], document.index_number)
        clock.move_to("2026-05-20 15:00")
        note(
            kind="hearing", agency=county.housing, by=county.tang_ke, on=date(2026, 5, 20), subject="openness"
        )
        clock.move_to("2026-07-08 09:00")
        county.publish_new(
            "青原县燃气管网改造办法", doc_number="青建规〔2026〕2号", issued_on=date(2026, 7, 7)
        )
        actions.cancel(tasks[3], by=county.he_jing, reason="并入第3项。")
        clock.move_to(TODAY)
        county.draft("还没有公开的办法")
    return Told(county, plan, tasks, hidden)


def _item(group: str, number: str, text: str, units: str, due: str | None) -> dict[str, object]:
    deadline = {"text": f"{int(due[5:7])}月底前", "date": due} if due else None
    names = units.split("、")
    return {
        "text": f"{number}.{text}",
        "group": group,
        "responsible": names,
        "lead": names[:1],
        "deadline": deadline,
    }


def _finish(county: County, task: Task, document: str) -> None:
    progress.report_progress(task, by=county.tang_ke, text="已经公开。", evidence=[{"document": document}])
    progress.accept(task, by=county.he_jing)
