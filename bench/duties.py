"""Duties: opened and closed through the ledger, swept, listed for one officer, dated again, rebuilt.

    python -m bench.duties [NUMBER]

NUMBER is that of the open duties and of the rebuilt events: 100,000 by default, 1,000,000 for the design's own
figures. Each line stands beside the limit that the design names; the first also beside the ledger alone.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

NUMBER = 100_000
AGENCIES = 300
ACTS, SWEEP, LIST, QUERIES, MEMORY = 1500.0, 50.0, 30.0, 6, 200.0
REDATED, REDATING = 100_000, 60.0


def run(number: int = NUMBER) -> list[dict[str, Any]]:
    """Rows with name, unit, ours, the limit, and how many times better than the limit."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["GONGKAI_HOME"] = home
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.settings")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        officers = _county()
        rows = _acts()
        _fill(number)
        rows += [_sweep(), *(_list(name, officer) for name, officer in officers.items())]
        rows += _narrowed(officers["the openness office"])
        rows += _redate()
        rows += _rebuild(number)
    return rows


def _county() -> dict[str, Any]:
    """A county of 300 agencies; an undertaker of one of them, and the openness office above all."""
    from gongkai.engines.agencies import actions
    from gongkai.engines.agencies.queries import SYSTEM

    county = actions.open_agency(
        by=SYSTEM, slug="county", name="青原县人民政府", kind="county", index_code="C"
    )  # fmt: skip
    places = [
        actions.open_agency(
            by=SYSTEM,
            slug=f"unit{n}",
            name=f"青原县第{n}局",
            kind="department",
            parent=county,
            index_code=f"U{n}",
        )
        for n in range(AGENCIES)
    ]

    def officer(name: str, role: str, at: Any) -> Any:
        person = actions.appoint(by=SYSTEM, agency=at, username=name, name=name)
        actions.grant_role(person, by=SYSTEM, role=role, agency=at)
        return person

    return {
        "an undertaker": officer("undertaker", "undertaker", places[7]),
        "the openness office": officer("office", "openness_office", county),
    }


def _acts(pairs: int = 100, rounds: int = 50) -> list[dict[str, Any]]:
    """Receipts and answers, one transaction each; every other round with the ledger alone.

    Each figure is that of the best round: many short ones, so that what else the machine does spoils only some.
    """
    from django.db import transaction

    from gongkai.engines.duties.actions import follow
    from gongkai.engines.ledger import actions as ledger

    def tell(verb: str, id: str) -> None:
        with transaction.atomic():
            ledger.record(
                verb, subject=("application", id), by="x", agency="unit7", facts={"channel": "web", "n": 1}
            )

    def once(name: str) -> float:
        begun = time.perf_counter()
        for n in range(pairs):
            tell("application.received", f"{name}-{n}")
            tell("application.answered", f"{name}-{n}")
        return 2 * pairs / (time.perf_counter() - begun)

    ours, alone = [], []
    listeners = ledger._listeners["*"]
    for n in range(rounds):
        ours.append(once(f"a{n}"))
        listeners.remove(follow)
        alone.append(once(f"b{n}"))
        listeners.append(follow)
    return [
        _at_least("opening and closing", "events/s", max(ours), ACTS),
        {"name": "the ledger alone", "unit": "events/s", "ours": max(alone), "ratio": max(alone) / max(ours)},
    ]


def _fill(number: int) -> None:
    """Open duties of all agencies, due over the coming year; a tenth of a thousandth due in the last hour."""
    from django.db import connection, transaction

    from gongkai.engines.duties.core import Duty
    from gongkai.engines.duties.law import present_book
    from gongkai.engines.duties.models import Duty as Row
    from gongkai.engines.duties.store import Table
    from gongkai.kernel.clock import now

    book, at = present_book(), now()
    start = next(one for one in book.rules_of("national") if one.rule.id == "reply")
    for base in range(0, number, 10_000):
        duties = [
            Duty(
                id=10**15 + n, rule="reply", pack="national", since=start.rule.since, version=start.version,
                strength="must", subject=("application", f"fill-{n}"), agency=f"unit{n % AGENCIES}", period="",
                opened_at=at, opened_seq=n, started_at=at, limit="20 working days",
                due_at=at - timedelta(minutes=n % 60)
                if n % 10_000 == 0
                else at + timedelta(seconds=31_536_000 * ((n * 7919) % number) / number + 60),
            )
            for n in range(base, min(number, base + 10_000))
        ]  # fmt: skip
        with transaction.atomic(), connection.cursor() as cursor:
            Table(Row, cursor).insert(duties)


