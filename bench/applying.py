"""Applying: many people at the form at once, against PostgreSQL and two web processes, as `gongkai serve` runs them.

    python -m bench.applying [PEOPLE [SECONDS]]

PEOPLE are 2,000 by default. One in ten answers page by page, what the others have typed lies in their sessions
already; all of them look at the last page before the first hands in. Then each reads through his answers as long as
people do, anything between nothing and SECONDS (120 by default), and presses the button; once more with a crash of
the database half-way, which is started again at once; then all in the same instant, which is no load that people make.
The database keeps what it confirmed (fsync is on). The load comes from this machine and shares
its processors. Afterwards every receipt that somebody saw is looked up by its number and code.
"""

import asyncio
import os
import secrets
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

from bench.people import Person
from scripts.with_postgres import DURABLE, Server, server

PEOPLE = 2_000
OFFICES = 20
AT_THE_FORM = 16  # who fill in at the same time, while nothing is measured but how fast it goes
TYPES = 10  # one in so many types everything anew
SECONDS = 120.0  # over which all of them press
GOAL = 1.0  # seconds for 95 of 100


def run(people: int = PEOPLE, seconds: float = SECONDS) -> Iterator[dict[str, Any]]:
    """Rows as they come: name, p50, p95 and slowest answer to the press in seconds, what broke, what was found."""
    with tempfile.TemporaryDirectory() as home, server(DURABLE) as database:
        _county(home, database.url)
        with _site(home) as port:
            yield _round(f"pressed within {seconds:g} s", people, port, seconds)
            yield _round("the same, the database crashes half-way", people, port, seconds, database)
            yield _round("pressed in the same instant", people, port, 0.0)


def _county(home: str, url: str) -> None:
    os.environ["GONGKAI_HOME"], os.environ["DATABASE_URL"] = home, url
    os.environ["GONGKAI_PROXIES"] = "1"  # each comes from his own address
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from gongkai.engines.agencies.actions import open_agency
    from gongkai.engines.agencies.queries import SYSTEM

    county = open_agency(
        by=SYSTEM, slug="county", name="青原县人民政府", kind="county", index_code="C"
    )  # fmt: skip
    for n in range(OFFICES):
        open_agency(
            by=SYSTEM, slug=f"office{n}", name=f"青原县第{n}局", kind="department", parent=county,
            index_code=f"B{n}", phone="0001-1234567",
        )  # fmt: skip


