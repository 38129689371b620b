"""One duty and what an event does to it 单项义务: pure, so that live and rebuilt duties cannot differ.

An event that makes no sense for a duty (a resume without a pause, an extension after the end, an instant that
cannot be read) changes nothing and stops nobody: the ledger keeps it, the action that allowed it answers for it.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Literal, TypeAlias, cast

from gongkai.kernel.clock import (
    Clock,
    ClockEvent,
    Deadline,
    EachPeriod,
    EventKind,
    Limit,
    Period,
    PeriodUnit,
    RunningLimit,
    SetDay,
    WorkingCalendar,
    day_of,
    deadline_of,
    instant,
    parse_limit,
    period_of,
)
from gongkai.kernel.law import DutyRule, Trigger

Subject: TypeAlias = tuple[str, str]
Outcome: TypeAlias = Literal["", "met", "cancelled"]

# What an instant in a fact may be: anything else is a slip of the pen, and the event's own instant holds.
EARLIEST_YEAR, YEARS_AHEAD = 1949, 10
# A day set for a task may lie further ahead, but not beyond what a calendar can tell.
YEARS_SET = 100
LONGEST_ID = 128  # of a subject, as in the ledger
# In this order when one event does several things: what ends a duty comes first.
REACTIONS: tuple[tuple[str, str], ...] = (
    ("cancels", "cancel"),
    ("ends", "end"),
    ("counts", "count"),
    ("restarts", "restart"),
    ("resumes", "resume"),
    ("pauses", "pause"),
    ("extends", "extend"),
    ("redates", "set"),
)

cached_limit = lru_cache(maxsize=1024)(parse_limit)


class Happening:
    """An event as duties see it; its facts are read only when asked for."""

    __slots__ = ("_facts", "agency", "at", "seq", "subject", "text", "verb")

    def __init__(
        self, seq: int, at: datetime, verb: str, subject: Subject, agency: str, text: str = "{}"
    ) -> None:
        self.seq, self.at, self.verb, self.subject, self.agency, self.text = (
            seq, at, verb, subject, agency, text,
        )  # fmt: skip
        self._facts: dict[str, Any] | None = None

    @property
    def facts(self) -> dict[str, Any]:
        if self._facts is None:
            self._facts = json.loads(self.text)
        return self._facts


@dataclass(slots=True)
class Duty:
    """A duty as it stands.

    since, version: which text of the rule it was opened under. opened_at: when it was known; started_at: when
    the clock starts. course: the clock's events. due_at: the last instant in time, None while paused.
    closed_at: when the end was known; ended_at: when it happened. seen: how often a period duty was done.
    """

    id: int
    rule: str
    pack: str
    since: date
    version: str
    strength: str
    subject: Subject
    agency: str
    period: str
    opened_at: datetime
    opened_seq: int
    started_at: datetime
    limit: str
    course: list[ClockEvent] = field(default_factory=list)
    due_at: datetime | None = None
    provisional: bool = False
    seen: int = 0
    closed_at: datetime | None = None
    closed_seq: int | None = None
    ended_at: datetime | None = None
    outcome: Outcome = ""

    @property
    def key(self) -> tuple[str, Subject, str]:
        return (self.rule, self.subject, self.agency)


def matches(trigger: Trigger, event: Happening) -> bool:
    """Whether the event has the verb and the facts that the trigger asks for."""
    return trigger.verb == event.verb and all(
        any(_same(event.facts.get(name), value) for value in values) for name, values in trigger.where.items()
    )


def _same(fact: object, value: object) -> bool:
    # True is no 1, as in the pack's TOML
    return isinstance(fact, bool) == isinstance(value, bool) and fact == value


def subjects(trigger: Trigger, event: Happening) -> Iterable[Subject]:
    """Which duties' subjects the event speaks of under this trigger."""
    if not trigger.of:
        return (event.subject,)
    named = event.facts.get(trigger.of)
    found = named if isinstance(named, list) else [named]
    names = (one for one in found if isinstance(one, str) and 0 < len(one) <= LONGEST_ID)
    return [(trigger.of_kind, one) for one in dict.fromkeys(names)]


def happened(fact: str, event: Happening) -> datetime:
    """The instant that a fact of the event tells, or else the event's own."""
    told = event.facts.get(fact) if fact else None
    if not isinstance(told, str):
        return event.at
    try:
        found = instant(told)
    except (ValueError, OverflowError):
        return event.at
    return found if EARLIEST_YEAR <= found.year <= event.at.year + YEARS_AHEAD else event.at


def limit_told(rule: DutyRule, event: Happening) -> str | None:
    """The rule's limit; where it is a day that the event tells, that day, None if the event tells none."""
    if not rule.told:
        return rule.limit
    told = event.facts.get(rule.told)
    try:
        day = day_of(instant(told)) if isinstance(told, str) else None
    except (ValueError, OverflowError):
        return None
    readable = day is not None and EARLIEST_YEAR <= day.year <= event.at.year + YEARS_SET
    return str(SetDay(day)) if day is not None and readable else None


def opened(
    id: int, rule: DutyRule, version: str, event: Happening, subject: Subject, agency: str, started: datetime,
    limit: str,
) -> Duty:  # fmt: skip
    """A new duty, not yet dated."""
    return Duty(
        id=id, rule=rule.id, pack=rule.pack, since=rule.since, version=version, strength=rule.strength,
        subject=subject, agency=agency, period="", opened_at=event.at, opened_seq=event.seq,
        started_at=started, limit=limit,
    )  # fmt: skip


def clock_event(kind: EventKind, at: datetime, by: str) -> ClockEvent:
    """An event of a clock; `by`: the limit that extends it or the day that is set, empty for neither."""
    return ClockEvent(kind, at, cast(RunningLimit | SetDay, cached_limit(by)) if by else None)


