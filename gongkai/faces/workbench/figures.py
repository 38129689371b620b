"""Figures 统计 as pages show them: shares in words, months as bars, sums of many lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.engines.duties.queries import Month, Summary


@dataclass(frozen=True)
class Bars:
    """Months with the longest of their bars: what the others are measured by."""

    months: Sequence[Month]
    most: int


def bars_of(months: Sequence[Month]) -> Bars:
    """The months of one chart."""
    return Bars(months, max((one.met + one.late + one.overdue for one in months), default=0))


def percent(share: float | None) -> str:
    """97%; never 100% where anything was late, nor 0% where anything was not. A dash for nothing to count."""
    if share is None:
        return "—"
    return f"{min(99, max(1, round(100 * share))) if 0 < share < 1 else round(100 * share)}%"


def total(summaries: Iterable[Summary]) -> Summary:
    """All the lines of a table in one."""
    rows = list(summaries)
    return Summary(
        "",
        sum(row.met for row in rows),
        sum(row.late for row in rows),
        sum(row.overdue for row in rows),
        sum(row.due_this_week for row in rows),
        sum(row.open for row in rows),
    )
