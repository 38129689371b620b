"""Sixty people hand in at once: no number is given twice, nothing that somebody saw is lost, two clicks are one."""

import threading
from collections.abc import Callable

import pytest
from django.db import connections
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.affairs.applications.models import Applicant, Application, Series
from gongkai.affairs.applications.queries import find
from gongkai.affairs.applications.secrets import unseal
from gongkai.engines.ledger.models import Event
from gongkai.faces.portal.tests.applying import ANSWERS, NEW, fill_in
from tests.county import make_county

pytestmark = [pytest.mark.full, pytest.mark.django_db(transaction=True)]

PEOPLE = 60


def wanted(n: int) -> str:
    return f"第{n}号地块2024年度征收补偿款的拨付明细"


def browser(n: int) -> Client:
    """Somebody at an address of his own, who has answered every page up to the last."""
    client = Client(REMOTE_ADDR=f"10.0.0.{n}")
    identity = {"name": f"张{n}", "proof": "passport", "proof_number": f"E{n:08d}"}
    fill_in(client, wanted={"wanted": wanted(n)}, identity={**ANSWERS["identity"], **identity})
    return client


def at_once(times: int, act: Callable[[int], object]) -> list[Exception]:
    """Do it so many times in the same instant; what was raised."""
    raised: list[Exception] = []
    ready = threading.Barrier(times)

    def one(n: int) -> None:
        try:
            ready.wait()
            act(n)
        except Exception as error:
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(n,)) for n in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_nothing_is_lost_and_no_number_given_twice() -> None:
    make_county()
    people = [browser(n) for n in range(PEOPLE)]
    seen: dict[int, tuple[str, str]] = {}

    def press(n: int) -> None:
        assert people[n].post(f"{NEW}check/")["Location"] == f"{NEW}received/"
        page = LexborHTMLParser(people[n].get(f"{NEW}received/").content.decode())
        number, code = (node.text() for node in page.css("b.code"))
        seen[n] = (number, code)

    assert at_once(PEOPLE, press) == []
    assert len({number for number, _code in seen.values()}) == PEOPLE
    assert Application.objects.count() == PEOPLE == Series.objects.get().last
    assert Event.objects.filter(verb="application.submitted").count() == PEOPLE
    for n, (number, code) in seen.items():
        application = find(number, code)
        assert application is not None and application.wanted == wanted(n)
        applicant = Applicant.objects.get(application=application)
        assert f"E{n:08d}" in unseal(applicant.payload, number)


def test_many_clicks_of_one_person_hand_in_once() -> None:
    make_county()
    client = browser(1)
    places: list[str] = []

    def press(n: int) -> None:
        again = Client(REMOTE_ADDR=f"10.0.1.{n}")
        again.cookies = client.cookies
        places.append(again.post(f"{NEW}check/")["Location"])

    assert at_once(8, press) == []
    assert set(places) == {f"{NEW}received/"}
    assert Application.objects.count() == 1
    assert client.get(f"{NEW}received/").status_code == 200
