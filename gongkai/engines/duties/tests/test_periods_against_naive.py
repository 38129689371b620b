"""For any history, whoever is concerned owes each half-year once, and what was held in it counts."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.engines.duties.readings import Versioned
from gongkai.engines.duties.tests.memory import World
from gongkai.engines.duties.tests.test_against_naive import REPLY, replace, trigger
from gongkai.kernel.clock import CHINA, bundled_calendar

HEARING = replace(
    REPLY, id="hearing", kind="period", limit="at least 2 per half-year", starts=(), ends=(), pauses=(),
    resumes=(), restarts=(), extends=(), cancels=(), counts=trigger("hearing.held", at="held_on"),
    owes="each:department", kinds=("department",), from_="",
)  # fmt: skip
PACKS = {"near": [Versioned(HEARING, HEARING.version)]}
BEGIN = datetime(2025, 9, 1, 9, tzinfo=CHINA)
AGENCIES = {"county": "county", "bureau": "department", "town": "township", "office": "department"}

told = st.lists(
    st.tuples(
        st.integers(0, 100),  # days since the event before
        st.sampled_from(["hearing", "hearing", "hearing", "adopt", "close", "other"]),
        st.sampled_from(["bureau", "office", "town"]),
        st.integers(0, 60),  # days since it was held; days until it is adopted
    ),
    max_size=25,
)


def half(day: date) -> str:
    return f"{day.year}-H{1 if day.month < 7 else 2}"


@pytest.mark.full
@given(told)
def test_each_half_year_is_owed_once(steps: list[tuple[int, str, str, int]]) -> None:
    world = World({**PACKS}, bundled_calendar())
    for slug, kind in AGENCIES.items():
        parent = None if slug == "county" else "county"
        world.tell(BEGIN, "agency.opened", ("agency", slug), slug, kind=kind, parent=parent)
    adopted: dict[str, date] = {}
    closed: set[str] = set()
    # agency → half-year → [how often held while it was owed, whether the agency closed before it was met]
    owed: dict[tuple[str, str], list[int]] = {}
    at = BEGIN
    for days, act, slug, offset in steps:
        for past in range(1, days + 1):
            _begin(owed, adopted, closed, (at + timedelta(past)).date())
        at += timedelta(days)
        if act == "adopt":
            day = at.date() + timedelta(offset)
            world.tell(at, "pack.adopted", ("agency", slug), slug, **{"pack": "near", "from": str(day)})
            adopted[slug] = min(day, adopted.get(slug, day))
            _begin(owed, adopted, closed, at.date())
        elif act == "close" and slug not in closed:
            world.tell(at, "agency.closed", ("agency", slug), slug, on=str(at.date()))
            closed.add(slug)
            for (owner, _), row in owed.items():
                if owner == slug and row[0] < 2:
                    row[1] = 1
        elif act == "hearing":
            held = at.date() - timedelta(offset)
            world.tell(at, "hearing.held", ("hearing", str(world.seq)), slug, held_on=str(held))
            row = owed.get((slug, half(held)), [2, 0])
            if row[0] < 2 and not row[1]:
                row[0] += 1
        else:
            world.tell(at, "letter.read", ("letter", "1"), slug)
    expected = {
        key: "met" if seen >= 2 else "cancelled" if cancelled else ""
        for key, (seen, cancelled) in owed.items()
    }
    found = {(duty.agency, duty.period): str(duty.outcome) for duty in world.duties("hearing")}
    # what began after the last event is opened by the next one
    assert found == expected
    assert len(world.duties("hearing")) == len(found)


def _begin(
    owed: dict[tuple[str, str], list[int]], adopted: dict[str, date], closed: set[str], day: date
) -> None:
    for slug, since in adopted.items():
        if AGENCIES[slug] == "department" and since <= day and slug not in closed:
            owed.setdefault((slug, half(day)), [0, 0])
