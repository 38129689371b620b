"""Letters to subscribers 订阅邮件: to confirm, and with news; the address is read here and nowhere else."""

import json
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import override

from gongkai.engines.ledger.models import OutboxMessage
from gongkai.engines.ledger.outbox import NotNeeded
from gongkai.engines.notices import subscribing
from gongkai.engines.notices.subscription import Subscription
from gongkai.engines.notices.webhooks import Undelivered

_MOST_ITEMS = 30
_AUTOMATIC = {"Auto-Submitted": "auto-generated"}


def send_question(message: OutboxMessage) -> None:
    """Ask the holder of an address whether it was he who wants news; NotNeeded once he said so or it is gone."""
    row = Subscription.objects.filter(pk=int(message.target), confirmed_at=None).first()
    if row is None:
        raise NotNeeded("It was confirmed or ended meanwhile.")
    body = (
        f"您好：\n\n有人用这个邮箱订阅了“{row.title}”的变化通知。如果是您本人，请打开下面的网址并按“确认订阅”：\n\n"
        f"{_link('portal:subscription_confirm', subscribing.confirming(row))}\n\n"
        f"网址{subscribing.PATIENCE.days}天内有效。不是您订阅的，不必理会，这个邮箱到期即从系统中删除。\n"
    )
    _send(row.address, f"请确认订阅：{row.title}", body, _AUTOMATIC)


def send_news(message: OutboxMessage) -> None:
    """Tell one address what is new; NotNeeded when it follows none of it any more."""
    letter = json.loads(message.body)
    rows = list(
        Subscription.objects.filter(pk__in=letter["subscriptions"], digest=message.target).order_by("pk")
    )
    if not rows:
        raise NotNeeded("It is not followed any more.")
    items = letter["items"]
    told = [f"{item['title']}\n{item['words']}\n{item['url']}" for item in items[:_MOST_ITEMS]]
    if len(items) > _MOST_ITEMS:
        told.append(f"另有{len(items) - _MOST_ITEMS}项，请到网站查看。")
    endings = [
        f"不再接收“{row.title}”的通知：{_link('portal:subscription_end', subscribing.ending(row))}"
        for row in rows
    ]
    parts = ["您好：", "您订阅的内容有新的变化。", *told, "\n".join(endings)]
    first = items[0]["title"]
    subject = first if len(items) == 1 else f"{first}等{len(items)}项"
    headers = {
        **_AUTOMATIC,
        # One click in the mail program ends it (RFC 8058).
        "List-Unsubscribe": f"<{_link('portal:subscription_end', subscribing.ending(rows[0]))}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    _send(rows[0].address, f"【订阅】{subject}", "\n\n".join(parts) + "\n", headers)


def _send(address: str, subject: str, body: str, headers: dict[str, str]) -> None:
    subject = " ".join(subject.split())[:150]
    try:
        EmailMessage(subject=subject, body=body, to=[address], headers=headers).send()
    except (SMTPException, OSError) as error:
        # What the server says may name the address, which belongs into no log and no table in the clear.
        raise Undelivered(f"The mail server did not take it ({type(error).__name__}).") from None


def _link(route: str, token: str) -> str:
    with override(settings.LANGUAGE_CODE):
        return f"{settings.GONGKAI_ORIGIN}{reverse(route, args=[token])}"
