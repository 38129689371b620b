"""Who repeals: the agency that made a document and those above it; what others say of it is kept and has no effect."""

from datetime import timedelta

from gongkai.affairs.documents import actions, assembly
from gongkai.affairs.documents.models import Edition
from gongkai.affairs.documents.queries import live, page, validity
from gongkai.engines.agencies.actions import close_agency
from gongkai.engines.agencies.models import Agency
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.ledger.queries import events_of, facts_of
from gongkai.kernel.clock import frozen, now, today
from tests.county import County


def drafted(by: Agency, title: str) -> Edition:
    return actions.draft(
        by=SYSTEM, agency=by, kind="policy", title=title, body="<p>现予发布。</p>", taken_from="old.example"
    )


def rules_of(maker: Agency) -> Edition:
    return actions.take_over(drafted(maker, "集市管理办法"), by=SYSTEM)


def repealed(old: Edition, by: Agency, *, jointly: Agency | None = None) -> bool:
    """Whether the rules are repealed when an agency publishes that it repeals them."""
    repeal = drafted(by, "关于废止集市管理办法的决定")
    relation = actions.relate(repeal.document, by=SYSTEM, type="repeals", target=old.document)
    if jointly is not None:
        assembly.name_joint_agencies(repeal, by=SYSTEM, agencies=[jointly])
    actions.take_over(repeal, by=SYSTEM)
    relation.refresh_from_db()
    shown = page(old.document.index_number)
    [told] = [
        facts_of(one) for one in events_of(*repeal.document.subject) if one.verb == "document.published"
    ]
    assert shown is not None and shown.validity == validity(live().get(pk=old.pk))
    assert [bool(shown.incoming), bool(told["repeals"])] == [not relation.claimed] * 2
    return shown.validity == "repealed"


def test_another_department_only_claims_it(county: County) -> None:
    assert not repealed(rules_of(county.township), county.housing)


def test_the_maker_and_the_government_above_it_do(county: County) -> None:
    for one in (county.township, county.government):
        assert repealed(rules_of(county.township), one)


def test_who_signs_jointly_brings_the_right_along(county: County) -> None:
    assert repealed(rules_of(county.township), county.housing, jointly=county.township)


def test_after_a_closure_those_beside_it_took_over(county: County) -> None:
    old = rules_of(county.township)
    close_agency(county.township, by=SYSTEM, on=today() + timedelta(30))
    assert not repealed(Edition.objects.get(pk=old.pk), county.housing)  # not before it is closed
    later = Edition.objects.get(pk=old.pk)
    with frozen(now() + timedelta(40)):
        assert repealed(later, county.housing)
