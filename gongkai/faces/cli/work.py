"""gongkai work: what has to be done when time has come, by any number of workers, none of them needed for correctness.

Each job looks for what is due and takes it by compare-and-set or under the ledger's lock, so a worker may be killed
anywhere and several may run side by side. A job that fails is logged and does not stop the others.
"""

import logging
import signal
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from gongkai.faces.cli.output import note, print_table, refuse
from gongkai.faces.cli.start import django

log = logging.getLogger(__name__)

Stop = Callable[[], bool]
EVERY = 20.0
DAY = 86_400.0


@dataclass
class Job:
    """Something to be done when it is due: how often to look (seconds), and what tells how much was done.

    `again` says, when given, that it is due before its time.
    """

    name: str
    run: Callable[[Stop], int]
    every: float = 0.0
    again: Callable[[], bool] = lambda: False
    next_at: float = 0.0

    def is_due(self, at: float) -> bool:
        return at >= self.next_at or self.again()


@dataclass(frozen=True)
class Done:
    """What came of a job: how much was done, or why nothing could be."""

    name: str
    count: int
    error: str = ""


def jobs() -> list[Job]:
    """All that a worker does, in this order: the one list of it."""
    from gongkai.affairs.applications.actions.consulting import close_silent
    from gongkai.affairs.applications.actions.delivering import CHANNEL
    from gongkai.affairs.applications.actions.privacy import erase_due
    from gongkai.affairs.applications.letters.mail import send_letter
    from gongkai.affairs.documents.days import note_validity
    from gongkai.affairs.documents.reports_of_error import forget_contacts
    from gongkai.affairs.documents.scheduled import publish_due
    from gongkai.affairs.documents.screening_rounds import work_off
    from gongkai.affairs.registers.actions.archiving import archive_due
    from gongkai.engines.agencies.queries import SYSTEM
    from gongkai.engines.agencies.sessions import forget_ended
    from gongkai.engines.duties.actions import ensure_periods, take_up_law
    from gongkai.engines.ledger.outbox import deliver
    from gongkai.engines.notices.delivery import SENDERS
    from gongkai.engines.notices.news import tell_news
    from gongkai.engines.notices.subscribing import forget_unconfirmed
    from gongkai.engines.notices.sweep import remind
    from gongkai.oversight.inspection.running import inspect_due

    def law(stop: Stop) -> int:
        done = take_up_law()
        return len(done.packs) + done.calendar

    return [
        Job("law", law, DAY, _Watch().changed),
        Job("periods", lambda stop: ensure_periods()),
        Job("publications", lambda stop: publish_due(by=SYSTEM, stop=stop)),
        Job("displays", lambda stop: archive_due(by=SYSTEM, stop=stop), 300.0),
        Job("days", lambda stop: note_validity(by=SYSTEM), 300.0),
        Job("screening", lambda stop: work_off(stop=stop)),
        Job("inspection", lambda stop: inspect_due(), 3600.0),
        Job("reminders", lambda stop: remind(stop=stop)),
        Job("news", lambda stop: tell_news(stop=stop)),
        Job("unconfirmed", lambda stop: forget_unconfirmed(), 3600.0),
        Job("contacts", lambda stop: forget_contacts(), DAY),
        Job("sessions", lambda stop: forget_ended(), 3600.0),
        Job("opinions", lambda stop: close_silent(), 300.0),
        Job("applicants", lambda stop: erase_due(), 3600.0),
        Job("messages", lambda stop: deliver({**SENDERS, CHANNEL: send_letter}, stop=stop)),
    ]


class _Watch:
    """Whether a file of a law pack or of a yearly notice was changed since it was asked last."""

    def __init__(self) -> None:
        self._seen = self._files()

    def changed(self) -> bool:
        found = self._files()
        before, self._seen = self._seen, found
        return found != before

    @staticmethod
    def _files() -> list[tuple[str, int, int]]:
        from gongkai.kernel.clock.sources import notices_directory
        from gongkai.kernel.law.loading import pack_folders

        found = []
        for folder in (*pack_folders(), notices_directory()):
            for path in sorted(folder.rglob("*.*")):
                try:
                    stat = path.stat()
                except OSError:
                    continue  # gone between the listing and the look
                found.append((str(path), stat.st_mtime_ns, stat.st_size))
        return found


def work(
    once: Annotated[
        bool, typer.Option("--once", help="Do what is due now, say what it was, and end.")
    ] = False,
    every: Annotated[
        float, typer.Option(min=1, metavar="SECONDS", help="How long to wait when nothing is due.")
    ] = EVERY,
) -> None:
    """Begin periods, take up changed law, send reminders and messages; `gongkai serve` runs one by itself.

    Any number may run side by side. Ends on SIGTERM or Ctrl-C.
    """
    django()
    if once:
        done = look(jobs(), lambda: False)
        print_table(("job", "done"), ((one.name, one.error or one.count) for one in done))
        if any(one.error for one in done):
            refuse("Not everything could be done; it is tried again the next time.")
        return
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    keep_looking(jobs(), stop, every)


def keep_looking(todo: Sequence[Job], stop: threading.Event, every: float) -> None:
    """Look at all jobs again and again until `stop`, without a pause as long as there was something to do."""
    from django.db import close_old_connections

    while not stop.is_set():
        close_old_connections()  # one that broke is not used again
        done = look(todo, stop.is_set)
        if told := ", ".join(f"{one.name} {one.count}" for one in done if one.count):
            note(f"Done: {told}.")
        if not any(one.count for one in done):
            stop.wait(every)


def look(todo: Sequence[Job], stop: Stop) -> list[Done]:
    """Run each job that is due, one after the other; what failed is logged and told."""
    found = []
    for job in todo:
        if stop() or not job.is_due(time.monotonic()):
            continue
        try:
            found.append(Done(job.name, job.run(stop)))
        except Exception as error:
            log.exception("The job %s failed; it is tried again.", job.name)
            found.append(Done(job.name, 0, f"{type(error).__name__}: {error}"))
        job.next_at = time.monotonic() + job.every
    return found
