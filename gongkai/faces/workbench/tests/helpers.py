"""What the tests of sign-in share."""

from typing import Any

import pytest
from allauth.mfa.totp.internal import auth
from django.test import Client
from django.urls import reverse

from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import facts_of
from tests.county import PASSWORD

HOME = "/workbench/"


def sign_in(client: Client, username: str, password: str = PASSWORD, **headers: Any) -> Any:
    """Fill in the sign-in page and send it."""
    return client.post(reverse("account_login"), {"login": username, "password": password}, **headers)


def told(verb: str) -> list[tuple[str, dict[str, Any]]]:
    """The events of a verb: whom each is about, and its facts."""
    return [(event.subject_id, facts_of(event)) for event in Event.objects.filter(verb=verb).order_by("seq")]


class Telephone:
    """An authenticator whose clock the test sets, so that no code runs out while it is typed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.counter = 57
        self.secret = ""
        monkeypatch.setattr(auth, "yield_hotp_counters_from_time", lambda: iter([self.counter]))

    def code(self) -> str:
        """The code that it shows now."""
        return auth.format_hotp_value(auth.hotp_value(self.secret, self.counter))

    def enrol(self, client: Client) -> Any:
        """Switch on the second factor of the officer who is signed in; the password is asked for first."""
        page = client.get(reverse("mfa_activate_totp"))
        if page.status_code == 302:
            client.post(page["Location"], {"password": PASSWORD})
            page = client.get(reverse("mfa_activate_totp"))
        self.secret = page.context["form"].secret
        answer = client.post(reverse("mfa_activate_totp"), {"code": self.code()})
        self.counter += 1
        return answer
