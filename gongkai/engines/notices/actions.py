"""Telling officers; what an officer has seen, and whether he wants letters."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from gongkai.engines.agencies.models import Actor, Officer
from gongkai.engines.agencies.queries import agencies_named
from gongkai.engines.duties.book import Book
from gongkai.engines.duties.models import Duty
from gongkai.engines.ledger import outbox
from gongkai.engines.ledger.actions import record
from gongkai.engines.ledger.models import Event
from gongkai.engines.notices import texts
from gongkai.engines.notices.delivery import body_of
from gongkai.engines.notices.models import Notice, Preference
from gongkai.engines.notices.naming import names_of, occasion
from gongkai.engines.notices.policy import Policy
from gongkai.engines.notices.queries import wanting_letters
from gongkai.engines.notices.quiet import may_leave
from gongkai.engines.notices.recipients import Recipients
from gongkai.engines.notices.stages import Stage, by_the_hour, stages_until
from gongkai.engines.notices.webhooks import endpoints
from gongkai.kernel.clock import instant, now
from gongkai.kernel.flow import Refused


class _Told(NamedTuple):
    """A notice that is new, with what it came from and when it may leave the house."""

    notice: Notice
    duty: Duty
    stage: Stage
    leaves: datetime


def tell(
    duties: Sequence[Duty], *, at: datetime, book: Book, policy_for: Callable[[str], Policy], by: Actor
) -> int:
    """Make the notices that have come for these duties by an instant and were not made yet; returns how many.

    Each officer is told the last stage that has come for him. Called inside a transaction that holds the
    ledger's lock (`sweep.remind`), so that what was not there a moment ago is not there now.
    """
    come = _come(duties, at, book, policy_for)
    told = _not_told_yet(come, at, book, policy_for)
    by_duty: dict[int, list[_Told]] = defaultdict(list)
    for one in told:
        by_duty[one.duty.id].append(one)
    Notice.objects.bulk_create([one.notice for one in told])
    events = {}
    for many in by_duty.values():
        duty = many[0].duty
        events[duty.id] = record(
            "duty.reminded",
            subject=("duty", str(duty.id)),
            agency=duty.agency,
            by=by.handle,
            facts={
                "rule": duty.rule,
                "due_at": duty.due_at,
                "stages": sorted({one.notice.kind for one in many}),
                "to": sorted(one.notice.officer.handle for one in many),
            },
        )
    _send(told, events)
    return len(told)


def _come(
    duties: Sequence[Duty], at: datetime, book: Book, policy_for: Callable[[str], Policy]
) -> list[tuple[Duty, Officer, Stage]]:
    """For each duty and officer the last stage that has come."""
    stages = {}
    for duty in duties:
        if duty.due_at is not None:
            rule = book.texts[duty.version]
            stages[duty.id] = stages_until(
                at, duty.due_at, duty.limit, duty.strength, rule.warn, policy_for(duty.agency), book.calendar
            )  # fmt: skip
    roles = {role for found in stages.values() for stage in found for role in stage.reminder.said.to}
    people = Recipients({duty.agency for duty in duties if stages.get(duty.id)}, roles)
    found = []
    for duty in duties:
        last: dict[int, tuple[Officer, Stage]] = {}
        for stage in stages.get(duty.id, ()):
            last.update((one.pk, (one, stage)) for one in people.of(duty.agency, stage.reminder.said.to))
        found += [(duty, officer, stage) for officer, stage in last.values()]
    return found


def _not_told_yet(
    come: list[tuple[Duty, Officer, Stage]], at: datetime, book: Book, policy_for: Callable[[str], Policy]
) -> list[_Told]:
    keys = {_key(duty, stage) for duty, _, stage in come}
    there = set(Notice.objects.filter(key__in=keys).values_list("officer_id", "key"))
    new = [row for row in come if (row[1].pk, _key(row[0], row[2])) not in there]
    names = names_of(duty for duty, _, _ in new)
    agencies = agencies_named({duty.agency for duty, _, _ in new})
    told = []
    for duty, officer, stage in new:
        rule, about = book.texts[duty.version], occasion(duty, names)
        kind = texts.kind_of(duty, stage, at)
        quiet = None if by_the_hour(duty.limit) else policy_for(duty.agency).quiet
        notice = Notice(
            officer=officer,
            key=_key(duty, stage),
            kind=kind,
            about_kind="duty",
            about_id=str(duty.id),
            agency=duty.agency,
            title=texts.title(kind, rule, about),
            text=texts.text(kind, duty, rule, about, agencies.get(duty.agency, duty.agency)),
            due_at=duty.due_at,
            made_at=at,
        )
        told.append(_Told(notice, duty, stage, may_leave(at, quiet, book.calendar)))
    return told


def _key(duty: Duty, stage: Stage) -> str:
    assert duty.due_at is not None
    return f"duty {duty.id} {instant(duty.due_at):%Y-%m-%dT%H:%M} {stage.reminder.id}: {stage.offset.name}"


def _send(told: Sequence[_Told], events: dict[int, Event]) -> None:
    """Leave in the outbox what goes outside: one message for each target and hour of leaving, not one a notice."""
    letters = wanting_letters([one.notice.officer for one in told])
    hooks = [endpoint.name for endpoint in endpoints()]
    messages: dict[tuple[str, str, datetime], list[_Told]] = defaultdict(list)
    for one in told:
        channels, officer = one.stage.reminder.said.channels, one.notice.officer
        if "email" in channels and officer.pk in letters:
            messages["email", officer.handle, one.leaves].append(one)
        for name in hooks if "webhook" in channels else ():
            messages["webhook", name, one.leaves].append(one)
    for (channel, target, leaves), many in messages.items():
        body = body_of([one.notice for one in many])
        outbox.put(events[many[0].duty.id], channel=channel, target=target, body=body, due_at=leaves)


@transaction.atomic
def mark_seen(*, by: Officer, number: int) -> None:
    """The officer has read one notice of his; what is not his, or was read before, stays as it is."""
    Notice.objects.filter(officer=by, pk=number, seen_at=None).update(seen_at=now())


@transaction.atomic
def mark_all_seen(*, by: Officer, up_to: int) -> None:
    """The officer has read all his notices up to this number: what came later he cannot have seen."""
    Notice.objects.filter(officer=by, pk__lte=up_to, seen_at=None).update(seen_at=now())


@transaction.atomic
def choose_letters(*, by: Officer, wanted: bool, address: str) -> None:
    """The officer says whether he wants letters, and where to. Raises Refused for an address that is none.

    The address itself stays out of the ledger.
    """
    address = address.strip()
    reasons = []
    if wanted and not address:
        reasons.append("接收邮件提醒须填写电子邮箱。")
    if address:
        try:
            validate_email(address)
        except ValidationError:
            reasons.append("电子邮箱的格式不对，请写作“name@example.gov.cn”。")
    if reasons:
        raise Refused(reasons)
    by.user.email = address
    by.user.save(update_fields=["email"])
    Preference.objects.update_or_create(officer=by, defaults={"email": wanted})
    record(
        "officer.letters_chosen",
        subject=by.subject,
        agency=by.agency.slug,
        by=by.handle,
        facts={"wanted": wanted},
    )
