"""Figures 统计: tables 3 and 4 of the annual report (国办公开办函〔2021〕30号), counted from the rows themselves.

What was received by the end of the year and not concluded before its beginning is either new or carried in, and
either handled or carried out: the identities of the form hold for whatever is in the tables, and one year's carried
out is the next one's carried in.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Case as Cases
from django.db.models import Count, F, IntegerField, Q, QuerySet, Value, When

from gongkai.affairs.applications.models import Application, Kind, Rating, Remedy, RemedyKind, Result
from gongkai.affairs.applications.outcomes import outcomes
from gongkai.engines.agencies.models import Agency
from gongkai.kernel.clock import end_of_day

Row = dict[str, int]
"""A figure for each column of a table."""

COLUMNS: tuple[str, ...] = (*Kind.values, "total")
HEAD, TAIL = ("new", "carried_in"), ("handled", "carried_out")


def rows() -> tuple[str, ...]:
    """The rows of table 3 in the order of the form."""
    return (*HEAD, *outcomes(), *TAIL)


def table3(agencies: Iterable[Agency], year: int) -> dict[str, Row]:
    """Applications received and handled by these organs in a year: row → column → figure."""
    start, end = date(year, 1, 1), date(year, 12, 31)
    is_new = Cases(When(received_on__gte=start, then=Value(1)), default=Value(0), output_field=IntegerField())
    is_done = Cases(When(concluded_on__lte=end, then=Value(1)), default=Value(0), output_field=IntegerField())
    counted = (
        _at_hand(agencies, start, end)
        .order_by()
        .annotate(is_new=is_new, is_done=is_done)
        .values_list("kind", "outcome", "is_new", "is_done")
        .annotate(n=Count("pk"))
    )
    table = {row: dict.fromkeys(COLUMNS, 0) for row in rows()}
    for kind, outcome, new, done, n in counted:
        places = ["new" if new else "carried_in"]
        places += ["handled", outcome] if done else ["carried_out"]
        for place in places:
            table[place][kind] += n
            table[place]["total"] += n
    return table


def behind(agencies: Iterable[Agency], year: int, row: str, column: str = "total") -> QuerySet[Application]:
    """The applications that a figure of table 3 counts. Raises KeyError for a row or column that is not there."""
    if row not in rows() or column not in COLUMNS:
        raise KeyError(f"Table 3 has no {row!r} in a column {column!r}.")
    start, end = date(year, 1, 1), date(year, 12, 31)
    found = _at_hand(agencies, start, end)
    if row in HEAD:
        found = found.filter(received_on__gte=start) if row == "new" else found.filter(received_on__lt=start)
    else:
        done = Q(concluded_on__lte=end)
        found = found.filter(~done | Q(concluded_on=None)) if row == "carried_out" else found.filter(done)
        found = found.filter(outcome=row) if row not in TAIL else found
    return found if column == "total" else found.filter(kind=column)


def _at_hand(agencies: Iterable[Agency], start: date, end: date) -> QuerySet[Application]:
    """What these organs had received by the last day and not concluded before the first."""
    return Application.objects.filter(
        Q(concluded_on=None) | Q(concluded_on__gte=start),
        agency__in=agencies,
        received_on__lte=end,
        is_test=False,
    )


def faults(table: dict[str, Row]) -> list[str]:
    """What does not add up in a table 3: for figures of units outside, which nobody counted from rows."""
    found = []
    for column in COLUMNS:
        came = table["new"][column] + table["carried_in"][column]
        went = table["handled"][column] + table["carried_out"][column]
        if came != went:
            found.append(
                f"“{_column(column)}”一列：新收与上年结转之和为{came}，办理与结转下年之和为{went}，应当相等。"
            )
        parts = sum(table[key][column] for key in outcomes())
        if parts != table["handled"][column]:
            found.append(
                f"“{_column(column)}”一列：各项办理结果之和为{parts}，总计为{table['handled'][column]}，应当相等。"
            )
    for row in rows():
        parts = sum(table[row][kind] for kind in Kind.values)
        if parts != table[row]["total"]:
            found.append(f"“{row}”一行：各类申请人之和为{parts}，总计为{table[row]['total']}，应当相等。")
    return found


def ratings(agencies: Iterable[Agency], year: int) -> dict[int, int]:
    """How many applicants gave 1 to 5 stars in a year: stars → how many."""
    counted = (
        Rating.objects.filter(
            application__agency__in=agencies, application__is_test=False,
            rated_at__gt=end_of_day(date(year - 1, 12, 31)), rated_at__lte=end_of_day(date(year, 12, 31)),
        )
        .values_list("stars")
        .annotate(n=Count("pk"))
    )  # fmt: skip
    return dict.fromkeys(range(1, 6), 0) | dict(counted)


def _column(column: str) -> str:
    return "总计" if column == "total" else str(Kind(column).label)


RESULTS: tuple[str, ...] = (*Result.values, "pending", "total")
CASES = (RemedyKind.RECONSIDERATION, RemedyKind.LITIGATION, RemedyKind.LITIGATION_AFTER)


def table4(agencies: Iterable[Agency], year: int) -> dict[str, Row]:
    """Reconsideration and litigation: what ended in the year by its result, what was pending at its end."""
    start, end = date(year, 1, 1), date(year, 12, 31)
    is_done = Cases(When(ended_on__lte=end, then=F("result")), default=Value("pending"))
    counted = (
        Remedy.objects.filter(
            Q(ended_on=None) | Q(ended_on__gte=start),
            application__agency__in=agencies, application__is_test=False, kind__in=CASES, filed_on__lte=end,
        )
        .order_by()
        .annotate(shown=is_done)
        .values_list("kind", "shown")
        .annotate(n=Count("pk"))
    )  # fmt: skip
    table = {kind.value: dict.fromkeys(RESULTS, 0) for kind in CASES}
    for kind, shown, n in counted:
        table[kind][shown] += n
        table[kind]["total"] += n
    return table