def _sweep() -> dict[str, Any]:
    from gongkai.engines.duties.queries import became_due
    from gongkai.kernel.clock import now

    at = now()
    took = _median(lambda: list(became_due(at - timedelta(hours=1), at)))
    return _at_most("sweep for what became due", "ms", took, SWEEP)


def _list(name: str, officer: Any) -> dict[str, Any]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from gongkai.engines.agencies.models import Officer
    from gongkai.engines.duties.queries import duties_for

    def ask() -> None:
        assert len(duties_for(Officer.objects.get(pk=officer.pk))) == 50

    took = _median(ask)
    with CaptureQueriesContext(connection) as asked:
        ask()
    if len(asked) > QUERIES + 1:  # and one for the officer himself
        raise SystemExit(f"The list of {name} takes {len(asked)} queries, more than {QUERIES}.")
    return _at_most(f"list of {name} ({len(asked) - 1} queries)", "ms", took, LIST)


def _narrowed(officer: Any) -> list[dict[str, Any]]:
    """The same list by status, rule and agency, with its count."""
    from gongkai.engines.agencies.models import Officer
    from gongkai.engines.duties.queries import Wanted, count_for, duties_for

    wishes = {
        "overdue": Wanted(status="overdue"),
        "due soon": Wanted(status="soon"),
        "neither yet": Wanted(status="open"),
        "under a rare rule": Wanted(rule="co_maker_opinion"),
        "of one agency": Wanted(agency="unit7", status="due"),
        "closed late": Wanted(status="late"),
    }

    def ask(wanted: Wanted) -> object:
        return duties_for(Officer.objects.get(pk=officer.pk), wanted)

    rows = [
        _at_most(f"the openness office's list, {name}", "ms", _median(partial(ask, wanted)), LIST)
        for name, wanted in wishes.items()
    ]
    took = _median(lambda: count_for(Officer.objects.get(pk=officer.pk)))
    return [*rows, _at_most("the count of its list", "ms", took, LIST)]


def _redate() -> list[dict[str, Any]]:
    """A yearly notice comes: every duty that was dated without it is dated again, each change an event."""
    from django.db import connection, transaction

    from gongkai.engines.duties.actions import CALENDAR
    from gongkai.engines.duties.core import Duty, date_again
    from gongkai.engines.duties.law import present_book
    from gongkai.engines.duties.models import Duty as Row
    from gongkai.engines.duties.readings import calendar_facts
    from gongkai.engines.duties.store import Table
    from gongkai.engines.ledger.actions import record
    from gongkai.engines.ledger.models import Event
    from gongkai.kernel.clock import bundled_calendar, instant, parse_notice, with_notices
    from gongkai.kernel.clock.statutory import statutory_holidays

    book, calendar = present_book(), bundled_calendar()
    start = next(one for one in book.rules_of("national") if one.rule.id == "reply")
    last = max(calendar.covered)
    at = instant(f"{last}-12-15 09:00")
    for base in range(0, REDATED, 10_000):
        duties = [
            Duty(
                id=2 * 10**15 + n, rule="reply", pack="national", since=start.rule.since, version=start.version,
                strength="must", subject=("application", f"late-{n}"), agency=f"unit{n % AGENCIES}", period="",
                opened_at=at, opened_seq=n, started_at=at + timedelta(hours=n % 300), limit="20 working days",
            )
            for n in range(base, base + 10_000)
        ]  # fmt: skip
        for duty in duties:
            date_again(duty, calendar)
        with transaction.atomic(), connection.cursor() as cursor:
            Table(Row, cursor).insert(duties)
    holidays = "".join(
        f'[[holidays]]\nname = "{name}"\nfrom = {day}\nto = {day}\n'
        for day, name in statutory_holidays(last + 1).items()
    )
    notice = f'year = {last + 1}\nnumber = "x"\nsource = "x"\nmake_up_workdays = []\n{holidays}'
    facts = {**calendar_facts(with_notices(calendar, [parse_notice(notice, "x")])), "for": None}
    begun = time.perf_counter()
    with transaction.atomic():
        event = record("calendar.read", subject=CALENDAR, by="x", facts=facts)
    took = time.perf_counter() - begun
    if (told := Event.objects.filter(seq__gt=event.seq, verb="duty.redated").count()) < REDATED:
        raise SystemExit(f"Only {told} of {REDATED} duties were dated again.")
    begun = time.perf_counter()
    with transaction.atomic():
        for n in range(5000):
            record("plan.received", subject=("plan", f"{n}"), by="x", agency="unit7", facts={"n": n})
    plain = 5000 / (time.perf_counter() - begun)
    return [
        _at_most(f"redate {REDATED:,} provisional duties", "s", took, REDATING),
        {"name": "the same", "unit": "events/s", "ours": REDATED / took},
        {"name": "plain events in one transaction", "unit": "events/s", "ours": plain},
    ]


