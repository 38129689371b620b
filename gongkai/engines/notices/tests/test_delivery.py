"""Letters and webhooks: at the right hour, to whoever wants them, not about what was settled meanwhile."""

import json
import socket
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from pytest_django import Settings

from gongkai.engines.duties.tests.telling import tell
from gongkai.engines.ledger import outbox
from gongkai.engines.ledger.models import OutboxMessage
from gongkai.engines.notices import actions, webhooks
from gongkai.engines.notices.delivery import SENDERS, message_id
from gongkai.engines.notices.models import Notice
from gongkai.engines.notices.sweep import remind
from gongkai.kernel.clock import frozen, instant
from gongkai.kernel.flow import Refused
from tests.county import County

pytestmark = pytest.mark.django_db
HOOK = {"name": "oa", "url": "https://oa.example/hook?x=1", "secret": "a secret of the tests"}


@pytest.fixture(autouse=True)
def _county(reminded: County) -> County:
    return reminded


def deliver(at: str) -> list[str]:
    """Sweep and deliver at an instant; to whom letters went."""
    before = len(mail.outbox)
    with frozen(at):
        remind()
        outbox.deliver(SENDERS)
    assert not OutboxMessage.objects.filter(sent_at=None, attempts__gt=0).exists(), "nothing failed"
    return sorted(to for letter in mail.outbox[before:] for to in letter.to)


BOTH = ["tangke@example.gov.cn", "zhoumin@example.gov.cn"]


def test_a_letter_waits_for_the_working_morning() -> None:
    tell("2026-02-13 09:00", "application.received", "A1", channel="web")  # due on the 19th, a Thursday
    assert deliver("2026-03-16 00:00") == []
    assert Notice.objects.count() == 2, "the list in the workbench does not wait"
    assert deliver("2026-03-16 08:29") == []
    assert deliver("2026-03-16 08:30") == BOTH
    assert deliver("2026-03-16 09:00") == []
    [letter, _] = sorted(mail.outbox, key=lambda one: one.to, reverse=True)
    assert letter.subject == "【到期提醒】答复政府信息公开申请：编号A1"
    assert letter.body.startswith("周敏，您好：\n\n【到期提醒】")
    assert f"http://localhost:8000/workbench/duties/{Notice.objects.first().about_id}/" in letter.body  # type: ignore[union-attr]


def test_an_hour_clock_does_not_wait() -> None:
    tell("2026-03-14 20:00", "concern.reported", "C1", urgent=True, lead="zhujian")
    assert deliver("2026-03-15 00:00") == BOTH


@pytest.mark.full
def test_what_was_settled_in_the_night_is_not_sent() -> None:
    tell("2026-02-13 09:00", "application.received", "A1", channel="web")
    tell("2026-02-13 09:00", "application.received", "A2", channel="web")
    deliver("2026-03-16 00:00")
    tell("2026-03-16 08:00", "application.answered", "A1")
    assert deliver("2026-03-16 08:30") == BOTH
    assert all("A1" not in letter.body and "A2" in letter.body for letter in mail.outbox)
    tell("2026-03-16 10:00", "application.received", "A3", channel="web")
    deliver("2026-04-10 00:00")
    tell("2026-04-10 08:00", "application.answered", "A3")
    assert deliver("2026-04-10 08:30") == ["hejing@example.gov.cn", "lufang@example.gov.cn", *BOTH], (
        "A2 alone"
    )
    assert not OutboxMessage.objects.filter(sent_at=None).exists()


def test_several_at_once_are_one_letter() -> None:
    for n in range(3):
        tell("2026-02-13 09:00", "application.received", f"A{n}", channel="web")
    assert deliver("2026-03-16 08:30") == BOTH
    assert {letter.subject for letter in mail.outbox} == {"【到期提醒】答复政府信息公开申请：编号A0等3项"}


