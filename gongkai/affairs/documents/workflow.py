"""The course of an edition 流程: state × step × permission × legal basis × guards, in one table.

The gates that the law sets before publication (attribute, screening, reviews, interpretation,
sign-off) take their place between `draft` and `live`.
"""

from gongkai.affairs.documents.models import Attribute, Edition, State
from gongkai.engines.agencies.models import Actor
from gongkai.engines.agencies.permissions import PERMISSION_TITLES, Permission
from gongkai.kernel.flow import Flow, Step


def is_open_to_all(edition: Edition, actor: Actor) -> list[str]:
    """公开属性为主动公开"""
    if edition.document.attribute == Attribute.PROACTIVE:
        return []
    label = Attribute(edition.document.attribute).label
    return [f"这份文件的公开属性为“{label}”，不能在网站公开；确需公开的，请先变更公开属性。"]


def has_text(edition: Edition, actor: Actor) -> list[str]:
    """标题和正文齐全"""
    missing = [name for name, value in (("标题", edition.title), ("正文", edition.text)) if not value.strip()]
    return [f"请先填写{'和'.join(missing)}。"] if missing else []


FLOW: Flow[Edition, Actor] = Flow(
    "documents",
    title="文件",
    states={state.value: str(state.label) for state in State},
    roles={permission.value: title for permission, title in PERMISSION_TITLES.items()},
    initial=(State.DRAFT,),
    final=(State.SUPERSEDED, State.WITHDRAWN),
    steps=(
        Step(
            name="edit",
            title="修改",
            from_=(State.DRAFT,),
            to=None,
            roles=(Permission.DRAFT_DOCUMENTS,),
        ),
        Step(
            name="publish",
            title="公开",
            from_=(State.DRAFT,),
            to=State.LIVE,
            roles=(Permission.PUBLISH_DOCUMENTS,),
            basis="foi:26",
            guards=(is_open_to_all, has_text),
        ),
        Step(
            name="correct",
            title="更正",
            from_=(State.LIVE,),
            to=State.SUPERSEDED,
            roles=(Permission.CORRECT_DOCUMENTS,),
            basis="foi:6",
        ),
        Step(
            name="withdraw",
            title="撤回",
            from_=(State.LIVE,),
            to=State.WITHDRAWN,
            roles=(Permission.WITHDRAW_DOCUMENTS,),
        ),
    ),
)


def _held(edition: Edition, by: Actor) -> list[str]:
    agency = edition.document.agency
    return [permission.value for permission in Permission if by.may(permission, agency)]


def refusals(edition: Edition, step: str, by: Actor) -> list[str]:
    """Every reason why the actor may not take the step now; empty if he may."""
    return FLOW.refusals(edition, step, roles=_held(edition, by), actor=by)


def take(edition: Edition, step: str, by: Actor) -> str:
    """The state after the step. Raises Refused with all the reasons."""
    return FLOW.take(edition, step, roles=_held(edition, by), actor=by)
