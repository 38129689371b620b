"""Delivery 送达: letters and webhooks out of the outbox; what has been settled meanwhile is not sent any more.

A message holds the numbers of its notices and is written out when it is sent. It may arrive twice after a crash;
a letter then bears the same Message-ID, a webhook the same X-Gongkai-Event.
"""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.queries import officer_of
from gongkai.engines.ledger.models import OutboxMessage
from gongkai.engines.ledger.outbox import NotNeeded, Sender
from gongkai.engines.notices import subscriber_letters, subscribing, webhooks
from gongkai.engines.notices.models import Notice
from gongkai.engines.notices.naming import address
from gongkai.engines.notices.queries import open_duties, wanting_letters


def body_of(notices: Sequence[Notice]) -> str:
    """What the outbox keeps of a message: which notices it carries."""
    return json.dumps([notice.pk for notice in notices])


def send_letter(message: OutboxMessage) -> None:
    """Write to the officer that the message names; NotNeeded when nothing of it stands any more."""
    notices = _still_needed(message)
    officer = officer_of(notices[0].officer.user)
    if officer is None or not wanting_letters([officer]):
        raise NotNeeded("The officer has left, or wants no letters.")
    EmailMessage(
        subject=_subject(notices),
        body=_letter(officer, notices),
        to=[officer.user.email],
        headers={"Message-ID": message_id(message), "Auto-Submitted": "auto-generated"},
    ).send()


def send_webhook(message: OutboxMessage) -> None:
    """Post to the webhook that the message names; NotNeeded when it is gone, or nothing stands any more."""
    endpoint = next((one for one in webhooks.endpoints() if one.name == message.target), None)
    if endpoint is None:
        raise NotNeeded("There is no webhook of this name any more.")
    payload = {"event": message.event, "notices": [_plain(notice) for notice in _still_needed(message)]}
    webhooks.post(endpoint, event=str(message.event), payload=payload)


SENDERS: dict[str, Sender] = {
    "email": send_letter,
    "webhook": send_webhook,
    subscribing.ASKED: subscriber_letters.send_question,
    subscribing.NEWS: subscriber_letters.send_news,
}


def message_id(message: OutboxMessage) -> str:
    """The same for every try of a message, and for no other."""
    digest = sha256(f"{message.event} {message.channel} {message.target}".encode()).hexdigest()[:24]
    return f"<{digest}@{urlsplit(settings.GONGKAI_ORIGIN).hostname or 'localhost'}>"


def _still_needed(message: OutboxMessage) -> list[Notice]:
    """The notices of a message whose duty is still open and due as it was."""
    notices = (
        Notice.objects.filter(pk__in=json.loads(message.body))
        .select_related("officer__user")
        .order_by("due_at", "id")
    )
    due = open_duties(notices)
    found = [
        notice
        for notice in notices
        if notice.about_kind != "duty" or due.get(notice.about_id) == notice.due_at
    ]
    if not found:
        raise NotNeeded("All that it speaks of has been settled.")
    return found


def _subject(notices: Sequence[Notice]) -> str:
    first = " ".join(notices[0].title.split())
    return first if len(notices) == 1 else f"{first}等{len(notices)}项"


def _letter(officer: Officer, notices: Sequence[Notice]) -> str:
    parts = [f"{officer.name}，您好："]
    parts += [f"{notice.title}\n{notice.text}\n{_link(notice)}" for notice in notices]
    parts.append("本邮件由政务公开系统自动发送，请勿回复。不再接收邮件提醒的，可以在工作台“提醒”页面关闭。")
    return "\n\n".join(parts) + "\n"


def _link(notice: Notice) -> str:
    return address(notice.about_kind, notice.about_id)


def _plain(notice: Notice) -> dict[str, Any]:
    return {
        "id": notice.pk,
        "officer": notice.officer.handle,
        "name": notice.officer.name,
        "agency": notice.agency,
        "kind": notice.kind,
        "title": notice.title,
        "text": notice.text,
        "due_at": notice.due_at.isoformat() if notice.due_at else None,
        "url": _link(notice),
    }
