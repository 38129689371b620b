"""The course of a concern 流程: what is grave is released and explained at a conference before it is answered.

Information may be released, and the public answered, again as the handling goes on.
"""

from django.utils.translation import gettext_noop as _

from gongkai.affairs.concerns.models import Concern, Response, State
from gongkai.engines.agencies.models import Actor
from gongkai.engines.agencies.permissions import PERMISSION_TITLES, Permission
from gongkai.kernel.flow import Flow, Offer, Step


def is_grave(concern: Concern, actor: Actor) -> list[str]:
    """涉及特别重大、重大突发事件"""
    if concern.is_grave:
        return []
    return ["只有涉及特别重大、重大突发事件的舆情才办理这一步，其他政务舆情请直接登记回应。"]


def was_explained(concern: Concern, actor: Actor) -> list[str]:
    """涉及突发事件的，已经发布权威信息并举行新闻发布会"""
    if not concern.is_grave:
        return []
    done = set(concern.responses.values_list("kind", flat=True))
    asked = {Response.Kind.RELEASE: "发布权威信息", Response.Kind.CONFERENCE: "举行新闻发布会"}
    return [f"请先登记{words}，再登记回应。" for kind, words in asked.items() if kind not in done]


_NOTE = (Permission.NOTE_RECORDS,)
_STANDING = (State.OPEN, State.ANSWERED)

FLOW: Flow[Concern, Actor] = Flow(
    "concerns",
    title="回应关切",
    states={state.value: str(state.label) for state in State},
    roles={permission.value: title for permission, title in PERMISSION_TITLES.items()},
    initial=(State.OPEN,),
    final=(State.ANSWERED, State.DISMISSED),
    steps=(
        Step(
            name="release",
            title=_("发布权威信息"),
            from_=_STANDING,
            to=None,
            roles=_NOTE,
            basis="openness_rules",
            guards=(is_grave,),
        ),
        Step(
            name="hold_conference",
            title=_("举行新闻发布会"),
            from_=_STANDING,
            to=None,
            roles=_NOTE,
            basis="opinion_response",
            guards=(is_grave,),
        ),
        Step(
            name="respond",
            title=_("回应"),
            from_=(State.OPEN,),
            to=State.ANSWERED,
            roles=_NOTE,
            basis="opinion_response",
            guards=(was_explained,),
        ),
        Step(name="dismiss", title=_("不予回应"), from_=(State.OPEN,), to=State.DISMISSED, roles=_NOTE),
    ),
)


def held(concern: Concern, by: Actor) -> list[str]:
    """What the actor may do about the concern."""
    return [one.value for one in _NOTE if by.may(one, concern.agency)]


def offers(concern: Concern, by: Actor) -> list[Offer[Concern, Actor]]:
    """Every step, with the reasons why it is closed."""
    return FLOW.offers(concern, roles=held(concern, by), actor=by)
