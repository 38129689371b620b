"""For any history the engine agrees with a count by hand: starts, nested pauses, restarts, late arrivals,
answers before receipts, clocks that go backwards, packs that change at midnight."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from gongkai.engines.duties.readings import Versioned
from gongkai.engines.duties.tests.memory import World
from gongkai.engines.duties.tests.naive import Told, replies
from gongkai.kernel.clock import CHINA, bundled_calendar
from gongkai.kernel.law import DutyRule, Trigger


def trigger(verb: str, **more: Any) -> tuple[Trigger, ...]:
    return (Trigger(verb, more.pop("where", {}), **more),)


REPLY = DutyRule(
    id="reply", pack="near", title="答复", strength="must", kind="event", since=date(2020, 1, 1), until=None,
    basis="foi:33", citation="", verified=True, note="", limit="20 working days", limit_id="reply",
    starts=trigger("application.received", where={"channel": ("web", "post")}),
    ends=trigger("application.answered"), pauses=trigger("application.third_party_asked"),
    resumes=trigger("application.third_party_answered"), restarts=trigger("application.corrected"),
    extends=trigger("application.extended", limit="20 working days", consent="by", consent_of="负责人"),
    cancels=trigger("application.withdrawn"), counts=(), owes="agency", kinds=(), from_="received_at",
    warn=(), action="",
)  # fmt: skip
FAR = replace(REPLY, pack="far", limit="15 working days", limit_id="")
PACKS = {pack.pack: [Versioned(pack, pack.version)] for pack in (REPLY, FAR)}
LIMITS = {"near": 20, "far": 15}
VERBS = [
    "received", "received", "received", "answered", "third_party_asked", "third_party_answered", "third_party_answered",
    "corrected", "extended", "withdrawn",
]  # fmt: skip

acts = st.lists(
    st.tuples(
        st.integers(-3, 8 * 24),  # hours since the event before: the clock may go backwards
        st.sampled_from(VERBS),
        st.sampled_from(["A", "B"]),
        st.sampled_from(["bureau", "town"]),
        st.sampled_from(["web", "post", "web", "counter", None]),
        st.one_of(st.none(), st.integers(0, 30 * 24)),  # hours by which a receipt is entered late
    ),
    min_size=4,
    max_size=40,
)
adoptions = st.lists(
    st.tuples(st.sampled_from(["county", "bureau"]), st.integers(0, 200), st.sampled_from(["near", "far"])),
    max_size=4,
)
BEGIN = datetime(2025, 9, 1, 9, tzinfo=CHINA)


@given(acts, adoptions)
def test_the_engine_agrees_with_a_count_by_hand(
    acts: list[tuple[int, str, str, str, str | None, int | None]], adoptions: list[tuple[str, int, str]]
) -> None:
    calendar = bundled_calendar()
    world = World({**PACKS}, calendar)
    for slug, parent in (("county", None), ("bureau", "county"), ("town", "county")):
        world.tell(BEGIN, "agency.opened", ("agency", slug), slug, kind="department", parent=parent)
    days: dict[str, list[tuple[date, str]]] = {}
    for slug, offset, pack in [("county", 0, "near"), *adoptions]:
        day = BEGIN.date() + timedelta(offset)
        days.setdefault(slug, []).append((day, pack))
        world.tell(BEGIN, "pack.adopted", ("agency", slug), slug, **{"pack": pack, "from": str(day)})

    def pack_of(slug: str, on: date) -> str:
        for place in dict.fromkeys((slug, "county")):
            # the later adoption holds; of two for the same day, the one told last
            held = [(day, n, pack) for n, (day, pack) in enumerate(days.get(place, [])) if day <= on]
            if held:
                return max(held)[2]
        return "national"

    history, at = [], BEGIN
    for hours, verb, id, agency, channel, late in acts:
        at += timedelta(hours=hours)
        facts = {"channel": channel} if channel else {}
        if late is not None and verb == "received":
            facts["received_at"] = (at - timedelta(hours=late)).isoformat()
        if verb == "extended" and channel:
            facts["by"] = channel  # without anybody's consent it is no extension
        told = Told(world.seq + 1, at, f"application.{verb}", id, agency, facts)
        history.append(told)
        world.tell(at, told.verb, ("application", id), agency, **facts)

    expected = [
        (r.opened_seq, r.pack, r.id, r.closed_seq, r.outcome, r.due(calendar))
        for r in replies(history, calendar, pack_of, LIMITS)
    ]
    found = [
        (d.opened_seq, d.pack, d.subject[1], d.closed_seq, d.outcome, d.due_at and d.due_at.date())
        for d in world.duties("reply")
    ]
    assert found == expected
