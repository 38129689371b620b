"""Deadlines a second: the prefix table against chinesecalendar, numpy and holidays, in one run.

`python -m bench.deadlines` prints the lines; `run()` returns them. Each figure is the best of five. The truth
that results are held against is a count day by day over the published days, made here from the library's own
answers and not from our table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import cycle, islice
from time import perf_counter
from typing import Any

import chinese_calendar
import holidays
import numpy

from gongkai.kernel import clock
from gongkai.kernel.clock import Clock, ClockEvent, WorkingDays

LIMIT = 20  # working days, 条例 art 33
FIRST, LAST = date(2004, 1, 1), date(2026, 11, 20)
GOAL = 100  # times chinesecalendar.find_workday
CLOCK_GOAL = 100_000  # a second


def rate(work: Callable[[], object], items: int) -> float:
    """Items a second, best of five."""
    best = float("inf")
    for _ in range(5):
        begin = perf_counter()
        work()
        best = min(best, perf_counter() - begin)
    return items / best


def run() -> list[dict[str, Any]]:
    """One dict a line: name, per_second, ratio to find_workday, wrong results among those checked."""
    calendar = clock.bundled_calendar()
    add, add_all = calendar.add_working_days, calendar.add_working_days_to_all
    starts = [FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1)]
    truth = _counted_day_by_day(starts)
    limit = WorkingDays(LIMIT)
    recent = starts[-1000:]
    many = list(islice(cycle(recent), 100_000))
    some, few = many[:5_000], recent[::7]

    china = holidays.country_holidays("CN", years=range(FIRST.year, LAST.year + 2))
    days_off = [day for day in chinese_calendar.holidays if day.weekday() < 5]
    weekdays_off = numpy.array(days_off, dtype="datetime64[D]")
    vector = numpy.array(many, dtype="datetime64[D]")

    def nth(day: date) -> Any:
        return china.get_nth_working_day(day, LIMIT)

    def offset(days: Any) -> Any:
        # a start on a weekend is put on the working day before it, so that it is not counted
        return numpy.busday_offset(days, LIMIT, roll="backward", holidays=weekdays_off)

    def replayed(histories: Sequence[tuple[date, tuple[ClockEvent, ...]]]) -> list[date | None]:
        return [clock.deadline_of(Clock(start, limit, told), calendar).day for start, told in histories]

    histories = [_history(day) for day in some]
    peer = rate(lambda: [chinese_calendar.find_workday(LIMIT, day) for day in few], len(few))
    measured: list[tuple[str, float, Sequence[date | None] | None]] = [
        ("chinesecalendar.find_workday", peer, None),
        (
            "holidays.get_nth_working_day",
            rate(lambda: list(map(nth, some[:1000])), 1000),
            list(map(nth, starts)),
        ),
        (
            "numpy.busday_offset, vectorised",
            rate(lambda: offset(vector), len(many)),
            offset(numpy.array(starts, dtype="datetime64[D]")).tolist(),
        ),
        (
            "gongkai, one by one",
            rate(lambda: [add(day, LIMIT) for day in many], len(many)),
            [add(day, LIMIT) for day in starts],
        ),
        ("gongkai, in bulk", rate(lambda: add_all(many, LIMIT), len(many)), add_all(starts, LIMIT)),
        (
            "gongkai, a Deadline that can explain itself",
            rate(lambda: [clock.due(day, limit, calendar).day for day in some], len(some)),
            [clock.due(day, limit, calendar).day for day in starts],
        ),
        (
            "gongkai, with restart, 2 pauses, extension",
            rate(lambda: replayed(histories), len(histories)),
            None,
        ),
    ]
    return [
        {
            "name": name,
            "per_second": round(per_second),
            "ratio": round(per_second / peer, 1),
            "wrong": None if found is None else sum(a != b for a, b in zip(found, truth, strict=True)),
            "checked": None if found is None else len(truth),
        }
        for name, per_second, found in measured
    ]


def _counted_day_by_day(starts: Sequence[date]) -> list[date]:
    days = (FIRST + timedelta(n) for n in range((date(LAST.year, 12, 31) - FIRST).days + 1))
    worked = {day for day in days if chinese_calendar.is_workday(day)}
    found = []
    for day in starts:
        left = LIMIT
        while left:
            day += timedelta(1)
            left -= day in worked
        found.append(day)
    return found


def _history(start: date) -> tuple[date, tuple[ClockEvent, ...]]:
    """An application corrected after 5 days, third parties asked twice, extended once."""
    after = [start + timedelta(n) for n in (5, 8, 20, 24, 30, 33)]
    return start, (
        ClockEvent("restart", after[0]),
        ClockEvent("pause", after[1]),
        ClockEvent("resume", after[2]),
        ClockEvent("pause", after[3]),
        ClockEvent("resume", after[4]),
        ClockEvent("extend", after[5], WorkingDays(LIMIT)),
    )


def main() -> None:
    """Print the table, what the peers get wrong, and whether the goal is met."""
    lines = run()
    _, by_holidays, by_numpy, one_by_one, bulk, _, replayed = lines
    print(f"Last days of {LIMIT} working days; checked for every start from {FIRST} to {LAST}")
    print(f"{'':46}{'a second':>12}{'x find_workday':>16}{'wrong':>15}")
    for line in lines:
        wrong = "" if line["wrong"] is None else f"{line['wrong']} of {line['checked']}"
        print(f"{line['name']:46}{line['per_second']:>12,}{line['ratio']:>16,.1f}{wrong:>15}")
    print(
        f"One by one: {one_by_one['ratio']:,.0f} times chinesecalendar.find_workday (goal {GOAL}), "
        f"{one_by_one['per_second'] / by_holidays['per_second']:,.0f} times holidays; "
        f"in bulk {bulk['per_second'] / by_numpy['per_second']:.2f} times numpy."
    )
    print(
        f"Wrong: numpy {by_numpy['wrong']} of {by_numpy['checked']}, as it cannot say that a weekend day is "
        f"worked; holidays {by_holidays['wrong']} of {by_holidays['checked']}; gongkai {one_by_one['wrong']}."
    )
    print(f"With restart, 2 pauses and extension: {replayed['per_second']:,} a second (goal {CLOCK_GOAL:,}).")


if __name__ == "__main__":
    main()
