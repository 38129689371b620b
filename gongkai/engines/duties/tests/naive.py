"""The slow second opinion: one duty's deadline counted day by day, one history walked in the plainest way.

It shares nothing with the engine but the calendar's answer whether a day is worked.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from gongkai.kernel.clock import CHINA, WorkingCalendar

DAY = timedelta(1)
LIMIT, EXTENSION = 20, 20


@dataclass
class Told:
    """An event as the naive model sees it."""

    seq: int
    at: datetime
    verb: str
    id: str
    agency: str
    facts: dict[str, Any]


@dataclass
class Reply:
    """The course of one application."""

    id: str
    agency: str
    pack: str
    opened_seq: int
    start: datetime
    limit: int
    spans: list[list[datetime | None]] = field(default_factory=list)
    depth: int = 0
    extra: int = 0
    last: datetime | None = None
    closed_seq: int | None = None
    outcome: str = ""

    def paused_on(self, day: date) -> bool:
        for first, until in self.spans:
            assert first is not None
            if local(first) <= day and (until is None or day <= local(until)):
                return True
        return False

    def due(self, calendar: WorkingCalendar) -> date | None:
        """The last day, found by looking at one day after the other; None while paused before it."""
        day, left = local(self.start), self.limit + self.extra
        while left:
            day += DAY
            if self.spans and self.spans[-1][1] is None and day >= local(self.spans[-1][0]):
                return None
            if calendar.is_working_day(day) and not self.paused_on(day):
                left -= 1
        return day

    def take(self, event: Told, calendar: WorkingCalendar) -> None:
        at = max(event.at, self.last or self.start)
        if event.verb == "application.withdrawn":
            self.closed_seq, self.outcome = event.seq, "cancelled"
        elif event.verb == "application.answered":
            self.closed_seq, self.outcome = event.seq, "met"
        elif event.verb == "application.corrected":
            self.start, self.spans, self.depth, self.extra, self.last = at, [], 0, 0, at
        elif event.verb == "application.third_party_asked":
            due = self.due(calendar)
            self.depth += 1
            self.last = at
            if self.depth == 1 and not (due is not None and local(at) > due):
                self.spans.append([at, None])
        elif event.verb == "application.third_party_answered" and self.depth:
            self.depth -= 1
            self.last = at
            if not self.depth and self.spans and self.spans[-1][1] is None:
                self.spans[-1][1] = at
        elif event.verb == "application.extended" and not self.extra and event.facts.get("by"):
            due = self.due(calendar)
            if due is None or local(at) <= due:
                self.extra, self.last = EXTENSION, at


def local(at: datetime | None) -> date:
    assert at is not None
    return at.astimezone(CHINA).date()


def replies(
    history: list[Told], calendar: WorkingCalendar, pack_of: Any, limits: dict[str, int]
) -> list[Reply]:
    """Every reply that is owed after a history."""
    found: list[Reply] = []
    for place, event in enumerate(history):
        current = [reply for reply in found if reply.id == event.id and not reply.outcome]
        for reply in current:
            reply.take(event, calendar)
        if event.verb != "application.received" or any(
            not reply.outcome and reply.agency == event.agency for reply in current
        ):
            continue
        if event.facts.get("channel") not in ("web", "post"):
            continue
        pack = pack_of(event.agency, local(event.at))
        if pack not in limits:
            continue
        told = event.facts.get("received_at")
        start = datetime.fromisoformat(told) if told else event.at
        reply = Reply(event.id, event.agency, pack, event.seq, start, limits[pack])
        if start < event.at:
            for past in history[:place]:
                if past.id == event.id and past.at >= start and not reply.outcome:
                    reply.take(past, calendar)
        found.append(reply)
    return found
