"""The course of an assessment scheme 流程: drafted from the pack, activated by another, closed when the year is over.

The guards of activation are what the packs ask of a scheme; a refusal names all that is missing at once.
"""

from django.utils.translation import gettext_noop as _

from gongkai.engines.agencies.models import Actor
from gongkai.engines.agencies.permissions import PERMISSION_TITLES, Permission
from gongkai.engines.duties.packs import pack_for
from gongkai.kernel.clock import today
from gongkai.kernel.flow import Flow, Offer, Step
from gongkai.kernel.law.assessing import MIN_WEIGHT, REQUIRED_GROUPS
from gongkai.kernel.law.indicators import GROUPS
from gongkai.oversight.assessment.models import Objection, Scheme, State
from gongkai.oversight.assessment.scoring import WHOLE


def weight_is_enough(scheme: Scheme, actor: Actor) -> list[str]:
    """政务公开的权重不低于适用规定的最低权重"""
    least = pack_for(scheme.agency).setting(MIN_WEIGHT, on=today())
    assert isinstance(least.value, int), "the packs write a number"
    if scheme.weight >= least.value:
        return []
    return [
        f"政务公开在绩效考核中的权重是{scheme.weight.normalize():f}%，不得低于{least.value}%"
        f"（{least.citation}），请提高权重。"
    ]


def points_add_up(scheme: Scheme, actor: Actor) -> list[str]:
    """各项指标的分值合计为100分"""
    total = sum(one.points for one in scheme.indicators.all())
    return [] if total == WHOLE else [f"各项指标的分值合计是{total}分，应为{WHOLE}分，请调整分值。"]


def groups_are_there(scheme: Scheme, actor: Actor) -> list[str]:
    """规定的各部分都有计分的指标"""
    asked = pack_for(scheme.agency).setting(REQUIRED_GROUPS, on=today())
    there = {one.group for one in scheme.indicators.all() if one.points}
    missing = [
        GROUPS[group]
        for group in (asked.value if isinstance(asked.value, list) else [])
        if group not in there
    ]
    if not missing:
        return []
    return [f"方案缺少{'、'.join(f'“{one}”' for one in missing)}的计分指标（{asked.citation}），请补上分值。"]


def approver_is_another(scheme: Scheme, actor: Actor) -> list[str]:
    """批准施行的人没有参与拟订"""
    if actor.handle in scheme.hands:
        return ["您参与拟订了这份方案，不能由您批准施行，请交由其他有签发权限的人员办理。"]
    return []


def year_is_over(scheme: Scheme, actor: Actor) -> list[str]:
    """考核年度已经结束"""
    return [] if scheme.year < today().year else [f"{scheme.year}年还没有结束，请在下一年办结。"]


def objections_are_decided(scheme: Scheme, actor: Actor) -> list[str]:
    """各单位的异议都已答复"""
    left = Objection.objects.filter(indicator__scheme=scheme, decided_at=None).count()
    return [f"还有{left}条异议没有答复，请先答复。"] if left else []


def is_not_published(scheme: Scheme, actor: Actor) -> list[str]:
    """结果尚未公布"""
    return ["考核结果已经公布，无需再次公布。"] if scheme.published_at else []


FLOW: Flow[Scheme, Actor] = Flow(
    "assessment",
    title="考核",
    states={state.value: str(state.label) for state in State},
    roles={permission.value: title for permission, title in PERMISSION_TITLES.items()},
    initial=(State.DRAFT,),
    final=(State.CLOSED,),
    steps=(
        Step(
            name="edit",
            title=_("修改方案"),
            from_=(State.DRAFT,),
            to=None,
            roles=(Permission.ASSESS,),
            basis="foi:46",
        ),
        Step(
            name="activate",
            title=_("批准施行"),
            from_=(State.DRAFT,),
            to=State.ACTIVE,
            roles=(Permission.SIGN_DOCUMENTS,),
            basis="foi:46",
            guards=(weight_is_enough, points_add_up, groups_are_there, approver_is_another),
        ),
        Step(
            name="object",
            title=_("提出异议"),
            from_=(State.ACTIVE,),
            to=None,
            roles=(Permission.NOTE_RECORDS, Permission.REPORT_TASKS),
        ),
        Step(name="decide", title=_("答复异议"), from_=(State.ACTIVE,), to=None, roles=(Permission.ASSESS,)),
        Step(
            name="close",
            title=_("办结考核"),
            from_=(State.ACTIVE,),
            to=State.CLOSED,
            roles=(Permission.ASSESS,),
            basis="foi:46",
            guards=(year_is_over, objections_are_decided),
        ),
        Step(
            name="publish",
            title=_("公布结果"),
            from_=(State.CLOSED,),
            to=None,
            roles=(Permission.ASSESS,),
            guards=(is_not_published,),
        ),
    ),
)

# The steps on the whole scheme, each a button on its page.
WHOLE_STEPS = ("activate", "close", "publish")


def held(scheme: Scheme, by: Actor) -> list[str]:
    """The permissions of the course that the actor holds for the agency of the scheme."""
    wanted = (Permission.ASSESS, Permission.SIGN_DOCUMENTS)
    return [one.value for one in wanted if by.may(one, scheme.agency)]


def offers(scheme: Scheme, by: Actor) -> list[Offer[Scheme, Actor]]:
    """The steps on the whole scheme as they stand for this actor."""
    found = FLOW.offers(scheme, roles=held(scheme, by), actor=by)
    return [one for one in found if one.step.name in WHOLE_STEPS]
