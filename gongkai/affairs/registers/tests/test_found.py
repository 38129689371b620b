"""Published records are found by search as long as they can be read, by nothing that is covered."""

from gongkai.affairs.registers.actions.closing import withdraw
from gongkai.affairs.registers.actions.publishing import publish
from gongkai.affairs.registers.search import KIND, entries, identifiers, touched
from gongkai.affairs.registers.tests.telling import DAY, PENALTY, at, penalty
from gongkai.engines.ledger.models import Event
from gongkai.engines.search import actions as index
from gongkai.engines.search import queries as search
from gongkai.engines.search.results import Filters
from gongkai.kernel.clock import frozen
from tests.county import County


def found(words: str) -> list[str]:
    return [hit.id for hit in search.search(words, filters=Filters(kind=(KIND,))).hits]


def test_a_record_is_found_while_it_is_public(county: County) -> None:
    with frozen(at(DAY)):
        record = penalty(county)
        number = str(record.pk)
        assert list(identifiers()) == list(entries([number])) == []
        publish([record], by=county.tang_ke)
        index.rebuild()
        assert found("擅自施工") == [number] and found(PENALTY["subject"]) == []
        withdraw(record, by=county.tang_ke, ground="overturned", reason="原决定已撤销。")
        assert list(identifiers()) == list(entries([number])) == []
        assert touched(Event.objects.get(verb="register.withdrawn")) == [number]