def test_who_wants_no_letters_gets_none(reminded: County) -> None:
    tell("2026-02-13 09:00", "application.received", "A1", channel="web")
    actions.choose_letters(by=reminded.tang_ke, wanted=False, address="tangke@example.gov.cn")
    deliver("2026-03-16 00:00")
    actions.choose_letters(by=reminded.zhou_min, wanted=False, address="")
    assert deliver("2026-03-16 08:30") == [], "one said so before, one after it was written"
    assert Notice.objects.count() == 2


@pytest.mark.parametrize(("wanted", "address"), [(True, ""), (True, "zhou"), (False, "zhou@")])
def test_an_address_must_be_one(reminded: County, wanted: bool, address: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.choose_letters(by=reminded.zhou_min, wanted=wanted, address=address)
    assert "电子邮箱" in refused.value.reasons[0]
    reminded.zhou_min.user.refresh_from_db()
    assert reminded.zhou_min.user.email == "zhoumin@example.gov.cn"


def test_a_letter_sent_again_after_a_crash_bears_the_same_name(monkeypatch: pytest.MonkeyPatch) -> None:
    tell("2026-02-13 09:00", "application.received", "A1", channel="web")
    with frozen("2026-03-16 09:00") as clock:
        remind()

        def crashing(message: OutboxMessage) -> None:
            SENDERS["email"](message)
            raise KeyboardInterrupt  # the worker is killed before it can note that the letter went

        with pytest.raises(KeyboardInterrupt):
            outbox.deliver({"email": crashing})
        clock.advance(timedelta(minutes=1))
        assert outbox.deliver(SENDERS) == 2
    names = [letter.extra_headers["Message-ID"] for letter in mail.outbox]
    assert len(names) == 3 and len(set(names)) == 2
    assert set(names) == {message_id(one) for one in OutboxMessage.objects.all()}


def test_a_webhook_is_signed_over_time_and_body(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.GONGKAI_WEBHOOKS = [HOOK]
    posted: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(webhooks, "post", lambda endpoint, *, event, payload: posted.append((event, payload)))
    tell("2026-02-13 09:00", "application.received", "A1", channel="web")
    deliver("2026-03-16 09:00")
    [(event, payload)] = posted
    assert event == str(OutboxMessage.objects.get(channel="webhook").event)
    assert [(one["officer"], one["kind"]) for one in payload["notices"]] == [
        ("zhoumin", "warn"), ("tangke", "warn"),
    ]  # fmt: skip
    assert instant(payload["notices"][0]["due_at"]) == instant("2026-03-19T23:59:59.999999")
    settings.GONGKAI_WEBHOOKS = []
    assert not OutboxMessage.objects.filter(channel="webhook", sent_at=None).exists()


def test_a_signature_changes_with_time_body_and_secret() -> None:
    whole = webhooks.signature("secret", "1700000000", b"{}")
    assert whole.startswith("sha256=") and len(whole) == 71
    others = [
        ("secret", "1700000001", b"{}"),
        ("secret", "1700000000", b"{ }"),
        ("secreT", "1700000000", b"{}"),
    ]
    assert whole not in {webhooks.signature(*other) for other in others}


@pytest.mark.parametrize(
    "found", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fd00::1", "100.64.0.1"]
)
def test_no_webhook_reaches_into_the_own_network_unasked(found: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def resolved(host: str, port: int, **kwargs: Any) -> list[Any]:
        return [(0, 0, 0, "", ("203.0.113.7", port)), (0, 0, 0, "", (found, port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    with pytest.raises(webhooks.Undelivered, match="own network"):
        webhooks.post(webhooks.Endpoint(**HOOK), event="1", payload={})


def test_plain_http_is_for_the_own_network_only() -> None:
    endpoint = webhooks.Endpoint("oa", "http://oa.example/hook", "a secret of the tests")
    with pytest.raises(webhooks.Undelivered, match="https"):
        webhooks.post(endpoint, event="1", payload=json.loads("{}"))
