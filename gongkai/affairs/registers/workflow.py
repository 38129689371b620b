"""The course of a record 流程: entered, published, corrected, withdrawn with its ground, archived when it is over."""

from django.utils.translation import gettext_noop as _

from gongkai.affairs.registers import schemas
from gongkai.affairs.registers.models import Record, State
from gongkai.engines.agencies.models import Actor
from gongkai.engines.agencies.permissions import PERMISSION_TITLES, Permission
from gongkai.kernel.clock import today
from gongkai.kernel.flow import Flow, Offer, Step
from gongkai.kernel.hanzi.dates import format_date


def is_shown_long_enough(record: Record, actor: Actor) -> list[str]:
    """清单定有公示期，并且已经期满"""
    if record.display_until is None:
        return ["这一清单没有规定公示期，记录一直公开，不用归档。"]
    if record.is_over(today()):
        return []
    return [f"公示期到{format_date(record.display_until)}为止，期满以后再归档。"]


def is_kept(record: Record, actor: Actor) -> list[str]:
    """清单规定公示期满后留存供查阅"""
    if schemas.of_record(record).version.after == "kept":
        return []
    return ["这一清单的记录不留存查阅，不用登记。"]


def is_not_overturned(record: Record, actor: Actor) -> list[str]:
    """尚未登记原决定被变更、撤销"""
    if record.overturned_on is None:
        return []
    return [
        f"已登记原决定于{format_date(record.overturned_on)}{record.get_overturned_how_display()}，请尽快撤回。"
    ]


_KEEP = (Permission.KEEP_REGISTERS,)
_PUBLISH = (Permission.PUBLISH_REGISTERS,)

FLOW: Flow[Record, Actor] = Flow(
    "registers",
    title="清单记录",
    states={state.value: str(state.label) for state in State},
    roles={permission.value: title for permission, title in PERMISSION_TITLES.items()},
    initial=(State.DRAFT,),
    final=(State.WITHHELD, State.WITHDRAWN, State.DISCARDED),
    steps=(
        Step(name="edit", title=_("修改"), from_=(State.DRAFT,), to=None, roles=_KEEP),
        Step(name="publish", title=_("公开"), from_=(State.DRAFT,), to=State.PUBLISHED, roles=_PUBLISH),
        Step(
            name="withhold",
            title=_("不予公开"),
            from_=(State.DRAFT,),
            to=State.WITHHELD,
            roles=_PUBLISH,
            basis="foi:20(6), penalties:48.1",
        ),
        Step(name="discard", title=_("作废"), from_=(State.DRAFT,), to=State.DISCARDED, roles=_KEEP),
        Step(
            name="correct",
            title=_("更正"),
            from_=(State.PUBLISHED,),
            to=None,
            roles=_PUBLISH,
            guards=(is_not_overturned,),
        ),
        Step(
            name="overturn",
            title=_("登记原决定被变更、撤销"),
            from_=(State.PUBLISHED,),
            to=None,
            roles=_PUBLISH,
            basis="penalties:48.2",
            guards=(is_not_overturned,),
        ),
        Step(
            name="withdraw",
            title=_("撤回"),
            from_=(State.PUBLISHED, State.ARCHIVED),
            to=State.WITHDRAWN,
            roles=_PUBLISH,
            basis="penalties:48.2",
        ),
        Step(
            name="archive",
            title=_("归档"),
            from_=(State.PUBLISHED,),
            to=State.ARCHIVED,
            roles=_PUBLISH,
            guards=(is_shown_long_enough,),
        ),
        Step(
            name="consult",
            title=_("登记查阅"),
            from_=(State.ARCHIVED,),
            to=None,
            roles=_KEEP,
            guards=(is_kept,),
        ),
    ),
)


def held(record: Record, by: Actor) -> list[str]:
    """What the actor may do about the record."""
    return [one.value for one in (*_KEEP, *_PUBLISH) if by.may(one, record.agency)]


def offers(record: Record, by: Actor) -> list[Offer[Record, Actor]]:
    """Every step, with the reasons why it is closed."""
    return FLOW.offers(record, roles=held(record, by), actor=by)
