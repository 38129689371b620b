"""OpenID Connect: it opens accounts that exist, for officers of today; it makes none."""

from typing import Any

import pytest
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal.flows.login import complete_login
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings

from gongkai.engines.agencies.models import User
from gongkai.environment import openid_providers
from gongkai.faces.workbench.tests.helpers import told
from gongkai.kernel.clock import today
from tests.county import County

PROVIDERS = """
[[provider]]
id = "qingyuan"
name = "青原县统一身份"
client_id = "gongkai"
secret = "a secret"
server_url = "https://id.qingyuan.example"
"""


@pytest.fixture(autouse=True)
def _provider(settings: Settings, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "openid.toml"
    file.write_text(PROVIDERS, "utf-8")
    monkeypatch.setenv("GONGKAI_OIDC", str(file))
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": openid_providers()}}


def arrive(client: Client, sub: str, name: str | None, process: str = "login") -> HttpResponse:
    """What follows when the provider has said who it is: the same steps as its callback."""
    request: HttpRequest = RequestFactory().get("/")
    request.session = client.session
    request.user = AnonymousUser()
    request._messages = None  # type: ignore[attr-defined]
    with context.request_context(request):
        provider = get_adapter().get_provider(request, "qingyuan")
        claims = {"sub": sub, "preferred_username": name, "name": "周 敏", "email": "zhou@example.org"}
        login = provider.sociallogin_from_response(request, {"userinfo": claims})
        login.state = {"process": process}
        try:
            response: HttpResponse = complete_login(request, login)
        except ImmediateHttpResponse as refused:
            response = refused.response
        request.session.save()
    return response


def test_the_sign_in_page_offers_the_provider(client: Client, db: None) -> None:
    text = client.get(reverse("account_login")).content.decode()
    assert "用“青原县统一身份”登录" in text
    assert "/accounts/oidc/qingyuan/login/?process=login" in text


def test_without_a_provider_the_page_does_not_speak_of_it(
    client: Client, db: None, settings: Settings
) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    assert "统一身份" not in client.get(reverse("account_login")).content.decode()
    assert client.get("/accounts/oidc/qingyuan/login/").status_code == 404


def test_the_same_user_name_is_the_same_person(county: County, client: Client) -> None:
    assert arrive(client, "s-1", "zhoumin")["Location"] == "/workbench/"
    tied = SocialAccount.objects.get()
    assert (tied.uid, tied.user.pk) == ("s-1", county.zhou_min.user.pk)
    assert tied.extra_data == {"preferred_username": "zhoumin"}  # nothing else is kept of her
    assert told("officer.signed_in") == [("zhoumin", {"methods": ["qingyuan"]})]


def test_once_tied_the_identity_counts_and_not_the_name(county: County, client: Client) -> None:
    arrive(client, "s-1", "zhoumin")
    assert arrive(Client(), "s-1", "zhoumin.new")["Location"] == "/workbench/"
    assert arrive(Client(), "s-2", "zhoumin").status_code == 403


@pytest.mark.parametrize("name", ["stranger", "ZHOUMIN", "", None])
def test_who_has_no_account_gets_none(county: County, client: Client, name: str | None) -> None:
    accounts = User.objects.count()
    page = arrive(client, "s-9", name)
    assert page.status_code == 403
    assert "没有对应的工作台账号" in page.content.decode()
    assert User.objects.count() == accounts
    assert not SocialAccount.objects.exists()
    assert told("officer.signed_in") == []


def test_a_former_officer_does_not_come_in_this_way(county: County, client: Client) -> None:
    county.zhou_min.until = today()
    county.zhou_min.save()
    assert arrive(client, "s-1", "zhoumin")["Location"] == reverse("account_inactive")
    assert not SocialAccount.objects.exists()
    assert told("officer.sign_in_failed") == [("zhoumin", {"reason": "no_appointment", "known": True})]


def test_identities_are_not_tied_by_hand(county: County, client: Client) -> None:
    assert arrive(client, "s-1", "zhoumin", process="connect").status_code == 403
    assert not SocialAccount.objects.exists()


def test_a_provider_that_is_down_gives_a_page(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(adapter: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(
        "allauth.socialaccount.adapter.DefaultSocialAccountAdapter.get_requests_session", down
    )
    page = client.get("/accounts/oidc/qingyuan/login/?process=login")
    assert page.status_code == 503
    assert "统一身份系统没有应答" in page.content.decode()


def test_a_cancelled_and_a_broken_sign_in_lead_back(client: Client, db: None) -> None:
    assert "已取消登录" in client.get(reverse("socialaccount_login_cancelled")).content.decode()
    page = client.get("/accounts/oidc/qingyuan/callback/?state=forged&code=x")
    assert page.status_code == 401
    assert reverse("account_login") in page.content.decode()
