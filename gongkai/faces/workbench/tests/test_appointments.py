"""Who is no officer today does not come in, and does not stay."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.urls import reverse

from gongkai.engines.agencies.models import User
from gongkai.faces.workbench import home
from gongkai.faces.workbench.tests.helpers import HOME, sign_in, told
from gongkai.kernel.clock import today
from tests.county import PASSWORD, County


def dismiss(county: County) -> None:
    """周敏's appointment ended yesterday; `until` is the first day without it."""
    county.zhou_min.until = today()
    county.zhou_min.save()


def test_a_former_officer_is_told_so(county: County, client: Client) -> None:
    dismiss(county)
    answer = sign_in(client, "zhoumin")
    assert answer["Location"] == reverse("account_inactive")
    page = client.get(answer["Location"])
    assert page.status_code == 403
    assert "今天没有任职" in page.content.decode()
    assert client.get(HOME).status_code == 302
    assert told("officer.sign_in_failed") == [("zhoumin", {"reason": "no_appointment", "known": True})]
    assert told("officer.signed_in") == []


def test_a_wrong_password_does_not_tell_that_the_appointment_has_ended(
    county: County, client: Client
) -> None:
    dismiss(county)
    assert "用户名或者密码不正确" in sign_in(client, "zhoumin", "guessed").content.decode()


def test_a_session_ends_with_the_appointment(county: County, client: Client) -> None:
    sign_in(client, "zhoumin")
    dismiss(county)
    assert client.get(HOME).status_code == 302
    assert client.get(reverse("mfa_index")).status_code == 302


def test_an_appointment_that_begins_tomorrow_does_not_hold_yet(county: County, client: Client) -> None:
    county.zhou_min.since = today() + timedelta(days=1)
    county.zhou_min.save()
    assert sign_in(client, "zhoumin")["Location"] == reverse("account_inactive")


def test_a_closed_account_stays_outside(county: County, client: Client) -> None:
    sign_in(client, "zhoumin")
    User.objects.filter(username="zhoumin").update(is_active=False)
    assert client.get(HOME).status_code == 302
    assert sign_in(Client(), "zhoumin")["Location"] == reverse("account_inactive")


def test_an_account_without_an_officer_stays_outside(county: County, client: Client) -> None:
    robot = User(username="robot")
    robot.set_password(PASSWORD)
    robot.save()
    assert sign_in(client, "robot")["Location"] == reverse("account_inactive")
    request = RequestFactory().get(HOME)
    request.user = robot
    with pytest.raises(PermissionDenied):
        home.show(request)
