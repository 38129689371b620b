"""Many writers at once: one order, no gap, no number twice."""

import threading

import pytest
from django.db import connections, transaction

from gongkai.engines.ledger.actions import record
from gongkai.engines.ledger.models import Event


@pytest.mark.django_db(transaction=True)
def test_eight_writers_share_one_order() -> None:
    seen: list[list[int]] = [[] for _ in range(8)]
    failures: list[Exception] = []

    def write(writer: int) -> None:
        try:
            for n in range(10):
                with transaction.atomic():
                    event = record("letter.received", subject=("letter", f"{writer}-{n}"), by=f"w{writer}")
                seen[writer].append(event.seq)
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert sorted(seq for own in seen for seq in own) == list(range(1, 81))
    assert all(own == sorted(own) for own in seen)
    assert Event.objects.count() == 80
