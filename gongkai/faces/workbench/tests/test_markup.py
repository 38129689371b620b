"""The pages of sign-in as markup: valid, one h1, labelled fields, nothing inline."""

import re

import html5lib
import pytest
from django.test import Client
from django.urls import reverse

from gongkai.faces.workbench.tests.helpers import HOME, Telephone, sign_in
from tests.county import PASSWORD, County


def check(text: str) -> None:
    """Fail with what is wrong in the page."""
    html5lib.HTMLParser(strict=True).parse(text)
    assert text.count("<h1") == 1
    assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=", text)
    for field in re.findall(r"<input[^>]*>", text):
        if 'type="hidden"' in field or 'aria-hidden="true"' in field:
            continue
        found = re.search(r'\sid="([^"]+)"', field)
        assert found, field
        assert f'<label for="{found[1]}">' in text
        for described in re.findall(r'aria-describedby="([^"]+)"', field):
            assert all(f'id="{one}"' in text for one in described.split()), field
        if 'type="password"' in field or "id_login" in field or "id_code" in field:
            assert 'autocomplete="' in field
    assert 'name="robots" content="noindex"' in text


@pytest.mark.parametrize("prefix", ["", "/en", "/zh-hant"])
def test_the_entrance(county: County, client: Client, prefix: str) -> None:
    names = (
        "account_login",
        "account_inactive",
        "socialaccount_login_cancelled",
        "socialaccount_login_error",
    )
    for path in [reverse(name) for name in names]:
        check(client.get(prefix + path).content.decode())
    wrong = client.post(f"{prefix}/accounts/login/", {"login": "zhoumin", "password": "guessed"})
    check(wrong.content.decode())
    check(client.post(f"{prefix}/accounts/login/", {}).content.decode())


@pytest.mark.full
def test_the_rooms_behind_it(county: County, client: Client, telephone: Telephone) -> None:
    county.draft()
    county.publish("另一份文件")
    sign_in(client, "zhoumin")
    for name in ("account_change_password", "account_reauthenticate", "account_logout", "mfa_index"):
        check(client.get(reverse(name)).content.decode())
    check(client.post(reverse("account_change_password"), {"oldpassword": "x"}).content.decode())
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    check(client.get(reverse("mfa_activate_totp")).content.decode())
    check(client.post(reverse("mfa_activate_totp"), {"code": "x"}).content.decode())
    telephone.enrol(client)
    for name in (
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
    ):
        check(client.get(reverse(name)).content.decode())
    check(client.get(HOME).content.decode())
    client.post(reverse("account_logout"))
    sign_in(client, "zhoumin")
    check(client.get(reverse("mfa_authenticate")).content.decode())
    check(client.post(reverse("mfa_authenticate"), {"code": "x"}).content.decode())
