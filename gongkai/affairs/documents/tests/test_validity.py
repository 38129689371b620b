"""Whether a document is in force is derived from facts, on each day anew."""

from datetime import date, datetime

import pytest

from gongkai.affairs.documents import actions
from gongkai.affairs.documents.days import note_validity
from gongkai.affairs.documents.models import Edition
from gongkai.affairs.documents.queries import live, page, validity
from gongkai.affairs.documents.search import entries, touched
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.ledger.queries import events_of
from gongkai.kernel.clock import CHINA, frozen
from tests.county import County


def as_listed(edition: Edition) -> Edition:
    return live().get(pk=edition.pk)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 11, 30), "not_yet"),
        (date(2025, 12, 1), "current"),
        (date(2030, 11, 30), "current"),
        (date(2030, 12, 1), "lapsed"),
    ],
)
def test_the_period_of_validity_includes_both_its_days(county: County, day: date, expected: str) -> None:
    edition = county.publish(effective_on=date(2025, 12, 1), expires_on=date(2030, 11, 30))
    assert validity(as_listed(edition), on=day) == expected


def test_a_kind_without_validity_has_none(county: County) -> None:
    assert validity(as_listed(county.publish("公共停车场收费公示", kind="announcement"))) == ""


def test_only_a_published_repeal_repeals(county: County) -> None:
    old = county.publish("青原县小型水库管理暂行办法")
    repeal = county.draft("关于废止《青原县小型水库管理暂行办法》的决定", kind="policy")
    actions.relate(repeal.document, by=county.zhou_min, type="repeals", target=old.document)
    assert validity(as_listed(old)) == "current"
    county.take_over(repeal)
    assert validity(as_listed(old)) == "repealed"
    shown = page(old.document.index_number)
    assert shown is not None and shown.validity == "repealed"
    assert [one.title for one in shown.incoming] == [repeal.title]
    event = events_of(*repeal.document.subject).last()
    assert event is not None
    assert touched(event) == [repeal.document.index_number, old.document.index_number]
    assert [entry.validity for entry in entries([old.document.index_number])] == ["repealed"]
    actions.withdraw(repeal.document, by=county.lu_fang, reason="决定有误。")
    assert validity(as_listed(old)) == "current"


def test_the_day_that_changes_it_becomes_an_event_once(county: County) -> None:
    with frozen(datetime(2025, 11, 18, 9, tzinfo=CHINA)) as clock:
        edition = county.publish(effective_on=date(2025, 12, 1), expires_on=date(2026, 11, 30))
        assert note_validity(by=SYSTEM) == 0
        clock.move_to(datetime(2025, 12, 1, 0, 1, tzinfo=CHINA))
        assert note_validity(by=SYSTEM) == 1
        assert note_validity(by=SYSTEM) == 0
        clock.move_to(datetime(2026, 11, 30, 23, 59, tzinfo=CHINA))
        assert note_validity(by=SYSTEM) == 0
        clock.move_to(datetime(2026, 12, 1, 0, 1, tzinfo=CHINA))
        assert note_validity(by=SYSTEM) == 1
        events = events_of(*edition.document.subject)
        assert [event.verb for event in events][-2:] == ["document.took_effect", "document.lapsed"]
        assert [entry.validity for entry in entries(touched(events[len(events) - 1]))] == ["lapsed"]
