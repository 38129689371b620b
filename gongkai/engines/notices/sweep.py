"""The sweep 清查: which duties a reminder has come to, without looking at the others.

A duty's reminders follow from its date, its rule and its pack; none is planned in a table. The sweep walks along
three kinds of lines and keeps on each a mark, how far it has come:

- `opened`: all open duties by number, so each is looked at once after it was opened, however late it was known;
- `moved`: the ledger's events that may give a duty another date (a pause ended, an extension, another calendar);
- one for each offset ("warn 3 working days", "due on the day", …): the open duties by date, up to the latest
  date to which that offset has come by now. As time passes that date moves on, and the index hands over just the
  duties in between. A duty that stood behind a mark already when it got its date is found by the first two.

A duty that is found is judged as a whole: what has come for each officer, the last of it, unless he was told.
So it does no harm to find a duty twice, and after a long silence nobody gets four letters about one thing.

Why none is lost or doubled, wherever a worker dies: a batch looks, writes its notices, events and outgoing letters
and moves its mark in one transaction that begins with the ledger's lock. Cut off, nothing of it has been; done
again, the mark stands behind it. Two workers cannot be inside at once, and the table itself refuses a second
notice of one occasion. The ledger's numbers follow its commits, so no duty or event appears behind a mark.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from gongkai.engines.agencies.models import Actor
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.book import DEFAULT_PACK, Book
from gongkai.engines.duties.core import REACTIONS, Subject, subjects
from gongkai.engines.duties.law import present_book
from gongkai.engines.duties.models import Duty
from gongkai.engines.duties.queries import open_by_time
from gongkai.engines.duties.store import happening
from gongkai.engines.ledger.actions import hold
from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import head
from gongkai.engines.notices.actions import tell
from gongkai.engines.notices.models import Mark
from gongkai.engines.notices.policy import Policy, policy_of
from gongkai.engines.notices.stages import Offset, offsets
from gongkai.kernel.clock import day_of, instant, now
from gongkai.kernel.law import PackError, Trigger, load_pack

log = logging.getLogger(__name__)

BATCH = 200
# Terms of one compound question; SQLite takes 500.
MOST_LINES = 200
BEGINNING = instant("1900-01-01")
OPENED, MOVED = "opened", "moved"
ENDINGS = frozenset({"cancel", "end", "count"})


@dataclass(frozen=True)
class Batch:
    """Duties to be judged, and the mark behind them."""

    duties: list[Duty]
    mark: Mark


@dataclass
class Outlook:
    """What the sweep goes by at one instant: the law, the reminders of each pack in play, the marks."""

    at: datetime = field(default_factory=now)
    book: Book = field(default_factory=present_book)

    @cached_property
    def marks(self) -> dict[str, Mark]:
        return {mark.name: mark for mark in Mark.objects.all()}

    @cached_property
    def policies(self) -> dict[str, Policy]:
        return {pack: _policy(pack, self.at) for pack in self.book.packs_in_play()}

    def policy_for(self, agency: str) -> Policy:
        """The reminders for what an agency owes."""
        return self.policies[self.book.pack_of(agency, day_of(self.at))]

    @cached_property
    def offsets(self) -> dict[str, Offset]:
        """Every offset at which some reminder may come, by name."""
        found = (
            offset
            for policy in self.policies.values()
            for reminder in policy.reminders
            for offset in offsets(reminder, sorted(self.warned))
        )
        return {offset.name: offset for offset in found}

    @cached_property
    def warned(self) -> dict[str, list[str]]:
        """The warnings of all rules, each with the versions of the rules that have it."""
        found: dict[str, list[str]] = {}
        for version, rule in self.book.texts.items():
            for text in rule.warn:
                found.setdefault(text, []).append(version)
        return found

    @cached_property
    def moving(self) -> dict[str, set[tuple[str, str]]]:
        """The verbs that may give a duty another date, each with where its events name the duty's subject."""
        found: dict[str, set[tuple[str, str]]] = {}
        for rule in self.book.texts.values():
            for section, act in REACTIONS:
                for trigger in getattr(rule, section) if act not in ENDINGS else ():
                    found.setdefault(trigger.verb, set()).add((trigger.of, trigger.of_kind))
        return found


def remind(*, by: Actor = SYSTEM, batch: int = BATCH, stop: Callable[[], bool] = lambda: False) -> int:
    """Tell everybody what has come by now and he was not told yet; returns how many notices were made.

    Any number of workers may call it, as often as they like; between two batches `stop` may end it.
    """
    made = 0
    while not stop() and next(_batches(Outlook(), batch), None) is not None:
        with transaction.atomic():
            hold()
            outlook = Outlook()
            _begin(outlook)
            found = next(_batches(outlook, batch), None)
            if found is None:
                break  # another worker was faster
            made += tell(found.duties, at=outlook.at, book=outlook.book, policy_for=outlook.policy_for, by=by)
            found.mark.save()
    return made


