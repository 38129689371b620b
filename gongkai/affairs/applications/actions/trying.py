"""Trying 畅通性测试: the office applies to itself by its own form and sees what comes out; counted in no figure."""

from django.db import transaction

from gongkai.affairs.applications import secrets
from gongkai.affairs.applications.actions.receiving import Submitted, enter
from gongkai.affairs.applications.identity import Identity
from gongkai.affairs.applications.models import Application, Channel, Delivery, Kind, Medium, Trial
from gongkai.affairs.applications.rows import locked, text_faults
from gongkai.affairs.applications.trials import took
from gongkai.engines.agencies.models import Actor, Agency
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.ledger.actions import record
from gongkai.kernel.clock import now, today
from gongkai.kernel.flow import Refused
from gongkai.kernel.hanzi import format_date


@transaction.atomic
def try_channel(agency: Agency, *, by: Actor, wanted: str) -> Submitted:
    """Apply on the web to an agency as anybody may, but for its being a trial; nobody's data is in it."""
    reasons = _may_try(agency, by)
    reasons += text_faults(wanted, "请写明测试所申请的信息。")
    if agency.closed_on is not None and agency.closed_on <= today():
        reasons.append(f"{agency.name}已于{format_date(agency.closed_on)}撤销，无需测试。")
    if reasons:
        raise Refused(reasons)
    code = secrets.new_code()
    identity = Identity("畅通性测试", "other_code", f"TEST-{agency.slug}-{today():%Y%m%d}")
    application = enter(
        by=by, agency=agency, identity=identity, kind=Kind.OTHER, wanted=wanted.strip(), is_test=True,
        medium=Medium.ELECTRONIC, delivery=Delivery.WEB, channel=Channel.WEB, arrived_on=today(),
        code_hash=secrets.hash_code(code), undertaker=agency,
    )  # fmt: skip
    record("application.trial_begun", subject=application.subject, agency=agency.slug, by=by.handle, facts={})
    return Submitted(application, code)


@transaction.atomic
def note_trial(application: Application, *, by: Actor, works: bool, note: str = "") -> Trial:
    """Say how it went: whether the channel works, and if not, where it stuck."""
    application = locked(application)
    reasons = _may_try(application.agency, by)
    if not application.is_test:
        reasons.append("这不是畅通性测试的申请。")
    if hasattr(application, "trial"):
        reasons.append("这次测试的结果已经登记，不能再次登记。")
    if not works:
        reasons += text_faults(note, "渠道不畅通的，请写明在哪一步出现什么问题。", 500)
    elif len(note.strip()) > 500:
        reasons.append("说明最多500字，请压缩。")
    if reasons:
        raise Refused(reasons)
    trial = Trial.objects.create(
        application=application, works=works, note=note.strip(), noted_by=by.handle, noted_at=now()
    )
    days = took(application)
    record(
        "channel.tested", subject=application.subject, agency=application.agency.slug, by=by.handle,
        facts={"on": today(), "works": works, "confirmed_after": days.to_confirm, "answered_after": days.to_answer},
    )  # fmt: skip
    return trial


def _may_try(agency: Agency, by: Actor) -> list[str]:
    able = (Permission.REGISTER_APPLICATIONS, Permission.SUPERVISE_APPLICATIONS)
    if any(by.may(one, agency) for one in able):
        return []
    return [f"您没有测试{agency.name}申请渠道的权限，请由信息公开联络员或者政务公开办办理。"]
