"""Extending 延期: once, by consent of the head of the disclosure office (条例 art 33); delay where the applicant
asks for more than is reasonable (art 35)."""

from datetime import date

from django.db import transaction

from gongkai.affairs.applications import workflow
from gongkai.affairs.applications.actions.consulting import settle
from gongkai.affairs.applications.actions.writing import write
from gongkai.affairs.applications.letters.values import day_in_words
from gongkai.affairs.applications.models import Application, Excess, Extension
from gongkai.affairs.applications.rows import assign, locked, tell, text_faults
from gongkai.engines.agencies.models import Actor
from gongkai.kernel.clock import now, today


@transaction.atomic
def propose_extension(application: Application, *, by: Actor, reason: str) -> Extension:
    """Ask the head of the disclosure office for more time, and say why."""
    application = locked(application)
    settle(application)
    workflow.take(
        application, "propose_extension", by, text_faults(reason, "请写明不能按期答复的理由。", 500)
    )
    Extension.objects.filter(application=application, granted=False).delete()
    extension = Extension.objects.create(
        application=application, reason=reason.strip(), proposed_by=by.handle, proposed_at=now()
    )
    tell("application.extension_proposed", application, by)
    return extension


@transaction.atomic
def consent_extension(application: Application, *, by: Actor) -> Extension:
    """Consent, inside the first period, and tell the applicant by that very step."""
    application = locked(application)
    settle(application)
    workflow.take(application, "consent_extension", by)
    extension: Extension = application.extension
    assign(extension, granted=True, decided_by=by.handle, decided_at=now())
    tell("application.extended", application, by, consented_by=by.handle, proposed_by=extension.proposed_by)
    write(application, workflow.LETTERS["consent_extension"], by)
    return extension


@transaction.atomic
def decline_extension(application: Application, *, by: Actor, reason: str) -> Extension:
    """Do not consent: the reply is due when it was."""
    application = locked(application)
    workflow.take(application, "decline_extension", by, text_faults(reason, "请写明不同意延期的理由。", 500))
    extension: Extension = application.extension
    assign(extension, granted=False, answer=reason.strip(), decided_by=by.handle, decided_at=now())
    tell("application.extension_declined", application, by)
    return extension


@transaction.atomic
def ask_reasons(application: Application, *, by: Actor, question: str) -> Excess:
    """Ask an applicant whose requests clearly exceed what is reasonable for his reasons; the clock runs on."""
    application = locked(application)
    workflow.take(
        application, "ask_reasons", by,
        text_faults(question, "请写明申请的数量、频次如何超过合理范围，要求申请人说明理由。", 500),
    )  # fmt: skip
    excess = Excess.objects.create(
        application=application, question=question.strip(), asked_by=by.handle, asked_at=now()
    )
    tell("application.reasons_asked", application, by)
    write(application, workflow.LETTERS["ask_reasons"], by, question=excess.question)
    return excess


@transaction.atomic
def note_reasons(application: Application, *, by: Actor, reasons: str) -> Excess:
    """The reasons that the applicant gave, or that he gave none."""
    application = locked(application)
    workflow.take(
        application, "note_reasons", by,
        text_faults(reasons, "请写明申请人说明的理由；没有说明的，请写“未说明理由”。"),
    )  # fmt: skip
    excess: Excess = application.excess
    assign(excess, reasons=reasons.strip(), noted_by=by.handle, noted_at=now())
    tell("application.reasons_given", application, by)
    return excess


@transaction.atomic
def delay(application: Application, *, by: Actor, answer_by: date) -> Excess:
    """The reasons hold, but the limits do not suffice: fix a reasonable day and tell the applicant (art 35)."""
    application = locked(application)
    settle(application)
    reasons = [] if answer_by > today() else ["延迟答复的日期应在今日之后，请另定。"]
    workflow.take(application, "delay", by, reasons)
    excess: Excess = application.excess
    assign(excess, answer_by=answer_by, delayed_by=by.handle, delayed_at=now())
    tell("application.delayed", application, by, answer_by=answer_by, decided_by=by.handle)
    write(application, workflow.LETTERS["delay"], by, answer_by=day_in_words(answer_by))
    return excess
