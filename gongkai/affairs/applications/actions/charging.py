"""Charging 信息处理费: the notice, payment, waiver or lapse; the scale is the law pack's (信息处理费管理办法)."""

from datetime import date

from django.db import transaction

from gongkai.affairs.applications import workflow
from gongkai.affairs.applications.actions.consulting import settle
from gongkai.affairs.applications.actions.grouping import free_followers
from gongkai.affairs.applications.actions.writing import write
from gongkai.affairs.applications.fees import quote
from gongkai.affairs.applications.letters.values import law_of, of_fee
from gongkai.affairs.applications.models import Application, Fee, Way
from gongkai.affairs.applications.rows import assign, conclude, day_faults, locked, tell, text_faults
from gongkai.engines.agencies.models import Actor
from gongkai.kernel.clock import day_of, now, today
from gongkai.kernel.hanzi import format_date


@transaction.atomic
def notice_fee(application: Application, *, by: Actor, way: str, pages: int = 0) -> Fee:
    """Tell the applicant what is to be paid, by items or by pages; until then the reply's clock stands."""
    application = locked(application)
    settle(application)
    reasons = [] if way in Way.values else ["请选择按件计收或者按量计收，一件申请只能选择一种。"]
    quantity = amount = 0
    if not reasons:
        quantity, amount = quote(application, Way(way), pages)
        if way == Way.PAGES and pages <= 0:
            reasons.append("按量计收的，请填写页数。")
        elif not amount:
            reasons.append("按照收费标准，这件申请没有超出免费的数量，不收费，请直接办理。")
    stage = workflow.take(application, "notice_fee", by, reasons)
    assign(application, stage=stage)
    fee = Fee.objects.create(
        application=application, way=way, quantity=quantity, amount=amount, noticed_by=by.handle,
        noticed_at=now(),
    )  # fmt: skip
    tell("application.fee_noticed", application, by, way=way, quantity=quantity, amount=amount)
    write(application, workflow.LETTERS["notice_fee"], by, **of_fee(fee))
    return fee


@transaction.atomic
def note_fee_served(application: Application, *, by: Actor, on: date) -> Fee:
    """The notice reached the applicant on a day: the days to pay count from the next."""
    application = locked(application)
    fee: Fee | None = getattr(application, "fee", None)
    reasons = day_faults("送达日期", on, since=day_of(fee.noticed_at) if fee else None)
    if fee is not None and fee.served_on is not None:
        reasons.append(f"送达日期已登记为{format_date(fee.served_on)}，不能再次登记。")
    workflow.take(application, "note_payment", by, reasons)
    assert fee is not None, "only a notice leads to this stage"
    assign(fee, served_on=on)
    tell("application.fee_notice_served", application, by, served_on=on)
    return fee


@transaction.atomic
def note_payment(application: Application, *, by: Actor, on: date | None = None) -> Fee:
    """Paid on a day (today by default): the reply's clock begins anew with the next."""
    application = locked(application)
    day = on or today()
    fee: Fee | None = getattr(application, "fee", None)
    reasons = day_faults("缴费日期", day, since=day_of(fee.noticed_at) if fee else None)
    stage = workflow.take(application, "note_payment", by, reasons)
    assert fee is not None, "only a notice leads to this stage"
    assign(fee, paid_on=day)
    assign(application, stage=stage)
    tell("application.fee_paid", application, by, amount=fee.amount, paid_on=day)
    return fee


@transaction.atomic
def waive_fee(application: Application, *, by: Actor, reason: str) -> Fee:
    """Do not charge after all: the clock goes on where it stood."""
    application = locked(application)
    stage = workflow.take(application, "waive_fee", by, text_faults(reason, "请写明不予收费的理由。", 500))
    fee: Fee = application.fee
    assign(fee, waived_by=by.handle, waived_at=now(), waived_reason=reason.strip())
    assign(application, stage=stage)
    tell("application.fee_waived", application, by, amount=fee.amount)
    write(application, workflow.LETTERS["waive_fee"], by, waiver=fee.waived_reason, **of_fee(fee))
    return fee


@transaction.atomic
def lapse_unpaid(application: Application, *, by: Actor) -> Application:
    """Not paid in time: given up, and no longer handled."""
    application = locked(application)
    stage = workflow.take(application, "lapse_unpaid", by)
    free_followers(application, by)
    conclude(application, stage, "oth_nopay")
    tell("application.lapsed", application, by, outcome="oth_nopay")
    fee: Fee = application.fee
    write(
        application, workflow.LETTERS["lapse_unpaid"], by,
        basis=law_of(application).cite("fees:6"), **of_fee(fee),
    )  # fmt: skip
    return application
