"""Correcting 补正: one notice within the limit, the corrected application, or its lapse (条例 art 30)."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from gongkai.affairs.applications import workflow
from gongkai.affairs.applications.actions.comparing import note_likeness
from gongkai.affairs.applications.actions.consulting import settle
from gongkai.affairs.applications.actions.grouping import free_followers
from gongkai.affairs.applications.actions.writing import write
from gongkai.affairs.applications.doubts import doubts_of
from gongkai.affairs.applications.letters.values import day_in_words, numbered
from gongkai.affairs.applications.models import Application, Correction
from gongkai.affairs.applications.rows import assign, conclude, day_faults, locked, tell, text_faults
from gongkai.engines.agencies.models import Actor
from gongkai.kernel.clock import day_of, now, today


@transaction.atomic
def ask_correction(
    application: Application, *, by: Actor, items: Sequence[str], correct_by: date
) -> Correction:
    """Tell at once all that is unclear, papers that were found wanting too, and until which day it can be corrected."""
    application = locked(application)
    settle(application)
    told = [item.strip() for item in items if item.strip()]
    reasons = [] if told else ["请逐项写明需要补正的内容。"]
    if any(len(item) > 500 for item in told):
        reasons.append("每项补正内容最多500字，请压缩。")
    reasons += [
        f"经核对{name}缺失或者不符，补正只能告知一次，请把“{name}”也列入需要补正的内容。"
        for name in doubts_of(application)
        if not any(name in item for item in told)
    ]
    if correct_by <= today():
        reasons.append("补正的最后一日应在今日之后，并给申请人留出合理的时间。")
    stage = workflow.take(application, "ask_correction", by, reasons)
    assign(application, stage=stage)
    correction = Correction.objects.create(
        application=application, items=told, correct_by=correct_by, asked_by=by.handle, asked_at=now()
    )
    tell("application.correction_asked", application, by, items=len(told), correct_by=correct_by)
    write(
        application, workflow.LETTERS["ask_correction"], by,
        items=numbered(told), correct_by=day_in_words(correct_by),
    )  # fmt: skip
    return correction


@transaction.atomic
def take_correction(
    application: Application, *, by: Actor, wanted: str, on: date | None = None
) -> Application:
    """The corrected application came in on a day (today by default): the reply's clock begins anew then."""
    application = locked(application)
    day = on or today()
    correction: Correction | None = getattr(application, "correction", None)
    reasons = text_faults(wanted, "请写明补正后的申请内容。")
    if correction is not None:
        reasons += day_faults("收到补正的日期", day, since=day_of(correction.asked_at))
    stage = workflow.take(application, "take_correction", by, reasons)
    assert correction is not None, "only a notice leads to this stage"
    assign(correction, before=application.wanted, received_on=day, noted_by=by.handle, noted_at=now())
    assign(application, stage=stage, wanted=wanted.strip())
    note_likeness(application)
    tell("application.corrected", application, by, received_on=day)
    return application


@transaction.atomic
def lapse_uncorrected(application: Application, *, by: Actor) -> Application:
    """Nothing came by the last day, for no good reason: given up, and no longer handled."""
    application = locked(application)
    stage = workflow.take(application, "lapse_uncorrected", by)
    free_followers(application, by)
    conclude(application, stage, "oth_nocorrect")
    tell("application.lapsed", application, by, outcome="oth_nocorrect")
    asked: Correction = application.correction
    write(application, workflow.LETTERS["lapse_uncorrected"], by, correct_by=day_in_words(asked.correct_by))
    return application
