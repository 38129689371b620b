"""The second factor: switched on with a telephone, asked for at sign-in, replaced by recovery codes."""

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.faces.workbench.tests.helpers import HOME, Telephone, sign_in, told
from tests.county import PASSWORD, County


def test_zhou_min_switches_it_on_and_is_asked_for_a_code_from_then_on(
    county: County, client: Client, telephone: Telephone
) -> None:
    sign_in(client, "zhoumin")
    assert "两步验证还没有开启" in client.get(HOME).content.decode()
    answer = telephone.enrol(client)
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    assert "两步验证还没有开启" not in client.get(HOME).content.decode()
    assert told("officer.second_factor_set") == [("zhoumin", {})]

    client.post(reverse("account_logout"))
    asked = sign_in(client, "zhoumin")
    assert asked["Location"] == reverse("mfa_authenticate")
    assert client.get(HOME).status_code == 302  # the password alone opens nothing
    assert client.post(asked["Location"], {"code": telephone.code()})["Location"] == HOME
    assert client.get(HOME).status_code == 200
    assert told("officer.signed_in")[-1] == ("zhoumin", {"methods": ["password", "totp"]})


def test_the_secret_is_shown_as_a_picture_that_the_policy_allows(
    county: County, client: Client, telephone: Telephone
) -> None:
    sign_in(client, "zhoumin")
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    text = page.content.decode()
    assert '<img src="data:image/svg+xml;base64,' in text
    assert page.context["form"].secret in text
    assert "img-src 'self' data:" in page["Content-Security-Policy"]
    assert "no-store" in page["Cache-Control"]


def test_a_wrong_code_is_refused_and_told(county: County, client: Client, telephone: Telephone) -> None:
    sign_in(client, "zhoumin")
    telephone.enrol(client)
    client.post(reverse("account_logout"))
    sign_in(client, "zhoumin")
    text = client.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()
    assert '<a href="#id_code">验证码不正确。' in text
    assert 'inputmode="numeric"' in text and 'autocomplete="one-time-code"' in text
    assert told("officer.sign_in_failed") == [("zhoumin", {"reason": "second_factor", "known": True})]


def test_codes_cannot_be_guessed_without_end(county: County, client: Client, telephone: Telephone) -> None:
    sign_in(client, "zhoumin")
    telephone.enrol(client)
    client.post(reverse("account_logout"))
    sign_in(client, "zhoumin")
    for number in range(5):
        client.post(reverse("mfa_authenticate"), {"code": f"00000{number}"})
    page = client.post(reverse("mfa_authenticate"), {"code": telephone.code()})
    assert "请过五分钟再试" in page.content.decode()
    assert client.get(HOME).status_code == 302


def test_a_code_opens_once(county: County, client: Client, telephone: Telephone) -> None:
    sign_in(client, "zhoumin")
    telephone.enrol(client)
    for expected in (302, 200):
        other = Client()
        sign_in(other, "zhoumin")
        assert other.post(reverse("mfa_authenticate"), {"code": telephone.code()}).status_code == expected


def test_each_recovery_code_stands_in_for_the_telephone_once(
    county: County, client: Client, telephone: Telephone
) -> None:
    sign_in(client, "zhoumin")
    telephone.enrol(client)
    page = client.get(reverse("mfa_view_recovery_codes"))
    first = page.context["unused_codes"][0]
    assert f"{first[:4]} {first[4:]}" in page.content.decode()
    for expected in (302, 200):
        other = Client()
        sign_in(other, "zhoumin")
        # With the blank that the page shows.
        answer = other.post(reverse("mfa_authenticate"), {"code": f"{first[:4]} {first[4:]}"})
        assert answer.status_code == expected
    assert told("officer.signed_in")[-1] == ("zhoumin", {"methods": ["password", "recovery_codes"]})
    assert "还剩 9 个" in client.get(reverse("mfa_index")).content.decode()


@pytest.mark.full
def test_recovery_codes_can_be_taken_home_and_replaced(
    county: County, client: Client, telephone: Telephone
) -> None:
    sign_in(client, "zhoumin")
    telephone.enrol(client)
    before = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    file = client.get(reverse("mfa_download_recovery_codes"))
    assert "attachment" in file["Content-Disposition"] and "no-store" in file["Cache-Control"]
    assert all(code in file.content.decode() for code in before)
    assert "随即作废" in client.get(reverse("mfa_generate_recovery_codes")).content.decode()
    client.post(reverse("mfa_generate_recovery_codes"))
    after = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert len(after) == 10 and not set(before) & set(after)


@pytest.mark.full
def test_switching_it_off_asks_who_is_there_and_ends_the_recovery_codes(
    county: County, client: Client, telephone: Telephone
) -> None:
    sign_in(client, "zhoumin")
    telephone.enrol(client)
    session = client.session
    session["account_authentication_methods"] = []  # as if she had proved herself long ago
    session.save()
    asked = client.post(reverse("mfa_deactivate_totp"))
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    client.post(asked["Location"], {"password": PASSWORD})
    client.post(reverse("mfa_deactivate_totp"))
    assert told("officer.second_factor_removed") == [("zhoumin", {})]
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 404
    assert sign_in(Client(), "zhoumin")["Location"] == HOME


def test_nobody_skips_the_password(county: County, client: Client) -> None:
    assert client.get(reverse("mfa_authenticate"))["Location"] == reverse("account_login")
