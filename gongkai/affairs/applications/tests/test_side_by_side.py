"""Many at once: no number twice, no reply signed twice, no correction asked twice."""

import threading
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connections

from gongkai.affairs.applications.actions import correcting
from gongkai.affairs.applications.models import Application, Letter
from gongkai.engines.ledger.models import Event
from gongkai.kernel.clock import today
from gongkai.kernel.flow import Refused
from tests.county import County, make_county

from .telling import person, received, submit


@pytest.fixture
def together() -> Callable[[int, Callable[[int], object]], list[Exception]]:
    """Run something so many times at once; returns what was raised."""

    def run(times: int, act: Callable[[int], object]) -> list[Exception]:
        raised: list[Exception] = []
        ready = threading.Barrier(times)

        def one(number: int) -> None:
            try:
                ready.wait()
                act(number)
            except Exception as error:
                raised.append(error)
            finally:
                connections.close_all()

        threads = [threading.Thread(target=one, args=(number,)) for number in range(times)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return raised

    return run


@pytest.mark.django_db(transaction=True)
def test_no_number_is_given_twice(together: Callable[..., list[Exception]]) -> None:
    county = make_county()

    def apply(number: int) -> None:
        for n in range(4):
            submit(county, identity=person(number * 10 + n))

    assert together(8, apply) == []
    serials = sorted(int(number[-5:]) for number in Application.objects.values_list("number", flat=True))
    assert serials == list(range(1, 33))
    assert Event.objects.filter(verb="application.submitted").count() == 32


@pytest.mark.full
@pytest.mark.django_db(transaction=True)
def test_no_letter_shares_its_number(together: Callable[..., list[Exception]]) -> None:
    county = make_county()

    def receive(number: int) -> None:
        for n in range(3):
            received(county, identity=person(number * 10 + n))

    assert together(8, receive) == []
    assert sorted(Letter.objects.values_list("sequence", flat=True)) == list(range(1, 25))
    assert len(set(Letter.objects.values_list("number", flat=True))) == 24


@pytest.mark.django_db(transaction=True)
def test_of_two_who_do_the_same_one_is_refused(together: Callable[..., list[Exception]]) -> None:
    county: County = make_county()
    application = received(county)
    by: date = today() + timedelta(30)

    def ask(_: int) -> None:
        correcting.ask_correction(application, by=county.zhou_min, items=["年度"], correct_by=by)

    raised = together(4, ask)
    assert len(raised) == 3 and all(isinstance(error, Refused) for error in raised)
    assert Event.objects.filter(verb="application.correction_asked").count() == 1
