"""Duties in a table 存取: plain SQL for the few statements that every event runs, on SQLite and PostgreSQL."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import cache
from itertools import islice
from typing import Any, NamedTuple, TypeVar, cast

from django.db.backends.utils import CursorWrapper

from gongkai.engines.duties.advance import PeriodKey
from gongkai.engines.duties.core import Duty, Happening, Subject, clock_event
from gongkai.engines.duties.models import DutyRow
from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import events_of
from gongkai.kernel.clock import ClockEvent

T = TypeVar("T")

COLUMNS = (
    "id", "rule", "pack", "since", "version", "strength", "subject_kind", "subject_id", "agency", "period",
    "opened_at", "opened_seq", "started_at", "limit", "course", "due_at", "provisional", "seen",
    "closed_at", "closed_seq", "ended_at", "outcome",
)  # fmt: skip
CHANGING = (
    "agency", "limit", "course", "due_at", "provisional", "seen", "closed_at", "closed_seq", "ended_at", "outcome",
)  # fmt: skip
_LIST = ", ".join(f'"{name}"' for name in COLUMNS)
# SQLite takes no more variables than this in one statement on the oldest versions we meet.
MOST_KEYS = 400


_ONE_SUBJECT = '"subject_kind" = %s AND "subject_id" = %s AND "closed_at" IS NULL'
Stamp = Callable[[datetime | None], object]


class _Statements(NamedTuple):
    select: str
    mark: str
    keys: str
    insert: str
    update: str


def _qualified(name: str) -> str:
    return ", ".join(f'"{name}"."{column}"' for column in COLUMNS)


@cache
def _statements(model: type[DutyRow]) -> _Statements:
    name = model._meta.db_table
    places = ", ".join(["%s"] * len(COLUMNS))
    sets = ", ".join(f'"{column}" = %s' for column in CHANGING)
    # names only: every value is a parameter
    return _Statements(
        select=f'SELECT {_LIST} FROM "{name}" WHERE ',  # noqa: S608
        mark=f'SELECT "token", {_qualified(name)} FROM "duty_mark" LEFT JOIN "{name}" ON {_ONE_SUBJECT} '  # noqa: S608
        f'WHERE "duty_mark"."id" = 1 ORDER BY "{name}"."id"',
        keys=f'SELECT "rule", "agency", "period" FROM "{name}" WHERE "period" IN ',  # noqa: S608
        insert=f'INSERT INTO "{name}" ({_LIST}) VALUES ({places})',  # noqa: S608
        update=f'UPDATE "{name}" SET {sets} WHERE "id" = %s',  # noqa: S608
    )


class Table:
    """One table of duties, through one cursor."""

    def __init__(self, model: type[DutyRow], cursor: CursorWrapper) -> None:
        self._sql, self._cursor = _statements(model), cursor
        self._stamp: Stamp = _as_text if cursor.db.vendor == "sqlite" else _as_it_is

    def open_of(self, keys: Iterable[Subject]) -> list[Duty]:
        """The open duties about these subjects, by number."""
        keys = list(keys)
        if len(keys) == 1:
            return self.where(_ONE_SUBJECT + ' ORDER BY "id"', keys[0])
        by_kind: dict[str, list[str]] = defaultdict(list)
        for kind, identifier in keys:
            by_kind[kind].append(identifier)
        found = []
        for kind, identifiers in by_kind.items():
            for some in _chunks(identifiers, MOST_KEYS):
                places = ", ".join(["%s"] * len(some))
                found += self.where(
                    f'"subject_kind" = %s AND "subject_id" IN ({places}) AND "closed_at" IS NULL',
                    [kind, *some],
                )
        found.sort(key=lambda duty: duty.id)
        return found

    def mark_and_open(self, subject: Subject) -> tuple[str | None, list[Any]]:
        """The mark's token, and the rows of what is open about a subject: one question for every event."""
        self._cursor.execute(self._sql.mark, subject)
        rows = self._cursor.fetchall()
        return (rows[0][0], [row[1:] for row in rows if row[1] is not None]) if rows else (None, [])

    def owed_by(self, agency: str) -> list[Duty]:
        """The open duties of an agency, by number."""
        return self.where('"agency" = %s AND "closed_at" IS NULL ORDER BY "id"', [agency])

    def provisional(self) -> list[Duty]:
        """The open duties with a provisional date, by number."""
        true = "TRUE" if self._cursor.db.vendor == "postgresql" else "1"
        return self.where(f'"closed_at" IS NULL AND "provisional" = {true} ORDER BY "id"', [])

    def period_keys(self, periods: Iterable[str], agency: str | None) -> set[PeriodKey]:
        """Which period duties there are in these periods."""
        found: set[PeriodKey] = set()
        for some in _chunks(sorted(periods), MOST_KEYS):
            sql, params = f"{self._sql.keys}({', '.join(['%s'] * len(some))})", list(some)
            if agency is not None:
                sql, params = sql + ' AND "agency" = %s', [*params, agency]
            self._cursor.execute(sql, params)
            found.update(self._cursor.fetchall())
        return found

    def where(self, condition: str, params: Sequence[str]) -> list[Duty]:
        """The duties that meet a condition."""
        self._cursor.execute(self._sql.select + condition, params)
        return [read_row(row) for row in self._cursor.fetchall()]

    def insert(self, duties: Sequence[Duty]) -> None:
        """Write new duties."""
        self._cursor.executemany(self._sql.insert, [write_row(duty, self._stamp) for duty in duties])

    def update(self, duties: Sequence[Duty]) -> None:
        """Write what may have changed in duties that are there."""
        self._cursor.executemany(self._sql.update, [_changes(duty, self._stamp) for duty in duties])


