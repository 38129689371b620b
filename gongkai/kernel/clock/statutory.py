"""Statutory holidays 法定节假日: the days off that the law itself names, for years without a yearly notice.

The yearly notice moves days about (调休); the law does not say how, so nothing is moved here: a day that
falls on a weekend is not made up for, and the working days are Monday to Friday without the statutory days.
That errs on the early side, and whatever is counted from it is called provisional.
"""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from . import lunar


class Statute(NamedTuple):
    """One version of the law: in force from `since`; holidays as (name, first day, number of days)."""

    since: date
    number: str
    holidays: tuple[tuple[str, str, int], ...]


@cache
def statutes() -> tuple[Statute, ...]:
    """The versions of 全国年节及纪念日放假办法, oldest first."""
    text = (Path(__file__).parent / "data" / "statutory.toml").read_text(encoding="utf-8")
    return tuple(
        Statute(law["since"], law["number"], tuple((row["name"], row["first"], row["days"]) for row in rows))
        for law in tomllib.loads(text)["law"]
        for rows in (law["holidays"],)
    )


@lru_cache(maxsize=512)
def statutory_holidays(year: int) -> dict[date, str]:
    """Day → name of each statutory day of a year, under the law in force on that day."""
    found = {}
    laws = statutes()
    for i, law in enumerate(laws):
        until = laws[i + 1].since if i + 1 < len(laws) else date.max
        if law.since.year <= year <= until.year:
            for name, first, days in law.holidays:
                start = _first_day(year, first)
                for day in (start + timedelta(n) for n in range(days)):
                    if law.since <= day < until:
                        found[day] = name
    return found


@lru_cache(maxsize=512)
def provisional_working_days(year: int) -> tuple[int, ...]:
    """Ordinals of the days of a year that are working days as far as the law alone tells."""
    off = {day.toordinal() for day in statutory_holidays(year)}
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    return tuple(day for day in range(first, last + 1) if day % 7 not in (6, 0) and day not in off)


def _first_day(year: int, first: str) -> date:
    match first:
        case "除夕":
            return lunar.spring_festival(year) - timedelta(1)
        case "正月初一":
            return lunar.spring_festival(year)
        case "清明":
            return lunar.qingming(year)
        case "五月初五":
            return lunar.dragon_boat(year)
        case "八月十五":
            return lunar.mid_autumn(year)
    month, day = first.split("-")
    return date(year, int(month), int(day))
