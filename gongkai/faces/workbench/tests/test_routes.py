"""Every address of the workbench and of sign-in, found by introspection: none is open to strangers."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from tests.county import County

# Pages for whoever is not signed in yet. They show nothing of anybody.
ENTRANCE = {
    "account_login",
    "account_inactive",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "openid_connect_login",
    "openid_connect_callback",
}
HOUSES = ("gongkai.faces.workbench.urls", "gongkai.faces.workbench.accounts_urls")
ARGUMENTS = {
    "provider_id": "nobody",
    "number": 1,
    "serial": 1,
    "slug": "zhujian",
    "token": "nobody",
    "code": "nothing-2025-1",
    "kind": "hearing",
    "step": "confirm",
    "username": "zhoumin",
    "index_number": "MB0000002-2025-00001",
}


def routes() -> list[str]:
    """The names of all routes below the two URL modules, with their namespaces."""
    return sorted(_walk(get_resolver(), "", inside=False))


def _walk(resolver: URLResolver, namespace: str, *, inside: bool) -> Iterator[str]:
    module = getattr(resolver.urlconf_name, "__name__", resolver.urlconf_name)
    inside = inside or module in HOUSES
    prefix = f"{namespace}{resolver.namespace}:" if resolver.namespace else namespace
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _walk(one, prefix, inside=inside)
        elif inside:
            assert isinstance(one, URLPattern) and one.name, f"{one} needs a name"
            yield f"{prefix}{one.name}"


def address(name: str) -> str:
    """The path of a route, with made-up arguments where it takes some."""
    choices = (pairs for size in range(4) for pairs in combinations(ARGUMENTS.items(), size))
    for given in choices:
        try:
            return reverse(name, kwargs=dict(given))
        except NoReverseMatch:
            continue
    raise AssertionError(f"give {name} an argument in ARGUMENTS")


def test_the_walk_finds_them() -> None:
    assert {"workbench:home", "account_login", "mfa_index", "mfa_activate_totp"} <= set(routes())
    assert set(routes()) >= ENTRANCE


@pytest.mark.full
@pytest.mark.parametrize("method", ["get", "post", "head", "put", "delete"])
def test_a_stranger_is_sent_to_the_entrance_or_refused(db: None, client: Client, method: str) -> None:
    for name in set(routes()) - ENTRANCE:
        answer = getattr(client, method)(address(name))
        if answer.status_code == 302:
            assert answer["Location"].split("?")[0] == reverse("account_login"), name
        else:
            assert answer.status_code in {403, 404, 405}, name


@pytest.mark.full
def test_no_address_breaks_or_is_kept_by_browsers(county: County, client: Client) -> None:
    client.force_login(county.zhou_min.user)
    for name in routes():
        answer = client.get(address(name))
        assert answer.status_code < 500, name
        if answer.status_code == 200:
            assert "no-store" in answer["Cache-Control"], name
