"""The verbs on findings: recheck, explain, accept or refuse the explanation; rounds are `running`."""

from django.db import transaction

from gongkai.engines.agencies.models import Actor
from gongkai.engines.ledger.actions import hold, record
from gongkai.engines.screening import covered
from gongkai.kernel.clock import now
from gongkai.kernel.flow import Refused, text_faults
from gongkai.oversight.inspection import running, workflow
from gongkai.oversight.inspection.models import Finding


@transaction.atomic
def recheck(finding: Finding, *, by: Actor) -> Finding:
    """Look at the place again; the finding is closed when nothing is wrong there any more, else Refused says what."""
    held = _locked(finding)
    reasons = workflow.FLOW.refusals(held, "recheck", roles=workflow.held(held, by), actor=by)
    still = [] if reasons else running.look([held.agency], only=held.check_id)
    reasons += [f"问题还在：{seen.proof}{held.advice}" for _check, seen in still if seen.key == held.key]
    if reasons:
        raise Refused(reasons)
    return running.rectify(held, by)


@transaction.atomic
def explain(finding: Finding, *, by: Actor, reason: str) -> Finding:
    """Say why it need not or cannot be mended; the clock stands until the office answers."""
    held = _take(finding, "explain", by, text_faults("理由", reason))
    held.explanation, held.explained_by, held.explained_at = reason.strip(), by.handle, now()
    held.answer = ""
    held.save(update_fields=["state", "explanation", "explained_by", "explained_at", "answer"])
    record(
        "inspection.explained",
        subject=held.subject,
        agency=held.agency.slug,
        by=by.handle,
        facts={"reason": covered(held.explanation)},
    )
    return held


@transaction.atomic
def accept(finding: Finding, *, by: Actor) -> Finding:
    """Accept the explanation: the place is not asked about again as long as it stays as it is."""
    held = _take(finding, "accept", by, [])
    held.closed_by, held.closed_at = by.handle, now()
    held.save(update_fields=["state", "closed_by", "closed_at"])
    record("inspection.explanation_accepted", subject=held.subject, agency=held.agency.slug, by=by.handle)
    return held


@transaction.atomic
def refuse(finding: Finding, *, by: Actor, reason: str) -> Finding:
    """Refuse the explanation: the clock runs on."""
    held = _take(finding, "refuse", by, text_faults("理由", reason))
    held.answer = reason.strip()
    held.save(update_fields=["state", "answer"])
    record(
        "inspection.explanation_refused",
        subject=held.subject,
        agency=held.agency.slug,
        by=by.handle,
        facts={"reason": covered(held.answer)},
    )
    return held


def _locked(finding: Finding) -> Finding:
    """The row, held until the commit. The ledger is held first, as a round does: two in another order would wait for
    each other."""
    hold()
    return Finding.objects.select_for_update(of=("self",)).select_related("agency").get(pk=finding.pk)


def _take(finding: Finding, step: str, by: Actor, faults: list[str]) -> Finding:
    """The finding as it stands now, held until the commit, a step further; refused with every reason."""
    held = _locked(finding)
    roles = workflow.held(held, by)
    held.state = workflow.FLOW.take(held, step, roles=roles, actor=by, faults=faults)
    return held
