"""Reading notices: each officer his own."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Case, Max, QuerySet, When

from gongkai.engines.agencies.models import Officer
from gongkai.engines.duties.models import Duty
from gongkai.engines.notices.models import Notice, Preference

# More than so many unread are told as “99+”.
MOST_COUNTED = 99


def notices_for(officer: Officer) -> QuerySet[Notice]:
    """What the officer was told: what he has not read first, each time the newest first."""
    unread_first = Case(When(seen_at=None, then=0), default=1)
    return Notice.objects.filter(officer=officer).order_by(unread_first, "-id")


def newest_of(officer: Officer) -> int:
    """The number of the last notice he was sent; 0 while there is none."""
    last: int | None = Notice.objects.filter(officer=officer).aggregate(last=Max("id"))["last"]
    return last or 0


def unseen_count(officer: Officer) -> int:
    """How many he has not read, at most one more than MOST_COUNTED."""
    return Notice.objects.filter(officer=officer, seen_at=None)[: MOST_COUNTED + 1].count()


def wanting_letters(officers: Iterable[Officer]) -> set[int]:
    """The keys of those who have an address and have not said that they want no letters."""
    reachable = {officer.pk for officer in officers if officer.user.email}
    unwilling = Preference.objects.filter(officer__in=reachable, email=False)
    return reachable - set(unwilling.values_list("officer_id", flat=True)) if reachable else set()


def wants_letters(officer: Officer) -> bool:
    """What he has chosen; yes until he says no, whether he has an address or not."""
    return not Preference.objects.filter(officer=officer, email=False).exists()


def open_duties(notices: Iterable[Notice]) -> dict[str, datetime | None]:
    """Of the duties that these notices are about those still open, by the number in `about_id`, with their ends."""
    numbers = [int(notice.about_id) for notice in notices if notice.about_kind == "duty"]
    rows = Duty.objects.filter(id__in=numbers, closed_at=None).values_list("id", "due_at")
    return {str(number): due_at for number, due_at in rows}
