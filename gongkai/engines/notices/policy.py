"""Policy 提醒办法: what a pack says on a day of whom to remind, when, and when to keep quiet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from gongkai.kernel.law import Pack
from gongkai.kernel.law.dated import version_on
from gongkai.kernel.law.reminders import QuietVersion, ReminderVersion
from gongkai.kernel.law.sections import QUIET, REMINDERS


@dataclass(frozen=True)
class Reminder:
    """A reminder in force, with its id."""

    id: str
    said: ReminderVersion


@dataclass(frozen=True)
class Policy:
    """All reminders in force under a pack, in the order of their ids, and the quiet hours, if there are any."""

    reminders: tuple[Reminder, ...]
    quiet: QuietVersion | None


@lru_cache(maxsize=64)
def policy_of(pack: Pack, on: date) -> Policy:
    """What the pack and those it extends say on a day; the nearest that speaks decides."""
    return Policy(tuple(_reminders(pack, on)), _quiet(pack, on))


def _reminders(pack: Pack, on: date) -> Iterator[Reminder]:
    for id in sorted(pack.entries(REMINDERS)):
        own = (entry for each in pack.chain() if (entry := each.own(REMINDERS).get(id)))
        said = next((version for entry in own if (version := version_on(entry.versions, on))), None)
        if said is not None and said.to:
            yield Reminder(id, said)


def _quiet(pack: Pack, on: date) -> QuietVersion | None:
    own = (entry for each in pack.chain() if (entry := each.own(QUIET).get("officers")))
    return next((version for entry in own if (version := version_on(entry.versions, on))), None)
