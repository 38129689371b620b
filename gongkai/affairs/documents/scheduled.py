"""Scheduled publication 定时公开: what was signed for a moment goes out when it has come, once and whole, or not.

The worker reads which editions are due, then takes each in a transaction of its own: it locks the row, looks whether
it is still signed and still due (compare), and publishes it with all its effects (set). Whoever dies on the way leaves
it signed and due, so the next look takes it up; whoever comes second finds it taken.
"""

import logging
from collections.abc import Callable

from django.db import transaction

from gongkai.affairs.documents import actions
from gongkai.affairs.documents.models import Edition, State
from gongkai.affairs.documents.rows import assign, locked
from gongkai.engines.agencies.models import Actor
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import holders
from gongkai.engines.ledger.actions import record
from gongkai.engines.notices.telling import tell_officers
from gongkai.engines.screening import covered
from gongkai.kernel.clock import now
from gongkai.kernel.flow import Refused

log = logging.getLogger(__name__)


def publish_due(*, by: Actor, stop: Callable[[], bool] = lambda: False) -> int:
    """Publish every signed edition whose moment has come; returns how many went out.

    One that the table refuses by now stays signed: its moment is taken back, and those who may publish are told why.
    A fault that is no refusal is logged, and the others still go out.
    """
    due = Edition.objects.filter(state=State.SIGNED, publish_at__lte=now()).order_by("publish_at", "pk")
    published = 0
    for edition in list(due):
        if stop():
            break
        try:
            published += _publish(edition, by)
        except Exception:
            log.exception("Edition %s could not be published; it is tried again.", edition.pk)
    return published


@transaction.atomic
def _publish(edition: Edition, by: Actor) -> bool:
    """Whether it went out; refused, it is held back while the row is still locked."""
    edition = locked(edition)
    if edition.state != State.SIGNED or edition.publish_at is None or edition.publish_at > now():
        return False
    try:
        with transaction.atomic():
            actions.publish(edition, by=by)
    except Refused as refused:
        _hold_back(edition, by, refused.reasons)
        return False
    return True


def _hold_back(edition: Edition, by: Actor, reasons: tuple[str, ...]) -> None:
    """Take the moment back and tell those who may publish."""
    document, at = edition.document, edition.publish_at
    assign(edition, {"publish_at": None})
    event = record(
        "document.publication_held",
        subject=document.subject,
        agency=document.agency.slug,
        by=by.handle,
        facts={"edition": edition.number, "at": at, "reasons": [covered(reason) for reason in reasons]},
    )
    tell_officers(
        holders(Permission.PUBLISH_DOCUMENTS, document.agency),
        event,
        about=("draft", document.index_number),
        title=f"【定时公开未完成】{edition.title}",
        text="\n".join(
            (
                "到了定时公开的时间，但目前不能公开，文件仍为“已签发”。",
                *reasons,
                "处理后请重新定时或者立即公开。",
            )
        ),
    )
