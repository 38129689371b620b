"""Signing in by user name and password, its limits, and signing out."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from gongkai.faces.workbench.tests.helpers import HOME, sign_in, told
from tests.county import County


def test_zhou_min_comes_in_with_her_password(county: County, client: Client) -> None:
    answer = sign_in(client, "zhoumin")
    assert (answer.status_code, answer["Location"]) == (302, HOME)
    page = client.get(HOME)
    assert "周敏" in page.content.decode()
    assert told("officer.signed_in") == [("zhoumin", {"methods": ["password"]})]


def test_she_is_led_on_to_the_page_she_asked_for(county: County, client: Client) -> None:
    asked = reverse("account_change_password")
    to_sign_in = client.get(asked)["Location"]
    answer = client.post(to_sign_in, {"login": "zhoumin", "password": "a long password for tests"})
    assert answer["Location"] == asked


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(county: County, client: Client, elsewhere: str) -> None:
    given = {"login": "zhoumin", "password": "a long password for tests", "next": elsewhere}
    assert client.post(reverse("account_login"), given)["Location"] == HOME


def test_a_wrong_password_is_refused_and_told_without_it(county: County, client: Client) -> None:
    page = sign_in(client, "zhoumin", "guessed")
    text = page.content.decode()
    assert page.status_code == 200
    assert '<a href="#id_login">用户名或者密码不正确，请核对后重新输入。</a>' in text
    assert 'value="zhoumin"' in text
    assert "guessed" not in text
    assert told("officer.sign_in_failed") == [("zhoumin", {"reason": "password", "known": True})]
    assert client.get(HOME).status_code == 302


def test_an_unknown_name_gets_the_same_sentence_and_is_not_kept(county: County, client: Client) -> None:
    known = sign_in(client, "zhoumin", "guessed").content.decode()
    unknown = sign_in(client, "my-secret-password", "guessed").content.decode()
    sentence = "用户名或者密码不正确，请核对后重新输入。"
    assert known.count(sentence) == unknown.count(sentence) == 1
    assert told("officer.sign_in_failed")[-1] == ("", {"reason": "password", "known": False})


def test_empty_fields_are_asked_for(county: County, client: Client) -> None:
    text = sign_in(client, "", "").content.decode()
    assert '<a href="#id_login">请输入用户名。</a>' in text
    assert '<a href="#id_password">请输入密码。</a>' in text
    assert told("officer.sign_in_failed") == []


def test_after_five_wrong_passwords_the_right_one_waits_too(county: County, client: Client) -> None:
    for number in range(5):
        sign_in(
            client, "ZhouMin" if number % 2 else "zhoumin", f"guess {number}", REMOTE_ADDR=f"10.0.0.{number}"
        )
    page = sign_in(client, "zhoumin", REMOTE_ADDR="10.0.0.99")
    assert "请过五分钟再试" in page.content.decode()
    assert client.get(HOME).status_code == 302
    assert len(told("officer.sign_in_failed")) == 5
    assert sign_in(Client(), "tangke").status_code == 302


@pytest.mark.full
def test_one_address_guesses_at_ten_names_a_minute(county: County, client: Client) -> None:
    for number in range(10):
        sign_in(client, f"name{number}", "guessed")
    assert "请过五分钟再试" in sign_in(client, "zhoumin").content.decode()
    assert sign_in(Client(), "zhoumin", REMOTE_ADDR="10.0.0.2").status_code == 302


def test_the_count_stands_in_the_database_for_all_processes(county: County, client: Client) -> None:
    sign_in(client, "zhoumin", "guessed")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM gongkai_cache WHERE cache_key LIKE '%%login_failed%%'")
        assert cursor.fetchone()[0] >= 2


@pytest.mark.full
def test_too_many_requests_get_a_page_that_says_what_to_do(county: County, client: Client) -> None:
    for _ in range(30):
        client.post(reverse("account_login"), {})
    page = client.post(reverse("account_login"), {})
    assert page.status_code == 429
    assert "请过一分钟再试" in page.content.decode()


def test_behind_a_proxy_the_readers_own_address_counts(
    county: County, client: Client, settings: Settings
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(11):
        sign_in(client, f"name{number}", "guessed", HTTP_X_FORWARDED_FOR="forged, 192.0.2.7")
    answer = sign_in(Client(), "zhoumin", HTTP_X_FORWARDED_FOR="192.0.2.8")
    assert answer.status_code == 302


def test_the_session_ends_with_the_browser_and_is_shown_to_no_script(
    county: County, client: Client, settings: Settings
) -> None:
    settings.SESSION_COOKIE_SECURE = True
    sign_in(client, "zhoumin")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"] and cookie["secure"] and cookie["samesite"] == "Lax"
    assert not cookie["max-age"] and not cookie["expires"]


def test_signing_out_is_asked_for_and_done_by_post(county: County, client: Client) -> None:
    sign_in(client, "zhoumin")
    assert "退出工作台？" in client.get(reverse("account_logout")).content.decode()
    assert client.get(HOME).status_code == 200
    answer = client.post(reverse("account_logout"))
    assert answer["Location"] == reverse("account_login")
    assert "您已退出工作台。" in client.get(answer["Location"]).content.decode()
    assert client.get(HOME).status_code == 302


def test_no_page_offers_to_sign_up_or_to_reset_a_password_by_mail(county: County, client: Client) -> None:
    text = client.get(reverse("account_login")).content.decode()
    assert "signup" not in text and "reset" not in text
    for path in ("/accounts/signup/", "/accounts/email/", "/accounts/password/reset/", "/accounts/social/"):
        assert client.get(path).status_code == 404
