"""What the days change is recorded once, however many nodes look at the same time."""

import threading
from datetime import date

import pytest
from django.db import connections

from gongkai.affairs.documents.days import note_validity
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.ledger.models import Event
from gongkai.kernel.clock import frozen
from tests.county import make_county


@pytest.mark.django_db(transaction=True)
def test_three_nodes_tell_each_change_once() -> None:
    with frozen("2026-03-02 09:00") as clock:
        county = make_county()
        for n in range(4):
            county.publish(f"青原县第{n}号办法", effective_on=date(2026, 4, 1), expires_on=date(2026, 4, 30))
        clock.move_to("2026-05-01 00:10")
        told: list[int] = []

        def look() -> None:
            try:
                told.append(note_validity(by=SYSTEM))
            finally:
                connections.close_all()

        threads = [threading.Thread(target=look) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(told) == [0, 0, 8]
    assert Event.objects.filter(verb="document.took_effect").count() == 4
    assert Event.objects.filter(verb="document.lapsed").count() == 4
