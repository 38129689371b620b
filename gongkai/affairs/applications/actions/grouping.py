"""Grouping 拆分并案: one application a matter (信息处理费管理办法 art 4); several of one applicant handled together."""

from collections.abc import Sequence

from django.db import transaction

from gongkai.affairs.applications import workflow
from gongkai.affairs.applications.actions.comparing import note_likeness
from gongkai.affairs.applications.actions.privacy import copy_applicant
from gongkai.affairs.applications.actions.receiving import enter, receive
from gongkai.affairs.applications.decisions import same_applicant
from gongkai.affairs.applications.models import Application, Correction, Origin, Stage
from gongkai.affairs.applications.rows import assign, locked, tell, text_faults
from gongkai.engines.agencies.models import Actor
from gongkai.engines.agencies.permissions import Permission
from gongkai.kernel.clock import today


@transaction.atomic
def split(application: Application, *, by: Actor, parts: Sequence[str]) -> list[Application]:
    """Make one application of each part: the first stays what it was, the others are new with its day of receipt.

    Only in the year of receipt: what the last report carried over as one cannot become several.
    """
    application = locked(application)
    texts = [part.strip() for part in parts]
    reasons = [] if len(texts) > 1 else ["请至少写明两项内容，每项作为一件申请。"]
    reasons += [fault for text in texts for fault in text_faults(text, "每一件的申请内容都不能为空。")]
    received = application.received_on
    if received is not None and received.year != today().year:
        reasons.append(f"这件申请已计入{received.year}年度报告，不能再拆分，请在同一件中分别答复。")
    workflow.take(application, "split", by, reasons)
    assert received is not None, "the course has received it"
    correction: Correction | None = getattr(application, "correction", None)
    counts_from = correction.received_on if correction and correction.received_on else received
    found = [application]
    for text in texts[1:]:
        part = enter(
            by=by, agency=application.agency, identity=None, kind=application.kind, wanted=text,
            medium=application.medium, delivery=application.delivery, channel=application.channel,
            arrived_on=application.arrived_on, code_hash=application.code_hash,
            undertaker=application.undertaker, officer=application.officer, came_from=application,
            origin=Origin.SPLIT, suggests_publication=application.suggests_publication,
            is_test=application.is_test,
        )  # fmt: skip
        copy_applicant(application, part)
        receive(part, by, received, counts_from)
        found.append(part)
    assign(application, wanted=texts[0])
    note_likeness(application)
    tell("application.split", application, by, into=[part.number for part in found[1:]])
    return found


@transaction.atomic
def merge(application: Application, *, by: Actor, into: Application) -> Application:
    """Handle it together with another of the same applicant: it is answered, and counted, with that one."""
    first, second = sorted((application, into), key=lambda one: one.pk)
    rows = {one.pk: one for one in (locked(first), locked(second))}
    application, into = rows[application.pk], rows[into.pk]
    reasons = []
    if application.pk == into.pk:
        reasons.append("不能并入自身，请另选一件。")
    if into.agency_id != application.agency_id or not same_applicant(application, into):
        reasons.append("只有同一申请人向同一机关提出的申请才能并案，请另选一件。")
    if into.stage not in (Stage.RECEIVED, Stage.HANDLING):
        reasons.append(f"{into.number}的状态是“{into.get_stage_display()}”，只能并入待审核、办理中的申请。")
    if Permission.HANDLE_APPLICATIONS.value not in workflow.held(into, by):
        reasons.append(f"您没有办理{into.number}的权限，不能并入，请交由信息公开联络员办理。")
    stage = workflow.take(application, "merge", by, reasons)
    assign(application, stage=stage, merged_into=into)
    tell("application.merged", application, by, into=into.number)
    return application


@transaction.atomic
def separate(application: Application, *, by: Actor) -> Application:
    """Handle it by itself again."""
    application = locked(application)
    stage = workflow.take(application, "separate", by)
    _free(application, stage, by)
    return application


def free_followers(application: Application, by: Actor) -> None:
    """What was merged into an application that ends without an answer is handled by itself again."""
    for follower in held_followers(application):
        _free(follower, Stage.HANDLING, by)


def held_followers(application: Application) -> list[Application]:
    """What is merged into a held application, held too; without those that were taken out before they were held."""
    found = [locked(one) for one in application.followers.filter(stage=Stage.MERGED).order_by("pk")]
    return [one for one in found if one.stage == Stage.MERGED and one.merged_into_id == application.pk]


def _free(application: Application, stage: Stage, by: Actor) -> None:
    before = application.merged_into.number if application.merged_into else None
    assign(application, stage=stage, merged_into=None)
    tell("application.separated", application, by, before=before)
