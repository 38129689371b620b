"""Outbox 发件箱: messages to the outside, written with the event and sent after the commit.

A worker takes a due message by compare-and-set on its number of attempts: of many workers one
wins. The attempt is counted, and the next try dated, before anything is sent, so a worker that
dies loses nothing: the message falls due again. A message is thus sent at least once; receivers
tell a repetition by `event`, `channel` and `target`.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.db.models import F

from gongkai.engines.ledger.models import Event, OutboxMessage
from gongkai.kernel.clock import now

log = logging.getLogger(__name__)

Sender = Callable[[OutboxMessage], None]

RETRY_AFTER = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=3),
    timedelta(hours=12),
)


class NotNeeded(Exception):
    """Raised by a sender: what the message speaks of has been settled meanwhile, so it is not sent."""


def put(event: Event, *, channel: str, target: str, body: str, due_at: datetime | None = None) -> None:
    """Leave a message in the transaction of its event, to go out at once or at an instant.

    A second one alike is not written.
    """
    OutboxMessage.objects.get_or_create(
        event=event.seq,
        channel=channel,
        target=target,
        defaults={"body": body, "due_at": due_at or event.at},
    )


def deliver(
    senders: Mapping[str, Sender], *, limit: int = 100, stop: Callable[[], bool] = lambda: False
) -> int:
    """Send what is due through the sender of its channel; returns how many were sent.

    A sender that raises is tried again after `RETRY_AFTER`; when all tries are used up the
    message stays, unsent, with its last error. One that raises NotNeeded is done. Between two
    messages `stop` may end it.
    """
    due = OutboxMessage.objects.filter(
        sent_at=None, due_at__lte=now(), attempts__lte=len(RETRY_AFTER), channel__in=senders
    ).order_by("due_at", "id")
    sent = 0
    for message in due[:limit]:
        if stop():
            break
        wait = RETRY_AFTER[min(message.attempts, len(RETRY_AFTER) - 1)]
        won = OutboxMessage.objects.filter(id=message.id, attempts=message.attempts, sent_at=None).update(
            attempts=F("attempts") + 1, due_at=now() + wait
        )
        if not won:
            continue
        try:
            senders[message.channel](message)
        except NotNeeded as reason:
            OutboxMessage.objects.filter(id=message.id).update(sent_at=now(), last_error=str(reason))
        except Exception as error:
            log.warning("Not delivered, to be tried again: %s: %s", message, error)
            OutboxMessage.objects.filter(id=message.id).update(last_error=str(error)[:2000])
        else:
            OutboxMessage.objects.filter(id=message.id).update(sent_at=now(), last_error="")
            sent += 1
    return sent