def _begin(outlook: Outlook) -> None:
    """On the first sweep ever: every open duty will be looked at by its number, so the dates begin from here."""
    if outlook.marks:
        return
    calendar = outlook.book.calendar
    marks = [Mark(name=OPENED), Mark(name=MOVED, number=head())]
    marks += [
        Mark(name=name, due_at=_behind(offset.reaches(outlook.at, calendar)))
        for name, offset in outlook.offsets.items()
    ]
    Mark.objects.bulk_create(marks)
    outlook.marks.update((mark.name, mark) for mark in marks)


def _batches(outlook: Outlook, size: int) -> Iterator[Batch]:
    """What stands between each mark and now, the first of each line; nothing is changed."""
    opened = outlook.marks.get(OPENED) or Mark(name=OPENED)
    if duties := list(Duty.objects.filter(closed_at=None, id__gt=opened.number).order_by("id")[:size]):
        opened.number = duties[-1].id
        yield Batch(duties, opened)
    moved = outlook.marks.get(MOVED) or Mark(name=MOVED)
    verbs = [*outlook.moving, "duty.redated"]
    if events := list(Event.objects.filter(verb__in=verbs, seq__gt=moved.number).order_by("seq")[:size]):
        moved.number = events[-1].seq
        yield Batch(_moved_by(events, outlook), moved)
    reach = {
        name: offset.reaches(outlook.at, outlook.book.calendar) for name, offset in outlook.offsets.items()
    }
    for name in _come_to(reach, outlook.marks):
        mark = outlook.marks.get(name) or Mark(name=name)
        due = open_by_time().filter(due_at__lte=reach[name])
        if (offset := outlook.offsets[name]).kind == "warn":
            due = due.filter(version__in=outlook.warned[offset.steps[0]])
        if mark.due_at is not None:
            due = due.filter(Q(due_at__gt=mark.due_at) | Q(id__gt=mark.number), due_at__gte=mark.due_at)
        duties = list(due[:size])
        if len(duties) < size:
            mark.due_at, mark.number = _behind(reach[name]), 0
        else:
            mark.due_at, mark.number = duties[-1].due_at, duties[-1].id
        yield Batch(duties, mark)


def _come_to(reach: Mapping[str, datetime], marks: Mapping[str, Mark]) -> list[str]:
    """On which of these lines an open duty stands between the mark and where it reaches: one question for all."""
    # Plain SQL: through the ORM some thirty questions took ten times as long as the answers.
    one = (
        'SELECT * FROM (SELECT %s AS "name" FROM "duty" WHERE "closed_at" IS NULL AND "due_at" >= %s '
        'AND "due_at" <= %s AND ("due_at" > %s OR "id" > %s) LIMIT 1) line'
    )
    stamp, found = connection.ops.adapt_datetimefield_value, []
    lines = list(reach.items())
    with connection.cursor() as cursor:
        for some in (lines[n : n + MOST_LINES] for n in range(0, len(lines), MOST_LINES)):
            params: list[Any] = []
            for name, until in some:
                mark = marks.get(name)
                after = stamp(mark.due_at if mark and mark.due_at else BEGINNING)
                params += [name, after, stamp(until), after, mark.number if mark else 0]
            cursor.execute(" UNION ALL ".join([one] * len(some)), params)
            found += [row[0] for row in cursor.fetchall()]
    return found


def _behind(end: datetime) -> datetime:
    # Not on it: thousands may be due at the same last instant of a day, and none of them is asked again.
    return end + timedelta(microseconds=1)


def _moved_by(events: list[Event], outlook: Outlook) -> list[Duty]:
    """The open duties that these events may have given another date."""
    numbers = [int(event.subject_id) for event in events if event.verb == "duty.redated"]
    named: set[Subject] = set()
    for event in events:
        for of, kind in outlook.moving.get(event.verb, ()):
            named.update(subjects(Trigger("", {}, of, kind), happening(event)))
    which = Q(id__in=numbers)
    for kind in {kind for kind, _ in named}:
        which |= Q(subject_kind=kind, subject_id__in=[id for other, id in named if other == kind])
    return list(Duty.objects.filter(which, closed_at=None).order_by("id"))


def _policy(pack: str, at: datetime) -> Policy:
    """The reminders of a pack; of the national one as long as its files cannot be used."""
    try:
        return policy_of(load_pack(pack), day_of(at))
    except PackError as error:
        if pack == DEFAULT_PACK:
            raise
        log.error("The pack %s cannot be used, so the national reminders hold: %s", pack, error)
        return policy_of(load_pack(DEFAULT_PACK), day_of(at))
