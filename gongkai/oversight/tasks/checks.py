"""What a plan and a task must satisfy before they are kept: every fault as one sentence that says what to do."""

from collections.abc import Iterable, Mapping
from typing import Any

from gongkai.engines.agencies.models import Actor, Agency
from gongkai.engines.agencies.permissions import Permission
from gongkai.kernel.clock import today
from gongkai.kernel.hanzi.dates import format_date
from gongkai.oversight.tasks.models import Plan
from gongkai.oversight.tasks.reading import Unit

_LENGTHS = {
    "number": ("编号", 30),
    "group": ("所属部分", 200),
    "measure": ("衡量标准", 500),
    "deadline": ("时限原文", 100),
}
CONTENT_LIMIT = 20_000


def may(by: Actor, permission: Permission, agency: Agency) -> list[str]:
    """Whether the actor holds the permission for this agency, and the agency is open."""
    doing = {Permission.PLAN_TASKS: "分解任务", Permission.NOTE_RECORDS: "登记工作记录"}[permission]
    reasons = [] if by.may(permission, agency) else [f"您没有为{agency.name}{doing}的权限。"]
    if agency.closed_on is not None and agency.closed_on <= today():
        reasons.append(f"{agency.name}已于{format_date(agency.closed_on)}撤销，请改用承接其职责的机构。")
    return reasons


def plan_faults(title: str, year: int, issuer: str = "") -> list[str]:
    """All faults of a plan's facts."""
    reasons = []
    if not title.strip():
        reasons.append("请填写方案的标题。")
    elif len(title.strip()) > 400:
        reasons.append(f"标题有{len(title.strip())}字，最多400字，请压缩。")
    if not 2000 <= year <= today().year + 5:
        reasons.append(f"请核对年度“{year}”，应在2000年至{today().year + 5}年之间。")
    if len(issuer) > 100:
        reasons.append("发文机关的名称过长（最多100字），请核对。")
    return reasons


def task_faults(values: Mapping[str, Any], units: Iterable[Unit] = ()) -> list[str]:
    """All faults of a task's text and of the names of its units."""
    reasons = []
    content = values.get("content", "任务").strip()
    if not content:
        reasons.append("请填写任务内容。")
    elif len(content) > CONTENT_LIMIT:
        reasons.append(f"任务内容有{len(content)}字，最多{CONTENT_LIMIT}字，请拆分。")
    for name, (title, limit) in _LENGTHS.items():
        if len(values.get(name, "")) > limit:
            reasons.append(f"{title}最多{limit}字，请压缩。")
    reasons += [
        f"责任单位“{unit.name[:20]}……”过长（最多100字），请核对。" for unit in units if len(unit.name) > 100
    ]
    return reasons


def publish_faults(plan: Plan, *, proposed: int, settled: int) -> list[str]:
    """Why the breakdown of a plan cannot be published now."""
    reasons = []
    if plan.adopted_at is None:
        reasons.append(f"“{plan.title}”是收到的上级文件，请先制定本单位的实施方案。")
    if plan.published_at is not None:
        reasons.append("任务分解情况已经公布，无需再次公布。")
    if proposed:
        reasons.append(f"还有{proposed}项任务待确认，请先确认、合并或者取消。")
    if not settled:
        reasons.append("方案中没有已确认的任务，请先分解并确认任务。")
    return reasons
