"""Figures 考核得分: the scores of the units, counted from the evidence, or as they were frozen at the close."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from gongkai.engines.agencies.models import Agency
from gongkai.engines.agencies.queries import agencies, below
from gongkai.kernel.clock import today
from gongkai.oversight.assessment.measures import MEASURES, Case, Cases, Span, case_of
from gongkai.oversight.assessment.models import (
    FrozenScore,
    Objection,
    Scheme,
    SchemeIndicator,
    State,
    Verdict,
)
from gongkai.oversight.assessment.scoring import WHOLE, Result, points, whole

UNITS = ("department", "township")


@dataclass(frozen=True)
class Score:
    """What an indicator comes to for a unit. excused: cases that an upheld objection took out of the count."""

    indicator: SchemeIndicator
    applies: bool
    cases: Sequence[Case] = ()
    excused: Sequence[Case] = ()

    @property
    def asked(self) -> int:
        return len(self.cases)

    @property
    def kept(self) -> int:
        return sum(case.kept for case in self.cases)

    @property
    def missed(self) -> list[Case]:
        return [case for case in self.cases if not case.kept]

    @property
    def points(self) -> Fraction | None:
        """None where the indicator does not apply or has no points."""
        return points(self.indicator, self.asked, self.kept) if self.applies else None

    @property
    def lost(self) -> Fraction:
        """How many of its points are missing."""
        return Fraction(0) if self.points is None else self.indicator.points - self.points

    @property
    def can_be_won(self) -> Fraction:
        """How many would come back if everything were done that still counts."""
        if self.points is None:
            return Fraction(0)
        mended = self.kept + sum(case.can_be_won for case in self.missed)
        best = points(self.indicator, self.asked, mended)
        return Fraction(0) if best is None else best - self.points


@dataclass(frozen=True)
class Standing:
    """A unit with the score of each indicator, in their order."""

    unit: Agency
    scores: Sequence[Score] = field(default_factory=tuple)

    @property
    def result(self) -> Result:
        return whole((one.indicator, one.applies, one.asked, one.kept) for one in self.scores)

    def in_whole(self, part: Fraction) -> Fraction:
        """So many points of those that apply to the unit, out of 100."""
        return part * WHOLE / self.result.of if self.result.of else Fraction(0)


def span_of(scheme: Scheme) -> Span:
    """The days that the scheme assesses, so far."""
    return Span(date(scheme.year, 1, 1), min(date(scheme.year, 12, 31), today()))


def units_of(scheme: Scheme) -> list[Agency]:
    """Who is assessed: the departments and townships under the agency; one that has none is assessed itself."""
    if scheme.state == State.CLOSED:
        frozen = FrozenScore.objects.filter(indicator__scheme=scheme).values("agency")
        return list(Agency.objects.filter(pk__in=frozen))
    last = date(scheme.year, 12, 31)
    found = (below(scheme.agency, itself=False) & agencies()).filter(kind__in=UNITS, opened_on__lte=last)
    return list(found) or [scheme.agency]


def standings(scheme: Scheme, units: Sequence[Agency] | None = None) -> list[Standing]:
    """Every unit (or those given) with its scores: frozen if the scheme is closed, counted now if it is not."""
    units = units_of(scheme) if units is None else list(units)
    indicators = list(scheme.indicators.all())
    if scheme.state == State.CLOSED:
        return _frozen(indicators, units)
    span = span_of(scheme)
    found: dict[int, Cases] = {}
    if span.since > span.until:
        found = {one.pk: {} for one in indicators}  # the year has not begun
    else:
        for one in indicators:
            found[one.pk] = MEASURES[one.measure](units, span, one.of)
    excused = _excused(scheme)
    return [
        Standing(unit, [_score(one, unit, found[one.pk].get(unit.pk, []), excused) for one in indicators])
        for unit in units
    ]


def freeze(scheme: Scheme) -> list[Standing]:
    """Keep what is counted now; for `actions.close` alone."""
    found = standings(scheme)
    FrozenScore.objects.bulk_create(
        FrozenScore(
            indicator=score.indicator,
            agency=one.unit,
            applies=score.applies,
            cases=[
                *({**case.as_data(), "excused": False} for case in score.cases),
                *({**case.as_data(), "excused": True} for case in score.excused),
            ],
        )
        for one in found
        for score in one.scores
    )
    return found


def _score(
    indicator: SchemeIndicator,
    unit: Agency,
    cases: Sequence[Case],
    excused: Mapping[tuple[int, int], set[str]],
) -> Score:
    out = excused.get((indicator.pk, unit.pk), set())
    applies = (not indicator.kinds or unit.kind in indicator.kinds) and "" not in out
    if not applies:
        return Score(indicator, applies=False)
    return Score(
        indicator,
        applies=True,
        cases=[case for case in cases if case.key not in out],
        excused=[case for case in cases if case.key in out],
    )


def _excused(scheme: Scheme) -> dict[tuple[int, int], set[str]]:
    """By indicator and unit the keys of cases that upheld objections took out; the empty key takes all."""
    upheld = Objection.objects.filter(indicator__scheme=scheme, verdict=Verdict.UPHELD)
    found: dict[tuple[int, int], set[str]] = defaultdict(set)
    for indicator, agency, case in upheld.values_list("indicator", "agency", "case"):
        found[indicator, agency].add(case)
    return found


def _frozen(indicators: Sequence[SchemeIndicator], units: Sequence[Agency]) -> list[Standing]:
    rows = {
        (row.indicator_id, row.agency_id): row
        for row in FrozenScore.objects.filter(indicator__in=indicators, agency__in=units)
    }

    def score(indicator: SchemeIndicator, unit: Agency) -> Score:
        row = rows.get((indicator.pk, unit.pk))
        if row is None:
            return Score(indicator, applies=False)
        counted = [case_of(one) for one in row.cases if not one["excused"]]
        return Score(indicator, row.applies, counted, [case_of(one) for one in row.cases if one["excused"]])

    return [Standing(unit, [score(one, unit) for one in indicators]) for unit in units]
