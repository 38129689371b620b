"""The course of a concern 流程: watched, weighed, answered; what is grave is released and explained before that.

Information may be released, and the public answered, again as the handling goes on. Under packs that ask for it a
second person looks at what is to be said. What was said has a public page once somebody publishes it.
"""

from django.utils.translation import gettext_noop as _

from gongkai.affairs.concerns import law
from gongkai.affairs.concerns.models import Concern, Draft, Response, State
from gongkai.engines.agencies.models import Actor
from gongkai.engines.agencies.permissions import PERMISSION_TITLES, Permission
from gongkai.engines.agencies.queries import SYSTEM
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


def release_was_checked(concern: Concern, actor: Actor) -> list[str]:
    """要求核对的，发布的内容已由另一人核对"""
    return _unchecked(concern, "release", "发布权威信息")


def answer_was_checked(concern: Concern, actor: Actor) -> list[str]:
    """要求核对的，回应的内容已由另一人核对"""
    return _unchecked(concern, "respond", "回应")


def check_is_asked(concern: Concern, actor: Actor) -> list[str]:
    """适用的规定要求核对"""
    if law.check_points(concern.agency):
        return []
    return ["本单位适用的规定不要求回应发布前另作核对，请直接登记。"]


def a_draft_waits(concern: Concern, actor: Actor) -> list[str]:
    """有文稿待核对"""
    return [] if waiting(concern) else ["没有待核对的文稿，请先拟稿送核。"]


def is_another_person(concern: Concern, actor: Actor) -> list[str]:
    """由拟稿人以外的工作人员核对"""
    if actor.handle == SYSTEM.handle:
        return ["核对须由工作人员本人办理，不能由系统代办。"]
    mine = [one for one in waiting(concern) if one.written_by == actor.handle]
    return ["文稿由您起草，请由他人核对。"] if mine and len(mine) == len(waiting(concern)) else []


def something_was_said(concern: Concern, actor: Actor) -> list[str]:
    """已经登记发布、发布会或者回应"""
    return [] if concern.responses.exists() else ["还没有登记任何回应，请先登记，再公开回应情况。"]


def is_not_public(concern: Concern, actor: Actor) -> list[str]:
    """回应情况尚未公开"""
    return ["回应情况已经公开，需要改动的，请先撤下。"] if concern.is_public else []


def is_public(concern: Concern, actor: Actor) -> list[str]:
    """回应情况已经公开"""
    return [] if concern.is_public else ["回应情况没有公开，不需要撤下。"]


_NOTE = (Permission.NOTE_RECORDS,)
_OPEN = (State.MONITORED, State.ASSESSED)
_STANDING = (*_OPEN, State.ANSWERED)

FLOW: Flow[Concern, Actor] = Flow(
    "concerns",
    title="回应关切",
    states={state.value: str(state.label) for state in State},
    roles={permission.value: title for permission, title in PERMISSION_TITLES.items()},
    initial=(State.MONITORED,),
    final=(State.ANSWERED, State.DISMISSED),
    steps=(
        Step(
            name="assess",
            title=_("研判"),
            from_=_OPEN,
            to=State.ASSESSED,
            roles=_NOTE,
            basis="opinion_response",
        ),
        Step(
            name="draft",
            title=_("拟稿送核"),
            from_=_STANDING,
            to=None,
            roles=_NOTE,
            guards=(check_is_asked,),
        ),
        Step(
            name="check",
            title=_("核对"),
            from_=_STANDING,
            to=None,
            roles=(Permission.CHECK_RESPONSES,),
            guards=(a_draft_waits, is_another_person),
        ),
        Step(
            name="release",
            title=_("发布权威信息"),
            from_=_STANDING,
            to=None,
            roles=_NOTE,
            basis="openness_rules",
            guards=(is_grave, release_was_checked),
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
            from_=(State.ASSESSED, State.ANSWERED),
            to=State.ANSWERED,
            roles=_NOTE,
            basis="opinion_response",
            guards=(was_explained, answer_was_checked),
        ),
        Step(
            name="publish",
            title=_("公开回应情况"),
            from_=_STANDING,
            to=None,
            roles=_NOTE,
            basis="opinion_response",
            guards=(something_was_said, is_not_public),
        ),
        Step(name="retract", title=_("撤下"), from_=_STANDING, to=None, roles=_NOTE, guards=(is_public,)),
        Step(
            name="dismiss",
            title=_("不予回应"),
            from_=_OPEN,
            to=State.DISMISSED,
            roles=_NOTE,
            guards=(is_not_public,),
        ),
    ),
)


def waiting(concern: Concern) -> list[Draft]:
    """The drafts that wait for a second person."""
    return list(concern.drafts.filter(verdict=Draft.Verdict.WAITING))


def passed(concern: Concern, step: str) -> Draft | None:
    """The last draft for a step that a second person passed and that has not gone out yet."""
    found = concern.drafts.filter(step=step, verdict=Draft.Verdict.PASSED, response=None)
    return found.order_by("-checked_at", "-id").first()


def _unchecked(concern: Concern, step: str, title: str) -> list[str]:
    if not law.check_points(concern.agency) or passed(concern, step):
        return []
    return [f"{title}的内容须先由另一人核对，请先拟稿送核。"]


def held(concern: Concern, by: Actor) -> list[str]:
    """What the actor may do about the concern."""
    asked = (Permission.NOTE_RECORDS, Permission.CHECK_RESPONSES)
    return [one.value for one in asked if by.may(one, concern.agency)]


def offers(concern: Concern, by: Actor) -> list[Offer[Concern, Actor]]:
    """Every step, with the reasons why it is closed."""
    return FLOW.offers(concern, roles=held(concern, by), actor=by)
