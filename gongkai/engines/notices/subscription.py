"""Subscriptions 订阅: who outside wants to be told of what; the address lies sealed, and goes with the row."""

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import models


class Subscription(models.Model):
    """One address follows one thing, from the moment it confirmed that it wants to; ending it erases the row.

    kind and about name what is followed, in the words of whoever tells the news (`news.register_news`).
    digest stands for the address where two of them must be compared, and leads nowhere without the site's key.
    """

    kind = models.CharField(max_length=16)
    about = models.CharField(max_length=600)
    title = models.CharField(max_length=200)
    sealed = models.TextField()
    digest = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    # The last event before it was confirmed: what happened until then is no news.
    since = models.BigIntegerField(null=True)

    class Meta:
        db_table = "notice_subscription"
        constraints = [
            models.UniqueConstraint(fields=["digest", "kind", "about"], name="subscription_once"),
            models.CheckConstraint(
                condition=models.Q(confirmed_at=None, since=None)
                | models.Q(confirmed_at__isnull=False, since__isnull=False),
                name="subscription_confirmed_since",
            ),
        ]
        indexes = [models.Index(fields=["kind", "about"], name="subscription_about")]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind} {self.about}"

    @property
    def subject(self) -> tuple[str, str]:
        """Its name in the ledger, which tells nothing of the address."""
        return ("subscription", str(self.pk))

    @property
    def address(self) -> str:
        """The e-mail address in the clear, for the one who sends."""
        return _vault().decrypt(self.sealed.encode()).decode()


def sealed(address: str) -> str:
    """The address as it is kept."""
    return _vault().encrypt(address.encode()).decode()


def digest_of(address: str) -> str:
    """The same for the same address, however it is capitalised."""
    key = b"subscribers:" + settings.SECRET_KEY.encode()
    return hmac.new(key, address.strip().lower().encode(), sha256).hexdigest()


def _vault() -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(b"subscribers:" + settings.SECRET_KEY.encode()).digest()))
