"""Consultation before a normative document 制定前征求意见: noted here, and asked for by the legality review."""

from datetime import date

from django.db import transaction

from gongkai.affairs.documents import workflow
from gongkai.affairs.documents.checks import personal_words
from gongkai.affairs.documents.models import Edition, PriorConsultation
from gongkai.affairs.documents.rows import assign, changed_beside, locked, tell
from gongkai.engines.agencies.models import Actor
from gongkai.engines.duties.packs import pack_for
from gongkai.kernel.clock import now, today
from gongkai.kernel.flow import Refused
from gongkai.kernel.hanzi.dates import format_date

SETTING = "legality_review_needs_consultation"


@transaction.atomic
def note_consultation(
    edition: Edition,
    *,
    by: Actor,
    began_on: date | None = None,
    ended_on: date | None = None,
    notice: str = "",
    received: int = 0,
    adopted: int = 0,
    outcome: str = "",
    exception: str = "",
    reason: str = "",
) -> PriorConsultation:
    """Keep when and how opinions on the draft were asked for, or why the law lets it be done without.

    notice: index number or address of the call. outcome: what was adopted and why the rest was not; it may be left
    out while the public is still being asked. Noted again, it takes the place of what was noted before.
    """
    edition = locked(edition)
    reasons = workflow.refusals(edition, "edit", by)
    if exception not in PriorConsultation.Exemption.values:
        reasons.append("请从列表中选择不征求意见的法定情形。")
    elif exception and not reason.strip():
        reasons.append("请说明为什么属于不征求意见的情形。")
    if not exception:
        reasons += _not_done(began_on, ended_on, notice, outcome)
    reasons += personal_words("意见采纳情况", outcome)
    if not 0 <= adopted <= received:
        reasons.append("采纳的意见条数应在0和收到的条数之间，请核对。")
    if reasons:
        raise Refused(reasons)
    held = {"began_on": None, "ended_on": None} if exception else {"began_on": began_on, "ended_on": ended_on}
    row, _ = PriorConsultation.objects.update_or_create(
        document=edition.document,
        defaults={
            **held, "notice": notice.strip(), "received": received, "adopted": adopted,
            "outcome": outcome.strip(), "exception": exception, "reason": reason.strip(),
            "noted_by": by.handle, "noted_at": now(),
        },
    )  # fmt: skip
    assign(edition, changed_beside(edition, by))
    tell("document.consulted", edition, by, exception=exception, **held, received=received, adopted=adopted)
    return row


def _not_done(began_on: date | None, ended_on: date | None, notice: str, outcome: str) -> list[str]:
    reasons = []
    if began_on is None or ended_on is None:
        reasons.append("请填写征求意见的起止日期；依法不征求意见的，请选择法定情形。")
    elif ended_on < began_on:
        reasons.append("征求意见的结束日期早于开始日期，请核对。")
    if not notice.strip():
        reasons.append("请填写征求意见公告的索引号或者网址。")
    if not outcome.strip() and (ended_on is None or ended_on < today()):
        reasons.append("请写明意见采纳情况；没有收到意见的，也请写明。")
    return reasons


def faults(edition: Edition) -> list[str]:
    """Why the legality review cannot be passed yet for want of a finished consultation."""
    document = edition.document
    if not pack_for(document.agency).setting(SETTING, on=today()).value:
        return []
    row = PriorConsultation.objects.filter(document=document).first()
    if row is None:
        return ["没有公开征求意见的记录，请先征求意见并登记；依法不征求意见的，请登记法定情形。"]
    if row.ended_on is not None and row.ended_on >= today():
        return [f"征求意见到{format_date(row.ended_on)}才结束，请待结束后再作合法性审查。"]
    if not row.exception and not row.outcome.strip():
        return ["征求意见已经结束，还没有登记采纳情况，请先登记。"]
    return []
