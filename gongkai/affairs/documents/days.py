"""What the days change 日期变化: a document comes into force or lapses, and the ledger hears of it."""

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from gongkai.affairs.documents import standing
from gongkai.affairs.documents.models import Document, State
from gongkai.engines.agencies.models import Actor
from gongkai.engines.ledger.actions import hold, record
from gongkai.engines.ledger.models import Event
from gongkai.kernel.clock import today


def note_validity(*, by: Actor) -> int:
    """Record for each live document that has come into force, lapsed or ended since the last time that it has.

    Validity follows from dates and needs no writing; the events let whoever follows the ledger know that a
    day has changed it. Each is recorded once, however many nodes do so at the same time. Returns how many were.
    """
    if not _begun().exists() and not _ended().exists() and not standing.due().exists():
        return 0
    with transaction.atomic():
        hold()  # another node may have been faster: from here on none is
        return _note(by)


def _note(by: Actor) -> int:
    begun, ended = list(_begun()), list(_ended())
    for document in begun:
        record(
            "document.took_effect",
            subject=document.subject,
            agency=document.agency.slug,
            by=by.handle,
            facts={"on": document.effective_on},
            public=True,
        )
    for document in ended:
        record(
            "document.lapsed",
            subject=document.subject,
            agency=document.agency.slug,
            by=by.handle,
            facts={"on": document.expires_on},
            public=True,
        )
    return len(begun) + len(ended) + standing.tell_due(by=by)


def _begun() -> QuerySet[Document]:
    return _not_told("document.took_effect").filter(
        effective_on__lte=today(), effective_on__gt=F("published_on")
    )


def _ended() -> QuerySet[Document]:
    return _not_told("document.lapsed").filter(expires_on__lt=today())


def _not_told(verb: str) -> QuerySet[Document]:
    """Documents with a live edition of which the ledger does not hold such an event yet."""
    told = Event.objects.filter(verb=verb, subject_kind="document", subject_id=OuterRef("index_number"))
    return (
        Document.objects.filter(~Exists(told), editions__state=State.LIVE)
        .select_related("agency")
        .order_by("id")
    )
