"""Several at once: one record of a number is entered, one of two changes is kept, each display ends once."""

import threading
from collections.abc import Callable

import pytest
from django.db import connections

from gongkai.affairs.registers.actions.archiving import archive_due
from gongkai.affairs.registers.actions.entering import edit
from gongkai.affairs.registers.actions.importing import import_rows
from gongkai.affairs.registers.actions.publishing import publish
from gongkai.affairs.registers.models import Record
from gongkai.affairs.registers.tests.telling import BOARD, DAY, LICENCE, at, entered, licence, village
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.ledger.models import Event
from gongkai.kernel.clock import frozen
from gongkai.kernel.flow import Refused
from tests.county import make_county

pytestmark = [pytest.mark.full, pytest.mark.django_db(transaction=True)]


def at_once(act: Callable[[], object], times: int = 3) -> list[str]:
    """Do it in as many threads; returns what each refusal said."""
    said: list[str] = []

    def run() -> None:
        try:
            act()
        except Refused as refused:
            said.append(str(refused))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def test_one_number_is_entered_once() -> None:
    county = make_county()
    with frozen(at(DAY)):
        said = at_once(lambda: licence(county))
        assert len(said) == 2 and all("已经登记过" in one for one in said)
        rows = [(1, list(LICENCE)), (2, [LICENCE["number"][:-1] + "9号", *list(LICENCE.values())[1:]])]
        table = {"by": county.zhou_min, "agency": county.housing, "register": "licences", "rows": rows}
        assert at_once(lambda: import_rows(**table)) == []  # type: ignore[arg-type]
    assert Record.objects.count() == Event.objects.filter(verb="register.entered").count() == 2


def test_of_two_changes_the_first_is_kept() -> None:
    county = make_county()
    with frozen(at(DAY)):
        record = licence(county)
        changes = iter(["核准", "认可", "特许"])
        said = at_once(
            lambda: edit(record, by=county.zhou_min, seen=1, facts={**LICENCE, "category": next(changes)})
        )
    assert len(said) == 2 and all("已由他人修改" in one for one in said)
    assert Record.objects.get().version == 2


def test_three_workers_end_each_display_once() -> None:
    county = make_county()
    with frozen(at(DAY)) as clock:
        place, clerk = village(county)
        boards = [entered(clerk, place, "village_affairs", BOARD, period=f"第{n}期") for n in range(6)]
        publish(boards, by=clerk)
        clock.move_to(at("2026-04-02"))
        done: list[int] = []
        assert at_once(lambda: done.append(archive_due(by=SYSTEM))) == []
    assert sum(done) == 6 == Event.objects.filter(verb="register.archived").count()
