"""One event's step 推进: what it does to the book and to the duties; the same for the live table and a rebuild."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple, Protocol

from gongkai.engines.duties.book import LAW_VERBS, Book, midnight
from gongkai.engines.duties.core import (
    Duty,
    Happening,
    Subject,
    cached_limit,
    close,
    date_again,
    happened,
    limit_told,
    matches,
    opened,
    subjects,
    touch,
    unit_of,
)
from gongkai.engines.duties.readings import Versioned
from gongkai.kernel.clock import day_of, period_of
from gongkai.kernel.law import DutyRule, Trigger

# Duty numbers: the event that opened it, then which of the duties it opened.
PLACES = 1_000_000
PeriodKey = tuple[str, str, str]
"""Rule, agency, period."""
AHEAD, REDATED = "duty.done_ahead", "duty.redated"
# What the engine itself records about duties does nothing to any, nor does it begin a day.
OWN_VERBS = frozenset({AHEAD, REDATED})


class Shelf(Protocol):
    """Where duties stand: the live table, the table of a rebuild, or a list in a test."""

    def open_of(self, keys: Iterable[Subject]) -> list[Duty]:
        """The open duties about these subjects, in the order of their numbers."""

    def owed_by(self, agency: str) -> Iterable[Duty]:
        """The open duties of an agency."""

    def provisional(self) -> Iterable[Duty]:
        """The open duties that a yearly notice may still date otherwise."""

    def period_keys(self, periods: set[str], agency: str | None) -> set[PeriodKey]:
        """Which period duties there are, closed ones too, in these periods (of one agency, or of all)."""

    def earlier(self, subject: Subject, event: Happening) -> Iterator[Happening]:
        """What had been recorded about a subject before this event, in order."""

    def add(self, duty: Duty) -> None:
        """Keep a new duty."""

    def change(self, duty: Duty) -> None:
        """Keep a duty that was changed."""


class Redated(NamedTuple):
    """An open duty whose provisional date a new calendar has settled or moved."""

    duty: Duty
    before: datetime | None


class Ahead(NamedTuple):
    """What an event did about a subject before anything was owed under these rules (pack.rule). Recorded as an
    event of that subject, it is found again when a duty opens: the ledger itself is the index."""

    subject: Subject
    rules: list[str]
    at: datetime


class Found(NamedTuple):
    """What a step found besides the duties it changed."""

    redated: list[Redated]
    ahead: list[Ahead]


def advance(book: Book, shelf: Shelf, event: Happening) -> Found:
    """Take the step of one event."""
    if event.verb in OWN_VERBS:
        return Found([], [])
    step = _Step(book, shelf, event)
    if book.ticked is None or (book.next_check is not None and event.at >= book.next_check):
        days = book.tick(event.at)
        for slug in (slug for day in days for slug in book.closing(day)):
            step.hand_over(slug)
        step.open_periods([(day, midnight(day)) for day in days])
    # What changes the law may itself be what a duty begins or ends with (a role granted: training is owed).
    redated = step.law() if event.verb in LAW_VERBS else []
    return Found(redated, step.act())


class _Step:
    def __init__(self, book: Book, shelf: Shelf, event: Happening) -> None:
        self.book, self.shelf, self.event = book, shelf, event
        self.number = event.seq * PLACES

    def act(self) -> list[Ahead]:
        book, event = self.book, self.event
        starts, reach = book.starting(event.verb), book.reaching(event.verb)
        ahead = book.ahead(event.verb)
        if not starts and not reach and not ahead:
            return []
        keys = {key for of, kind in reach for key in self._reached(of, kind)}
        opening = [
            (start, trigger, subject)
            for start in starts
            for trigger in start.rule.starts
            if matches(trigger, event) and self._may_start(start)
            for subject in subjects(trigger, event)
        ]
        keys.update(subject for _, _, subject in opening)
        still_open, ended = set(), set()
        for duty in self.shelf.open_of(keys) if keys else ():
            if touch(duty, book.texts[duty.version], event, book.calendar_for(duty.limit)):
                self.shelf.change(duty)
            if duty.closed_at is None:
                still_open.add(duty.key)
            else:
                ended.add((duty.rule, duty.subject))
        for start, trigger, subject in opening:
            self._open(start, trigger, subject, still_open)
        return self._ahead(ahead, ended)

    def _ahead(
        self, triggers: list[tuple[DutyRule, Trigger]], ended: set[tuple[str, Subject]]
    ) -> list[Ahead]:
        """What was done about subjects under rules that asked nothing of them yet."""
        found: dict[tuple[Subject, datetime], set[str]] = defaultdict(set)
        for rule, trigger in triggers:
            if matches(trigger, self.event):
                for subject in subjects(trigger, self.event):
                    if (rule.id, subject) not in ended:
                        at = happened(trigger.at, self.event)
                        found[subject, at].add(f"{rule.pack}.{rule.id}")
        return [Ahead(subject, sorted(rules), at) for (subject, at), rules in found.items()]

    def _done_ahead(self, rule: DutyRule, subject: Subject) -> datetime | None:
        """When what the rule asks for had been done already, unless an earlier duty took it."""
        found = None
        if any(trigger.ahead for trigger in rule.ends):
            for past in self.shelf.earlier(subject, self.event):
                if past.verb == AHEAD and f"{rule.pack}.{rule.id}" in past.facts["rules"]:
                    found = happened("at", past)
                elif any(matches(trigger, past) for trigger in rule.starts):
                    found = None
        return found

    def _may_start(self, start: Versioned) -> bool:
        """Whether the rule is in force on the day, and is the law of whoever would owe the duty."""
        rule, day = start.rule, day_of(self.event.at)
        return rule.in_force(day) and self.book.pack_of(self._owner(start), day) == rule.pack

    def _owner(self, start: Versioned) -> str:
        """Who owes the duty: never nobody, as long as the event has an agency."""
        event, owes = self.event, start.rule.owes
        slug = event.agency
        if owes.startswith("fact:"):
            told = event.facts.get(owes.removeprefix("fact:"))
            # an agency that nobody knows can owe nothing
            slug = told if isinstance(told, str) and told in self.book.places else slug
        elif owes.startswith("role:"):
            slug = self.book.holder_of(owes.removeprefix("role:"), slug)
        return self.book.heir(slug, day_of(event.at))

    def _reached(self, of: str, kind: str) -> Iterable[Subject]:
        if of == "@agency":
            return [("agency", self.event.agency)]
        return subjects(Trigger("", {}, of, kind), self.event)

    def _open(
        self, start: Versioned, trigger: Trigger, subject: Subject, still_open: set[tuple[str, Subject, str]]
    ) -> None:
        book, event, rule = self.book, self.event, start.rule
        owner = self._owner(start)
        limit = limit_told(rule, event)
        if (rule.id, subject, owner) in still_open or limit is None:
            return
        started = happened(trigger.at or rule.from_, event)
        duty = opened(self._next(), rule, start.version, event, subject, owner, started, limit)
        calendar = book.calendar_for(duty.limit)
        try:
            date_again(duty, calendar)
        except (ValueError, OverflowError):
            duty.due_at = None  # owed all the same, only nobody can say until when
        book.use(start)
        if started < event.at:
            # known late: what had been done meanwhile counts
            for past in self.shelf.earlier(subject, event):
                if past.at >= started and duty.closed_at is None:
                    touch(duty, rule, past, calendar)
        if duty.closed_at is None and (done := self._done_ahead(rule, subject)):
            close(duty, event, done, "met")
        if duty.closed_at is None:
            still_open.add(duty.key)
        self.shelf.add(duty)

    def _next(self) -> int:
        self.number += 1
        return self.number

    # law

    def law(self) -> list[Redated]:
        book, event, slug = self.book, self.event, self.event.subject[1]
        book.apply(event)
        here = [(day_of(event.at), event.at)]
        match event.verb:
            case "agency.opened":
                self.open_periods(here, slug)
            case "pack.adopted" | "pack.read":
                self.open_periods(here)
            case "agency.closed":
                self.hand_over(slug)
            case "calendar.read":
                return list(self._date_again())
        return []

    def hand_over(self, slug: str) -> None:
        """What a closed agency owed is owed by its successor, or by whoever stands above it.

        行政诉讼法 art 26(6), 政府信息公开条例 art 10: the organ that goes on with the functions answers. What
        it owed each period ends with it; the successor owes its own. Before the day nothing is handed over.
        """
        day = day_of(self.event.at)
        place = self.book.places.get(slug)
        if place is None or place.is_open(day):
            return
        heir = self.book.heir(slug, day)
        for duty in list(self.shelf.owed_by(slug)):
            if duty.period:
                close(duty, self.event, self.event.at, "cancelled")
            elif heir != slug:
                duty.agency = heir
            self.shelf.change(duty)

    def _date_again(self) -> Iterator[Redated]:
        for duty in list(self.shelf.provisional()):
            before = duty.due_at
            date_again(duty, self.book.calendar)
            if duty.due_at != before or not duty.provisional:
                self.shelf.change(duty)
                yield Redated(duty, before)

    # periods

    def open_periods(self, days: list[tuple[date, datetime]], only: str | None = None) -> None:
        """The period duties that begin on these days, each for every agency it concerns, unless it is there."""
        book = self.book
        slugs = [only] if only else sorted(book.places)
        wanted: dict[PeriodKey, tuple[Versioned, datetime]] = {}
        for day, at in days:
            for slug in slugs:
                place = book.places.get(slug)
                pack = book.adopted_by(slug, day)
                if place is None or not place.is_open(day) or not pack:
                    continue
                for start in book.period_rules(pack, day):
                    if place.kind in start.rule.kinds:
                        period = period_of(day, unit_of(cached_limit(start.rule.limit)))
                        wanted.setdefault((start.rule.id, slug, str(period)), (start, at))
        if not wanted:
            return
        there = self.shelf.period_keys({period for _, _, period in wanted}, only)
        for key, (start, at) in wanted.items():
            if key not in there:
                self._open_period(key, start, at)

    def _open_period(self, key: PeriodKey, start: Versioned, at: datetime) -> None:
        _, slug, period = key
        limit = cached_limit(start.rule.limit)
        if str(period_of(limit.last_day(day_of(at)), unit_of(limit))) != period:  # type: ignore[union-attr]
            return  # the fixed date of this year had passed before the duty began
        duty = opened(
            self._next(), start.rule, start.version, self.event, ("agency", slug), slug, at,
            start.rule.limit,
        )  # fmt: skip
        duty.opened_at, duty.period = at, period
        date_again(duty, None)
        self.book.use(start)
        self.shelf.add(duty)