def write_row(duty: Duty, stamp: Stamp) -> tuple[Any, ...]:
    """The duty in the order of COLUMNS."""
    return (
        duty.id, duty.rule, duty.pack, duty.since.isoformat(), duty.version, duty.strength, *duty.subject, duty.agency,
        duty.period, stamp(duty.opened_at), duty.opened_seq, stamp(duty.started_at), duty.limit,
        write_course(duty), stamp(duty.due_at), duty.provisional, duty.seen, stamp(duty.closed_at),
        duty.closed_seq, stamp(duty.ended_at), duty.outcome,
    )  # fmt: skip


def _changes(duty: Duty, stamp: Stamp) -> tuple[Any, ...]:
    return (
        duty.agency, duty.limit, write_course(duty), stamp(duty.due_at), duty.provisional, duty.seen,
        stamp(duty.closed_at), duty.closed_seq, stamp(duty.ended_at), duty.outcome, duty.id,
    )  # fmt: skip


def read_row(row: Sequence[Any]) -> Duty:
    """The duty from a row in the order of COLUMNS."""
    (
        id, rule, pack, since, version, strength, kind, identifier, agency, period, opened_at, opened_seq,
        started_at, limit, course, due_at, provisional, seen, closed_at, closed_seq, ended_at, outcome,
    ) = row  # fmt: skip
    return Duty(
        id, rule, pack, since if isinstance(since, date) else date.fromisoformat(since), version, strength,
        (kind, identifier), agency, period, _at(opened_at), opened_seq, _at(started_at), limit,
        read_course(course), _maybe(due_at), bool(provisional), seen, _maybe(closed_at), closed_seq,
        _maybe(ended_at), outcome,
    )  # fmt: skip


def from_model(row: DutyRow) -> Duty:
    """The same duty for the pure functions."""
    return read_row([getattr(row, name) for name in COLUMNS])


def write_course(duty: Duty) -> str:
    """What happened to the clock, as JSON: kind, instant, by which limit."""
    if not duty.course:
        return "[]"
    told = [
        (kind, cast(datetime, at).astimezone(UTC).isoformat(), str(by or "")) for kind, at, by in duty.course
    ]
    return json.dumps(told)


def read_course(text: str) -> list[ClockEvent]:
    """The same read back."""
    if text == "[]":
        return []
    return [clock_event(kind, datetime.fromisoformat(at), by) for kind, at, by in json.loads(text)]


def happening(event: Event) -> Happening:
    """An event of the ledger, as the duties see it."""
    subject = (event.subject_kind, event.subject_id)
    return Happening(event.seq, event.at, event.verb, subject, event.agency, event.facts)


def earlier(subject: Subject, event: Happening) -> Iterator[Happening]:
    """What the ledger holds about a subject before an event, in order."""
    for row in events_of(*subject).filter(seq__lt=event.seq):
        yield happening(row)


def _as_text(at: datetime | None) -> object:
    # SQLite: the text that Django writes, in a tenth of its time
    return None if at is None else str(at.astimezone(UTC).replace(tzinfo=None))


def _as_it_is(at: datetime | None) -> object:
    return at


def _at(value: Any) -> datetime:
    # SQLite keeps instants in UTC and does not say so
    at: datetime = datetime.fromisoformat(value) if isinstance(value, str) else value
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _maybe(value: Any) -> datetime | None:
    return None if value is None else _at(value)


def _chunks(items: Sequence[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some
