"""The story of the county: told through actions, in order, and the county stands as it was told."""

import pytest

from gongkai.affairs.documents.models import Document, Edition
from gongkai.affairs.documents.queries import live, page
from gongkai.demo import story
from gongkai.demo.texts import load_texts
from gongkai.engines.agencies.models import Agency, Officer
from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import head


@pytest.mark.django_db
def test_the_whole_story() -> None:
    texts = {text.title: text for text in load_texts()}
    told: list[tuple[int, int]] = []
    acts = story.tell(lambda done, total: told.append((done, total)))
    assert told[-1] == (acts, acts)
    assert story.already_told()

    # Every text is a document; what was withdrawn is not live, what was changed has editions.
    assert Document.objects.count() == len(texts)
    withdrawn = {text.title for text in texts.values() if text.withdrawal}
    assert {edition.title for edition in live()} == set(texts) - withdrawn
    assert Edition.objects.count() == len(texts) + sum(len(text.changes) for text in texts.values())

    # Nobody acted outside his leave, and every act left its event, in the order of time.
    assert head() == Event.objects.count()
    instants = list(Event.objects.order_by("seq").values_list("at", flat=True))
    assert instants == sorted(instants)
    officers = set(Officer.objects.values_list("user__username", flat=True))
    acted = set(Event.objects.filter(subject_kind="document").values_list("actor", flat=True))
    assert acted <= officers
    assert Agency.objects.filter(kind="village").count() >= 10

    # Published on the days that the story tells, not on the day of the telling.
    for edition in live():
        text = texts[edition.title]
        assert edition.document.published_on == text.published_on
        shown = page(edition.document.index_number)
        assert shown is not None
        assert bool(text.repeal) == (shown.validity == "repealed")
