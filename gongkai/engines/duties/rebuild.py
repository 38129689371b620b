"""Rebuilding 重建: all duties from the ledger alone, beside the live ones, in batches of bounded size.

The result is written to a table of its own while the office goes on; only the last few events, the comparison
and the repair happen while nobody can record. The repair touches nothing but the rows that differ.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from secrets import token_hex

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from gongkai.engines.duties import law
from gongkai.engines.duties.advance import PeriodKey, advance
from gongkai.engines.duties.book import LAW_VERBS, Book
from gongkai.engines.duties.core import Duty, Happening, Subject
from gongkai.engines.duties.models import Duty as DutyModel
from gongkai.engines.duties.models import Mark, RebuiltDuty
from gongkai.engines.duties.store import COLUMNS, Table, earlier, happening
from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import events_after, facts_of, head
from gongkai.kernel.clock import WorkingCalendar, now

BATCH = 5000
SHOWN = 20  # differences that are spelt out
Progress = Callable[[int, int], None]


class AnotherRebuild(RuntimeError):
    """Somebody began to rebuild after us; ours has been given up."""


@dataclass(frozen=True)
class Report:
    """events, duties: how many were read and found. differences: sentences about live rows that the ledger
    does not account for, and the reverse; `differing` of them in all. repaired: whether that was put right."""

    events: int
    duties: int
    differing: int
    differences: list[str]
    repaired: bool


def rebuild(
    *, check: bool = False, progress: Progress = lambda done, total: None, batch: int = BATCH
) -> Report:
    """Build all duties from the ledger; with `check` only compare, else make the live table equal to them.

    Raises AnotherRebuild when a second one was begun meanwhile.
    """
    with connection.cursor() as cursor:
        return _rebuild(_Run(cursor), check, progress, batch)


def _rebuild(run: "_Run", check: bool, progress: Progress, batch: int) -> Report:
    with transaction.atomic():
        Mark.objects.update_or_create(id=2, defaults={"token": run.token, "ticked_at": now()})
        RebuiltDuty.objects.all().delete()
    total = head()
    while run.seq < total:
        with transaction.atomic():
            run.still_ours()
            run.take(events_after(run.seq, batch))
        progress(run.seq, total)
    with transaction.atomic():
        _hold_the_ledger()
        run.still_ours()
        while rest := events_after(run.seq, batch):
            run.take(rest)
        report = _compare(run.seq, repair=not check)
        if not check and run.book.ticked is not None:
            law.drop()
            Mark.objects.update_or_create(
                id=1, defaults={"token": token_hex(8), "ticked_at": run.book.ticked}
            )
        RebuiltDuty.objects.all().delete()
    progress(run.seq, run.seq)
    return report


class _Run:
    """One pass over the ledger."""

    def __init__(self, cursor: CursorWrapper) -> None:
        self.token = token_hex(8)
        self.seq = 0
        # before its first reading nothing was opened under a pack, so it said nothing
        self.book = Book(lambda name: (), _no_calendar)
        self.shelf = BatchShelf(Table(RebuiltDuty, cursor))
        self._readings = _first_readings()

    def still_ours(self) -> None:
        if not Mark.objects.filter(id=2, token=self.token).exists():
            raise AnotherRebuild("Another rebuild has begun; wait for it, and run this one again if needed.")

    def take(self, events: Sequence[Event]) -> None:
        happenings = [happening(event) for event in events]
        self.shelf.begin({event.subject for event in happenings})
        for event in happenings:
            for facts in self._readings.pop(event.seq, ()):
                self.book.read(facts)
            advance(self.book, self.shelf, event)
            if event.verb in LAW_VERBS:
                self.shelf.flush()
            self.seq = event.seq
        self.shelf.flush()


def _no_calendar() -> WorkingCalendar:
    raise LookupError("A duty is dated before any calendar was read into the ledger.")


def _first_readings() -> dict[int, list[dict[str, object]]]:
    """What was read because an event had opened a duty under it: it holds from that event on."""
    found = defaultdict(list)
    for event in Event.objects.filter(verb__in=["pack.read", "calendar.read"]).order_by("seq").iterator():
        facts = facts_of(event)
        if facts.get("for"):
            found[int(facts["for"])].append(facts)
    return found


class BatchShelf:
    """The table of a rebuild, with the duties of one batch of events in memory."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._forget()

    def _forget(self) -> None:
        self._loaded: dict[Subject, list[Duty]] = {}
        self._fresh: dict[Subject, list[Duty]] = defaultdict(list)
        self._new: dict[int, Duty] = {}
        self._dirty: dict[int, Duty] = {}

    def begin(self, subjects: Iterable[Subject]) -> None:
        """Load at once what these subjects owe."""
        self._load(list(subjects))

    def _load(self, keys: Sequence[Subject]) -> None:
        for key in keys:
            self._loaded[key] = []
        for duty in self._table.open_of(keys):
            self._loaded[duty.subject].append(duty)
        for key in keys:
            self._loaded[key] += self._fresh.get(key, [])

    def open_of(self, keys: Iterable[Subject]) -> list[Duty]:
        wanted = list(keys)
        if missing := [key for key in wanted if key not in self._loaded]:
            self._load(missing)
        found = [duty for key in wanted for duty in self._loaded[key] if duty.closed_at is None]
        return sorted(found, key=lambda duty: duty.id)

    def owed_by(self, agency: str) -> list[Duty]:
        self.flush()
        return self._table.owed_by(agency)

    def provisional(self) -> list[Duty]:
        self.flush()
        return self._table.provisional()

    def period_keys(self, periods: set[str], agency: str | None) -> set[PeriodKey]:
        self.flush()
        return self._table.period_keys(periods, agency)

    def earlier(self, subject: Subject, event: Happening) -> Iterator[Happening]:
        return earlier(subject, event)

    def add(self, duty: Duty) -> None:
        self._new[duty.id] = duty
        self._fresh[duty.subject].append(duty)
        if duty.subject in self._loaded:
            self._loaded[duty.subject].append(duty)

    def change(self, duty: Duty) -> None:
        if duty.id not in self._new:
            self._dirty[duty.id] = duty

    def flush(self) -> None:
        """Write what is in memory, and forget it."""
        self._table.insert(list(self._new.values()))
        self._table.update(list(self._dirty.values()))
        self._forget()


