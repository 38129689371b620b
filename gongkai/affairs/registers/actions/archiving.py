"""Archiving 归档: what was shown long enough leaves the public pages, as its register says; what is kept is read."""

import logging
from collections.abc import Callable
from datetime import date

from django.db import transaction

from gongkai.affairs.registers import schemas
from gongkai.affairs.registers.models import Consultation, Record, State
from gongkai.affairs.registers.rows import taken, tell
from gongkai.engines.agencies.models import Actor
from gongkai.kernel.clock import now, today
from gongkai.kernel.flow import Refused
from gongkai.kernel.hanzi.dates import format_date

log = logging.getLogger(__name__)
MOST_PEOPLE = 1000


@transaction.atomic
def archive(record: Record, *, by: Actor) -> Record:
    """End the display of a record whose time is over. What its register keeps at the agency is public no longer but
    for its key and name; what stays as history can still be read."""
    row = taken(record, "archive", by)
    row.state, row.closed_by, row.closed_at = State.ARCHIVED, by.handle, now()
    if schemas.of_record(row).version.after == "kept":
        row.shown, row.text, row.readable = {}, "", False
    row.version += 1
    row.save()
    tell("register.archived", row, by, public=True, on=today(), until=row.display_until)
    return row


def archive_due(*, by: Actor, stop: Callable[[], bool] = lambda: False) -> int:
    """Archive every record whose display is over, each in a transaction of its own; returns how many were.

    The row is locked and looked at again before it is taken, so that any number of workers may run side by side. A
    fault is logged, and the others are still taken.
    """
    due = Record.objects.filter(state=State.PUBLISHED, display_until__lt=today()).order_by(
        "display_until", "pk"
    )
    done = 0
    for row in list(due):
        if stop():
            break
        try:
            archive(row, by=by)
        except Refused:
            continue  # another worker was quicker
        except Exception:
            log.exception("The record %s could not be archived; it is tried again.", row.pk)
            continue
        done += 1
    return done


@transaction.atomic
def consult(record: Record, *, by: Actor, on: date, people: int, note: str = "") -> Consultation:
    """Note that people came to read a record that is kept. Raises Refused with every fault."""
    faults = []
    if on > today():
        faults.append(f"查阅日期（{format_date(on)}）晚于今日，请核对。")
    if (until := record.display_until) and record.is_over(today()) and not record.is_over(on):
        shown = f"公示到{format_date(until)}为止"
        faults.append(f"查阅日期（{format_date(on)}）在公示期以内（{shown}），请核对。")
    if not 1 <= people <= MOST_PEOPLE:
        faults.append(f"查阅人数应为1至{MOST_PEOPLE}。")
    if len(note.strip()) > 200:
        faults.append("说明最多200字，请压缩。")
    row = taken(record, "consult", by, faults)
    found = Consultation.objects.create(
        record=row, on=on, people=people, note=note.strip(), noted_by=by.handle, noted_at=now()
    )
    tell("register.consulted", row, by, on=on, people=people)
    return found
