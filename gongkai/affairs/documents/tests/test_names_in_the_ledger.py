"""The ledger forgets nothing: a title or a file name with personal data in it never gets there as it is."""

from gongkai.affairs.documents import actions, assembly
from gongkai.affairs.documents.tests.listing import IDENTITY, MOBILE
from gongkai.engines.ledger.models import Event
from tests.county import County


def test_neither_before_nor_without_a_screening(county: County) -> None:
    title = f"关于孟小禾（{IDENTITY}）危房改造的公示"
    edition = county.draft(title, kind="announcement")
    for name in (f"{MOBILE}.txt", f"回执{MOBILE}.txt"):
        kept = actions.attach(edition, by=county.zhou_min, name=name, data="公示名单。".encode())
    assembly.detach(kept, by=county.zhou_min)
    actions.relate(edition.document, by=county.zhou_min, type="based_on", title=title)
    county.take_over(edition)
    said = f"{MOBILE}来电反映有误。"
    again = actions.revise(edition.document, by=county.tang_ke, note=said, body="<p>更正。</p>")
    assembly.discard(again, by=county.tang_ke, reason=said)
    actions.withdraw(edition.document, by=county.he_jing, ground="personal_data", reason=said)
    told = " ".join(Event.objects.values_list("facts", flat=True))
    assert "371322********3454" in told and "138****8000.txt" in told
    assert IDENTITY not in told and MOBILE not in told
