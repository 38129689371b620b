"""Receiving 收到: handing in by any channel, the day of receipt by the rule of each (条例 arts 29, 31), examining."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db import transaction

from gongkai.affairs.applications import secrets, workflow
from gongkai.affairs.applications.actions.checking import Checked, check_faults, found_sound, keep_check
from gongkai.affairs.applications.actions.comparing import note_likeness
from gongkai.affairs.applications.actions.enclosing import MOST, Enclosed, keep_enclosures
from gongkai.affairs.applications.actions.writing import write
from gongkai.affairs.applications.identity import Identity, Visitor, faults
from gongkai.affairs.applications.models import (
    Applicant,
    Application,
    Channel,
    Delivery,
    Kind,
    Medium,
    Papers,
    Stage,
)
from gongkai.affairs.applications.rows import assign, day_faults, locked, next_number, tell, text_faults
from gongkai.engines.agencies.models import Actor, Agency, AgencyKind, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.kernel.clock import now, today
from gongkai.kernel.flow import Refused
from gongkai.kernel.hanzi import format_date

# Received on the day they come in; the others on the day both sides have confirmed it.
AT_ONCE = (Channel.IN_PERSON, Channel.ORAL, Channel.SIGNED_POST)
# A village is no organ, and what is known only as an issuer of old documents answers nobody here (条例 art 27).
NOT_ASKED = (AgencyKind.VILLAGE, AgencyKind.OTHER)


class Submitted(NamedTuple):
    """A new application and its query code, which is shown once and kept nowhere."""

    application: Application
    code: str


@transaction.atomic
def submit(
    *,
    by: Actor,
    agency: Agency,
    kind: str,
    identity: Identity,
    wanted: str,
    medium: str,
    delivery: str,
    channel: str = Channel.WEB,
    arrived_on: date | None = None,
    suggests_publication: bool = False,
    enclosures: Sequence[Enclosed] = (),
    checked: Checked | None = None,
) -> Submitted:
    """Take in an application: identity, what is wanted, the form wanted; nothing else is asked (条例 art 29).

    An applicant hands in on the web by himself (`by=APPLICANT`); an officer registers the other channels.
    arrived_on: the day it was handed in, signed for or lay in the letter box, today by default.
    enclosures: what he sends of himself, examined (`enclosing.examined`); none is required.
    checked: what the officer who registers it found of the papers before him; later where they came otherwise. Who
    sent no proof of identity at all is registered too, and asked for it.
    """
    day = arrived_on or today()
    identity = identity.stripped()
    reasons = _may_register(by, agency, channel)
    reasons += day_faults("收件日期", day)
    reasons += _form_faults(kind, wanted, medium, delivery, channel)
    reasons += faults(identity, kind, delivery, proven=checked is None or checked.proof != Papers.MISSING)
    if len(enclosures) > MOST:
        reasons.append(f"一件申请最多保存{MOST}个附件，请合并后再交。")
    reasons += check_faults(checked) if checked else []
    if reasons:
        raise Refused(reasons)
    code = secrets.new_code()
    application = enter(
        by=by, agency=agency, identity=identity, kind=kind, wanted=wanted.strip(), medium=medium,
        delivery=delivery, channel=channel, arrived_on=day, suggests_publication=suggests_publication,
        code_hash=secrets.hash_code(code), undertaker=agency,
    )  # fmt: skip
    if enclosures:
        keep_enclosures(application, enclosures, by)
    if checked:
        keep_check(application, checked, by)
        tell(
            "application.identity_checked",
            application,
            by,
            proof=checked.proof,
            authority=checked.authority or None,
        )
    if channel in AT_ONCE:
        receive(application, by, day)
    return Submitted(application, code)


@transaction.atomic
def confirm_receipt(application: Application, *, by: Actor, on: date | None = None) -> Application:
    """Both sides have confirmed, on a day (today by default): that day counts as the day of receipt (art 31)."""
    application = locked(application)
    day = on or today()
    workflow.take(
        application, "confirm_receipt", by, day_faults("确认收到的日期", day, since=application.arrived_on)
    )
    receive(application, by, day)
    return application


@transaction.atomic
def accept(application: Application, *, by: Actor) -> Application:
    """Examined: who applies is shown, and what is wanted is clear (审核, art 45)."""
    application = locked(application)
    assign(application, stage=workflow.take(application, "accept", by))
    if not hasattr(application, "identity_check"):
        keep_check(application, found_sound(application), by)
    tell("application.found_clear", application, by)
    return application


@transaction.atomic
def entrust(
    application: Application, *, by: Actor, undertaker: Agency, officer: Officer | None = None
) -> Application:
    """Hand the work to a unit, and there to an officer; the organ that was asked goes on owing the answer."""
    application = locked(application)
    reasons = []
    if undertaker.closed_on is not None and undertaker.closed_on <= today():
        reasons.append(
            f"{undertaker.name}已于{format_date(undertaker.closed_on)}撤销，请改为承接其职责的机构。"
        )
    if not undertaker.path.startswith(application.agency.path):
        reasons.append(
            f"{undertaker.name}不是{application.agency.name}所属的单位，请转送该机关，或者另选单位。"
        )
    if officer is not None and not officer.may(Permission.HANDLE_APPLICATIONS, undertaker):
        reasons.append(f"{officer.name}没有为{undertaker.name}办理申请的权限，请另选人员。")
    workflow.take(application, "assign", by, reasons)
    assign(application, undertaker=undertaker, officer=officer)
    tell(
        "application.assigned",
        application,
        by,
        undertaker=undertaker.slug,
        officer=officer.handle if officer else None,
    )
    return application


def enter(*, by: Actor, agency: Agency, identity: Identity | None, **values: object) -> Application:
    """A new row with its number and its applicant, sealed; `identity` None: the caller seals one."""
    application = Application.objects.create(
        number=next_number(agency, today().year),
        agency=agency,
        submitted_by=by.handle,
        submitted_at=now(),
        **values,
    )
    if identity is not None:
        keep_applicant(application, identity)
    tell(
        "application.submitted", application, by,
        channel=application.channel, kind=application.kind, arrived_on=application.arrived_on,
    )  # fmt: skip
    return application


def keep_applicant(application: Application, identity: Identity) -> None:
    """Seal who applied, apart from the application."""
    Applicant.objects.create(
        application=application,
        payload=secrets.seal(identity.to_json(), application.number),
        fingerprint=secrets.fingerprint(identity.proof, identity.proof_number, application.number),
    )


def receive(application: Application, by: Actor, day: date, counts_from: date | None = None) -> None:
    """The day of receipt; the clocks count from it, or for a part of a split application as for the whole."""
    assign(application, stage=Stage.RECEIVED, received_on=day)
    note_likeness(application)
    tell(
        "application.received", application, by,
        channel=application.channel, kind=application.kind, received_on=day, counts_from=counts_from or day,
    )  # fmt: skip
    write(application, workflow.LETTERS["confirm_receipt"], by)


def _may_register(by: Actor, agency: Agency, channel: str) -> list[str]:
    reasons = []
    if isinstance(by, Visitor):
        if channel != Channel.WEB:
            reasons.append("请在网上提交；以其他方式提出的，由受理机关登记。")
    elif not by.may(Permission.REGISTER_APPLICATIONS, agency):
        reasons.append(f"您没有为{agency.name}登记申请的权限，请交由信息公开联络员登记。")
    if agency.closed_on is not None and agency.closed_on <= today():
        reasons.append(
            f"{agency.name}已于{format_date(agency.closed_on)}撤销，请向承接其职责的机关提出申请。"
        )
    return reasons + organ_faults(agency)


def organ_faults(agency: Agency) -> list[str]:
    """Whether it is an organ that answers applications (条例 art 27)."""
    return [f"{agency.name}不受理政府信息公开申请，请另选机关。"] if agency.kind in NOT_ASKED else []


def _form_faults(kind: str, wanted: str, medium: str, delivery: str, channel: str) -> list[str]:
    reasons = text_faults(wanted, "请写明所申请信息的名称、文号，或者便于查询的其他特征。")
    for value, choices, sentence in (
        (kind, Kind, "请选择申请人的类别"),
        (medium, Medium, "请选择所需信息的形式"),
        (delivery, Delivery, "请选择获取信息的方式"),
        (channel, Channel, "请选择提出申请的方式"),
    ):
        if value not in choices.values:
            reasons.append(f"{sentence}：{'、'.join(map(str, choices.labels))}。")
    if channel == Channel.TRANSFER:
        reasons.append("转送的申请由转送机关办理，不能直接登记。")
    return reasons
