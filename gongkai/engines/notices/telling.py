"""Telling 告知: officers are told of an event that made work for them; reminders of duties are `actions`."""

from collections.abc import Iterable

from gongkai.engines.agencies.models import Officer
from gongkai.engines.ledger import outbox
from gongkai.engines.ledger.models import Event
from gongkai.engines.notices.delivery import body_of
from gongkai.engines.notices.models import Kind, Notice
from gongkai.engines.notices.queries import wanting_letters


def tell_officers(
    officers: Iterable[Officer], event: Event, *, about: tuple[str, str], title: str, text: str
) -> int:
    """Leave a notice, and a letter for whoever wants them, in the transaction of the event.

    about: the kind (as registered in `naming`) and identifier of what the notice leads to. Returns how many were told;
    nobody is told twice of one event.
    """
    people = {one.pk: one for one in officers}
    key = f"event {event.seq}"
    there = Notice.objects.filter(officer__in=people, key=key).values_list("officer_id", flat=True)
    for told in list(there):
        del people[told]
    letters = wanting_letters(people.values())
    for officer in people.values():
        notice = Notice.objects.create(
            officer=officer,
            key=key,
            kind=Kind.WORK,
            about_kind=about[0],
            about_id=about[1],
            agency=event.agency,
            title=title[:200],
            text=text,
            made_at=event.at,
        )
        if officer.pk in letters:
            outbox.put(event, channel="email", target=officer.handle, body=body_of([notice]))
    return len(people)
