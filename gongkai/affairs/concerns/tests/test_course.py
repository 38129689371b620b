"""What may be noted about a concern, in which order, by whom; a refusal names every fault."""

import pytest

from gongkai.affairs.concerns import actions, queries
from gongkai.affairs.concerns.models import Concern, Response, State
from gongkai.affairs.concerns.tests.telling import found, hour, say, weighed
from gongkai.affairs.concerns.workflow import offers
from gongkai.engines.ledger.models import Event
from gongkai.kernel.clock import frozen
from gongkai.kernel.flow import Refused
from tests.county import County

NOON, EVENING = "2026-03-02 12:00", "2026-03-02 18:00"


def test_what_is_found_is_told_in_full_or_refused_with_every_fault(county: County) -> None:
    with frozen(hour(NOON)), pytest.raises(Refused) as refused:
        actions.find(
            by=county.zhou_min, agency=county.housing, title=" ", level="grave", source="",
            occurred_at=hour(EVENING), found_at=hour("2026-03-02 13:00"),
        )  # fmt: skip
    assert len(refused.value.reasons) == 7
    assert not Concern.objects.exists() and not Event.objects.filter(verb="concern.found").exists()


def test_a_grave_one_is_explained_before_it_is_answered_and_told_again_as_it_goes_on(county: County) -> None:
    with frozen(hour(NOON)) as clock:
        concern = found(county, "major")
        clock.move_to(hour(EVENING))
        with pytest.raises(Refused) as refused:
            say(concern, "respond", county.tang_ke)
        assert len(refused.value.reasons) == 3  # not weighed, not released, no conference
        for step in ("release", "hold_conference"):
            say(concern, step, county.tang_ke, at=hour("2026-03-02 15:00"))
        weighed(concern, county.tang_ke, "high")
        for step in ("respond", "release", "respond"):
            say(concern, step, county.tang_ke)
        concern.refresh_from_db()
        assert concern.state == State.ANSWERED and concern.responses.count() == 5
        with pytest.raises(Refused):
            actions.dismiss(concern, by=county.tang_ke, reason="重复登记。")


def test_any_other_is_weighed_and_answered(county: County) -> None:
    with frozen(hour(NOON)):
        concern = weighed(found(county), county.tang_ke)
        closed = {
            offer.step.name: offer.reasons for offer in offers(concern, county.tang_ke) if not offer.open
        }
        assert set(closed) == {"draft", "check", "release", "hold_conference", "publish", "retract"}
        assert all(closed.values())
        say(concern, "respond", county.he_jing, form="direct", text="电话回复，当天处理。")
    assert queries.concerns_for(county.tang_ke, open=False).get() == concern
    assert not queries.concerns_for(county.tang_ke, open=True).exists()


def test_a_response_has_its_form_and_speaker_is_timely_and_rests_on_public_documents(county: County) -> None:
    with frozen(hour(NOON)) as clock:
        concern = weighed(found(county), county.tang_ke)
        for given, faults in [
            ({"at": hour("2026-03-02 11:00"), "document": "MB0000002-2026-99999"}, 2),
            ({"at": hour(EVENING), "text": " ", "speaker": ""}, 3),
            ({"form": "conferences"}, 1),
        ]:
            with pytest.raises(Refused) as refused:
                say(concern, "respond", county.tang_ke, **given)
            assert len(refused.value.reasons) == faults
        clock.move_to(hour("2026-03-03 09:00"))
        number = county.publish().document.index_number
        with pytest.raises(Refused, match="才公开"):
            say(concern, "respond", county.tang_ke, at=hour(EVENING), document=number)
        say(concern, "respond", county.tang_ke, form="expert", document=number)
    row = Response.objects.get()
    assert (row.document, row.form, row.speaker) == (number, "expert", "局新闻发言人")


def test_only_those_who_read_the_concerns_of_the_agency(county: County) -> None:
    concern = found(county)
    for stranger in (county.zhou_min, county.guo_liang):
        assert queries.concern_for(stranger, concern.pk) is None
        with pytest.raises(Refused):
            actions.dismiss(concern, by=stranger, reason="不实。")
    assert queries.concern_for(county.he_jing, concern.pk) == concern
    with pytest.raises(Refused, match="理由"):
        actions.dismiss(concern, by=county.he_jing, reason=" ")
    assert actions.dismiss(concern, by=county.he_jing, reason="不实。").state == State.DISMISSED
