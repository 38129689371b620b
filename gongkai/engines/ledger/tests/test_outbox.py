"""What must go outside goes once it can, is tried again when it fails, and is never written twice."""

from datetime import datetime, timedelta

import pytest

from gongkai.engines.ledger import outbox
from gongkai.engines.ledger.actions import record
from gongkai.engines.ledger.models import Event, OutboxMessage
from gongkai.kernel.clock import CHINA, frozen

pytestmark = pytest.mark.django_db
MORNING = datetime(2025, 11, 18, 9, 0, tzinfo=CHINA)


def publish() -> Event:
    event = record("document.published", subject=("document", "D1"), by="zhoumin", public=True)
    outbox.put(event, channel="webhook", target="https://daily.example/hook", body="{}")
    return event


def test_a_message_is_sent_once() -> None:
    sent: list[int] = []
    with frozen(MORNING):
        event = publish()
        outbox.put(event, channel="webhook", target="https://daily.example/hook", body="{}")
        senders = {"webhook": lambda message: sent.append(message.event)}
        assert outbox.deliver(senders) == 1
        assert outbox.deliver(senders) == 0
    assert sent == [event.seq]


def test_a_failure_is_kept_and_tried_again_later() -> None:
    def fail(message: OutboxMessage) -> None:
        raise ConnectionError("the newspaper's server does not answer")

    with frozen(MORNING) as clock:
        publish()
        assert outbox.deliver({"webhook": fail}) == 0
        message = OutboxMessage.objects.get()
        assert message.last_error == "the newspaper's server does not answer"
        assert message.sent_at is None
        assert outbox.deliver({"webhook": lambda message: None}) == 0, "not before its time"
        clock.advance(timedelta(minutes=1))
        assert outbox.deliver({"webhook": lambda message: None}) == 1
    message.refresh_from_db()
    assert message.attempts == 2
    assert message.last_error == ""


def test_it_gives_up_in_the_end_and_the_message_stays() -> None:
    tries: list[int] = []

    def fail(message: OutboxMessage) -> None:
        tries.append(message.attempts)
        raise ConnectionError("gone")

    with frozen(MORNING) as clock:
        publish()
        for _ in range(12):
            outbox.deliver({"webhook": fail})
            clock.advance(timedelta(days=1))
    assert len(tries) == len(outbox.RETRY_AFTER) + 1
    assert OutboxMessage.objects.get().sent_at is None


def test_another_worker_that_was_faster_is_not_repeated() -> None:
    with frozen(MORNING):
        publish()
        sent: list[str] = []

        def overtaken(message: OutboxMessage) -> None:
            assert outbox.deliver({"webhook": lambda one: sent.append("second")}) == 0
            sent.append("first")

        outbox.deliver({"webhook": overtaken})
    assert sent == ["first"]


def test_a_channel_without_sender_waits() -> None:
    with frozen(MORNING):
        publish()
        assert outbox.deliver({"mail": lambda message: None}) == 0
        assert outbox.deliver({"webhook": lambda message: None}) == 1