@contextmanager
def _site(home: str) -> Iterator[int]:
    """The port at which `gongkai serve --workers 2` answers; what it complains of goes into a file."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    command = [sys.executable, "-m", "gongkai.faces.cli.main", "serve", "--workers", "2", "--port", str(port)]
    with Path(home, "log").open("w") as log:
        site = subprocess.Popen(command, env=os.environ, stderr=log)
    try:
        end = time.perf_counter() + 60
        while time.perf_counter() < end:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        site.send_signal(signal.SIGTERM)
        site.wait(30)


def _round(
    name: str, number: int, port: int, seconds: float, database: Server | None = None
) -> dict[str, Any]:
    people = [Person(n, port, f"office{n % OFFICES}") for n in range(1, number + 1)]
    before = _highest()
    _lay([one for one in people if one.number % TYPES])
    crash = threading.Timer(seconds / 2, database.crash_and_start) if database else None
    load = os.getloadavg()[0]
    asyncio.run(_all(people, seconds, crash.start if crash else lambda: None))
    took = sorted(second for one in people for second in one.handed_in)
    return {
        "name": name,
        "people": number,
        "p50": statistics.median(took),
        "p95": took[int(len(took) * 0.95)],
        "slowest": took[-1],
        "broken": sum(one.broken for one in people),
        "load": load,
        **_afterwards(people, before),
    }


def _lay(people: list[Person]) -> None:
    """Put what they typed into sessions, as the pages of the form do."""
    from django.conf import settings
    from django.contrib.sessions.backends.db import SessionStore
    from django.test import RequestFactory

    from gongkai.faces.portal import apply_draft

    for one in people:
        request = RequestFactory().get("/")
        request.session = SessionStore()
        draft = apply_draft.Draft(
            token=secrets.token_urlsafe(12), agency=one.agency, wanted=one.wanted, offered=one.wanted,
            medium="electronic", delivery="web", kind="natural", name=one.name, proof="passport",
            proof_number=one.proof, phone=one.phone,
        )  # fmt: skip
        apply_draft.keep(request, draft)
        request.session.save()
        one.cookies[settings.SESSION_COOKIE_NAME] = str(request.session.session_key)


async def _all(people: list[Person], seconds: float, started: Callable[[], None]) -> None:
    """All fill in; then all press, each at his moment."""
    free, random = asyncio.Semaphore(AT_THE_FORM), Random(len(people))

    async def fill_in(one: Person) -> None:
        async with free:
            if not one.cookies:
                await one.fill_in()
            await one.look_through()
            await one.leave()

    async def press(one: Person, after: float) -> None:
        await asyncio.sleep(after)
        await one.hand_in()

    begun = time.perf_counter()
    await asyncio.gather(*map(fill_in, people))
    took = time.perf_counter() - begun
    asked = sum(one.asked for one in people)
    print(f"  {len(people):,} at the last page after {took:.0f} s, {asked / took:.0f} requests/s", flush=True)
    started()
    await asyncio.gather(*(press(one, random.uniform(0, seconds)) for one in people))
    await asyncio.gather(*(one.leave() for one in people))


def _highest() -> int:
    from gongkai.affairs.applications.models import Application

    newest = Application.objects.order_by("-pk").first()
    return newest.pk if newest else 0


def _afterwards(people: list[Person], before: int) -> dict[str, Any]:
    """What is wrong with what the database holds: each figure is to be 0, but `twice` may follow a crash."""
    from django.db import connection

    from gongkai.affairs.applications.models import Applicant, Application, Series
    from gongkai.affairs.applications.queries import find
    from gongkai.affairs.applications.secrets import unseal
    from gongkai.engines.ledger.models import Event

    connection.close()  # the crash has cut it
    made = list(Application.objects.filter(pk__gt=before))
    seen = [receipt for one in people for receipt in one.receipts]
    mine = {receipt.number: one for one in people for receipt in one.receipts}
    wrong = 0
    for one in people:
        for receipt in one.receipts:
            application = find(receipt.number, receipt.code)
            sealed = Applicant.objects.filter(application=application).first()
            wrong += (
                application is None
                or application.wanted != one.wanted
                or sealed is None
                or one.proof not in unseal(sealed.payload, receipt.number)
            )
    events = Event.objects.filter(verb="application.submitted").count()
    return {
        "receipts": len(seen),
        "without a receipt": sum(not one.receipts for one in people),
        "numbers given twice": len(seen) - len(mine),
        "receipts not there": wrong,
        "handed in twice": len(made) - len({one.wanted for one in made}),
        "without an event": Application.objects.count() - events,
        "numbers left out": sum(one.last for one in Series.objects.all()) - Application.objects.count(),
    }


def main() -> None:
    """Print every row; the number of people and the seconds may stand in the command."""
    given = [float(one) for one in sys.argv[1:]]
    people = int(given[0]) if given else PEOPLE
    for row in run(people, given[1] if len(given) > 1 else SECONDS):
        print(
            f"{row['name']}: p50 {row['p50']:.2f} s, p95 {row['p95']:.2f} s (goal {GOAL:g}), slowest "
            f"{row['slowest']:.1f} s; load before {row['load']:.1f}; requests that broke {row['broken']}"
        )
        print("  " + ", ".join(f"{key} {row[key]}" for key in list(row)[7:]), flush=True)


if __name__ == "__main__":
    main()
