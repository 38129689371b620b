"""The gazette is the prescribed carrier of normative documents: with the issue they stand on it."""

from gongkai.affairs.documents import normative
from gongkai.affairs.documents.models import NormativeFacts
from gongkai.affairs.gazette import issuing
from gongkai.affairs.gazette.tests.conftest import Press
from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import facts_of
from gongkai.kernel.clock import today


def carriers() -> list[str]:
    return list(NormativeFacts.objects.values_list("carrier", flat=True))


def test_with_the_issue_its_normative_documents_stand_on_their_carrier(press: Press) -> None:
    issue = press.out("甲办法")
    row = NormativeFacts.objects.get()
    assert (row.carrier, row.carried_on) == (str(issue), today())
    told = Event.objects.get(verb="document.carried")
    assert told.public and facts_of(told)["carrier"] == str(issue)


def test_what_was_noted_before_stands(press: Press) -> None:
    edition = press.published("甲办法")
    normative.note_carrier(edition.document, by=press.county.tang_ke, carrier="省政府公报第3期", on=today())
    issue = press.open()
    press.add(issue, edition)
    issuing.publish(press.signed(issue), by=press.editor)
    assert carriers() == ["省政府公报第3期"]
