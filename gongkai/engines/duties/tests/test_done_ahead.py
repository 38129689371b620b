"""What was done before it was owed counts, once: an interpretation that comes out ahead of its document."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.engines.duties.explain import explain
from gongkai.engines.duties.models import Duty
from gongkai.engines.duties.rebuild import rebuild
from gongkai.engines.duties.tests.memory import World
from gongkai.engines.duties.tests.telling import adopt, duty, tell
from gongkai.engines.ledger.actions import record
from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import facts_of
from gongkai.kernel.clock import bundled_calendar, frozen
from tests.county import County

from .test_against_naive import BEGIN, REPLY, Versioned, replace, trigger

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("packs")]


@pytest.fixture(autouse=True)
def _adopted(county: County, packs: Path) -> None:
    adopt("2026-01-05 08:00", county.government)


def test_an_interpretation_ahead_of_its_policy_meets_the_duty_at_once() -> None:
    early = tell("2026-02-09 09:00", "interpretation.published", "I1", interprets=["P1", "P2"])
    assert not Duty.objects.filter(rule="county_interpret").exists()
    opening = tell("2026-02-10 09:00", "policy.published", "P1")
    one = duty("county_interpret")
    assert (one.status, one.closed_seq, one.ended_at) == ("met", opening.seq, early.at)
    assert [event.seq for event in explain(one).events] == [early.seq, opening.seq]
    [noted] = Event.objects.filter(verb="duty.done_ahead", subject_id="P1")
    assert facts_of(noted)["event"] == early.seq and not noted.public
    assert rebuild(check=True).differing == 0


@pytest.mark.parametrize("order", [("I", "P"), ("P", "I")])
def test_published_together_in_either_order_nothing_stays_owed(order: tuple[str, str]) -> None:
    with frozen("2026-02-10 09:00"), transaction.atomic():
        for which in order:
            if which == "I":
                tell("2026-02-10 09:00", "interpretation.published", "I1", interprets=["P1"])
            else:
                tell("2026-02-10 09:00", "policy.published", "P1")
    assert duty("county_interpret").status == "met"
    assert rebuild(check=True).differing == 0


def test_it_counts_once() -> None:
    tell("2026-02-09 09:00", "interpretation.published", "I1", interprets=["P1"])
    tell("2026-02-10 09:00", "policy.published", "P1")
    tell("2026-02-11 09:00", "policy.published", "P1")
    assert [one.outcome for one in Duty.objects.filter(rule="county_interpret").order_by("id")] == ["met", ""]
    tell("2026-02-12 09:00", "interpretation.published", "I2", interprets=["P1"])
    assert not Duty.objects.filter(rule="county_interpret", outcome="").exists()
    assert Event.objects.filter(verb="duty.done_ahead").count() == 1
    assert rebuild(check=True).differing == 0


def test_what_was_rolled_back_was_never_done() -> None:
    with pytest.raises(RuntimeError), frozen("2026-02-09 09:00"), transaction.atomic():
        record(
            "interpretation.published", subject=("interpretation", "I1"), by="x", agency="zhujian",
            facts={"interprets": ["P1"]},
        )  # fmt: skip
        raise RuntimeError
    tell("2026-02-10 09:00", "policy.published", "P1")
    assert duty("county_interpret").outcome == ""


def test_a_rule_that_does_not_say_so_counts_from_its_start_only() -> None:
    tell("2026-02-09 09:00", "application.answered", "A1")
    tell("2026-02-10 09:00", "application.received", "A1", channel="web")
    assert duty("reply").outcome == ""
    assert not Event.objects.filter(verb="duty.done_ahead").exists()


INTERPRET = replace(
    REPLY, id="interpret", limit="3 working days", limit_id="", starts=trigger("policy.published"),
    ends=trigger("interpretation.published", of="interprets", of_kind="policy", ahead=True),
    cancels=trigger("policy.withdrawn"), pauses=(), resumes=(), restarts=(), extends=(), from_="",
)  # fmt: skip


@settings(deadline=None)
@given(
    st.lists(
        st.one_of(
            st.tuples(st.sampled_from(["published", "withdrawn"]), st.sampled_from("PQ")),
            st.tuples(st.just("interpreted"), st.sampled_from(["P", "Q", "PQ", ""])),
        ),
        max_size=20,
    )
)
def test_any_history_equals_a_plain_walk(acts: list[tuple[str, str]]) -> None:
    """A policy with an interpretation in hand owes none; one interpretation serves one publication."""
    world = World({"near": [Versioned(INTERPRET, INTERPRET.version)]}, bundled_calendar())
    world.tell(BEGIN, "agency.opened", ("agency", "bureau"), "bureau", kind="department", parent=None)
    world.tell(
        BEGIN, "pack.adopted", ("agency", "bureau"), "bureau", **{"pack": "near", "from": "2025-09-01"}
    )
    open_, in_hand, expected = dict[str, int](), set[str](), list[list[str]]()
    for n, (verb, names) in enumerate(acts):
        at = BEGIN + timedelta(hours=n)
        if verb == "interpreted":
            world.tell(
                at, "interpretation.published", ("interpretation", f"I{n}"), "bureau", interprets=[*names]
            )
            for name in names:
                if name in open_:
                    expected[open_.pop(name)][1] = "met"
                else:
                    in_hand.add(name)
            continue
        world.tell(at, f"policy.{verb}", ("policy", names), "bureau")
        if verb == "withdrawn" and names in open_:
            expected[open_.pop(names)][1] = "cancelled"
        elif verb == "published" and names not in open_:
            expected.append([names, "met" if names in in_hand else ""])
            if names not in in_hand:
                open_[names] = len(expected) - 1
            in_hand.discard(names)
    assert [[one.subject[1], one.outcome] for one in world.duties("interpret")] == expected
