"""Validity 有效性: what can be said of a document on a day; the same rules over a row and over a whole list.

Repealed by a live document that has taken effect, or by an ending noted by a person; lapsed by its date, or by
an ending; not yet in force before its first day. The gravest holds.
"""

from datetime import date
from typing import Any

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from gongkai.affairs.documents import endings
from gongkai.affairs.documents.kinds import kinds
from gongkai.affairs.documents.models import Edition, Ending, Relation, RelationType, State
from gongkai.kernel.clock import today


def with_days(found: QuerySet[Edition]) -> QuerySet[Edition]:
    """The days on which others repealed the document, or it was noted as repealed or lapsed, as columns."""
    others = (
        Relation.objects.filter(
            type=RelationType.REPEALS,
            target=OuterRef("document"),
            source__editions__state=State.LIVE,
            claimed=False,
        )
        .annotate(day=Coalesce("source__effective_on", "source__published_on"))
        .order_by("day")
    )
    return found.annotate(
        repealed_by_other=Subquery(others.values("day")[:1]),
        repealed_on=Subquery(_noted("repealed")),
        lapsed_on=Subquery(_noted("lapsed")),
    )


def _noted(validity: str) -> QuerySet[Any]:
    """The first day of an ending that leads to this validity."""
    rows = Ending.objects.filter(
        document=OuterRef("document"), reason__in=endings.leading_to(validity), reversed_at=None
    )
    return rows.order_by("on").values("on")[:1]


def set_days(edition: Edition, repealed_by_other: date | None, noted: list[Ending]) -> None:
    """The same columns from rows that were read already; `noted` are the endings that were not reversed."""
    for name, validity in (("repealed_on", "repealed"), ("lapsed_on", "lapsed")):
        days = [one.on for one in noted if one.reason in endings.leading_to(validity)]
        setattr(edition, name, min(days, default=None))
    edition.repealed_by_other = repealed_by_other  # type: ignore[attr-defined]


def validity(edition: Edition, on: date | None = None) -> str:
    """`current`, `not_yet`, `lapsed` or `repealed`; empty for kinds of which none can be said.

    `edition` comes from `queries.live` or a page, which know the days on which it ended.
    """
    document = edition.document
    if not kinds()[document.kind].has_validity:
        return ""
    day = on or today()
    if any(_came(edition, name, day) for name in ("repealed_by_other", "repealed_on")):
        return "repealed"
    if _came(edition, "lapsed_on", day) or (document.expires_on and document.expires_on < day):
        return "lapsed"
    if document.effective_on and document.effective_on > day:
        return "not_yet"
    return "current"


def _came(edition: Edition, name: str, day: date) -> bool:
    found: date | None = getattr(edition, name, None)
    return found is not None and found <= day


def as_column(found: QuerySet[Edition]) -> QuerySet[Any]:
    """`validity` as a column `validity_now`, by the same rules in the same order."""
    day = today()
    said = [slug for slug, kind in kinds().items() if kind.has_validity]
    return found.annotate(
        validity_now=Case(
            When(~Q(document__kind__in=said), then=Value("")),
            When(Q(repealed_by_other__lte=day) | Q(repealed_on__lte=day), then=Value("repealed")),
            When(Q(lapsed_on__lte=day) | Q(document__expires_on__lt=day), then=Value("lapsed")),
            When(document__effective_on__gt=day, then=Value("not_yet")),
            default=Value("current"),
        )
    )
