"""The course of a task 流程: state × step × permission × guards, in one table.

The openness office rules the breakdown; the units named in a task report on it. A split or merged task ends
there: what comes of it is proposed anew, so that nothing is dispatched that nobody confirmed.
"""

from django.utils.translation import gettext_noop as _

from gongkai.engines.agencies.models import Actor
from gongkai.engines.agencies.permissions import PERMISSION_TITLES, Permission
from gongkai.kernel.clock import today
from gongkai.kernel.flow import Flow, Step
from gongkai.kernel.hanzi.dates import format_date
from gongkai.oversight.tasks.models import State, Task


def names_units(task: Task, actor: Actor) -> list[str]:
    """已写明责任单位"""
    return [] if task.units.all() else ["请先写明责任单位，再确认任务。"]


def plan_is_adopted(task: Task, actor: Actor) -> list[str]:
    """所属方案已经制定"""
    if task.plan.adopted_at is not None:
        return []
    return [f"“{task.plan.title}”是收到的上级文件，请先制定本单位的实施方案，再下达任务。"]


def units_are_open(task: Task, actor: Actor) -> list[str]:
    """责任单位均未撤销"""
    return [
        f"{agency.name}已于{format_date(agency.closed_on)}撤销，请将责任单位改为承接其职责的机构。"
        for agency in task.agencies
        if agency.closed_on is not None and agency.closed_on <= today()
    ]


def is_not_past(task: Task, actor: Actor) -> list[str]:
    """完成日期未过"""
    if task.due_on is None or task.due_on >= today():
        return []
    return [f"完成日期{task.due_on}已过，请先更正完成日期，再下达任务。"]


_PLAN = (Permission.PLAN_TASKS,)

FLOW: Flow[Task, Actor] = Flow(
    "tasks",
    title="任务",
    states={state.value: str(state.label) for state in State},
    roles={permission.value: title for permission, title in PERMISSION_TITLES.items()},
    initial=(State.PROPOSED,),
    final=(State.ACCEPTED, State.SPLIT, State.MERGED, State.CANCELLED),
    steps=(
        Step(
            name="correct",
            title=_("更正"),
            from_=(State.PROPOSED, State.CONFIRMED),
            to=None,
            roles=_PLAN,
        ),
        Step(
            name="split",
            title=_("拆分"),
            from_=(State.PROPOSED, State.CONFIRMED),
            to=State.SPLIT,
            roles=_PLAN,
        ),
        Step(
            name="merge",
            title=_("合并"),
            from_=(State.PROPOSED, State.CONFIRMED),
            to=State.MERGED,
            roles=_PLAN,
        ),
        Step(
            name="confirm",
            title=_("确认"),
            from_=(State.PROPOSED,),
            to=State.CONFIRMED,
            roles=_PLAN,
            guards=(names_units,),
        ),
        Step(
            name="dispatch",
            title=_("下达"),
            from_=(State.CONFIRMED,),
            to=State.DISPATCHED,
            roles=_PLAN,
            guards=(plan_is_adopted, units_are_open, is_not_past),
        ),
        Step(
            name="set_deadline",
            title=_("改定完成日期"),
            from_=(State.DISPATCHED, State.REPORTED),
            to=None,
            roles=_PLAN,
        ),
        Step(
            name="report_progress",
            title=_("报送进展"),
            from_=(State.DISPATCHED, State.REPORTED),
            to=State.REPORTED,
            roles=(Permission.REPORT_TASKS,),
        ),
        Step(
            name="accept",
            title=_("办结"),
            from_=(State.REPORTED,),
            to=State.ACCEPTED,
            roles=_PLAN,
        ),
        Step(
            name="return",
            title=_("退回"),
            from_=(State.REPORTED,),
            to=State.DISPATCHED,
            roles=_PLAN,
        ),
        Step(
            name="cancel",
            title=_("取消"),
            from_=(State.PROPOSED, State.CONFIRMED, State.DISPATCHED, State.REPORTED),
            to=State.CANCELLED,
            roles=_PLAN,
        ),
    ),
)


def held(task: Task, by: Actor) -> list[str]:
    """What the actor may do about the task: reporting is for the units that owe it, all else for those who
    rule the plan."""
    found = [Permission.PLAN_TASKS.value] if by.may(Permission.PLAN_TASKS, task.plan.agency) else []
    if any(by.may(Permission.REPORT_TASKS, agency) for agency in task.agencies):
        found.append(Permission.REPORT_TASKS.value)
    return found


def refusals(task: Task, step: str, by: Actor) -> list[str]:
    """Every reason why the actor may not take the step now; empty if he may."""
    return FLOW.refusals(task, step, roles=held(task, by), actor=by)
