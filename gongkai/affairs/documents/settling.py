"""Settling 问题处理: what screening found is settled by a person, who masks it or keeps it and says why.

What is corrected in the text settles itself when it is screened again.
"""

from collections.abc import Collection, Sequence

from django.db import transaction

from gongkai.affairs.documents import body as bodies
from gongkai.affairs.documents import context, copies, masking, screening, workflow
from gongkai.affairs.documents.findings import READABLE, maskable
from gongkai.affairs.documents.masking import Span
from gongkai.affairs.documents.models import (
    Edition,
    Finding,
    Place,
    Resolution,
    State,
)
from gongkai.affairs.documents.rows import assign, changed_beside, locked, tell
from gongkai.engines.agencies.models import Actor
from gongkai.engines.agencies.permissions import PERMISSION_TITLES, Permission
from gongkai.engines.agencies.queries import officers_named
from gongkai.engines.screening import covered
from gongkai.kernel.clock import now
from gongkai.kernel.flow import Refused

_FIELDS = {Place.TITLE: "title", Place.SUMMARY: "summary", Place.NOTE: "note", Place.BODY: "text"}


@transaction.atomic
def mask(edition: Edition, *, by: Actor, findings: Collection[int]) -> Edition:
    """Cover personal data by the mask of the agency's law: in the text at once, in a file when its public copy is
    made. Hidden parts of a file are masked by leaving them out of the copy.

    findings: their row numbers; those that somebody kept may be masked after all. Also done to what is public already,
    in history too: there the law on personal data goes before the record, and the public event says that it was done.
    """
    edition = locked(edition)
    published = edition.state in READABLE
    permission = Permission.CORRECT_DOCUMENTS if published else Permission.DRAFT_DOCUMENTS
    reasons = _may_settle(edition, by, permission)
    if not reasons:
        _see_texts_again(edition, by)
    chosen, faults = _chosen(edition, findings, {Resolution.OPEN, Resolution.KEPT})
    reasons += faults
    reasons += [
        f"{_name(one)}不是能遮盖的个人信息，请修改，或者说明理由后保留。"
        for one in chosen
        if not maskable(one)
    ]
    if reasons:
        raise Refused(reasons)
    changed = _covered(edition, chosen)
    _settled(chosen, by, Resolution.MASKED)
    assign(edition, changed | _touched(edition, by, published, bool(changed)))
    if changed:
        _see_texts_again(edition, by)
    if published:
        # A copy that cannot be made refuses the whole step: nothing would be covered.
        made, faults = copies.made_of(edition)
        if faults:
            raise Refused(faults)
        copies.keep(made)
    counts = screening.counted(chosen)
    tell("document.masked", edition, by, public=published, found=counts)
    return edition


@transaction.atomic
def keep(edition: Edition, *, by: Actor, findings: Collection[int], reason: str) -> Edition:
    """Let findings stand, and tell the secrecy reviewer why; by passing the gate he confirms it.

    What is public already has no reviewer before it, so a secrecy reviewer himself decides there.
    """
    edition = locked(edition)
    published = edition.state in READABLE
    permission = Permission.REVIEW_SECRECY if published else Permission.DRAFT_DOCUMENTS
    reasons = _may_settle(edition, by, permission)
    chosen, faults = _chosen(edition, findings, {Resolution.OPEN})
    reasons += faults
    if not reason.strip():
        reasons.append("请写明为什么可以保留，审查人将看到这一理由。")
    if len(reason.strip()) > 500:
        reasons.append("保留的理由最多500字，请压缩。")
    if reasons:
        raise Refused(reasons)
    _settled(chosen, by, Resolution.KEPT, reason.strip())
    if not published:
        assign(edition, _touched(edition, by, published, False))
    tell(
        "document.finding_kept", edition, by, found=screening.counted(chosen), reason=covered(reason.strip())
    )
    return edition


def _may_settle(edition: Edition, by: Actor, permission: Permission) -> list[str]:
    if edition.state == State.DRAFT:
        return workflow.refusals(edition, "edit", by)
    if edition.state not in READABLE:
        label = State(edition.state).label
        return [f"文件处于“{label}”状态，内容审查发现的问题只在草稿中或者公开后处理；需要修改的，请先退回。"]
    agency = edition.document.agency
    if by.may(permission, agency):
        return []
    return [f"您没有{agency.name}的“{PERMISSION_TITLES[permission]}”权限，请交由有权限的人员处理。"]


def _chosen(
    edition: Edition, findings: Collection[int], settleable: Collection[str]
) -> tuple[list[Finding], list[str]]:
    """The rows, and why some of them can no longer be settled."""
    rows = list(edition.findings.filter(pk__in=findings).select_related("attachment").order_by("id"))
    reasons = [] if findings else ["请至少选择一处问题。"]
    if len(rows) < len(set(findings)):
        reasons.append("有的问题不属于这份文件或者已随附件删除，请刷新页面。")
    names = officers_named({one.resolved_by for one in rows if one.resolved_by})
    for one in rows:
        if one.resolution not in settleable:
            who = names.get(one.resolved_by, one.resolved_by)
            reasons.append(f"{_name(one)}已由{who}处理（{Resolution(one.resolution).label}），请刷新页面。")
    return rows, reasons


def _name(one: Finding) -> str:
    at = f"{one.attachment.name}" if one.attachment else Place(one.place).label
    return f"“{at}”中的{one.title}"


def _see_texts_again(edition: Edition, by: Actor) -> None:
    """Bring the rows of the text up to date; attachments stay as they were screened."""
    seen = context.context_of(edition.document.agency)
    screening.settle(edition, screening.texts_of(edition, seen), {}, by)


def _covered(edition: Edition, chosen: Sequence[Finding]) -> dict[str, str]:
    """The fields of the edition with what was chosen in them covered."""
    changed: dict[str, str] = {}
    for place, field in _FIELDS.items():
        here = [one for one in chosen if one.place == place]
        if not here:
            continue
        text = getattr(edition, field)
        spans = [Span(one.start, one.end, one.masked) for one in here]
        if place == Place.BODY:
            changed["body"] = masking.in_body(edition.body, spans)
        else:
            changed[field] = masking.in_text(text, spans)
    links = {one.digest for one in chosen if one.place == Place.LINK}
    if links:
        seen = context.context_of(edition.document.agency)
        found = screening.texts_of(edition, seen)[Place.LINK]
        raws = [one.raw for one in found if screening.digest_of(one) in links]
        changed["body"] = masking.without_links(changed.get("body", edition.body), raws)
    if "body" in changed:
        changed["text"] = bodies.plain(changed["body"])
    return changed


def _touched(edition: Edition, by: Actor, published: bool, text: bool) -> dict[str, object]:
    """A draft's version rises with its text, and when somebody has reviewed it as it stood; whoever decided here
    reviews nothing of it. What is public keeps its hands; its version rises, so that what was printed of it shows
    its age."""
    values = {} if published else changed_beside(edition, by)
    if published or text:
        values["version"] = edition.version + 1
    if not text and "version" in values:
        edition.screenings.filter(attachment=None).update(version=values["version"])
    return values


def _settled(chosen: Sequence[Finding], by: Actor, how: Resolution, reason: str = "") -> None:
    numbers = [one.pk for one in chosen]
    for first in range(0, len(numbers), 500):
        Finding.objects.filter(pk__in=numbers[first : first + 500]).update(
            resolution=how, reason=reason, resolved_by=by.handle, resolved_at=now()
        )
