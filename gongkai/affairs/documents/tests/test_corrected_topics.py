"""The topics that a correction sets are those of its draft, until it takes the place of what is public."""

from gongkai.affairs.documents import actions
from gongkai.affairs.documents.models import Edition
from gongkai.affairs.documents.queries import page
from gongkai.affairs.documents.rows import topics_of
from gongkai.engines.ledger.queries import events_of, facts_of
from tests.county import County


def shown(edition: Edition) -> list[str]:
    found = page(edition.document.index_number)
    assert found is not None
    return found.topics


def test_readers_see_them_with_the_correction(county: County) -> None:
    live = county.publish(topics=["construction"])
    draft = actions.revise(live.document, by=county.tang_ke, note="调整主题。", taken_from="zhujian.example")
    assert topics_of(draft) == ["construction"]
    draft = actions.edit(draft, by=county.tang_ke, version=1, topics=["civil"])
    assert (shown(live), topics_of(draft)) == (["construction"], ["civil"])
    county.take_over(draft)
    assert shown(live) == ["civil"]
    told = events_of(*live.document.subject).last()
    assert told is not None and facts_of(told)["changed"] == ["topics"]
