"""The verbs on concerns from the finding to the assessment: find, assess, dismiss; `saying` tells of the answers."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from gongkai.affairs.concerns import law
from gongkai.affairs.concerns.alerting import alert
from gongkai.affairs.concerns.models import Assessment, Concern, Level
from gongkai.affairs.concerns.rows import locked, not_yet, take, tell
from gongkai.engines.agencies.models import Actor, Agency
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.screening import covered
from gongkai.kernel.clock import now, today
from gongkai.kernel.flow import Refused, text_faults
from gongkai.kernel.hanzi.dates import format_date


@transaction.atomic
def find(
    *,
    by: Actor,
    agency: Agency,
    title: str,
    level: str,
    source: str,
    occurred_at: datetime,
    found_at: datetime,
    summary: str = "",
) -> Concern:
    """Note a concern; its clocks begin when it was found or when the event happened, as the agency's law says.

    Of a grave one whoever the highest risk alerts is told at once. Raises Refused with every fault.
    """
    reasons = []
    if not by.may(Permission.NOTE_RECORDS, agency):
        reasons.append(f"您没有为{agency.name}登记舆情的权限，请交由该单位的信息公开联络员登记。")
    if agency.closed_on is not None and agency.closed_on <= today():
        reasons.append(f"{agency.name}已于{format_date(agency.closed_on)}撤销，请改用承接其职责的机构。")
    reasons += text_faults("标题", title, 200) + text_faults("来源", source, 200)
    if len(summary.strip()) > 2000:
        reasons.append("情况最多2000字，请压缩。")
    if level not in Level.values:
        reasons.append("请选择级别。")
    reasons += not_yet("发生时间", occurred_at) + not_yet("发现时间", found_at)
    if found_at < occurred_at:
        reasons.append("发现时间不能早于事件发生，请核对。")
    if reasons:
        raise Refused(reasons)
    concern = Concern.objects.create(
        agency=agency, title=title.strip(), level=level, source=source.strip(), summary=summary.strip(),
        occurred_at=occurred_at, found_at=found_at, noted_by=by.handle, noted_at=now(),
    )  # fmt: skip
    event = tell(
        "concern.found", concern, by, title=covered(concern.title), level=level,
        source=covered(concern.source), occurred_at=occurred_at, found_at=found_at,
    )  # fmt: skip
    if concern.is_grave and (highest := next(iter(law.risks(agency).values()), None)):
        alert(concern, event, highest, standing=f"尚未研判，先按{highest.title}提醒")
    return concern


@transaction.atomic
def assess(
    concern: Concern, *, by: Actor, risk: str, reason: str, analysis: str, points: Sequence[str] = ()
) -> Assessment:
    """Weigh a concern: its level of risk and why, and the analysis; again whenever the picture changes.

    points: what was looked into; every point that the pack lists for the level must be among them. When the level is
    one that alerts and was not so before, the staff concerned are told at once, whatever the hour.
    """
    held = locked(concern)
    levels = law.risks(held.agency)
    chosen = levels.get(risk)
    faults = text_faults("定级理由", reason, 500) + text_faults("分析", analysis, 2000)
    if chosen is None:
        faults.append("请选择风险等级。")
    else:
        faults += [
            f"“{point}”尚未确认，请在研判要点中确认后再提交。"
            for point in chosen.said.checklist
            if point not in points
        ]
    before = held.risk
    rank = chosen.said.rank if chosen else None
    held = take(held, "assess", by, faults, risk=risk, risk_rank=rank)
    assert chosen is not None
    row = Assessment.objects.create(
        concern=held, risk=risk, reason=reason.strip(), analysis=analysis.strip(),
        points=[one for one in chosen.said.checklist if one in points],
        assessed_by=by.handle, assessed_at=now(),
    )  # fmt: skip
    event = tell("concern.assessed", held, by, risk=risk, grade=chosen.title, reason=covered(row.reason))
    if risk != before:
        alert(held, event, chosen, standing=f"研判为{chosen.title}，理由：{row.reason}")
    return row


@transaction.atomic
def dismiss(concern: Concern, *, by: Actor, reason: str) -> Concern:
    """Note why there is nothing to answer; its clocks stop. What was wrongly graded is noted anew."""
    held = take(locked(concern), "dismiss", by, text_faults("理由", reason, 500), reason=reason.strip())
    tell("concern.dismissed", held, by, reason=covered(held.reason))
    return held
