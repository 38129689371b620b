"""Handing over 交接: an officer leaves, and what he had in hand goes to his successor; what he passed stays passed.

Reviews, signatures and publications wait for a role, never for a person, so they go to whoever else holds it;
where nobody does, `unattended` says so.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet

from gongkai.affairs.documents import desk, gates, standing_in
from gongkai.affairs.documents.models import IN_THE_MAKING, Edition, State
from gongkai.affairs.documents.rows import assign, hands_with, tell
from gongkai.engines.agencies.leaving import leave
from gongkai.engines.agencies.models import Actor, Agency, Officer
from gongkai.engines.agencies.permissions import PERMISSION_TITLES, Permission
from gongkai.engines.agencies.queries import holders
from gongkai.engines.ledger.models import Event

_ON_ITS_WAY = (State.REVIEWING, State.REFERRED, State.SIGNED)


@dataclass(frozen=True)
class Unattended:
    """Something that an edition waits for and nobody can do; `sentence` says what, and what to do about it."""

    edition: Edition
    power: Permission
    agency: Agency
    sentence: str


def in_hand(officer: Officer) -> QuerySet[Edition]:
    """What an officer has drafted or sent up and is not out yet: what goes over when he leaves."""
    his = Q(drafted_by=officer.handle) | Q(sent_by=officer.handle)
    found = Edition.objects.filter(his, state__in=IN_THE_MAKING)
    return found.select_related("document__agency").order_by("pk")


@transaction.atomic
def hand_over(officer: Officer, *, by: Actor, to: Officer) -> list[Edition]:
    """The officer leaves today: his drafts and what he sent up are his successor's, with the roles for it.

    The successor answers for them from now on, so he passes none of their gates; what he passed before stays.
    Returns the editions that went over. Raises Refused with every fault.
    """
    leave(officer, by=by, successor=to)
    going = list(in_hand(officer).select_for_update(of=("self",)))
    for edition in going:
        held = [name for name in ("drafted_by", "sent_by") if getattr(edition, name) == officer.handle]
        assign(edition, {**dict.fromkeys(held, to.handle), "hands": hands_with(edition, to)})
        tell("document.handed_over", edition, by, whose=officer.handle, to=to.handle, state=edition.state)
    return going


def went_over(officer: Officer) -> list[Edition]:
    """The newest editions of the documents that went over when the officer left."""
    told = Event.objects.filter(verb="document.handed_over", facts__contains=f'"whose":"{officer.handle}"')
    numbers = told.values("subject_id")
    rows = Edition.objects.filter(document__index_number__in=numbers).select_related("document__agency")
    return list({one.document_id: one for one in rows.order_by("number")}.values())


def waiting_in(agency: Agency) -> list[Unattended]:
    """All that waits on its way in an agency for somebody who is not there."""
    found = Edition.objects.filter(document__agency=agency, state__in=_ON_ITS_WAY)
    rows = found.select_related("document__agency").prefetch_related("reviews").order_by("sent_at")
    return without_hands(rows[: desk.QUEUE])


def unattended(officer: Officer) -> list[Unattended]:
    """Of what the officer may read, all that waits on its way for somebody who is not there."""
    found = desk.seen_by(officer).filter(state__in=_ON_ITS_WAY).prefetch_related("reviews")
    return without_hands(found.order_by("sent_at")[: desk.QUEUE])


def without_hands(editions: Iterable[Edition]) -> list[Unattended]:
    """All that waits on these editions and that nobody in office may do, for want of the power or of another person."""
    found = []
    known: dict[tuple[Permission, int], list[Officer]] = {}
    for edition in editions:
        for power, agency in _waits_for(edition):
            if (power, agency.pk) not in known:
                known[power, agency.pk] = holders(power, agency)
            if not any(_free(edition, one, power, agency) for one in known[power, agency.pk]):
                found.append(Unattended(edition, power, agency, _sentence(power, agency)))
    return found


def _waits_for(edition: Edition) -> Iterator[tuple[Permission, Agency]]:
    """The powers that the next steps of an edition take."""
    agency = edition.document.agency
    if edition.state == State.SIGNED:
        yield Permission.PUBLISH_DOCUMENTS, agency
        return
    missing = [one for one in gates.needed(edition) if not one.passed]
    yield from ((one.permission, one.agency) for one in missing)
    if not missing:
        yield Permission.SIGN_DOCUMENTS, agency


def _free(edition: Edition, one: Officer, power: Permission, agency: Agency) -> bool:
    """Whether four eyes let this holder of the power use it on the edition."""
    if power == Permission.PUBLISH_DOCUMENTS:
        return True
    return one.handle not in standing_in.authors(edition) and not standing_in.faults(
        edition, one, power, agency
    )


def _sentence(power: Permission, agency: Agency) -> str:
    title = PERMISSION_TITLES[power]
    return (
        f"{agency.name}目前没有可以办理“{title}”的其他人员，请授予角色、办理委托，或者由人员管理员补充人员。"
    )