def _rebuild(number: int) -> list[dict[str, Any]]:
    """Histories of applications straight into the ledger, then all duties from it."""
    from django.db import transaction

    from gongkai.engines.duties.rebuild import rebuild
    from gongkai.engines.ledger.models import Event
    from gongkai.engines.ledger.queries import head
    from gongkai.kernel.clock import now

    course = ("received", "third_party_asked", "third_party_answered", "answered", "received", "extended")
    first, at = head() + 1, now()
    for base in range(0, number, 10_000):
        events = [
            Event(
                seq=first + n, at=at + timedelta(seconds=n), verb=f"application.{course[n % 6]}",
                subject_kind="application", subject_id=f"r{n // 6}-{n % 6 // 4}", agency=f"unit{n % AGENCIES}",
                actor="x", facts='{"channel":"web"}',
            )
            for n in range(base, min(number, base + 10_000))
        ]  # fmt: skip
        with transaction.atomic():
            Event.objects.bulk_create(events)
    held = [_memory()]

    def progress(done: int, total: int) -> None:
        held.append(_memory())

    begun = time.perf_counter()
    report = rebuild(check=True, progress=progress)
    took = time.perf_counter() - begun
    if len(held) < 3:
        raise SystemExit("The rebuild told no progress.")
    return [
        {"name": f"rebuild of {report.events:,} events", "unit": "events/s", "ours": report.events / took},
        _at_most("memory it took", "MB", max(1.0, max(held) - held[0]), MEMORY),
    ]


def _median(ask: Callable[[], object], times: int = 15) -> float:
    """Milliseconds, the first time left out."""
    ask()
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        ask()
        took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took)


def _memory() -> float:
    """What this process holds, in MB: its own pages, without the database file that SQLite maps."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) / 1024
    raise SystemExit("This bench reads the memory it takes from Linux's /proc.")


def _at_least(name: str, unit: str, ours: float, goal: float) -> dict[str, Any]:
    return {"name": name, "unit": unit, "ours": ours, "goal": goal, "ratio": ours / goal}


def _at_most(name: str, unit: str, ours: float, goal: float) -> dict[str, Any]:
    return {"name": name, "unit": unit, "ours": ours, "goal": goal, "ratio": goal / ours}


def main() -> None:
    """Print every row."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else NUMBER
    print(f"{number:,} open duties of {AGENCIES} agencies; {number:,} events rebuilt")
    for row in run(number):
        beside = (
            f", {row['ratio']:.1f} times as good as the limit of {row['goal']:g}" if "goal" in row else ""
        )
        print(f"{row['name']}: {row['ours']:,.1f} {row['unit']}{beside}", flush=True)


if __name__ == "__main__":
    main()
