"""Following the ledger; adopting packs; taking up packs and calendars that were changed; beginning periods."""

import logging
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection, transaction

from gongkai.engines.agencies.models import Actor, Agency
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties import law
from gongkai.engines.duties.advance import OWN_VERBS, REDATED, Ahead, Redated, advance
from gongkai.engines.duties.book import LAW_VERBS, Book
from gongkai.engines.duties.core import Happening
from gongkai.engines.duties.live import LiveShelf
from gongkai.engines.duties.models import Duty
from gongkai.engines.duties.readings import calendar_facts, pack_facts
from gongkai.engines.duties.store import Table, happening
from gongkai.engines.ledger.actions import record
from gongkai.engines.ledger.models import Event
from gongkai.kernel.clock import (
    NoticeError,
    WorkingCalendar,
    instant,
    now,
    reload_calendar,
    today,
)
from gongkai.kernel.flow import Refused
from gongkai.kernel.law import Pack, PackError, forget_packs, load_pack

log = logging.getLogger(__name__)

CALENDAR = ("calendar", "china")


def follow(event: Event) -> None:
    """The listener: take the event's step, in its transaction.

    The ledger's lock is held until the commit, so steps come one after the other, in the order of the
    events, whoever records them.
    """
    if event.verb in OWN_VERBS:
        return
    step = happening(event)
    with connection.cursor() as cursor:
        shelf = LiveShelf(Table(Duty, cursor), step.subject)
        book = law.book_before(event.seq, shelf.token)
        before = book.ticked
        try:
            found = advance(book, shelf, step)
            shelf.flush()
        except BaseException:
            law.drop()
            raise
    law.keep(book, shelf.token, changed=event.verb in LAW_VERBS or book.ticked != before)
    _record_readings(book, event.seq)
    _record_redated(found.redated)
    _record_ahead(found.ahead, step)


@transaction.atomic
def adopt_pack(*, by: Actor, agency: Agency, pack: str, from_: date) -> None:
    """Let an agency, and all below it without a pack of their own, go by a pack from a day on.

    Duties that are open stay under the rules they were opened under. Raises Refused when the day is past,
    when the pack cannot be used, or when `by` may not manage the agency.
    """
    reasons = []
    if not by.may(Permission.MANAGE_AGENCIES, agency):
        reasons.append(f"您没有管理{agency.name}的权限，请由系统管理员为其选用法规包。")
    if from_ < today():
        reasons.append(f"法规包只能自今日（{today()}）或者以后选用，请改{from_}为以后的日期。")
    if agency.closed_on is not None and agency.closed_on <= from_:
        reasons.append(f"{agency.name}自{agency.closed_on}起撤销，不能再选用法规包。")
    forget_packs()
    try:
        found = load_pack(pack)
    except PackError as error:
        raise Refused([*reasons, *map(str, error.problems)]) from error
    if reasons:
        raise Refused(reasons)
    _take_up_pack(found, by)
    record(
        "pack.adopted",
        subject=agency.subject,
        agency=agency.slug,
        by=by.handle,
        facts={"pack": pack, "title": found.title, "from": from_},
        public=True,
    )


@dataclass
class TakenUp:
    """What was new: the packs, whether the calendar, how many duties were dated again; and what was refused."""

    packs: list[str] = field(default_factory=list)
    calendar: bool = False
    redated: int = 0
    problems: list[str] = field(default_factory=list)


def take_up_law(*, by: Actor = SYSTEM) -> TakenUp:
    """Read the packs in play and the yearly notices again, and record what was changed since the last time.

    A file that cannot be used changes nothing: what was read last stays in force, and the fault is logged and
    returned. A changed calendar dates every open provisional duty again, each change an event.
    """
    done = TakenUp()
    forget_packs()
    for name in sorted(law.present_book().packs_in_play()):
        try:
            with transaction.atomic():
                if _take_up_pack(load_pack(name), by):
                    done.packs.append(name)
        except PackError as error:
            log.error("The pack %s cannot be used; its last good version stays in force: %s", name, error)
            done.problems += [str(problem) for problem in error.problems]
    try:
        _take_up_calendar(reload_calendar(), by, done)
    except NoticeError as error:
        log.error("A yearly notice cannot be used; the last good calendar stays in force: %s", error)
        done.problems.append(str(error))
    return done


def _take_up_pack(pack: Pack, by: Actor) -> bool:
    """Record what the pack says, unless that is what was read last."""
    reading = pack_facts(pack.name, law.starts_of(pack))
    if law.last_fingerprint("pack.read", ("pack", pack.name)) == reading["fingerprint"]:
        return False
    _read(reading, by=by.handle)
    return True


def _take_up_calendar(calendar: WorkingCalendar, by: Actor, done: TakenUp) -> None:
    with transaction.atomic():
        if law.last_fingerprint("calendar.read", CALENDAR) == calendar.fingerprint:
            return
        event = _read_calendar(calendar, by=by.handle)
        done.calendar = True
        done.redated = Event.objects.filter(verb=REDATED, seq__gt=event.seq).count()


def ensure_periods(*, by: Actor = SYSTEM) -> int:
    """Begin the periods that have come by now, if no event has done so yet; returns how many duties opened.

    An event at or after the first instant of a period does the same; this is for an office where nothing
    happened. The worker calls it as often as it likes.
    """
    book = law.present_book()
    if book.next_check is None or now() < book.next_check:
        return 0
    with transaction.atomic():
        event = record(
            "period.begun", subject=("period", f"{today():%Y-%m}"), by=by.handle, facts={"on": today()}
        )
    return Duty.objects.filter(opened_seq=event.seq).count()


def _record_readings(book: Book, seq: int) -> None:
    """A duty was opened under a text that the ledger does not hold yet: it was in force from that event on."""
    calendar, packs = book.take_unrecorded()
    if calendar is not None:
        _read_calendar(calendar, by=SYSTEM.handle, since=seq)
    for name, rules in sorted(packs.items()):
        _read(pack_facts(name, rules), by=SYSTEM.handle, since=seq)


def _read(reading: dict[str, Any], *, by: str, since: int | None = None) -> None:
    facts = {**reading, "for": since}
    record("pack.read", subject=("pack", reading["pack"]), by=by, facts=facts)


def _read_calendar(calendar: WorkingCalendar, *, by: str, since: int | None = None) -> Event:
    facts: dict[str, Any] = {**calendar_facts(calendar), "for": since}
    return record("calendar.read", subject=CALENDAR, by=by, facts=facts)


def _record_redated(redated: list[Redated]) -> None:
    for duty, before in redated:
        record(
            "duty.redated",
            subject=("duty", str(duty.id)),
            agency=duty.agency,
            by=SYSTEM.handle,
            facts={
                "rule": duty.rule,
                "before": before and instant(before),
                "after": duty.due_at,
                "provisional": duty.provisional,
            },
        )


def _record_ahead(found: list[Ahead], by: Happening) -> None:
    for subject, rules, at in found:
        facts = {"rules": rules, "event": by.seq, "at": at}
        record("duty.done_ahead", subject=subject, agency=by.agency, by=SYSTEM.handle, facts=facts)