def _hold_the_ledger() -> None:
    """Nobody records until the commit. On SQLite the transaction itself sees to that."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f'LOCK TABLE "{Event._meta.db_table}" IN SHARE MODE')


def _compare(events: int, *, repair: bool) -> Report:
    live, rebuilt = DutyModel._meta.db_table, RebuiltDuty._meta.db_table
    columns = ", ".join(f'"{name}"' for name in COLUMNS)
    theirs = ", ".join(f'r."{name}"' for name in COLUMNS)
    unlike = " OR ".join(f'l."{name}" IS DISTINCT FROM r."{name}"' for name in COLUMNS)
    # Joined by number, so that nothing is held in memory. Names only: no value comes into these statements.
    wrong = f'SELECT l."id" FROM "{live}" l LEFT JOIN "{rebuilt}" r ON r."id" = l."id" WHERE {unlike}'  # noqa: S608
    absent = f'FROM "{rebuilt}" r LEFT JOIN "{live}" l ON l."id" = r."id" WHERE l."id" IS NULL'
    differing = f'{wrong} UNION ALL SELECT r."id" {absent}'
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM ({differing}) d")  # noqa: S608
        count: int = cursor.fetchone()[0]
        cursor.execute(f"{differing} ORDER BY 1 LIMIT {SHOWN}")
        sentences = [_difference(row[0]) for row in cursor.fetchall()]
        if repair and count:
            cursor.execute(f'DELETE FROM "{live}" WHERE "id" IN ({wrong})')  # noqa: S608
            cursor.execute(f'INSERT INTO "{live}" ({columns}) SELECT {theirs} {absent}')
    return Report(events, RebuiltDuty.objects.count(), count, sentences, repair and bool(count))


def _difference(id: int) -> str:
    live, ledger = DutyModel.objects.filter(id=id).first(), RebuiltDuty.objects.filter(id=id).first()
    if ledger is None:
        return f"Duty {live} stands in the table, but no event has opened it."
    if live is None:
        return f"Duty {ledger} was opened by the ledger, but is missing from the table."
    said = [name for name in COLUMNS if getattr(live, name) != getattr(ledger, name)]
    return f"Duty {live} differs from what the ledger says in {', '.join(said)}."
