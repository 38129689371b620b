"""The verbs on objections: a unit objects to what counts against it, the office decides; both say why."""

from django.db import transaction

from gongkai.engines.agencies.models import Actor, Agency
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.ledger.actions import record
from gongkai.engines.screening import covered
from gongkai.kernel.clock import now
from gongkai.kernel.flow import Refused, text_faults
from gongkai.oversight.assessment import figures, workflow
from gongkai.oversight.assessment.models import Objection, Scheme, SchemeIndicator, Verdict

_UNIT = (Permission.NOTE_RECORDS, Permission.REPORT_TASKS)


def roles_at(by: Actor, unit: Agency) -> list[Permission]:
    """What lets the actor object for the unit; nothing if he may not."""
    return [one for one in _UNIT if by.may(one, unit)]


@transaction.atomic
def raise_objection(
    indicator: SchemeIndicator, *, unit: Agency, by: Actor, reason: str, case: str = ""
) -> Objection:
    """Object to one case that counts against the unit, by its key, or to the indicator as a whole."""
    scheme = _locked(indicator.scheme)
    roles = [one.value for one in roles_at(by, unit)]
    reasons = workflow.FLOW.refusals(scheme, "object", roles=roles, actor=by) + text_faults("理由", reason)
    places = [one for one in figures.units_of(scheme) if one == unit]
    found = next(iter(figures.standings(scheme, places)), None)
    score = next((one for one in found.scores if one.indicator == indicator), None) if found else None
    missed = {one.key: one for one in score.missed} if score else {}
    if score is None or not score.applies:
        reasons.append(f"“{indicator.title}”不适用于{unit.name}，不用提出异议。")
    elif case and case not in missed:
        reasons.append("这一件没有扣分，或者异议已经成立，请刷新页面核对。")
    same = Objection.objects.filter(indicator=indicator, agency=unit, case=case)
    if same.filter(decided_at=None).exists():
        reasons.append("已经就此提出异议，请等待答复。")
    elif same.exists():
        reasons.append("就此提出的异议已经答复，不能再次提出。")
    if reasons:
        raise Refused(reasons)
    row = Objection.objects.create(
        indicator=indicator,
        agency=unit,
        case=case,
        case_title=missed[case].title[:450] if case else "",
        reason=reason.strip(),
        raised_by=by.handle,
        raised_at=now(),
    )
    _tell(
        "assessment.objected", row, by, indicator=indicator.indicator, case=case, reason=covered(row.reason)
    )
    return row


@transaction.atomic
def decide(objection: Objection, *, by: Actor, upheld: bool, answer: str) -> Objection:
    """Decide about an objection; one that is upheld takes the case, or the indicator, out of the unit's count."""
    scheme = _locked(objection.indicator.scheme)
    rows = Objection.objects.select_for_update(of=("self",)).select_related("agency", "indicator__scheme")
    row = rows.get(pk=objection.pk)
    roles = [Permission.ASSESS.value] if by.may(Permission.ASSESS, scheme.agency) else []
    reasons = workflow.FLOW.refusals(scheme, "decide", roles=roles, actor=by) + text_faults("答复", answer)
    if row.decided_at is not None:
        reasons.append("这条异议已经答复，请刷新页面。")
    if by.handle == row.raised_by:
        reasons.append("异议是您提出的，不能由您答复，请交由其他组织考核的人员办理。")
    if reasons:
        raise Refused(reasons)
    row.verdict = Verdict.UPHELD if upheld else Verdict.DISMISSED
    row.answer, row.decided_by, row.decided_at = answer.strip(), by.handle, now()
    row.save(update_fields=["verdict", "answer", "decided_by", "decided_at"])
    _tell("assessment.objection_decided", row, by, verdict=row.verdict, answer=covered(row.answer))
    return row


def _locked(scheme: Scheme) -> Scheme:
    return Scheme.objects.select_for_update(of=("self",)).select_related("agency").get(pk=scheme.pk)


def _tell(verb: str, row: Objection, by: Actor, **facts: str) -> None:
    scheme = row.indicator.scheme
    record(
        verb,
        subject=row.subject,
        agency=row.agency.slug,
        by=by.handle,
        facts={"scheme": scheme.code, **facts},
    )
