"""Yearly notices 放假安排: one TOML file a year, added by the user when the State Council's notice appears.

```toml
year = 2027
number = "国办发明电〔2026〕0号"
source = "where the notice can be read"
make_up_workdays = [2027-02-20]

[[holidays]]
name = "元旦"
from = 2027-01-01
to = 2027-01-03
```

A file that is half saved or mistyped must not date anything: each fault is a `NoticeError` of one sentence
that names file and key, and a notice in which a statutory holiday of its year is missing is refused.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from .statutory import statutory_holidays

KEYS = {"year", "number", "source", "make_up_workdays", "holidays"}
HOLIDAY_KEYS = {"name", "from", "to"}
LONGEST_HOLIDAY = 15  # days; a longer one is a slip of the pen: the longest ever, of 2020, had ten
NEIGHBOURS = timedelta(15)  # New Year's arrangement may reach this far into the years beside


class NoticeError(ValueError):
    """A notice that cannot be used, in one sentence naming the file and the key."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One year's arrangement: `off` and `made_up` map each day to the holiday's name ('' if not said)."""

    year: int
    number: str
    source: str
    off: dict[date, str]
    made_up: dict[date, str]


def read_notices(directory: Path) -> tuple[Notice, ...]:
    """All notices (`*.toml`) of a directory, by year; none when there is no such directory.

    Raises NoticeError for the first file that cannot be used, and for two files about one year.
    """
    found: dict[int, tuple[Notice, Path]] = {}
    for path in sorted(directory.glob("*.toml")):
        notice = read_notice(path)
        if notice.year in found:
            first = found[notice.year][1].name
            raise NoticeError(f"{path.name}: year: {notice.year} is already arranged by {first}; keep one.")
        found[notice.year] = notice, path
    return tuple(found[year][0] for year in sorted(found))


def read_notice(path: Path) -> Notice:
    """One notice from its file. Raises NoticeError."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NoticeError(f"{path.name}: the file cannot be read as UTF-8 text ({error}).") from error
    return parse_notice(text, path.name)


def parse_notice(text: str, name: str) -> Notice:
    """One notice from TOML text; `name` stands in front of each error."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NoticeError(f"{name}: this is not TOML ({error}).") from error
    return _Reader(name, table).notice()


class _Reader:
    def __init__(self, name: str, table: dict[str, Any]) -> None:
        self.name, self.table = name, table

    def fail(self, key: str, what: str) -> NoticeError:
        return NoticeError(f"{self.name}: {key}: {what}")

    def notice(self) -> Notice:
        self.only_known(self.table, KEYS, "")
        year = self.table.get("year")
        if type(year) is not int or not 1949 <= year <= 9998:
            raise self.fail("year", f"give the year as a number from 1949 to 9998, not {year!r}.")
        self.year: int = year
        number, source = self.text(self.table, "number", ""), self.text(self.table, "source", "")
        off = self.holidays()
        made_up = self.make_up(off)
        missing = [(day, name) for day, name in statutory_holidays(year).items() if day not in off]
        if missing:
            day, holiday = min(missing)
            raise self.fail("holidays", f"{day} ({holiday}) is a statutory holiday but not in the list.")
        return Notice(year, number, source, off, made_up)

    def holidays(self) -> dict[date, str]:
        rows = self.table.get("holidays")
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise self.fail("holidays", "give each holiday as a [[holidays]] table with name, from and to.")
        off: dict[date, str] = {}
        for place, row in enumerate(rows, start=1):
            at = f"holidays[{place}]."
            self.only_known(row, HOLIDAY_KEYS, at)
            holiday = self.text(row, "name", at)
            first, last = (self.day(row.get(key), at + key) for key in ("from", "to"))
            if not 0 <= (last - first).days < LONGEST_HOLIDAY:
                raise self.fail(f"{at}to", f"{last} must be 0 to {LONGEST_HOLIDAY - 1} days after {first}.")
            for day in (first + timedelta(n) for n in range((last - first).days + 1)):
                if day in off:
                    raise self.fail(f"{at}from", f"{day} is already part of {off[day]}; list a day once.")
                off[day] = holiday
        return off

    def make_up(self, off: dict[date, str]) -> dict[date, str]:
        key = "make_up_workdays"
        rows = self.table.get(key)
        if not isinstance(rows, list):
            raise self.fail(key, "list the weekend days that are worked; an empty list if there are none.")
        made_up: dict[date, str] = {}
        for place, row in enumerate(rows, start=1):
            at = f"{key}[{place}]"
            day = self.day(row, at)
            if day.weekday() < 5:
                raise self.fail(at, f"{day} is a weekday; only a Saturday or Sunday can be worked instead.")
            if day in off:
                raise self.fail(at, f"{day} is also listed as a holiday ({off[day]}).")
            if day in made_up:
                raise self.fail(at, f"{day} is listed twice.")
            made_up[day] = ""
        return made_up

    def day(self, value: object, key: str) -> date:
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.fail(key, f"give a date such as {self.year}-10-01 without quotes, not {value!r}.")
        if not date(self.year, 1, 1) - NEIGHBOURS <= value <= date(self.year, 12, 31) + NEIGHBOURS:
            raise self.fail(key, f"{value} lies outside {self.year} and the days beside it.")
        return value

    def text(self, row: dict[str, Any], key: str, at: str) -> str:
        value = row.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.fail(at + key, "this must be a text that is not empty.")
        return value.strip()

    def only_known(self, row: dict[str, Any], known: set[str], at: str) -> None:
        for key in row:
            if key not in known:
                raise self.fail(at + key, f"there is no such key; the keys are {', '.join(sorted(known))}.")
