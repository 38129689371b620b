"""Scoring: the arithmetic of published indicator tables, and that no history gives a figure out of bounds."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.oversight.assessment.scoring import points, whole


@dataclass(frozen=True)
class Rule:
    scoring: str = "share"
    points: int = 0
    each: int = 0
    cap: int | None = None
    full_at: int = 100
    below: int = 0
    becomes: int = 0


@pytest.mark.parametrize(
    ("rule", "asked", "kept", "found"),
    [
        (Rule("share", 10), 4, 3, Fraction(15, 2)),
        (Rule("share", 10), 0, 0, None),
        # 鲤城区: a late document costs 5 of 10; the third changes nothing.
        (Rule("each", 10, each=5), 9, 8, 5),
        (Rule("each", 10, each=5), 9, 7, 0),
        (Rule("each", 10, each=5), 9, 6, 0),
        (Rule("each", 10, each=5, cap=5), 9, 0, 5),
        (Rule("each", 3, each=5, cap=5), 9, 0, 0),  # other points than the pack's: no less than none
        (Rule("each", 10, each=5), 0, 0, 10),
        # 霍邱县: none interpreted loses half, one interpreted is full.
        (Rule("threshold", 2, full_at=1, below=1), 60, 0, 1),
        (Rule("threshold", 2, full_at=1, below=1), 60, 1, 2),
        (Rule("threshold", 2, full_at=90, below=5), 10, 0, 2),
        (Rule("threshold", 10, full_at=90), 10, 9, 10),
        (Rule("threshold", 10, full_at=90), 100, 89, 0),
        (Rule("veto", becomes=59), 3, 0, None),
    ],
)
def test_points(rule: Rule, asked: int, kept: int, found: Fraction | int | None) -> None:
    assert points(rule, asked, kept) == found


def test_what_does_not_apply_is_spread_over_the_rest() -> None:
    """A department without services: 60 of the 75 points that apply are 80 (国办秘函〔2019〕19号)."""
    rows = [(Rule("share", 75), True, 5, 4), (Rule("share", 25), False, 0, 0)]
    assert whole(rows).score == Decimal("80.00")
    assert whole([*rows, (Rule("share", 10), True, 0, 0)]).score == Decimal("80.00")
    assert whole([(Rule("share", 10), False, 0, 0)]).score is None


def test_a_veto_limits_the_whole_whatever_else_was_reached() -> None:
    """One failing account is 59 (肇庆); below that it takes nothing away."""
    good, bad = (Rule("share", 100), True, 1, 1), (Rule("share", 100), True, 10, 5)
    veto = (Rule("veto", becomes=59), True, 1, 0)
    assert (whole([good, veto]).score, whole([good, veto]).vetoed) == (Decimal("59.00"), True)
    assert whole([bad, veto]).score == Decimal("50.00")
    assert whole([good, (veto[0], False, 1, 0)]).score == Decimal("100.00")
    assert whole([(Rule("share", 3), True, 3, 1)]).score == Decimal("33.33")


RULES = st.builds(
    lambda scoring, full, each, at, low: Rule(
        scoring, 0 if scoring == "veto" else full, each=each, full_at=at, below=min(low, full), becomes=59
    ),
    st.sampled_from(["share", "each", "threshold", "veto"]),
    st.integers(1, 100), st.integers(1, 9), st.integers(1, 100), st.integers(0, 9),
)  # fmt: skip
ROWS = st.lists(st.tuples(RULES, st.booleans(), st.integers(0, 9), st.integers(0, 9)), max_size=6)


@settings(max_examples=30, deadline=None)
@given(ROWS)
def test_no_evidence_leads_out_of_bounds_and_keeping_more_never_costs(
    rows: list[tuple[Rule, bool, int, int]],
) -> None:
    rows = [(rule, applies, asked, min(asked, kept)) for rule, applies, asked, kept in rows]
    found = whole(rows)
    assert found.score is None or 0 <= found.score <= 100
    assert 0 <= found.given <= found.of
    better = whole((rule, applies, asked, asked) for rule, applies, asked, _kept in rows)
    assert found.score is None or (better.score is not None and better.score >= found.score)
