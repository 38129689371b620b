"""Remedies 救济和监督: reconsideration, litigation, complaints and how they ended; supervision of what is overdue."""

from datetime import date

from django.db import transaction

from gongkai.affairs.applications import workflow
from gongkai.affairs.applications.actions.writing import supervisor_of, write
from gongkai.affairs.applications.clocks import days_late, reply_of
from gongkai.affairs.applications.guides import contact_of
from gongkai.affairs.applications.models import Application, Remedy, RemedyKind, Result
from gongkai.affairs.applications.rows import assign, day_faults, locked, tell, text_faults
from gongkai.engines.agencies.models import Actor
from gongkai.kernel.clock import now, today


@transaction.atomic
def note_remedy(application: Application, *, by: Actor, kind: str, body: str, filed_on: date) -> Remedy:
    """The applicant turned to another body against the reply, or against silence."""
    application = locked(application)
    reasons = text_faults(body, "请写明受理的机关或者法院。", 200)
    reasons += day_faults("提出日期", filed_on, since=application.received_on)
    if kind not in RemedyKind.values:
        reasons.append(f"请选择种类：{'、'.join(map(str, RemedyKind.labels))}。")
    if (
        kind == RemedyKind.LITIGATION_AFTER
        and not application.remedies.filter(kind=RemedyKind.RECONSIDERATION).exists()
    ):
        reasons.append("没有登记过行政复议，不能登记复议后起诉；请先登记行政复议，或者选择未经复议直接起诉。")
    workflow.take(application, "note_remedy", by, reasons)
    remedy = Remedy.objects.create(
        application=application, kind=kind, body=body.strip(), filed_on=filed_on, noted_by=by.handle,
        noted_at=now(),
    )  # fmt: skip
    tell("application.remedy_filed", application, by, remedy=remedy.pk, kind=kind, filed_on=filed_on)
    return remedy


@transaction.atomic
def note_remedy_result(remedy: Remedy, *, by: Actor, result: str, on: date | None = None) -> Remedy:
    """How it ended, on a day (today by default)."""
    application = locked(remedy.application)
    remedy = application.remedies.get(pk=remedy.pk)
    day = on or today()
    reasons = day_faults("办结日期", day, since=remedy.filed_on)
    if result not in Result.values:
        reasons.append(f"请选择结果：{'、'.join(map(str, Result.labels))}。")
    if remedy.result:
        reasons.append(f"结果已登记为“{remedy.get_result_display()}”，不能再次登记。")
    workflow.take(application, "note_remedy", by, reasons)
    assign(remedy, result=result, ended_on=day)
    tell(
        "application.remedy_ended",
        application,
        by,
        remedy=remedy.pk,
        kind=remedy.kind,
        result=result,
        ended_on=day,
    )
    return remedy


@transaction.atomic
def urge(application: Application, *, by: Actor) -> Application:
    """Send the letter of supervision 督办函 to the organ whose reply is overdue (条例 art 47)."""
    application = locked(application)
    workflow.take(application, "urge", by)
    tell("application.urged", application, by)
    write(
        application, workflow.LETTERS["urge"], by, late_days=str(days_late(reply_of(application))),
        contact=contact_of(supervisor_of(application, by)).in_words,
    )  # fmt: skip
    return application
