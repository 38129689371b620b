"""A village board is shown for its time, then kept at the committee; each reading is noted, and by whom is not."""

from datetime import date

import pytest

from gongkai.affairs.registers import queries
from gongkai.affairs.registers.actions.archiving import archive, archive_due, consult
from gongkai.affairs.registers.actions.publishing import publish
from gongkai.affairs.registers.models import Record, State
from gongkai.affairs.registers.tests.telling import BOARD, DAY, at, entered, village
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.kernel.clock import frozen
from gongkai.kernel.flow import Refused
from tests.county import County


def test_it_leaves_the_public_pages_by_itself_when_its_time_is_over(county: County) -> None:
    with frozen(at(DAY)) as clock:
        place, clerk = village(county)
        (record,) = publish([entered(clerk, place, "village_affairs", BOARD)], by=clerk)
        assert record.display_until == date(2026, 4, 1) and record.shown["payee"] == "石**"
        assert record.shown["amount"] == "36120.50"
        with pytest.raises(Refused, match="2026年4月1日"):
            archive(record, by=clerk)
        clock.move_to(at("2026-04-01", 23))
        assert archive_due(by=SYSTEM) == 0
        clock.move_to(at("2026-04-02", 1))
        assert (archive_due(by=SYSTEM), archive_due(by=SYSTEM)) == (1, 0)
    assert not queries.published().exists()
    kept = queries.kept_for_reading("village_affairs").get()
    assert (kept.title, kept.shown, kept.text) == (BOARD["matter"], {}, "")


def test_who_comes_to_read_it_is_counted(county: County) -> None:
    with frozen(at(DAY)) as clock:
        place, clerk = village(county)
        (record,) = publish([entered(clerk, place, "village_affairs", BOARD)], by=clerk)
        with pytest.raises(Refused, match="公示期满"):
            consult(record, by=clerk, on=DAY, people=1)
        clock.move_to(at("2026-04-02"))
        archive(record, by=clerk)
        with pytest.raises(Refused) as refused:
            consult(record, by=county.zhou_min, on=date(2026, 4, 3), people=0)
        assert len(refused.value.reasons) == 3
        with pytest.raises(Refused, match="在公示期以内"):
            consult(record, by=clerk, on=date(2026, 4, 1), people=1)
        consult(record, by=clerk, on=date(2026, 4, 2), people=3, note="查阅第一季度补贴。")
        assert [one.people for one in queries.consultations(record)] == [3]
    assert (
        Record.objects.get().state == State.ARCHIVED and Record.objects.get().facts["payee"] == BOARD["payee"]
    )
