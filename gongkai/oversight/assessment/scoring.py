"""Scoring 计分: from how much was asked and how much was kept to points; pure arithmetic, exact to a hundredth.

What does not apply to a unit spreads its points over the rest in proportion: 60 of the 75 points that apply are 80.0.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Protocol

WHOLE = 100


class Rule(Protocol):
    """How an indicator is scored; see gongkai.kernel.law.indicators.IndicatorVersion."""

    scoring: str
    points: int
    each: int
    cap: int | None
    full_at: int
    below: int
    becomes: int


@dataclass(frozen=True)
class Result:
    """The result of a unit out of 100. given, of: the points reached and those that apply; vetoed: titles of vetoes.

    score is None where nothing applies.
    """

    score: Decimal | None
    given: Fraction
    of: int
    vetoed: bool


def points(rule: Rule, asked: int, kept: int) -> Fraction | None:
    """The points for `kept` of `asked`; None where nothing was asked, so that the indicator does not apply.

    Taken off for each miss, nothing asked is nothing missed: full points. A veto has no points. Whoever sets other
    points leaves `cap` and `below` as they are: neither counts for more than there is.
    """
    missed = asked - kept
    match rule.scoring:
        case "veto":
            return None
        case "each":
            most = rule.points if rule.cap is None else min(rule.cap, rule.points)
            return Fraction(rule.points - min(most, rule.each * missed))
        case _ if not asked:
            return None
        case "threshold":
            reached = kept * 100 >= rule.full_at * asked
            return Fraction(rule.points if reached else min(rule.below, rule.points))
    return Fraction(rule.points * kept, asked)


def whole(rows: Iterable[tuple[Rule, bool, int, int]]) -> Result:
    """The result of a unit from its indicators: rule, whether it applies to the unit, how much was asked and kept."""
    given, of = Fraction(0), 0
    limits: list[int] = []
    for rule, applies, asked, kept in rows:
        if not applies:
            continue
        if rule.scoring == "veto" and kept < asked:
            limits.append(rule.becomes)
        found = points(rule, asked, kept)
        if found is not None:
            given, of = given + found, of + rule.points
    if not of:
        return Result(None, given, of, bool(limits))
    score = given * WHOLE / of
    return Result(rounded(min(score, *map(Fraction, limits)) if limits else score), given, of, bool(limits))


def rounded(value: Fraction) -> Decimal:
    """To a hundredth, halves up, as official figures are."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
