"""The verbs of subscribing 订阅: ask, confirm by the letter, end by one click; nobody needs an account.

The links in the letters are signed, so that nothing has to be kept to know them again.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer, TimestampSigner
from django.core.validators import validate_email
from django.db import transaction

from gongkai.engines.ledger import outbox
from gongkai.engines.ledger.actions import record
from gongkai.engines.notices.news import CHANNEL, kinds
from gongkai.engines.notices.subscription import Subscription, digest_of, sealed
from gongkai.kernel.clock import now
from gongkai.kernel.flow import Refused

# How long the link of the first letter holds, and how long an address is kept that never confirmed.
PATIENCE = timedelta(days=3)
ASKED, NEWS = "subscriber_asked", CHANNEL
_READER = "public"  # the name in the ledger of somebody who did not say who he is
_LONGEST_ADDRESS = 254


@transaction.atomic
def ask(*, kind: str, about: str, title: str, address: str) -> None:
    """Ask for news of something; a letter with a link to confirm goes to the address.

    An address that follows it already gets no letter, and the caller cannot tell: who follows what is nobody's
    business. Raises Refused for an address that is none.
    """
    address = address.strip()
    try:
        validate_email(address)
    except ValidationError:
        raise Refused(["电子邮箱的格式不对，请写作“name@example.com”。"]) from None
    if len(address) > _LONGEST_ADDRESS:
        raise Refused(["电子邮箱太长，请核对。"])
    if kind not in kinds():
        raise ValueError(f"nobody tells news of {kind!r}: register it with news.register_news")
    row, _ = Subscription.objects.get_or_create(
        digest=digest_of(address),
        kind=kind,
        about=about,
        defaults={"title": title[:200], "sealed": sealed(address), "asked_at": now()},
    )
    if row.confirmed_at is not None:
        return
    row.asked_at = now()
    row.save(update_fields=["asked_at"])
    event = record("subscription.asked", subject=row.subject, by=_READER, facts={"kind": kind})
    outbox.put(event, channel=ASKED, target=str(row.pk), body="")


def asked(token: str) -> Subscription | None:
    """The subscription that a letter asks to confirm; None when the link is wrong, too old, or it was ended."""
    try:
        number = TimestampSigner(salt=ASKED).unsign(token, max_age=PATIENCE)
    except BadSignature:
        return None
    return Subscription.objects.filter(pk=int(number)).first()


@transaction.atomic
def confirm(row: Subscription) -> None:
    """The holder of the address wants it: from the next event on he is told. A second click changes nothing."""
    found = Subscription.objects.select_for_update().filter(pk=row.pk, confirmed_at=None).first()
    if found is None:
        return
    event = record("subscription.confirmed", subject=found.subject, by=_READER, facts={"kind": found.kind})
    found.confirmed_at, found.since = event.at, event.seq
    found.save(update_fields=["confirmed_at", "since"])


def followed(token: str) -> Subscription | None:
    """The subscription that a letter offers to end; None when the link is wrong or it has been ended."""
    try:
        number = Signer(salt=NEWS).unsign(token)
    except BadSignature:
        return None
    return Subscription.objects.filter(pk=int(number)).first()


@transaction.atomic
def end(row: Subscription) -> None:
    """No more news, and nothing is kept of the address."""
    record("subscription.ended", subject=row.subject, by=_READER, facts={"kind": row.kind})
    Subscription.objects.filter(pk=row.pk).delete()


def forget_unconfirmed() -> int:
    """Erase what was asked and never confirmed; returns how many addresses went."""
    gone, _ = Subscription.objects.filter(confirmed_at=None, asked_at__lt=now() - PATIENCE).delete()
    return gone


def confirming(row: Subscription) -> str:
    """What stands in the link that confirms."""
    return TimestampSigner(salt=ASKED).sign(str(row.pk))


def ending(row: Subscription) -> str:
    """What stands in the link that ends it; it holds as long as the subscription."""
    return Signer(salt=NEWS).sign(str(row.pk))
