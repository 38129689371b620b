"""The verbs between draft and publication: classify, send up, recall, review, refer, settle, return, sign.

Each takes its step of the course or refuses with all the reasons, saves, and records its event in the same
transaction. `actions` begins and ends the course.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from gongkai.affairs.documents import consultation, copies, findings, gates, screening, standing_in, workflow
from gongkai.affairs.documents.models import Attribute, Edition, Gate, Review, State, Verdict
from gongkai.affairs.documents.rows import assign, hands_with, locked, tell
from gongkai.affairs.negative_list.models import NegativeEntry
from gongkai.affairs.negative_list.queries import entries
from gongkai.engines.agencies.models import Actor, Agency
from gongkai.engines.agencies.queries import officers_named
from gongkai.engines.duties.packs import pack_for
from gongkai.engines.screening import covered
from gongkai.kernel.clock import now, today
from gongkai.kernel.flow import Refused

_UNSENT = {"sent_by": "", "sent_at": None, "signed_by": "", "signed_at": None, "publish_at": None}


@transaction.atomic
def classify(
    edition: Edition,
    *,
    by: Actor,
    attribute: str,
    ground: str = "",
    entry: NegativeEntry | None = None,
    reason: str = "",
) -> Edition:
    """Decide the disclosure attribute at the source; open is the rule, anything else needs its ground in the
    law and its entry on the negative list (regulations art 13 to 16)."""
    edition = locked(edition)
    document = edition.document
    reasons = workflow.refusals(edition, "classify", by)
    if attribute not in Attribute.values:
        reasons.append("请选择公开属性：主动公开、依申请公开或者不予公开。")
    if attribute == Attribute.PROACTIVE:
        ground, entry, reason = "", None, ""
    elif attribute in Attribute.values:
        reasons += _not_founded(document.agency, ground, entry, reason)
        if edition.number > 1:
            reasons.append("这份文件已经公开，不能在草稿中改为不公开；不应公开的，请撤回。")
    if reasons:
        raise Refused(reasons)
    assign(
        document,
        {
            "attribute": attribute,
            "ground": ground,
            "negative_entry": entry,
            "ground_reason": reason.strip(),
        },
    )
    # Whoever reviewed it before, reviewed it under another attribute.
    assign(edition, {"version": edition.version + 1, "hands": hands_with(edition, by)})
    tell(
        "document.reclassified",
        edition,
        by,
        attribute=attribute,
        ground=ground,
        entry=entry.code if entry else "",
    )
    return edition


def _not_founded(agency: Agency, ground: str, entry: NegativeEntry | None, reason: str) -> list[str]:
    reasons = []
    if ground not in pack_for(agency).grounds(on=today()):
        reasons.append("请选择一项法定的不予公开情形作为依据；没有法定依据的，应当主动公开。")
    if entry is None or not entries(agency).filter(pk=entry.pk).exists():
        reasons.append("请选择负面清单中现行有效的条目；不在清单上的，应当主动公开。")
    elif entry.ground != ground:
        reasons.append(f"负面清单条目{entry.code}依据的是另一种情形，请核对依据和条目。")
    if not reason.strip():
        reasons.append("请说明这份文件为什么属于所选情形。")
    return reasons


def send_up(edition: Edition, *, by: Actor) -> Edition:
    """Hand a draft to those who review it. It is screened first, and while a finding is open it is refused.

    No transaction spans the whole: files take their time, and what was found is kept when the step is refused,
    for it says what is to be done. The public copies of the attachments are made here, so that reviewers see them.
    """
    edition = Edition.objects.select_related("document__agency").get(pk=edition.pk)
    made: list[copies.Made] = []
    reasons: list[str] = []
    if not workflow.refusals(edition, "edit", by):
        found = screening.screen(edition, by=by)
        if edition.document.attribute == Attribute.PROACTIVE and not found:
            made, reasons = copies.made_of(edition)
    return _send_up(edition, by, made, reasons)


@transaction.atomic
def _send_up(edition: Edition, by: Actor, made: Sequence[copies.Made], faults: Sequence[str]) -> Edition:
    edition = locked(edition)
    reasons = [*workflow.refusals(edition, "send_up", by), *faults]
    if not reasons:
        copies.keep(made)
        open_to_all = edition.document.attribute == Attribute.PROACTIVE
        if open_to_all and (not findings.is_screened(edition) or findings.lacks_copies(edition)):
            reasons = [screening.CHANGED]
    if reasons:
        raise Refused(reasons)
    state = workflow.take(edition, "send_up", by)
    assign(edition, {"state": state, "sent_by": by.handle, "sent_at": now()})
    tell("document.sent_up", edition, by, gates=gates.open_gates(edition))
    return edition


@transaction.atomic
def recall(edition: Edition, *, by: Actor) -> Edition:
    """Take back what one sent up oneself; it is a draft again."""
    edition = locked(edition)
    state = workflow.take(edition, "recall", by)
    assign(edition, {"state": state, **_UNSENT})
    tell("document.recalled", edition, by)
    return edition


@transaction.atomic
def pass_gate(
    edition: Edition,
    *,
    by: Actor,
    gate: str,
    checked: Sequence[str],
    opinion: str = "",
    agency: Agency | None = None,
) -> Review:
    """Let an edition through a gate; `checked` are the points of its checklist that the reviewer confirms.

    `agency`: whose gate, where it is not the document's own (a joint signature).
    """
    edition = locked(edition)
    reasons = workflow.refusals(edition, "pass_gate", by)
    found = _gate(edition, gate, agency)
    if found is None:
        reasons.append(f"这份文件无需“{_title(gate)}”，请核对所办理的关口。")
    else:
        reasons += _not_for(edition, by, found)
        if found.review and found.passed:
            who = officers_named({found.review.reviewer}).get(found.review.reviewer, "他人")
            reasons.append(f"“{found.title}”已由{who}办理通过，无需重复办理。")
        reasons += consultation.faults(edition) if found.gate == Gate.LEGALITY else []
        missing = [point for point in found.checklist if point not in checked]
        if missing and not found.passed:
            reasons.append(f"请逐项确认“{found.title}”的要点，尚未确认：{'；'.join(missing)}。")
    if reasons or found is None:
        raise Refused(reasons)
    review = _keep(edition, by, found, Verdict.PASSED, opinion=opinion, checked=list(found.checklist))
    tell("document.reviewed", edition, by, gate=gate, agency=found.agency.slug, verdict=Verdict.PASSED)
    return review


@transaction.atomic
def refer(edition: Edition, *, by: Actor, to: str, question: str) -> Review:
    """Ask the competent or the secrecy department where the reviewer cannot decide (regulations art 17)."""
    edition = locked(edition)
    reasons = workflow.refusals(edition, "refer", by)
    if not to.strip():
        reasons.append("请写明提请哪个主管部门或者保密行政管理部门确定。")
    if not question.strip():
        reasons.append("请写明不能确定的是什么。")
    found = _gate(edition, Gate.SECRECY, None)
    if reasons or found is None:
        raise Refused(reasons or ["这份文件无需保密审查，不必提请确定。"])
    review = _keep(edition, by, found, Verdict.REFERRED, opinion=question, decided_by=to)
    assign(edition, {"state": State.REFERRED})
    tell("document.referred", edition, by, to=covered(to.strip()))
    return review


@transaction.atomic
def settle(edition: Edition, *, by: Actor, decision: str, may_open: bool) -> Review:
    """Enter what the department that was asked has decided; what may not be opened goes back as a draft."""
    edition = locked(edition)
    reasons = workflow.refusals(edition, "settle", by)
    if not decision.strip():
        reasons.append("请登记确定意见的文号或者内容。")
    asked = edition.reviews.filter(verdict=Verdict.REFERRED, version=edition.version).last()
    found = _gate(edition, Gate.SECRECY, None)
    if reasons or found is None or asked is None:
        raise Refused(reasons or ["没有提请确定的记录，请重新办理保密审查。"])
    verdict = Verdict.PASSED if may_open else Verdict.RETURNED
    checked = list(found.checklist) if may_open else []
    review = _keep(
        edition, by, found, verdict, opinion=decision, decided_by=asked.decided_by, checked=checked
    )
    assign(edition, {"state": State.REVIEWING} if may_open else {"state": State.DRAFT, **_UNSENT})
    tell("document.settled", edition, by, by_department=covered(asked.decided_by), may_open=may_open)
    return review


@transaction.atomic
def send_back(
    edition: Edition, *, by: Actor, reason: str, gate: str = "", agency: Agency | None = None
) -> Edition:
    """Return an edition to its drafter; he and the ledger are told why. `agency` as in `pass_gate`."""
    edition = locked(edition)
    reasons = workflow.refusals(edition, "return", by)
    if not reason.strip():
        reasons.append("请写明退回的理由，起草人据此修改。")
    found = _gate(edition, gate, agency) if gate else None
    if gate and found is None:
        reasons.append(f"这份文件无需“{_title(gate)}”，请核对所办理的关口。")
    if found is not None:
        reasons += _not_for(edition, by, found)
    if reasons:
        raise Refused(reasons)
    if found is not None:
        _keep(edition, by, found, Verdict.RETURNED, opinion=reason)
    assign(edition, {"state": State.DRAFT, **_UNSENT})
    tell("document.returned", edition, by, reason=covered(reason.strip()), gate=gate)
    return edition


@transaction.atomic
def sign(edition: Edition, *, by: Actor) -> Edition:
    """Sign a text that has passed all its gates: from here on it may be published, or is put away."""
    edition = locked(edition)
    state = workflow.take(edition, "sign", by)
    assign(edition, {"state": state, "signed_by": by.handle, "signed_at": now()})
    document = edition.document
    # Art 26 counts from the day it was made, or changed; what was withheld till now has become open today.
    first = edition.number == 1 and not edition.looks.exists()
    formed_on = (document.issued_on if first else None) or today()
    tell(
        "document.signed_off",
        edition,
        by,
        kind=document.kind,
        attribute=document.attribute,
        formed_on=formed_on,
    )
    return edition


@transaction.atomic
def schedule(edition: Edition, *, by: Actor, at: datetime | None) -> Edition:
    """Name the moment of publication of a signed edition; None takes the moment back."""
    edition = locked(edition)
    reasons = workflow.refusals(edition, "schedule", by)
    if at is not None and at <= now():
        reasons.append("公开的时间已过，请另定时间，或者立即公开。")
    if at is None and edition.publish_at is None:
        reasons.append("没有定时公开的安排，无需取消。")
    if reasons:
        raise Refused(reasons)
    assign(edition, {"publish_at": at})
    tell("document.scheduled", edition, by, at=at)
    return edition


@transaction.atomic
def withhold(edition: Edition, *, by: Actor) -> Edition:
    """Put a signed edition that may not be open away; it is looked at again (regulations art 18)."""
    edition = locked(edition)
    state = workflow.take(edition, "withhold", by)
    assign(edition, {"state": state})
    document = edition.document
    tell("document.withheld", edition, by, attribute=document.attribute, ground=document.ground)
    return edition


@transaction.atomic
def reopen(edition: Edition, *, by: Actor, reason: str) -> Edition:
    """Take a withheld edition up again after it was looked at anew; it is open unless classified otherwise."""
    edition = locked(edition)
    state = workflow.take(edition, "reopen", by) if reason.strip() else ""
    if not state:
        raise Refused([*workflow.refusals(edition, "reopen", by), "请写明重新评估的结论和理由。"])
    document = edition.document
    assign(
        document,
        {"attribute": Attribute.PROACTIVE, "ground": "", "ground_reason": "", "negative_entry": None},
    )
    assign(edition, {"state": state, "version": edition.version + 1, **_UNSENT})
    tell("document.reopened", edition, by, reason=covered(reason.strip()))
    return edition


def _gate(edition: Edition, gate: str, agency: Agency | None) -> gates.Needed | None:
    return next(
        (
            one
            for one in gates.needed(edition)
            if one.gate == gate and (agency is None or one.agency == agency)
        ),
        None,
    )


def _not_for(edition: Edition, by: Actor, gate: gates.Needed) -> list[str]:
    if by.may(gate.permission, gate.agency):
        return standing_in.faults(edition, by, gate.permission, gate.agency)
    return [f"您没有办理{gate.agency.name}“{gate.title}”的权限，请交由有权限的人员办理。"]


def _title(gate: str) -> str:
    return str(Gate(gate).label) if gate in Gate.values else gate


def _keep(
    edition: Edition,
    by: Actor,
    gate: gates.Needed,
    verdict: Verdict,
    *,
    opinion: str,
    checked: Sequence[str] = (),
    decided_by: str = "",
) -> Review:
    return Review.objects.create(
        edition=edition,
        gate=gate.gate,
        agency=gate.agency,
        version=edition.version,
        verdict=verdict,
        opinion=opinion.strip(),
        checked=list(checked),
        decided_by=decided_by.strip(),
        reviewer=by.handle,
        at=now(),
    )
