"""The verbs on concerns: find, release, hold a conference, respond, dismiss."""

from datetime import datetime

from django.db import transaction

from gongkai.affairs.concerns import workflow
from gongkai.affairs.concerns.models import Concern, Level, Response, State
from gongkai.affairs.documents.queries import public_since
from gongkai.engines.agencies.models import Actor, Agency
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.ledger.actions import record
from gongkai.kernel.clock import day_of, now, today
from gongkai.kernel.flow import Refused

Kind = Response.Kind


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

    Raises Refused with every fault.
    """
    reasons = []
    if not by.may(Permission.NOTE_RECORDS, agency):
        reasons.append(f"您没有为{agency.name}登记舆情的权限，请交由该单位的信息公开联络员登记。")
    if agency.closed_on is not None and agency.closed_on <= today():
        reasons.append(f"{agency.name}已于{agency.closed_on}撤销，请改用承接其职责的机构。")
    reasons += _text("标题", title, 200) + _text("来源", source, 200)
    if len(summary.strip()) > 2000:
        reasons.append("情况最多2000字，请压缩。")
    if level not in Level.values:
        reasons.append("请选择级别。")
    reasons += _not_yet("发生时间", occurred_at) + _not_yet("发现时间", found_at)
    if found_at < occurred_at:
        reasons.append("发现时间不能早于事件发生，请核对。")
    if reasons:
        raise Refused(reasons)
    concern = Concern.objects.create(
        agency=agency, title=title.strip(), level=level, source=source.strip(), summary=summary.strip(),
        occurred_at=occurred_at, found_at=found_at, noted_by=by.handle, noted_at=now(),
    )  # fmt: skip
    record(
        "concern.found",
        subject=concern.subject,
        agency=agency.slug,
        by=by.handle,
        facts={
            "title": concern.title,
            "level": level,
            "source": concern.source,
            "occurred_at": occurred_at,
            "found_at": found_at,
        },
    )
    return concern


@transaction.atomic
def release(concern: Concern, *, by: Actor, at: datetime, text: str, document: str = "") -> Response:
    """Note that authoritative information was released; again as the handling goes on."""
    held = _take(concern, "release", by, _said(concern, at, text, document))
    row = _keep(held, Kind.RELEASE, by, at, text, document)
    _record("concern.released", row, by)
    return row


@transaction.atomic
def hold_conference(concern: Concern, *, by: Actor, at: datetime, text: str, document: str = "") -> Response:
    """Note that a press conference was held."""
    held = _take(concern, "hold_conference", by, _said(concern, at, text, document))
    row = _keep(held, Kind.CONFERENCE, by, at, text, document)
    _record("concern.conference_held", row, by)
    return row


@transaction.atomic
def respond(concern: Concern, *, by: Actor, at: datetime, text: str, document: str = "") -> Response:
    """Note the answer: facts, measures and what came of the handling. The concern is answered with it."""
    held = _take(concern, "respond", by, _said(concern, at, text, document))
    row = _keep(held, Kind.RESPONSE, by, at, text, document)
    _record("concern.responded", row, by)
    return row


@transaction.atomic
def dismiss(concern: Concern, *, by: Actor, reason: str) -> Concern:
    """Note why there is nothing to answer; its clocks stop. What was wrongly graded is noted anew."""
    faults = _text("理由", reason, 500)
    held = _take(concern, "dismiss", by, faults, reason=reason.strip())
    record(
        "concern.dismissed",
        subject=held.subject,
        agency=held.agency.slug,
        by=by.handle,
        facts={"reason": held.reason},
    )
    return held


def _take(concern: Concern, step: str, by: Actor, faults: list[str], reason: str = "") -> Concern:
    """The concern as it stands now, held until the commit, a step further; refused with every reason."""
    held = Concern.objects.select_for_update(of=("self",)).select_related("agency").get(pk=concern.pk)
    roles = workflow.held(held, by)
    if reasons := [*workflow.FLOW.refusals(held, step, roles=roles, actor=by), *faults]:
        raise Refused(reasons)
    held.state = State(workflow.FLOW.take(held, step, roles=roles, actor=by))
    held.reason = reason
    held.save(update_fields=["state", "reason"])
    return held


def _keep(concern: Concern, kind: Kind, by: Actor, at: datetime, text: str, document: str) -> Response:
    return Response.objects.create(
        concern=concern, kind=kind, at=at, text=text.strip(), document=document,
        noted_by=by.handle, noted_at=now(),
    )  # fmt: skip


def _record(verb: str, row: Response, by: Actor) -> None:
    record(
        verb,
        subject=row.concern.subject,
        agency=row.concern.agency.slug,
        by=by.handle,
        facts={"at": row.at, "document": row.document},
    )


def _said(concern: Concern, at: datetime, text: str, document: str) -> list[str]:
    reasons = _text("内容", text, 2000) + _not_yet("时间", at)
    if at < concern.occurred_at:
        reasons.append("时间不能早于事件发生，请核对。")
    if document:
        since = public_since(document)
        if since is None:
            reasons.append(f"没有索引号为{document}的已公开文件，请核对发布的文件。")
        elif since > day_of(at):
            reasons.append(f"发布的文件{since}才公开，请核对时间，或者改填当时已公开的文件。")
    return reasons


def _text(name: str, value: str, limit: int) -> list[str]:
    if not value.strip():
        return [f"请填写{name}。"]
    return [f"{name}最多{limit}字，请压缩。"] if len(value.strip()) > limit else []


def _not_yet(name: str, at: datetime) -> list[str]:
    return [f"{name}尚未到来，请核对。"] if at > now() else []
