"""Recording: the one way an event comes into being."""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from gongkai.engines.ledger.models import Event
from gongkai.kernel.clock import now

Listener = Callable[[Event], None]

# Any constant will do, as long as all processes use the same.
_ADVISORY_LOCK = 0x676F6E67
_listeners: dict[str, list[Listener]] = defaultdict(list)


class OutsideTransaction(RuntimeError):
    """`record` was called with no transaction open, so the event could outlive a failed change."""


def canonical(facts: Mapping[str, Any]) -> str:
    """The one JSON text of these facts: keys sorted, no blanks, dates in ISO form, no NaN."""
    return json.dumps(
        facts,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        allow_nan=False,
        default=_plain,
    )


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise TypeError("facts take aware instants only: use gongkai.kernel.clock.now()")
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"facts are plain data, not {type(value).__name__}: record its identifier")


def record(
    verb: str,
    *,
    subject: tuple[str, str],
    by: str,
    agency: str = "",
    facts: Mapping[str, Any] | None = None,
    public: bool = False,
) -> Event:
    """Write one event in the transaction of the change it tells of.

    `verb` is `kind.past_participle` (`document.published`); `subject` is the kind and the stable
    identifier of what was acted on; `by` names the actor; `facts` are plain data without personal
    data of applicants; `public` says whether everybody may read them. Listeners of the verb run
    at once, in the same transaction.

    Raises OutsideTransaction without an open transaction, TypeError for facts that are not plain.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(f"wrap the change and its {verb!r} event in transaction.atomic()")
    _lock()
    event = Event(
        at=now(),
        verb=verb,
        subject_kind=subject[0],
        subject_id=subject[1],
        agency=agency,
        actor=by,
        facts=canonical(facts or {}),
        public=public,
    )
    _write(event)
    for listener in (*_listeners[verb], *_listeners["*"]):
        listener(event)
    return event


def hold() -> None:
    """Let nobody else record until this transaction ends: what is read after this stays true until then.

    For whoever must look first and record once, on several nodes at a time. Raises OutsideTransaction
    without an open transaction.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction("wrap what looks and records in transaction.atomic()")
    _lock()


def _lock() -> None:
    """Held until the commit, so numbers have no gap, later numbers have later instants, and a reader that has seen
    number n will never meet a smaller one later. SQLite's IMMEDIATE transactions give the same."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ADVISORY_LOCK])


_COLUMNS = ("at", "verb", "subject_kind", "subject_id", "agency", "actor", "facts", "public")
# Plain SQL, and the number in the same statement: through the ORM it took three quarters of the time of an event.
_INSERT = (  # noqa: S608 (names, no values)
    'INSERT INTO "ledger_event" ("seq", {}) '
    'VALUES ((SELECT COALESCE(MAX("seq"), 0) + 1 FROM "ledger_event"), {}) RETURNING "seq"'
).format(", ".join(f'"{name}"' for name in _COLUMNS), ", ".join(["%s"] * len(_COLUMNS)))


def _write(event: Event) -> None:
    """Insert the event under the number after the last, which it bears from now on."""
    values = [getattr(event, name) for name in _COLUMNS]
    values[0] = connection.ops.adapt_datetimefield_value(event.at)
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, values)
        event.seq = cursor.fetchone()[0]
    event._state.adding = False


def subscribe(verb: str, listener: Listener) -> None:
    """Call `listener` in the transaction of each event of this verb (`*`: of every verb).

    Only `gongkai/wiring.py` calls this. Subscribing the same listener twice changes nothing.
    """
    if listener not in _listeners[verb]:
        _listeners[verb].append(listener)


def after_commit(listener: Listener) -> Listener:
    """A listener that waits until the event's transaction has been committed."""

    def later(event: Event) -> None:
        transaction.on_commit(lambda: listener(event))

    return later
