"""The clocks of 5, 24 and 48 hours run through night and holiday, from the hour that the agency's law says."""

import pytest

from gongkai.affairs.concerns import actions
from gongkai.affairs.concerns.tests.telling import found, hour, owed, say, under, weighed
from gongkai.kernel.clock import frozen
from tests.county import County

# The eve of the Spring Festival, late in the evening: no hour of the night or the holiday is left out.
EVE = "2026-02-16 22:00"


@pytest.mark.parametrize("pack", ["xiaoxian", "jiayuguan-wgx"])
def test_a_grave_one_owes_information_in_5_hours_and_a_conference_in_24(county: County, pack: str) -> None:
    with frozen(hour(EVE)):
        under(county, pack)
        duties = owed(found(county, "major"))
    assert {rule: duty.due_at for rule, duty in duties.items()} == {
        "emergency_release": hour("2026-02-17 03:00"),
        "press_conference": hour("2026-02-17 22:00"),
    }


@pytest.mark.parametrize("pack", ["xiaoxian", "qingdao"])
def test_any_other_is_answered_in_48_hours(county: County, pack: str) -> None:
    with frozen(hour(EVE)) as clock:
        under(county, pack)
        concern = found(county)
        assert {rule: duty.due_at for rule, duty in owed(concern).items()} == {
            "opinion_response": hour("2026-02-18 22:00")
        }
        clock.move_to(hour("2026-02-18 21:59"))
        weighed(concern, county.tang_ke)
        say(concern, "respond", county.tang_ke, at=hour("2026-02-18 21:58"))
        assert owed(concern)["opinion_response"].status == "met"


@pytest.mark.parametrize(
    ("pack", "began"),
    [("xiaoxian", "2026-02-16 22:00"), ("jiayuguan-wgx", "2026-02-16 20:00")],
)
def test_it_runs_from_the_finding_or_from_the_event_and_both_hours_are_kept(
    county: County, pack: str, began: str
) -> None:
    with frozen(hour("2026-02-16 23:00")):
        under(county, pack)
        concern = found(county, "especially_major", occurred_at=hour("2026-02-16 20:00"), found_at=hour(EVE))
    duty = owed(concern)["emergency_release"]
    assert duty.started_at == hour(began) and duty.opened_at == hour("2026-02-16 23:00")
    concern.refresh_from_db()
    assert (concern.occurred_at, concern.found_at) == (hour("2026-02-16 20:00"), hour(EVE))


@pytest.mark.parametrize("pack", ["xiaoxian", "guangdong"])
@pytest.mark.parametrize(("said", "status"), [("03:00", "met"), ("03:01", "late")])
def test_the_hour_it_was_said_counts_not_the_hour_it_was_noted(
    county: County, pack: str, said: str, status: str
) -> None:
    with frozen(hour(EVE)) as clock:
        under(county, pack)
        concern = found(county, "major")
        clock.move_to(hour("2026-02-17 09:00"))
        assert owed(concern)["emergency_release"].status == "overdue"
        say(concern, "release", county.tang_ke, at=hour(f"2026-02-17 {said}"))
        assert owed(concern)["emergency_release"].status == status
        assert owed(concern)["press_conference"].status == "open"
        clock.move_to(hour("2026-02-17 22:00"))
        say(concern, "hold_conference", county.tang_ke, at=hour("2026-02-17 21:00"))
        assert owed(concern)["press_conference"].status == "met"


def test_guangdong_holds_the_conference_24_hours_after_the_event(county: County) -> None:
    with frozen(hour("2026-02-16 23:00")):
        under(county, "guangdong")
        concern = found(county, "major", occurred_at=hour("2026-02-16 20:00"), found_at=hour(EVE))
    assert owed(concern)["press_conference"].due_at == hour("2026-02-17 20:00")


def test_what_is_dismissed_is_owed_no_longer(county: County) -> None:
    with frozen(hour(EVE)):
        under(county, "xiaoxian")
        concern = found(county, "major")
        actions.dismiss(concern, by=county.tang_ke, reason="经核实，事发地不在本县。")
    assert {duty.outcome for duty in owed(concern).values()} == {"cancelled"}
