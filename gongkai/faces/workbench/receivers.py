"""What the sign-in machinery tells, handed on to the verbs that the ledger keeps.

The machinery (Django's and allauth's) speaks in signals of its own; `gongkai/wiring.py` stays the only
place for listeners to events of ours. A wrong password is told by `accounts.StaffAccountAdapter`.
"""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest

from gongkai.engines.agencies import actions
from gongkai.engines.agencies.models import User
from gongkai.engines.agencies.queries import officer_of

# The kinds of second factor that are switched on and off; recovery codes come and go with them.
FACTORS = {Authenticator.Type.TOTP}


def connect() -> None:
    """Connect every receiver. Calling it again changes nothing."""
    for signal, receiver, sender in (
        (user_logged_in, signed_in, None),
        (authentication_failed, second_factor_failed, None),
        # The model's own signals: sent inside the transaction of the change, where its event belongs.
        (post_save, factor_saved, Authenticator),
        (post_delete, factor_deleted, Authenticator),
    ):
        signal.connect(receiver, sender=sender, dispatch_uid=f"workbench.{receiver.__name__}")


def signed_in(sender: object, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """An officer has come in, with every factor he was asked for."""
    officer = officer_of(user)
    if officer is not None:
        records = get_authentication_records(request, user)
        actions.note_sign_in(officer, methods=[_method(record) for record in records])


def _method(record: dict[str, Any]) -> str:
    """`password`, `totp`, `recovery_codes`, or the name of the OpenID Connect provider."""
    return str(record.get("type") or record.get("provider") or record["method"])


def second_factor_failed(sender: object, user: User, **kwargs: Any) -> None:
    """The password was right, the code was not."""
    actions.note_failed_sign_in(user.username, reason="second_factor")


def factor_saved(sender: object, instance: Authenticator, created: bool, **kwargs: Any) -> None:
    """A second factor has been set up."""
    if created:
        _note_factor(instance, on=True)


def factor_deleted(sender: object, instance: Authenticator, **kwargs: Any) -> None:
    """A second factor has been switched off."""
    _note_factor(instance, on=False)


def _note_factor(instance: Authenticator, *, on: bool) -> None:
    officer = officer_of(instance.user)
    if officer is not None and instance.type in FACTORS:
        actions.note_second_factor(officer, on=on)
