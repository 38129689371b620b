"""The book 法簿: who stands under whom, who follows which pack, what the packs and the calendar say; pure.

Built from the ledger's law events alone. A pack's files are read into the ledger (`pack.read`) when the first
duty is opened under them and whenever they were changed, the calendar (`calendar.read`) likewise; every process
goes by what was recorded, so a half-saved file touches nobody. A reading holds from the event it was made for.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gongkai.engines.duties.core import REACTIONS, Happening, cached_limit
from gongkai.engines.duties.readings import Versioned, calendar_from, read_starts
from gongkai.kernel.clock import (
    CHINA,
    CalendarDays,
    Months,
    WorkingCalendar,
    WorkingDays,
    Years,
    add_months,
    day_of,
)
from gongkai.kernel.law import DutyRule, Trigger

DEFAULT_PACK = "national"
LAW_VERBS = frozenset(
    {
        "agency.opened", "agency.closed", "role.granted", "role.revoked", "pack.adopted", "pack.read",
        "calendar.read",
    }
)  # fmt: skip


@dataclass
class Place:
    """An agency as far as duties go. closed: the first day it no longer is; successor: who goes on, if named."""

    kind: str
    parent: str
    closed: date | None = None
    successor: str = ""

    def is_open(self, on: date) -> bool:
        return self.closed is None or on < self.closed


FilesOf = Callable[[str], Sequence[Versioned]]


class Book:
    """The law as it stands after some event. `files_of` gives the rules of a pack never read so far."""

    def __init__(self, files_of: FilesOf, calendar_of: Callable[[], WorkingCalendar]) -> None:
        self.places: dict[str, Place] = {}
        self.roles: Counter[tuple[str, str]] = Counter()
        self.adoptions: dict[str, list[tuple[date, str]]] = {}
        self.readings: dict[str, Sequence[Versioned]] = {}
        self.texts: dict[str, DutyRule] = {}
        self.ticked: datetime | None = None
        self.next_check: datetime | None = None
        self._files_of, self._calendar_of = files_of, calendar_of
        self._calendar: WorkingCalendar | None = None
        self._unread: dict[str, Sequence[Versioned]] = {}
        self._used_unread: dict[str, Sequence[Versioned]] = {}
        self.calendar_recorded = self.calendar_used = False
        self.compile()

    # what happens to the book

    def apply(self, event: Happening) -> None:
        """Take up one law event."""
        facts, slug = event.facts, event.subject[1]
        match event.verb:
            case "agency.opened":
                self.places[slug] = Place(str(facts.get("kind") or ""), str(facts.get("parent") or ""))
            case "agency.closed" if slug in self.places:
                place = self.places[slug]
                place.closed = _day(facts.get("on")) or day_of(event.at)
                place.successor = str(facts.get("successor") or "")
            case "role.granted" | "role.revoked":
                step = 1 if event.verb == "role.granted" else -1
                self.roles[event.agency, str(facts.get("role"))] += step
            case "pack.adopted":
                rows = self.adoptions.setdefault(slug, [])
                rows.append((date.fromisoformat(facts["from"]), facts["pack"]))
                rows.sort(key=lambda row: row[0])
            case "pack.read":
                self.read(facts)
            case "calendar.read":
                self._calendar, self.calendar_recorded = calendar_from(facts), True
        self.compile()

    def read(self, facts: Mapping[str, Any]) -> None:
        """Take up the text of a pack or a calendar."""
        if "pack" not in facts:
            self._calendar, self.calendar_recorded = calendar_from(facts), True
            return
        starts = read_starts(json.dumps(facts["duties"]))
        self.texts.update((start.version, start.rule) for start in starts)
        if not (facts.get("for") and facts["pack"] in self.readings):
            self.readings[facts["pack"]] = (
                starts  # what was in force before another text came stays behind it
            )
        self.compile()

    def compile(self) -> None:
        """Forget what was worked out from a former state."""
        self._packs: dict[tuple[str, date], str] = {}
        self._starting: dict[str, list[Versioned]] | None = None
        self._reaching: dict[str, set[tuple[str, str]]] | None = None
        self._ahead: dict[str, list[tuple[DutyRule, Trigger]]] | None = None
        self.next_check = self._next_check()

    # what it says

    @property
    def calendar(self) -> WorkingCalendar:
        """The calendar that was read last; the installation's while none was."""
        if self._calendar is None:
            self._calendar = self._calendar_of()
        return self._calendar

    def calendar_for(self, limit: str) -> WorkingCalendar | None:
        """The calendar, if this limit has to ask one."""
        asks = isinstance(cached_limit(limit), WorkingDays | CalendarDays | Months | Years)
        self.calendar_used |= asks
        return self.calendar if asks else None

    def heir(self, slug: str, on: date) -> str:
        """Who answers for an agency: itself; once it is closed its successor, or whoever stands above it."""
        seen = set()
        while (place := self.places.get(slug)) and not place.is_open(on) and slug not in seen:
            seen.add(slug)
            following = place.successor or place.parent
            if not following:
                break
            slug = following
        return slug

    def closing(self, on: date) -> list[str]:
        """The agencies that cease to be on a day."""
        return sorted(slug for slug, place in self.places.items() if place.closed == on)

    def pack_of(self, slug: str, on: date) -> str:
        """The pack an agency goes by on a day: adopted by itself or by the nearest above it, else `national`."""
        return self.adopted_by(slug, on) or DEFAULT_PACK

    def adopted_by(self, slug: str, on: date) -> str:
        """The same, empty where nobody has adopted any.

        What recurs is owed only from an adoption on: before it nobody has said since when the office keeps
        its record here, and a system must not call missed what it was never told of.
        """
        known = self._packs.get((slug, on))
        if known is None:
            if len(self._packs) > 50_000:
                self._packs.clear()
            adopted = (
                pack
                for place in self.above(slug)
                for since, pack in reversed(self.adoptions.get(place, ()))
                if since <= on
            )
            known = self._packs[slug, on] = next(adopted, "")
        return known

    def above(self, slug: str) -> Iterator[str]:
        """The agency and those above it, upwards."""
        seen: set[str] = set()
        while slug and slug not in seen:
            seen.add(slug)
            yield slug
            place = self.places.get(slug)
            slug = place.parent if place else ""

    def holder_of(self, role: str, slug: str) -> str:
        """The nearest agency upwards where somebody holds a role; the agency itself where nobody does."""
        return next((place for place in self.above(slug) if self.roles[place, role] > 0), slug)

    def packs_in_play(self) -> set[str]:
        return {DEFAULT_PACK, *(pack for rows in self.adoptions.values() for _, pack in rows)}

    def rules_of(self, pack: str) -> Sequence[Versioned]:
        """Every version of every duty of a pack."""
        if pack in self.readings:
            return self.readings[pack]
        if pack not in self._unread:
            self._unread[pack] = self._files_of(pack)
        return self._unread[pack]

    def starting(self, verb: str) -> list[Versioned]:
        """The rules of all packs in play that an event of this verb may open a duty under."""
        if self._starting is None:
            self._starting = {}
            for pack in sorted(self.packs_in_play()):
                for start in self.rules_of(pack):
                    for name in dict.fromkeys(trigger.verb for trigger in start.rule.starts):
                        self._starting.setdefault(name, []).append(start)
        return self._starting.get(verb, [])

    def ahead(self, verb: str) -> list[tuple[DutyRule, Trigger]]:
        """The rules of all packs in play that an event of this verb may fulfil before anything is owed."""
        if self._ahead is None:
            self._ahead = {}
            for pack in sorted(self.packs_in_play()):
                for start in self.rules_of(pack):
                    for trigger in start.rule.ends:
                        if trigger.ahead:
                            self._ahead.setdefault(trigger.verb, []).append((start.rule, trigger))
        return self._ahead.get(verb, [])

    def reaching(self, verb: str) -> set[tuple[str, str]]:
        """Where an event of this verb names the subjects of open duties that it may concern.

        Pairs of a fact and a kind; two empty words stand for the event's own subject, "agency" in place of a
        fact for its agency.
        """
        if self._reaching is None:
            self._reaching = {}
            for rule in self.texts.values():
                for section, _ in REACTIONS:
                    for trigger in getattr(rule, section):
                        own = ("@agency", "agency") if section == "counts" else (trigger.of, trigger.of_kind)
                        self._reaching.setdefault(trigger.verb, set()).add(own)
        return self._reaching.get(verb, set())

    def use(self, start: Versioned) -> None:
        """A duty is opened under this rule: its text stays known."""
        if start.version not in self.texts:
            self.texts[start.version] = start.rule
            self._reaching = None
        if start.rule.pack not in self.readings:
            self._used_unread[start.rule.pack] = self.rules_of(start.rule.pack)

    def take_unrecorded(self) -> tuple[WorkingCalendar | None, dict[str, Sequence[Versioned]]]:
        """The calendar and the packs with their rules that were used and never read into the ledger; told once, to
        be recorded."""
        calendar = self.calendar if self.calendar_used and not self.calendar_recorded else None
        self.calendar_recorded |= calendar is not None
        packs, self._used_unread = self._used_unread, {}
        return calendar, packs

    # what begins by itself

    def period_rules(self, pack: str, on: date) -> list[Versioned]:
        """The period duties of a pack in force on a day."""
        return [s for s in self.rules_of(pack) if s.rule.kind == "period" and s.rule.in_force(on)]

    def tick(self, at: datetime) -> list[date]:
        """Time has come to `at`: the days passed on which something begins or ends by itself, in order."""
        if self.ticked is None:
            self.ticked, days = at, []
        else:
            days = sorted(self._checks(self.ticked, at))
            self.ticked = max(self.ticked, at)
        self.next_check = self._next_check()
        return days

    def _checks(self, after: datetime, until: datetime) -> set[date]:
        found = set()
        month = day_of(after).replace(day=1)
        while (month := add_months(month, 1)) <= day_of(until):
            found.add(month)
        return found | {day for day in self._changes() if after < midnight(day) <= until}

    def _changes(self) -> set[date]:
        """The days on which another pack or version begins to hold, or an agency ceases to be."""
        days = {since for rows in self.adoptions.values() for since, _ in rows}
        days |= {place.closed for place in self.places.values() if place.closed is not None}
        packs = [self.rules_of(pack) for pack in self.packs_in_play()]
        return days | {
            start.rule.since for starts in packs for start in starts if start.rule.kind == "period"
        }

    def _next_check(self) -> datetime | None:
        if self.ticked is None:
            return None
        coming = [midnight(day) for day in self._changes()]
        month = midnight(add_months(day_of(self.ticked).replace(day=1), 1))
        return min([month, *(at for at in coming if at > self.ticked)])


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


def midnight(day: date) -> datetime:
    """The first instant of a day in China."""
    return datetime(day.year, day.month, day.day, tzinfo=CHINA)
