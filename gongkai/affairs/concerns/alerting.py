"""Early warning 预警: whoever has to know of a concern is told at once, at night and on days off too.

Letters do not wait for the end of the quiet hours: what counts by the hour cannot.
"""

from collections.abc import Collection, Iterable

from gongkai.affairs.concerns.law import Risk
from gongkai.affairs.concerns.models import Concern, Draft
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import ROLES, Permission
from gongkai.engines.agencies.queries import in_office
from gongkai.engines.ledger.models import Event
from gongkai.engines.notices.recipients import Recipients
from gongkai.engines.notices.telling import tell_officers
from gongkai.kernel.clock import instant


def alert(concern: Concern, event: Event, risk: Risk, *, standing: str) -> int:
    """Tell the nearest holders of the level's roles, those who may open the concern; returns how many.

    standing: how it is weighed so far, in words.
    """
    found = instant(concern.found_at)
    return _tell(
        _nearest(concern, risk.said.alert, Permission.READ_CONCERNS),
        event,
        concern,
        f"【舆情预警】{concern.title}",
        f"{concern.agency.name}的一条舆情需要立即关注。",
        f"级别：{concern.get_level_display()}；{standing.rstrip('。')}。",
        f"发现时间：{found.year}年{found.month}月{found.day}日{found:%H:%M}；来源：{concern.source}。",
        "请组织研判和处置，按期限发布信息、作出回应。",
    )


def ask_to_check(draft: Draft, event: Event) -> int:
    """Tell the nearest who may check a draft, but for whoever wrote it."""
    concern = draft.concern
    roles = [name for name, role in ROLES.items() if Permission.CHECK_RESPONSES in role.permissions]
    nearest = _nearest(concern, roles, Permission.CHECK_RESPONSES)
    return _tell(
        [one for one in nearest if one.handle != draft.written_by],
        event,
        concern,
        f"【回应待核对】{concern.title}",
        "回应的文稿已经拟好，须由拟稿人以外的人员核对后才能发布，期限按小时计算，请尽快核对。",
    )


def tell_writer(draft: Draft, event: Event) -> int:
    """Tell whoever wrote a draft what became of it."""
    words = (
        "已经核对通过，可以发布。" if draft.verdict == Draft.Verdict.PASSED else "被退回，请修改后重新送核。"
    )
    remark = [f"核对意见：{draft.remark}"] if draft.remark else []
    writer = in_office().filter(user__username=draft.written_by).select_related("user")
    title = f"【回应文稿{draft.get_verdict_display()}】{draft.concern.title}"
    return _tell(writer, event, draft.concern, title, f"您拟的文稿{words}", *remark)


def _nearest(concern: Concern, roles: Collection[str], permission: Permission) -> list[Officer]:
    slug = concern.agency.slug
    found = Recipients([slug], roles).of(slug, roles) if roles else []
    return [one for one in found if one.may(permission, concern.agency)]


def _tell(people: Iterable[Officer], event: Event, concern: Concern, title: str, *lines: str) -> int:
    return tell_officers(
        people, event, about=("concern", str(concern.pk)), title=title, text="\n".join(lines)
    )
