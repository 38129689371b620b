"""讲述考核和检查: a scheme for each year, objections, the published result; rounds of inspection and their ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from gongkai.demo.cast import Act, Cast, moment
from gongkai.engines.agencies.models import Agency
from gongkai.engines.agencies.permissions import Permission
from gongkai.oversight.assessment import actions, figures, objecting
from gongkai.oversight.assessment.models import Objection, Scheme
from gongkai.oversight.inspection import actions as findings
from gongkai.oversight.inspection import running
from gongkai.oversight.inspection.models import Finding, State

WEIGHT = Decimal("5")


@dataclass(frozen=True)
class Year:
    """When the scheme of a year was drafted and approved, and when its result was closed and published."""

    year: int
    drafted: date
    activated: date
    closed: date | None = None
    published: date | None = None


YEARS = (
    Year(2025, date(2025, 2, 17), date(2025, 2, 24), date(2026, 1, 19), date(2026, 1, 23)),
    Year(2026, date(2026, 2, 10), date(2026, 2, 14)),
)
# Who objects to what counts against it, when, why, and what the office answers: upheld or not.
OBJECTIONS = (
    (
        date(2025, 11, 18),
        date(2025, 11, 25),
        "该项工作由上级统一组织，时间由上级确定，请不计入本单位。",
        True,
        "情况属实，不再计入。",
    ),
    (
        date(2025, 11, 19),
        date(2025, 11, 25),
        "当月人员轮换，未能按时办理。",
        False,
        "人员轮换应当提前交接，维持原来的计算。",
    ),
)
ROUNDS = (date(2026, 10, 13), date(2026, 10, 27), date(2026, 11, 16))
EXPLAINED, ANSWERED = date(2026, 10, 15), date(2026, 10, 20)
# What the units say of columns that have nothing new, and the office accepts.
WHY = {
    "stale_column": "今年没有需要发布的新内容，有新内容时随时发布。",
}


def acts(cast: Cast) -> Iterator[Act]:
    """Schemes, objections, rounds."""
    for year in YEARS:
        yield Act(moment(year.drafted, 10, f"scheme {year.year}"), partial(_draft, cast, year.year))
        yield Act(moment(year.activated, 15, f"scheme {year.year}"), partial(_activate, cast, year.year))
        if year.closed and year.published:
            yield Act(moment(year.closed, 16, f"scheme {year.year}"), partial(_close, cast, year.year))
            yield Act(moment(year.published, 16, f"scheme {year.year}"), partial(_publish, cast, year.year))
    for number, (raised, decided, reason, upheld, answer) in enumerate(OBJECTIONS):
        yield Act(moment(raised, 11, f"objection {number}"), partial(_object, cast, number, reason))
        yield Act(moment(decided, 11, f"objection {number}"), partial(_decide, cast, reason, upheld, answer))
    for day in ROUNDS:
        yield Act(moment(day, 9, "inspection"), partial(_inspect, cast))
    yield Act(moment(EXPLAINED, 14, "inspection"), partial(_explain, cast))
    yield Act(moment(ANSWERED, 10, "inspection"), partial(_answer, cast))


def _scheme(cast: Cast, year: int) -> Scheme:
    return Scheme.objects.select_related("agency").get(agency=cast.government, year=year)


def _draft(cast: Cast, year: int) -> None:
    by = cast.who(Permission.ASSESS, cast.government)
    actions.draft_scheme(by=by, agency=cast.government, year=year, weight=WEIGHT)


def _activate(cast: Cast, year: int) -> None:
    scheme = _scheme(cast, year)
    by = cast.another(Permission.SIGN_DOCUMENTS, cast.government, "approver", scheme.hands)
    actions.activate(scheme, by=by)


def _close(cast: Cast, year: int) -> None:
    actions.close(_scheme(cast, year), by=cast.who(Permission.ASSESS, cast.government))


def _publish(cast: Cast, year: int) -> None:
    actions.publish(_scheme(cast, year), by=cast.who(Permission.ASSESS, cast.government))


def _object(cast: Cast, number: int, reason: str) -> None:
    """The unit that something counts against; another one each time."""
    found = figures.standings(_scheme(cast, 2025))
    missing = [
        (one.unit, score.indicator, case)
        for one in found
        for score in one.scores
        if score.indicator.measure == "duties"
        for case in score.missed[:1]
    ]
    units: dict[Agency, int] = {}
    for unit, _indicator, _case in missing:
        units.setdefault(unit, len(units))
    for unit, indicator, case in missing:
        if units[unit] == number:
            by = cast.who(Permission.NOTE_RECORDS, unit)
            objecting.raise_objection(indicator, unit=unit, by=by, reason=reason, case=case.key)
            return


def _decide(cast: Cast, reason: str, upheld: bool, answer: str) -> None:
    for row in Objection.objects.filter(reason=reason, decided_at=None):
        by = cast.another(Permission.ASSESS, cast.government, "openness_office", [row.raised_by])
        objecting.decide(row, by=by, upheld=upheld, answer=answer)


def _inspect(cast: Cast) -> None:
    running.inspect(cast.government, by=cast.who(Permission.ASSESS, cast.government))


def _explain(cast: Cast) -> None:
    for row in (
        Finding.objects.filter(check_id__in=WHY, state=State.OPEN).select_related("agency").order_by("id")
    ):
        by = cast.who(Permission.NOTE_RECORDS, row.agency)
        findings.explain(row, by=by, reason=WHY[row.check_id])


def _answer(cast: Cast) -> None:
    for row in Finding.objects.filter(state=State.EXPLAINED).select_related("agency").order_by("id"):
        by = cast.another(Permission.ASSESS, cast.government, "openness_office", [row.explained_by])
        findings.accept(row, by=by)