def clock_of(duty: Duty) -> Clock:
    """The duty's clock, for the kernel."""
    return Clock(duty.started_at, cached_limit(duty.limit), tuple(duty.course))


def date_again(duty: Duty, calendar: WorkingCalendar | None) -> Deadline:
    """Set `due_at` and `provisional` from the clock. Raises ValueError for a course that cannot have been."""
    deadline = deadline_of(clock_of(duty), calendar)
    duty.due_at, duty.provisional = deadline.at, deadline.provisional
    return deadline


def touch(duty: Duty, rule: DutyRule, event: Happening, calendar: WorkingCalendar | None) -> bool:
    """What the event does to an open duty; whether it did anything."""
    changed, done = False, ""
    for act, trigger in reactions(rule, duty.version, event.verb):
        if act == done or not matches(trigger, event) or not _speaks_of(trigger, event, duty):
            continue
        at, done = happened(trigger.at, event), act
        if act in ("cancel", "end"):
            close(duty, event, at, "met" if act == "end" else "cancelled")
            return True
        if act == "count":
            changed |= _count(duty, event, at)
        elif act == "set":
            changed |= _set(duty, limit_told(rule, event), at)
        elif consented(trigger, event):
            changed |= _run(duty, cast(EventKind, act), trigger, at, calendar)
        if duty.closed_at is not None:
            break
    return changed


_reactions: dict[tuple[str, str], list[tuple[str, Trigger]]] = {}


def reactions(rule: DutyRule, version: str, verb: str) -> list[tuple[str, Trigger]]:
    """What events of a verb may do to a duty under a rule, in the order of REACTIONS; kept for each version."""
    found = _reactions.get((version, verb))
    if found is None:
        found = [(act, t) for section, act in REACTIONS for t in getattr(rule, section) if t.verb == verb]
        _reactions[version, verb] = found
    return found


def _speaks_of(trigger: Trigger, event: Happening, duty: Duty) -> bool:
    if duty.period:
        return duty.subject == ("agency", event.agency)
    return duty.subject in subjects(trigger, event)


def consented(trigger: Trigger, event: Happening) -> bool:
    """Whether the event names who consented, where consent is needed (条例 art 33: 经负责人同意)."""
    told = event.facts.get(trigger.consent) if trigger.consent else "nobody"
    return isinstance(told, str) and bool(told.strip())


def close(duty: Duty, event: Happening, at: datetime, outcome: Outcome) -> None:
    """The end of a duty: known with the event, happened `at`."""
    duty.closed_at, duty.closed_seq, duty.ended_at, duty.outcome = event.at, event.seq, at, outcome


def _count(duty: Duty, event: Happening, at: datetime) -> bool:
    """One of the times that a period duty asks for, if it fell in the period."""
    limit = cached_limit(duty.limit)
    if day_of(at) not in period_named(duty.period):
        return False
    duty.seen += 1
    if duty.seen >= (limit.at_least if isinstance(limit, EachPeriod) else 1):
        close(duty, event, at, "met")
    return True


def _run(
    duty: Duty, kind: EventKind, trigger: Trigger, at: datetime, calendar: WorkingCalendar | None
) -> bool:
    """Put an event on the clock, unless the clock cannot take it."""
    at = _in_order(duty, at)
    if kind == "resume" and not open_pauses(duty):
        return False
    if kind == "pause" and open_pauses(duty) and isinstance(cached_limit(duty.limit), SetDay):
        return False  # what was handed in twice waits for one answer
    if kind == "extend" and extensions(duty) >= trigger.times:
        return False
    duty.course.append(clock_event(kind, at, trigger.limit if kind == "extend" else ""))
    try:
        date_again(duty, calendar)
    except (ValueError, OverflowError):
        duty.course.pop()
        return False
    return True


def _set(duty: Duty, limit: str | None, at: datetime) -> bool:
    """Another day for the end of the duty."""
    if limit is None:
        return False
    duty.course.append(clock_event("set", _in_order(duty, at), limit))
    duty.limit = limit
    date_again(duty, None)
    return True


def _in_order(duty: Duty, at: datetime) -> datetime:
    """The instant, or that of the last event where it lies before: a clock takes its events in order."""
    return max(at, cast(datetime, duty.course[-1].at) if duty.course else duty.started_at)


def open_pauses(duty: Duty) -> int:
    """How many pauses wait for their end."""
    return sum((kind == "pause") - (kind == "resume") for kind, _, _ in _since_restart(duty))


def extensions(duty: Duty) -> int:
    """How often it was extended since it last began."""
    return sum(kind == "extend" for kind, _, _ in _since_restart(duty))


def _since_restart(duty: Duty) -> Iterator[ClockEvent]:
    last = max((n for n, (kind, _, _) in enumerate(duty.course) if kind == "restart"), default=-1)
    return iter(duty.course[last + 1 :])


@lru_cache(maxsize=1024)
def period_named(name: str) -> Period:
    """The period of a name such as 2026, 2026-H1, 2026-Q3, 2026-11."""
    year, _, part = name.partition("-")
    units: dict[str, tuple[PeriodUnit, int]] = {"": ("year", 12), "H": ("half-year", 6), "Q": ("quarter", 3)}
    unit, months = units.get(part[:1], ("month", 1))
    number = int(part.lstrip("HQ") or 1)
    return period_of(date(int(year), (number - 1) * months + 1, 1), unit)


def unit_of(limit: Limit) -> PeriodUnit:
    """The period in which a period duty is owed; a fixed date comes once a year."""
    return limit.unit if isinstance(limit, EachPeriod) else "year"
