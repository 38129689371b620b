"""Saved views 常用视图: the lists that an officer keeps under a name; a preference, so no event tells of it."""

from django.db import transaction

from gongkai.engines.agencies.models import Officer, SavedView
from gongkai.kernel.flow import Refused

MOST = 30


def views_of(officer: Officer, page: str) -> list[SavedView]:
    """What he keeps of one page, in the order of keeping."""
    return list(SavedView.objects.filter(officer=officer, page=page))


def view_of(officer: Officer, number: int) -> SavedView | None:
    """One of his views."""
    return SavedView.objects.filter(officer=officer, pk=number).first()


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


@transaction.atomic
def rename_view(officer: Officer, number: int, name: str) -> SavedView | None:
    """Give one of his views another name; None where he has no such view any more."""
    row = view_of(officer, number)
    if row is None:
        return None
    wanted = name.strip()[:50]
    reasons = [] if wanted else ["请填写视图名称。"]
    if SavedView.objects.filter(officer=officer, page=row.page, name=wanted).exclude(pk=number).exists():
        reasons.append("已有同名的视图，请换一个名称。")
    if reasons:
        raise Refused(reasons)
    row.name = wanted
    row.save(update_fields=["name"])
    return row


def drop_view(officer: Officer, number: int) -> None:
    """Forget one of his views; what is gone already, stays gone."""
    SavedView.objects.filter(officer=officer, pk=number).delete()
