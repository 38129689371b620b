"""Submitting 报送: a department hands what it published to the gazette of its government, or gets it back."""

from typing import Any

from django.db import transaction

from gongkai.affairs.documents.models import Document, Edition
from gongkai.affairs.documents.models import State as EditionState
from gongkai.affairs.gazette.models import Issue, Item, Submission
from gongkai.engines.agencies.models import Actor, Agency, AgencyKind
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.ledger.actions import record
from gongkai.engines.screening import covered
from gongkai.kernel.clock import now
from gongkai.kernel.flow import Refused

GOVERNMENTS = (AgencyKind.PROVINCE, AgencyKind.CITY, AgencyKind.COUNTY)


def publisher_for(agency: Agency) -> Agency | None:
    """The nearest government, itself or above, that may have a gazette (国办发〔2018〕22号: from the county up)."""
    above: Agency | None = agency
    while above is not None and above.kind not in GOVERNMENTS:
        above = above.parent
    return above


@transaction.atomic
def submit(document: Document, *, by: Actor, note: str = "") -> Submission:
    """Hand the live edition of a department's document to the gazette of its government (clause QD-4.3c).

    Its receipt is the event: `gazette.submitted`, on the document.
    """
    rows = Edition.objects.select_for_update(of=("self",)).select_related("document__agency")
    edition = rows.filter(document=document, state=EditionState.LIVE).first()
    agency = document.agency
    publisher = publisher_for(agency)
    reasons = []
    if not by.may(Permission.PUBLISH_DOCUMENTS, agency):
        reasons.append(f"您没有公开{agency.name}文件的权限，请由本单位信息公开联络员报送。")
    if edition is None:
        reasons.append("只有公开的现行文本可以报送公报，请先公开这份文件。")
    if publisher is None:
        reasons.append(f"{agency.name}没有上级政府，无处报送公报。")
    elif publisher == agency:
        reasons.append(f"{agency.name}自己编辑公报，请直接编入。")
    elif _on_hand(document, publisher):
        reasons.append("这份文件已经报送，请等待编入；需要修改的，请公报编辑退回。")
    elif Item.objects.filter(edition__document=document, issue__agency=publisher).exists():
        reasons.append("这份文件已经编入公报，不必再报。")
    if reasons or publisher is None or edition is None:
        raise Refused(reasons)
    row = Submission.objects.create(
        edition=edition, agency=publisher, note=note.strip(), submitted_by=by.handle, submitted_at=now()
    )
    _tell("gazette.submitted", row, by, to=publisher.slug, note=covered(row.note))
    return row


@transaction.atomic
def send_back(submission: Submission, *, by: Actor, reason: str) -> Submission:
    """Return a submission to the department, which is told why; it owes it again."""
    row = (
        Submission.objects.select_for_update(of=("self",))
        .select_related("agency", "edition__document__agency")
        .get(pk=submission.pk)
    )
    reasons = []
    if not by.may(Permission.ISSUE_GAZETTE, row.agency):
        reasons.append(f"您没有编辑{row.agency.name}公报的权限，请由政务公开办办理。")
    if row.returned_at is not None:
        reasons.append("这份报送已经退回，不必再退。")
    elif issue := taken_up(row):
        reasons.append(f"这份文件已编入第{issue.number}期，请先移出再退回。")
    if not reason.strip():
        reasons.append("请写明退回的理由，报送单位据此修改。")
    if reasons:
        raise Refused(reasons)
    row.returned_by, row.returned_at, row.reason = by.handle, now(), reason.strip()
    row.save(update_fields=["returned_by", "returned_at", "reason"])
    _tell("gazette.returned", row, by, reason=covered(row.reason))
    return row


def taken_up(submission: Submission) -> Issue | None:
    """The issue of that gazette that holds the document."""
    return Issue.objects.filter(
        agency=submission.agency_id, items__edition__document=submission.edition.document_id
    ).first()


def _on_hand(document: Document, publisher: Agency) -> bool:
    rows = Submission.objects.filter(edition__document=document, agency=publisher)
    return rows.filter(returned_at=None).exists()


def _tell(verb: str, row: Submission, by: Actor, **facts: Any) -> None:
    document = row.edition.document
    record(
        verb,
        subject=document.subject,
        agency=document.agency.slug,
        by=by.handle,
        facts={"edition": row.edition.number, "title": covered(row.edition.title), **facts},
    )
