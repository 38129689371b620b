"""演示清单: reads `registers.toml`: licences, penalties, enforcement and fees of units, and boards of villages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from gongkai.affairs.registers import schemas
from gongkai.affairs.registers.actions.archiving import archive_due, consult
from gongkai.affairs.registers.actions.closing import overturn, withdraw, withhold
from gongkai.affairs.registers.actions.entering import enter
from gongkai.affairs.registers.actions.publishing import correct, publish
from gongkai.affairs.registers.models import Ground, Overturning, Record
from gongkai.demo.cast import END, Act, Cast, moment
from gongkai.demo.county import County
from gongkai.demo.tables import Table
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import SYSTEM

FILE = Path(__file__).parent / "registers.toml"


@dataclass(frozen=True, slots=True)
class Correction:
    """What was put right in public: one column."""

    on: date
    note: str
    facts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Why it was taken back, and on which day the decision behind it fell."""

    on: date
    ground: str
    reason: str
    overturned_on: date
    how: str


@dataclass(frozen=True, slots=True)
class Withholding:
    """Why it was not published."""

    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """People came to read what is kept."""

    on: date
    people: int
    note: str


@dataclass(frozen=True, slots=True)
class Told:
    """One record as the story tells it; `published` is None while it waits."""

    register: str
    agency: str
    entered: date
    published: date | None
    facts: dict[str, str]
    correction: Correction | None
    withdrawal: Withdrawal | None
    withheld: Withholding | None
    consultation: Reading | None


def load_registers(county: County, path: Path = FILE) -> list[Told]:
    """The records of that file; raises TextError naming the file and the key."""
    top = Table.parse(path.name, path.read_text("utf-8"))
    found = [_told(row, county) for row in top.tables("records")]
    top.done()
    return found


def acts(cast: Cast, records: list[Told]) -> Iterator[Act]:
    """Everything that becomes of the records. A register that the county's law does not know is not kept."""
    for one in records:
        told: list[Record] = []
        key = f"{one.register} {one.agency} {one.entered} {next(iter(one.facts.values()))}"
        yield Act(moment(one.entered, 10, key), partial(_enter, cast, one, told))
        if one.published:
            yield Act(moment(one.published, 15, key), partial(_publish, cast, told))
        if one.correction:
            yield Act(moment(one.correction.on, 11, key), partial(_correct, cast, one, told))
        if one.withheld:
            yield Act(moment(one.withheld.on, 16, key), partial(_withhold, cast, one.withheld, told))
        if one.withdrawal:
            fell = one.withdrawal.overturned_on
            yield Act(moment(fell, 14, key), partial(_overturn, cast, one.withdrawal, told))
            yield Act(moment(one.withdrawal.on, 15, key), partial(_withdraw, cast, one.withdrawal, told))
        if one.consultation:
            yield Act(moment(one.consultation.on, 9, key), partial(_consult, cast, one.consultation, told))
    boards = {
        one.published
        for one in records
        if one.published and cast.county.agencies[one.agency].kind == "village"
    }
    # The machine takes down what was shown long enough, on the morning after.
    for on in sorted(boards):
        for day in range(31, 36):
            if on + timedelta(day) <= END:
                yield Act(
                    moment(on + timedelta(day), 6, f"displays {on} {day}"), partial(archive_due, by=SYSTEM)
                )


def _enter(cast: Cast, one: Told, told: list[Record]) -> None:
    agency = cast.agencies[one.agency]
    if one.register in schemas.kept_by(agency):
        by = cast.who(Permission.KEEP_REGISTERS, agency)
        told.append(enter(by=by, agency=agency, register=one.register, facts=one.facts))


def _publish(cast: Cast, told: list[Record]) -> None:
    if told:
        by = cast.who(Permission.PUBLISH_REGISTERS, told[0].agency)
        told[:] = publish(told, by=by, looked_at=True)


def _correct(cast: Cast, one: Told, told: list[Record]) -> None:
    for record in told:
        assert one.correction is not None
        facts = {**one.facts, **one.correction.facts}
        by = cast.who(Permission.PUBLISH_REGISTERS, record.agency)
        correct(record, by=by, seen=record.version, facts=facts, note=one.correction.note)


def _withhold(cast: Cast, why: Withholding, told: list[Record]) -> None:
    for record in told:
        withhold(record, by=cast.who(Permission.PUBLISH_REGISTERS, record.agency), reason=why.reason)


def _overturn(cast: Cast, why: Withdrawal, told: list[Record]) -> None:
    for record in told:
        by = cast.who(Permission.PUBLISH_REGISTERS, record.agency)
        overturn(record, by=by, on=why.overturned_on, how=why.how)


def _withdraw(cast: Cast, why: Withdrawal, told: list[Record]) -> None:
    for record in told:
        by = cast.who(Permission.PUBLISH_REGISTERS, record.agency)
        withdraw(record, by=by, ground=why.ground, reason=why.reason)


def _consult(cast: Cast, reading: Reading, told: list[Record]) -> None:
    for record in told:
        by = cast.who(Permission.KEEP_REGISTERS, record.agency)
        consult(record, by=by, on=reading.on, people=reading.people, note=reading.note)


def _told(row: Table, county: County) -> Told:
    found = Told(
        register=row.required("register", str),
        agency=row.chosen("agency", county.agencies),
        entered=row.required("entered", date),
        published=row.optional("published", date),
        facts=row.mapping("facts", str),
        correction=_correction(row.table("correction")),
        withdrawal=_withdrawal(row.table("withdrawal")),
        withheld=_withholding(row.table("withheld")),
        consultation=_reading(row.table("consultation")),
    )
    row.done()
    return found


def _correction(row: Table | None) -> Correction | None:
    if row is None:
        return None
    found = Correction(row.required("on", date), row.required("note", str), row.mapping("facts", str))
    row.done()
    return found


def _withdrawal(row: Table | None) -> Withdrawal | None:
    if row is None:
        return None
    found = Withdrawal(
        on=row.required("on", date),
        ground=row.chosen("ground", Ground.values),
        reason=row.required("reason", str),
        overturned_on=row.required("overturned_on", date),
        how=row.chosen("how", Overturning.values),
    )
    row.done()
    return found


def _withholding(row: Table | None) -> Withholding | None:
    if row is None:
        return None
    found = Withholding(row.required("on", date), row.required("reason", str))
    row.done()
    return found


def _reading(row: Table | None) -> Reading | None:
    if row is None:
        return None
    found = Reading(row.required("on", date), row.required("people", int), row.required("note", str))
    row.done()
    return found
