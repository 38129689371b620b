"""Saved views 常用视图: the lists that an officer keeps under a name; a preference, so no event tells of it."""

from django.db import transaction

from gongkai.engines.agencies.models import Officer, SavedView
from gongkai.kernel.flow import Refused

MOST = 30


def views_of(officer: Officer, page: str) -> list[SavedView]:
    """What he keeps of one page, in the order of keeping."""
    return list(SavedView.objects.filter(officer=officer, page=page))


@transaction.atomic
def keep_view(officer: Officer, *, page: str, name: str, query: str) -> SavedView:
    """Keep the query of a page under a name; the same name again takes the new query."""
    reasons = [] if name.strip() else ["请填写视图名称。"]
    others = SavedView.objects.filter(officer=officer, page=page).exclude(name=name.strip())
    if others.count() >= MOST:
        reasons.append(f"最多保存{MOST}个视图，请先删除不用的。")
    if reasons:
        raise Refused(reasons)
    row, _ = SavedView.objects.update_or_create(
        officer=officer, page=page, name=name.strip()[:50], defaults={"query": query[:1000]}
    )
    return row


def drop_view(officer: Officer, number: int) -> None:
    """Forget one of his views; what is gone already, stays gone."""
    SavedView.objects.filter(officer=officer, pk=number).delete()
