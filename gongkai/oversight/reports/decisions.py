"""Published decisions 答复选登: replies that an agency puts before everybody; nothing in them tells who applied."""

from django.db import transaction
from django.db.models import QuerySet

from gongkai.affairs.applications.models import Application, Stage
from gongkai.affairs.applications.queries import applications_for
from gongkai.engines.agencies.models import Actor, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.ledger.actions import record
from gongkai.engines.screening import KINDS, PERSONAL, screen
from gongkai.kernel.clock import now
from gongkai.kernel.flow import Refused
from gongkai.oversight.reports.models import PublishedDecision

LIMITS = {"asked": ("申请的内容", 1_000), "answered": ("答复的要点", 5_000)}


@transaction.atomic
def publish_decision(application: Application, *, by: Actor, asked: str, answered: str) -> PublishedDecision:
    """Publish what was asked and answered; again to change the words, or after a withdrawal.

    The words are the office's own. What looks like personal data in them is refused, wherever it stands; who
    applied stands in no table that this verb reads.
    """
    application = (
        Application.objects.select_for_update(of=("self",)).select_related("agency").get(pk=application.pk)
    )
    reasons = _may(by, application)
    if application.stage != Stage.ANSWERED:
        reasons.append("这件申请没有答复，不能公布。")
    if application.is_test:
        reasons.append("这是畅通性测试的申请，不能公布。")
    given = {"asked": asked.strip(), "answered": answered.strip()}
    for name, (title, limit) in LIMITS.items():
        reasons += _faults(title, given[name], limit)
    if reasons:
        raise Refused(reasons)
    row, _made = PublishedDecision.objects.update_or_create(
        application=application,
        defaults={
            **given,
            "published_by": by.handle,
            "published_at": now(),
            "withdrawn_by": "",
            "withdrawn_at": None,
            "withdrawn_reason": "",
        },
    )
    record(
        "decision.disclosed",
        subject=row.subject,
        agency=application.agency.slug,
        by=by.handle,
        facts={"outcome": application.outcome},
        public=True,
    )
    return row


@transaction.atomic
def withdraw_decision(row: PublishedDecision, *, by: Actor, reason: str) -> PublishedDecision:
    """Take a published decision out of sight again."""
    row = (
        PublishedDecision.objects.select_for_update(of=("self",))
        .select_related("application__agency")
        .get(pk=row.pk)
    )
    reasons = _may(by, row.application)
    if not 0 < len(reason.strip()) <= 500:
        reasons.append("请写明撤下的理由，最多500字。")
    if row.withdrawn_at is not None:
        reasons.append("这件答复已经撤下。")
    if reasons:
        raise Refused(reasons)
    row.withdrawn_by, row.withdrawn_at, row.withdrawn_reason = by.handle, now(), reason.strip()
    row.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_reason"])
    record(
        "decision.undisclosed",
        subject=row.subject,
        agency=row.application.agency.slug,
        by=by.handle,
        facts={},
        public=True,
    )
    return row


def published_decisions() -> QuerySet[PublishedDecision]:
    """The published decisions that stand, the last one first; public."""
    found = PublishedDecision.objects.filter(withdrawn_at=None)
    return found.select_related("application__agency")


def decision_of(officer: Officer, number: str) -> tuple[Application, PublishedDecision | None] | None:
    """An application that the officer may read, with what was published of it; None for any other."""
    found = applications_for(officer).select_related("published_decision").filter(number=number).first()
    return (found, getattr(found, "published_decision", None)) if found else None


def _may(by: Actor, application: Application) -> list[str]:
    agency = application.agency
    return [] if by.may(Permission.PUBLISH_DOCUMENTS, agency) else [f"您没有公布{agency.name}答复的权限。"]


def _faults(title: str, text: str, limit: int) -> list[str]:
    if not text:
        return [f"请填写{title}。"]
    reasons = [] if len(text) <= limit else [f"{title}有{len(text)}字，最多{limit}字，请压缩。"]
    found = dict.fromkeys(KINDS[one.kind].title for one in screen(text, detectors=PERSONAL))
    if found:
        reasons.append(f"{title}中有{'、'.join(found)}，属于个人信息，请删去后再公布。")
    return reasons
