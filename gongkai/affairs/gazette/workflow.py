"""The course of an issue 流程: state × step × permission × guards, in one table.

The openness office assembles and publishes; an approving leader of the government, who had no hand in it,
signs. What was sent up or signed is taken back before anything in it changes.
"""

from django.db.models import F, QuerySet

from gongkai.affairs.documents.models import State as EditionState
from gongkai.affairs.gazette.models import Issue, Item, State
from gongkai.engines.agencies.models import Actor
from gongkai.engines.agencies.permissions import PERMISSION_TITLES, Permission
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.kernel.flow import Flow, Offer, Step
from gongkai.kernel.hanzi.titles import within

_EDITORS = (Permission.ISSUE_GAZETTE,)


def has_items(issue: Issue, actor: Actor) -> list[str]:
    """已编入文件或者文字"""
    return [] if issue.items.exists() else ["这一期还没有内容，请先编入文件。"]


def is_empty(issue: Issue, actor: Actor) -> list[str]:
    """没有编入任何内容"""
    return ["这一期已有内容，请先全部移出再取消。"] if issue.items.exists() else []


def items_are_current(issue: Issue, actor: Actor) -> list[str]:
    """编入的都是现行文本"""
    reasons = []
    for item in issue.items.filter(edition__isnull=False).exclude(edition__state=EditionState.LIVE):
        gone = item.edition is not None and item.edition.state == EditionState.WITHDRAWN
        todo = "请移出本期" if gone else "请撤回修改，换用现行文本"
        reasons.append(f"《{within(item.title)}》{'已被撤回' if gone else '已有更正'}，{todo}。")
    if issue.state != State.ASSEMBLING:
        reasons += [
            f"《{within(item.heading)}》在排版以后遮盖过内容，请撤回修改，重新送签。"
            for item in masked(issue).filter(edition__state=EditionState.LIVE)
        ]
    return reasons


def is_a_person(issue: Issue, actor: Actor) -> list[str]:
    """由工作人员本人签发"""
    return ["签发须由工作人员本人办理，不能由系统代办。"] if actor.handle == SYSTEM.handle else []


def is_another(issue: Issue, actor: Actor) -> list[str]:
    """编辑、签发由不同人员办理"""
    if actor.handle in {*issue.hands, issue.sent_by}:
        return ["这一期由您参与编辑或者送签，签发须由他人办理。"]
    return []


def print_must_change(issue: Issue, actor: Actor) -> list[str]:
    """出版以后有文件被撤回或者遮盖"""
    if withdrawn(issue) or masked(issue).exists():
        return []
    return ["这一期没有出版以后撤回或者遮盖的文件，已经出版的公报不重印。"]


def masked(issue: Issue) -> QuerySet[Item]:
    """Items whose edition was masked since, and whose text the PDF still shows uncovered."""
    rows = issue.items.filter(blanked=False, edition__isnull=False).select_related("edition")
    return rows.exclude(version=F("edition__version"))


def withdrawn(issue: Issue) -> list[Item]:
    """Items whose document was withdrawn since, and whose text the PDF still holds."""
    return [item for item in issue.items.filter(blanked=False) if is_withdrawn(item)]


def is_withdrawn(item: Item) -> bool:
    """Whether the document was taken back, in this edition or a later one that said the same."""
    if item.edition is None:
        return False
    later = item.edition.document.editions.filter(number__gte=item.edition.number)
    return later.filter(state=EditionState.WITHDRAWN).exists()


FLOW: Flow[Issue, Actor] = Flow(
    "gazette",
    title="公报",
    states={state.value: str(state.label) for state in State},
    roles={permission.value: title for permission, title in PERMISSION_TITLES.items()},
    initial=(State.ASSEMBLING,),
    final=(State.PUBLISHED,),
    steps=(
        Step(name="assemble", title="编辑", from_=(State.ASSEMBLING,), to=None, roles=_EDITORS),
        Step(
            name="drop",
            title="取消本期",
            from_=(State.ASSEMBLING,),
            to=None,
            roles=_EDITORS,
            guards=(is_empty,),
        ),
        Step(
            name="send_up",
            title="送签",
            from_=(State.ASSEMBLING,),
            to=State.SENT,
            roles=_EDITORS,
            guards=(has_items, items_are_current),
        ),
        Step(
            name="recall",
            title="撤回修改",
            from_=(State.SENT, State.SIGNED),
            to=State.ASSEMBLING,
            roles=_EDITORS,
        ),
        Step(
            name="return",
            title="退回",
            from_=(State.SENT,),
            to=State.ASSEMBLING,
            roles=(Permission.SIGN_DOCUMENTS,),
            guards=(is_a_person,),
        ),
        Step(
            name="sign",
            title="签发",
            from_=(State.SENT,),
            to=State.SIGNED,
            roles=(Permission.SIGN_DOCUMENTS,),
            guards=(is_a_person, is_another, items_are_current),
        ),
        Step(
            name="publish",
            title="出版",
            from_=(State.SIGNED,),
            to=State.PUBLISHED,
            roles=_EDITORS,
            basis="gazette:3",
            guards=(items_are_current,),
        ),
        Step(
            name="reprint",
            title="重印",
            from_=(State.PUBLISHED,),
            to=None,
            roles=_EDITORS,
            guards=(print_must_change,),
        ),
    ),
)


def held(issue: Issue, by: Actor) -> list[str]:
    """What the actor may do for the government whose gazette it is."""
    return [permission.value for permission in Permission if by.may(permission, issue.agency)]


def refusals(issue: Issue, step: str, by: Actor) -> list[str]:
    """Every reason why the actor may not take the step now; empty if he may."""
    return FLOW.refusals(issue, step, roles=held(issue, by), actor=by)


def take(issue: Issue, step: str, by: Actor) -> str:
    """The state after the step. Raises Refused with all the reasons."""
    return FLOW.take(issue, step, roles=held(issue, by), actor=by)


def offers(issue: Issue, by: Actor) -> list[Offer[Issue, Actor]]:
    """Every step as it stands for this actor: the buttons, and why the others are closed."""
    return FLOW.offers(issue, roles=held(issue, by), actor=by)
