"""The course of a finding 流程: made good and no longer seen, or explained by the unit and accepted by the office."""

from django.utils.translation import gettext_noop as _

from gongkai.engines.agencies.models import Actor
from gongkai.engines.agencies.permissions import PERMISSION_TITLES, Permission
from gongkai.kernel.flow import Flow, Offer, Step
from gongkai.oversight.inspection.models import STANDING, Finding, State


def decider_is_another(finding: Finding, actor: Actor) -> list[str]:
    """答复的人不是说明理由的人"""
    if finding.explained_by and actor.handle == finding.explained_by:
        return ["理由是您说明的，不能由您答复，请交由其他组织检查的人员办理。"]
    return []


_UNIT = (Permission.NOTE_RECORDS, Permission.REPORT_TASKS)
_OFFICE = (Permission.ASSESS,)

FLOW: Flow[Finding, Actor] = Flow(
    "inspection",
    title="检查整改",
    states={state.value: str(state.label) for state in State},
    roles={permission.value: title for permission, title in PERMISSION_TITLES.items()},
    initial=(State.OPEN,),
    final=(State.RECTIFIED, State.ACCEPTED),
    steps=(
        Step(
            name="recheck",
            title=_("复查"),
            from_=STANDING,
            to=State.RECTIFIED,
            roles=(*_UNIT, *_OFFICE),
            basis="foi:47",
        ),
        Step(name="explain", title=_("说明理由"), from_=(State.OPEN,), to=State.EXPLAINED, roles=_UNIT),
        Step(
            name="accept",
            title=_("采纳理由"),
            from_=(State.EXPLAINED,),
            to=State.ACCEPTED,
            roles=_OFFICE,
            guards=(decider_is_another,),
        ),
        Step(
            name="refuse",
            title=_("不采纳理由"),
            from_=(State.EXPLAINED,),
            to=State.OPEN,
            roles=_OFFICE,
            guards=(decider_is_another,),
        ),
    ),
)


def held(finding: Finding, by: Actor) -> list[str]:
    """The permissions of the course that the actor holds for the agency of the finding."""
    return [one.value for one in (*_UNIT, *_OFFICE) if by.may(one, finding.agency)]


def offers(finding: Finding, by: Actor) -> list[Offer[Finding, Actor]]:
    """Every step as it stands for this actor."""
    return FLOW.offers(finding, roles=held(finding, by), actor=by)
