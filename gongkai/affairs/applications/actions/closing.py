"""Closing 办结归档: withdrawal, transfer to another organ, archiving (条例 arts 36(5), 45)."""

from django.db import transaction

from gongkai.affairs.applications import workflow
from gongkai.affairs.applications.actions.consulting import no_longer_needed, settle
from gongkai.affairs.applications.actions.grouping import free_followers
from gongkai.affairs.applications.actions.privacy import copy_applicant
from gongkai.affairs.applications.actions.receiving import enter, organ_faults
from gongkai.affairs.applications.actions.writing import write
from gongkai.affairs.applications.guards import draft_of
from gongkai.affairs.applications.models import Application, Channel, Origin
from gongkai.affairs.applications.rows import assign, conclude, locked, tell
from gongkai.affairs.applications.rules import TRANSFER, rule
from gongkai.engines.agencies.models import Actor, Agency
from gongkai.kernel.clock import now, today
from gongkai.kernel.hanzi import format_date


@transaction.atomic
def withdraw(application: Application, *, by: Actor) -> Application:
    """The applicant takes it back, himself or in writing; counted as another outcome."""
    application = locked(application)
    stage = workflow.take(application, "withdraw", by)
    draft = draft_of(application)
    if draft is not None:
        assign(draft, returned_by=by.handle, returned_at=now(), returned_reason="申请人撤回申请。")
    closed = no_longer_needed(application, by)
    free_followers(application, by)
    conclude(application, stage, "oth_other")
    tell("application.withdrawn", application, by, outcome="oth_other", consultations=closed)
    write(application, workflow.LETTERS["withdraw"], by)
    return application


@transaction.atomic
def transfer(application: Application, *, by: Actor, to: Agency) -> Application:
    """Hand it on to the organ that is responsible, which receives it anew; returns the application there.

    Not yet received, it counts at that organ only; received, here too, as another outcome.
    """
    application = locked(application)
    settle(application)
    reasons = organ_faults(to)
    if not rule(application, TRANSFER):
        reasons.append("按本地规定申请不转送，请以“不属于本机关负责公开”答复，告知负责公开的机关。")
    if to.pk == application.agency_id:
        reasons.append("不能转送本机关；由所属单位承办的，请“交办”。")
    if to.closed_on is not None and to.closed_on <= today():
        reasons.append(f"{to.name}已于{format_date(to.closed_on)}撤销，请转送承接其职责的机关。")
    stage = workflow.take(application, "transfer", by, reasons)
    there = enter(
        by=by, agency=to, identity=None, kind=application.kind, wanted=application.wanted,
        medium=application.medium, delivery=application.delivery, channel=Channel.TRANSFER,
        arrived_on=today(), code_hash=application.code_hash, undertaker=to, came_from=application,
        origin=Origin.TRANSFER, suggests_publication=application.suggests_publication,
        is_test=application.is_test,
    )  # fmt: skip
    copy_applicant(application, there)
    free_followers(application, by)
    conclude(application, stage, "oth_other")
    tell("application.transferred", application, by, outcome="oth_other", to=to.slug, number=there.number)
    write(application, workflow.LETTERS["transfer"], by, other_organ=to.name, other_number=there.number)
    return there


@transaction.atomic
def archive(application: Application, *, by: Actor) -> Application:
    """Put the closed file in the archive (归档)."""
    application = locked(application)
    workflow.take(application, "archive", by)
    assign(application, archived_by=by.handle, archived_at=now())
    tell("application.archived", application, by)
    return application
