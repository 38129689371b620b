"""演示工作: reads `work.toml`, what the county does for openness year in, year out, and checks it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import get_args

from gongkai.demo.county import AGENCY_KINDS, County
from gongkai.demo.tables import Table
from gongkai.engines.agencies.permissions import ROLES
from gongkai.kernel.clock import PeriodUnit
from gongkai.oversight.tasks.records import KINDS

WORK_FILE = Path(__file__).parent / "work.toml"
UNITS: dict[str, PeriodUnit] = {unit: unit for unit in get_args(PeriodUnit)}


@dataclass(frozen=True, slots=True)
class Adoption:
    """When the county took up a pack, and from which day on it goes by it."""

    on: date
    from_: date


@dataclass(frozen=True, slots=True)
class Regular:
    """A record that every agency of these kinds leaves once in each period, on a day between the two `days`
    counted from the period's first; `missed` names those that did not, as "agency period", and `late` those that
    did on another day. `document`: what proves it, a document or a series that has one for the period."""

    kind: str
    kinds: tuple[str, ...]
    every: PeriodUnit
    since: date
    until: date | None
    days: tuple[int, int]
    facts: dict[str, str]
    missed: tuple[str, ...]
    late: dict[str, date]
    document: str


@dataclass(frozen=True, slots=True)
class Training:
    """A training: officers with one of these roles in agencies of these kinds, without the absent."""

    on: date
    agency: str
    subject: str
    roles: tuple[str, ...]
    kinds: tuple[str, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Handover:
    """One officer hands his work over to another; `accepted` is None while it is not finished."""

    agency: str
    from_: str
    to: str
    on: date
    accepted: date | None


@dataclass(frozen=True, slots=True)
class UnitTask:
    """One task in the plans of all units. `reported` says how many days before the date units report;
    `late` on which day some did, `returned` whose first report came back, `open` who has not reported."""

    content: str
    measure: str
    due_on: date
    reported: tuple[int, int]
    late: dict[str, date]
    returned: tuple[str, ...]
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitPlans:
    """The plan of a year that every agency of these kinds makes for itself and publishes within a window."""

    year: int
    title: str
    kinds: tuple[str, ...]
    window: tuple[date, date]
    late: dict[str, date]
    missed: tuple[str, ...]
    tasks: tuple[UnitTask, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """All that `work.toml` tells."""

    adoption: Adoption
    regular: tuple[Regular, ...]
    trainings: tuple[Training, ...]
    handovers: tuple[Handover, ...]
    unit_plans: tuple[UnitPlans, ...]


def load_work(county: County, path: Path = WORK_FILE) -> Work:
    """The work of that file; raises TextError naming the file and the key."""
    top = Table.parse(path.name, path.read_text("utf-8"))
    adoption = top.table("adoption")
    if adoption is None:
        raise top.fail("adoption", "say when the county adopts its pack")
    work = Work(
        adoption=Adoption(on=adoption.required("on", date), from_=adoption.required("from", date)),
        regular=tuple(_regular(row, county) for row in top.tables("regular")),
        trainings=tuple(_training(row, county) for row in top.tables("trainings")),
        handovers=tuple(_handover(row, county) for row in top.tables("handovers")),
        unit_plans=tuple(_unit_plans(row, county) for row in top.tables("unit_plans")),
    )
    adoption.done()
    top.done()
    return work


def _regular(row: Table, county: County) -> Regular:
    regular = Regular(
        kind=row.chosen("kind", KINDS),
        kinds=row.words("agencies", AGENCY_KINDS),
        every=UNITS[row.chosen("every", UNITS)],
        since=row.required("since", date),
        until=row.optional("until", date),
        days=row.pair("days", int),
        facts=row.mapping("facts", str),
        missed=row.words("missed"),
        late=row.mapping("late", date),
        document=row.optional("document", str) or "",
    )
    for key, named in (("missed", regular.missed), ("late", tuple(regular.late))):
        for one in named:
            if one.partition(" ")[0] not in county.agencies:
                raise row.fail(key, f"no agency in '{one}', write \"agency period\"")
    row.done()
    return regular


def _training(row: Table, county: County) -> Training:
    training = Training(
        on=row.required("on", date),
        agency=row.chosen("agency", county.agencies),
        subject=row.required("subject", str),
        roles=row.words("roles", ROLES),
        kinds=row.words("agencies", AGENCY_KINDS),
        absent=row.words("absent", county.people),
    )
    row.done()
    return training


def _handover(row: Table, county: County) -> Handover:
    handover = Handover(
        agency=row.chosen("agency", county.agencies),
        from_=row.chosen("from", county.people),
        to=row.chosen("to", county.people),
        on=row.required("on", date),
        accepted=row.optional("accepted", date),
    )
    row.done()
    return handover


def _unit_plans(row: Table, county: County) -> UnitPlans:
    plans = UnitPlans(
        year=row.required("year", int),
        title=row.required("title", str),
        kinds=row.words("agencies", AGENCY_KINDS),
        window=row.pair("window", date),
        late=row.mapping("late", date, county.agencies),
        missed=row.words("missed", county.agencies),
        tasks=tuple(_unit_task(one, county) for one in row.tables("tasks")),
    )
    row.done()
    return plans


def _unit_task(row: Table, county: County) -> UnitTask:
    task = UnitTask(
        content=row.required("content", str),
        measure=row.required("measure", str),
        due_on=row.required("due_on", date),
        reported=row.pair("reported", int),
        late=row.mapping("late", date, county.agencies),
        returned=row.words("returned", county.agencies),
        open=row.words("open", county.agencies),
    )
    row.done()
    return task
