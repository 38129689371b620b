"""Clocks 计时: a start, a limit and what happened since: pause, resume, restart, extend.

What each event means, for a clock that counts days:

- The day of the start is not counted; the day after it is the first (民法典 art 201).
- *Pause*: every day touched by the pause, the first and the last included, is not counted. 条例 art 33 leaves
  the time needed for consulting out of the limit; were the day on which the letter goes out counted, a letter
  sent on the last day would make the reply due before the answer can arrive. Pauses that overlap are one.
- *Restart*: the limit begins anew as if the clock had started on that day; all that was before, extensions
  and open pauses included, is dropped (条例 art 30).
- *Extend*: a further limit of the same unit is counted on; it must come before the clock has run out.
  A pause that begins after the clock has run out changes nothing.

- *Set*: the day that was set for the clock's end gives way to another, as if that had been set from the
  start; only a clock with such a day takes it. A pause that begins by that day moves it nowhere, but as long
  as it lasts nothing is due.

For a clock of hours the same holds to the microsecond, and a pause leaves out exactly its own time.
Months and years become the days they have from the start of the clock before pauses are left out.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from .instants import Moment
from .limits import Limit, RunningLimit, SetDay

EventKind: TypeAlias = Literal["pause", "resume", "restart", "extend", "set"]


class ClockEvent(NamedTuple):
    """What happened to a clock, when, and for an extension by how much, for a new day which.

    A pause lasts until as many resumes as pauses have come.
    """

    kind: EventKind
    at: Moment
    by: RunningLimit | SetDay | None = None


class Clock(NamedTuple):
    """A start, a limit, and the events since in the order they happened; `deadline_of` reads it."""

    start: Moment
    limit: Limit
    events: tuple[ClockEvent, ...] = ()

    def pause(self, at: Moment) -> Clock:
        """The clock with a pause that begins."""
        return self._with(ClockEvent("pause", at))

    def resume(self, at: Moment) -> Clock:
        """The clock with a pause that ends."""
        return self._with(ClockEvent("resume", at))

    def restart(self, at: Moment) -> Clock:
        """The clock begun anew."""
        return self._with(ClockEvent("restart", at))

    def extend(self, at: Moment, by: RunningLimit) -> Clock:
        """The clock with a further limit."""
        return self._with(ClockEvent("extend", at, by))

    def set(self, at: Moment, day: SetDay) -> Clock:
        """The clock with another day set for its end."""
        return self._with(ClockEvent("set", at, day))

    def _with(self, event: ClockEvent) -> Clock:
        return Clock(self.start, self.limit, (*self.events, event))
