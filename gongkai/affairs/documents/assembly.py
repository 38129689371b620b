"""Assembly 组稿: taking a file or a relation away again, naming who signs jointly, giving a draft up."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import ProtectedError

from gongkai.affairs.documents import checks, workflow
from gongkai.affairs.documents.models import (
    Attachment,
    Document,
    Edition,
    JointAgency,
    Relation,
    State,
)
from gongkai.affairs.documents.rows import assign, changed_beside, hands_with, locked, tell
from gongkai.engines.agencies.models import Actor, Agency
from gongkai.engines.ledger.actions import record
from gongkai.engines.screening import covered
from gongkai.kernel.flow import Refused
from gongkai.kernel.hanzi.dates import format_date


@transaction.atomic
def detach(attachment: Attachment, *, by: Actor) -> Edition:
    """Take a file off a draft; what was reviewed with it is to be reviewed again."""
    edition = locked(attachment.edition)
    reasons = workflow.refusals(edition, "edit", by)
    if not edition.attachments.filter(pk=attachment.pk).exists():
        reasons.append(f"附件“{attachment.name}”已经删除，请刷新页面。")
    if reasons:
        raise Refused(reasons)
    edition.attachments.filter(pk=attachment.pk).delete()
    assign(edition, {"version": edition.version + 1, "hands": hands_with(edition, by)})
    tell("document.detached", edition, by, name=covered(attachment.name), sha256=attachment.sha256)
    return edition


@transaction.atomic
def unrelate(relation: Relation, *, by: Actor) -> Document:
    """Take back that a document relates to another. The law it stands on may need it: guards ask again."""
    document = relation.source
    draft = document.editions.select_for_update(of=("self",)).filter(state=State.DRAFT).first()
    reasons = checks.may_draft(by, document.agency)
    if document.editions.filter(published_at__isnull=False).exists():
        reasons.append("文件公开以后，与其他文件的关系不能删除；写错的，请更正文件并说明。")
    elif draft is None:
        reasons.append("文件正在审查，与其他文件的关系不能删除，请先撤回送审。")
    if not Relation.objects.filter(pk=relation.pk).exists():
        reasons.append("这一关系已经删除，请刷新页面。")
    if reasons or draft is None:
        raise Refused(reasons)
    target = relation.target
    assign(draft, changed_beside(draft, by))
    Relation.objects.filter(pk=relation.pk).delete()
    record(
        "document.unrelated",
        subject=document.subject,
        agency=document.agency.slug,
        by=by.handle,
        facts={
            "type": relation.type,
            "target": target.index_number if target else None,
            "title": covered(relation.target_title),
        },
    )
    return document


@transaction.atomic
def name_joint_agencies(edition: Edition, *, by: Actor, agencies: Sequence[Agency]) -> Edition:
    """Say which agencies issue the document together with its own; each of them signs before sign-off."""
    edition = locked(edition)
    document = edition.document
    reasons = workflow.refusals(edition, "edit", by)
    if document.agency in agencies:
        reasons.append(f"{document.agency.name}是主办单位，不必列入会签单位。")
    reasons += [
        f"{one.name}已于{format_date(one.closed_on)}撤销，请改选承接其职责的机构。"
        for one in agencies
        if one.closed_on
    ]
    if reasons:
        raise Refused(reasons)
    document.joint_rows.exclude(agency__in=agencies).delete()
    for agency in agencies:
        JointAgency.objects.get_or_create(document=document, agency=agency)
    assign(edition, {"version": edition.version + 1, "hands": hands_with(edition, by)})
    tell("document.joint_named", edition, by, agencies=[one.slug for one in agencies])
    return edition


@transaction.atomic
def discard(edition: Edition, *, by: Actor, reason: str) -> None:
    """Give up a draft that was never public. Its index number is not given again; the ledger keeps that it was.

    The draft of a next edition goes alone; a first draft goes with its document.
    """
    edition = locked(edition)
    document = edition.document
    reasons = workflow.refusals(edition, "edit", by)
    if not reason.strip():
        reasons.append("请写明放弃这份草稿的理由。")
    first = not document.editions.exclude(pk=edition.pk).exists()
    if first:
        reasons += [
            f"{one.source.index_number}与这份草稿建立了“{one.get_type_display()}”关系，请先解除。"
            for one in document.incoming.select_related("source")
        ]
    if reasons:
        raise Refused(reasons)
    tell(
        "document.discarded",
        edition,
        by,
        title=covered(edition.title),
        reason=covered(reason.strip()),
    )
    try:
        with transaction.atomic():
            (document if first else edition).delete()
    except ProtectedError:
        raise Refused("这份草稿已被任务、方案或者迁移记录引用，不能放弃，请先解除引用。") from None
