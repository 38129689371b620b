"""The verbs on schemes: draft from the pack, weigh, set points, activate, close, publish; `objecting` is the units'."""

from decimal import Decimal
from typing import Any

from django.db import transaction

from gongkai.engines.agencies.models import Actor, Agency
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.duties.packs import pack_for
from gongkai.engines.ledger.actions import record
from gongkai.kernel.clock import now, today
from gongkai.kernel.flow import Refused
from gongkai.kernel.hanzi.dates import format_date
from gongkai.kernel.law.assessing import indicators, version_of
from gongkai.oversight.assessment import figures, workflow
from gongkai.oversight.assessment.models import Scheme, SchemeIndicator, State
from gongkai.oversight.assessment.scoring import WHOLE

FIRST_YEAR = 2008


@transaction.atomic
def draft_scheme(*, by: Actor, agency: Agency, year: int, weight: Decimal) -> Scheme:
    """Draft the scheme of a year from the pack that the agency goes by today.

    weight: the part of openness in the whole performance assessment, in percent.
    """
    reasons = []
    if not by.may(Permission.ASSESS, agency):
        reasons.append(f"您没有为{agency.name}拟订考核方案的权限，请交由政务公开主管机构办理。")
    if agency.closed_on is not None and agency.closed_on <= today():
        reasons.append(f"{agency.name}已于{format_date(agency.closed_on)}撤销，请改用承接其职责的机构。")
    if not FIRST_YEAR <= year <= today().year + 1:
        reasons.append(f"请核对年度“{year}”，应在{FIRST_YEAR}年至{today().year + 1}年之间。")
    reasons += _weight(weight)
    Agency.objects.select_for_update().get(pk=agency.pk)
    if Scheme.objects.filter(agency=agency, year=year).exists():
        reasons.append(f"{agency.name}{year}年的考核方案已经拟订，请直接打开修改。")
    if reasons:
        raise Refused(reasons)
    pack = pack_for(agency)
    scheme = Scheme.objects.create(
        agency=agency,
        year=year,
        weight=weight,
        pack=pack.name,
        pack_version=version_of(pack, on=today()),
        drafted_by=by.handle,
        drafted_at=now(),
        hands=[by.handle],
    )
    for number, one in enumerate(indicators(pack, on=today()), 1):
        rule = one.rule
        SchemeIndicator.objects.create(
            scheme=scheme, number=number, indicator=one.id, title=one.title, group=one.group,
            measure=one.measure, scoring=rule.scoring, points=rule.points, each=rule.each, cap=rule.cap,
            full_at=rule.full_at, below=rule.below, becomes=rule.becomes, of=rule.of, kinds=rule.kinds,
            basis=one.citation[:400],
        )  # fmt: skip
    _tell("assessment.drafted", scheme, by, weight=_plain(weight), pack=scheme.pack)
    return scheme


@transaction.atomic
def weigh(scheme: Scheme, *, by: Actor, weight: Decimal) -> Scheme:
    """Set the part of openness in the whole performance assessment, in percent."""
    held = _take(scheme, "edit", by, _weight(weight))
    held.weight = weight
    _touch(held, by, "weight")
    _tell("assessment.weighed", held, by, weight=_plain(weight))
    return held


@transaction.atomic
def set_points(indicator: SchemeIndicator, *, by: Actor, points: int) -> SchemeIndicator:
    """Give an indicator other points; 0 leaves it out of the count."""
    faults = []
    if indicator.scoring == "veto":
        faults.append("一票否决的指标不计分，不用设定分值。")
    if not 0 <= points <= WHOLE:
        faults.append(f"分值应在0到{WHOLE}之间，请核对。")
    held = _take(indicator.scheme, "edit", by, faults)
    row = SchemeIndicator.objects.get(pk=indicator.pk)
    before, row.points = row.points, points
    row.save(update_fields=["points"])
    _touch(held, by)
    _tell(
        "assessment.points_set", held, by,
        indicator=row.indicator, title=row.title, before=before, points=points,
    )  # fmt: skip
    return row


@transaction.atomic
def activate(scheme: Scheme, *, by: Actor) -> Scheme:
    """Approve the scheme; refused with everything that the pack asks for and it lacks."""
    held = _take(scheme, "activate", by, [])
    held.state, held.activated_by, held.activated_at = State.ACTIVE, by.handle, now()
    held.save(update_fields=["state", "activated_by", "activated_at"])
    _tell(
        "assessment.activated",
        held,
        by,
        year=held.year,
        weight=_plain(held.weight),
        version=held.pack_version,
    )
    return held


@transaction.atomic
def close(scheme: Scheme, *, by: Actor) -> Scheme:
    """End the assessment: what is counted now is kept, whatever becomes of the evidence later."""
    held = _take(scheme, "close", by, [])
    kept = figures.freeze(held)
    held.state, held.closed_by, held.closed_at = State.CLOSED, by.handle, now()
    held.save(update_fields=["state", "closed_by", "closed_at"])
    record(
        "assessment.closed",
        subject=held.subject,
        agency=held.agency.slug,
        by=by.handle,
        facts={
            "subject": "openness",
            "period": str(held.year),
            "on": today(),
            "units": len(kept),
            "pack": held.pack,
            "version": held.pack_version,
        },
    )
    return held


@transaction.atomic
def publish(scheme: Scheme, *, by: Actor) -> Scheme:
    """Show the result to everybody."""
    held = _take(scheme, "publish", by, [])
    held.published_by, held.published_at = by.handle, now()
    held.save(update_fields=["published_by", "published_at"])
    record(
        "assessment.published",
        subject=held.subject,
        agency=held.agency.slug,
        by=by.handle,
        facts={"year": held.year},
        public=True,
    )
    return held


def _take(scheme: Scheme, step: str, by: Actor, faults: list[str]) -> Scheme:
    """The scheme as it stands now, held until the commit; refused with every reason why the step cannot be taken."""
    held = Scheme.objects.select_for_update(of=("self",)).select_related("agency").get(pk=scheme.pk)
    workflow.FLOW.take(held, step, roles=workflow.held(held, by), actor=by, faults=faults)
    return held


def _touch(scheme: Scheme, by: Actor, *fields: str) -> None:
    """Save, and remember who had it in hand."""
    scheme.hands = list(dict.fromkeys([*scheme.hands, by.handle]))
    scheme.save(update_fields=["hands", *fields])


def _weight(weight: Decimal) -> list[str]:
    return [] if 0 <= weight <= 100 else ["权重是百分比，应在0到100之间，请核对。"]


def _plain(weight: Decimal) -> str:
    return f"{weight.normalize():f}"


def _tell(verb: str, scheme: Scheme, by: Actor, **facts: Any) -> None:
    record(verb, subject=scheme.subject, agency=scheme.agency.slug, by=by.handle, facts=facts)
