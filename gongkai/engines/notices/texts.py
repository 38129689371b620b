"""Texts 文字: what a reminder says: what is owed, about what, under which clause, until when."""

from datetime import datetime

from gongkai.engines.duties.models import Duty
from gongkai.engines.notices.models import Kind
from gongkai.engines.notices.stages import Stage, by_the_hour
from gongkai.kernel.clock import instant
from gongkai.kernel.law import DutyRule

LONGEST_TITLE = 200


def kind_of(duty: Duty, stage: Stage, at: datetime) -> Kind:
    """What it is when it is told: a late worker may tell of the last day when that has passed.

    What should be done is never overdue, so it is never called so.
    """
    if duty.due_at is not None and at > duty.due_at:
        return Kind.OVERDUE if duty.strength == "must" else Kind.DUE
    return Kind(stage.offset.kind)


def title(kind: Kind, rule: DutyRule, about: str) -> str:
    """One line: 【逾期提醒】解读政策文件：《…办法》."""
    line = f"【{kind.label}】{rule.title}" + (f"：{about.rstrip('。')}" if about else "")
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1] + "…"


def text(kind: Kind, duty: Duty, rule: DutyRule, about: str, agency: str) -> str:
    """The whole, in sentences. Dates stand as dates, so that it stays true however late it is read."""
    assert duty.due_at is not None
    last = _last(duty, duty.due_at)
    if kind == Kind.OVERDUE:
        lines = [f"{agency}的一项工作已经逾期：{rule.title}，应当最迟于{last}完成。"]
    elif rule.strength == "must":
        lines = [f"{agency}的一项工作须最迟于{last}完成：{rule.title}。"]
    else:
        lines = [f"{agency}的一项工作建议在{last}以前完成：{rule.title}。"]
    if about:
        lines.append(f"事项：{about.rstrip('。')}。")
    lines.append(f"依据：{(rule.citation or rule.note).rstrip('。')}。")
    if duty.provisional:
        lines.append("放假安排尚未公布，期限暂定，公布后如有变动另行提醒。")
    if kind == Kind.OVERDUE:
        lines.append("请尽快办理。")
    return "\n".join(lines)


def _last(duty: Duty, due_at: datetime) -> str:
    at = instant(due_at)
    day = f"{at.year}年{at.month}月{at.day}日"
    return f"{day}{at:%H:%M}" if by_the_hour(duty.limit) else day
