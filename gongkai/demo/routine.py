"""讲述日常: the pack is adopted, each unit names its own office, and the regular work of openness is done."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from gongkai.demo.cast import END, Act, Cast, chosen, moment
from gongkai.demo.series import slug_of
from gongkai.demo.work import Handover, Regular, Training, Work
from gongkai.engines.agencies.models import Agency
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.duties.actions import adopt_pack
from gongkai.kernel.clock import Period, default_calendar, periods
from gongkai.oversight.tasks.models import Record
from gongkai.oversight.tasks.notes import note

# What records of one kind differ in, so that their days differ too.
_SORTS = ("post", "register", "report")


def acts(cast: Cast, work: Work, pack: str) -> Iterator[Act]:
    """Adoption, records, trainings and handovers."""
    adoption = work.adoption
    yield Act(moment(adoption.on, 9, "pack"), partial(_adopt, cast, pack, adoption.from_))
    yield Act(moment(adoption.on, 10, "offices"), partial(_name_offices, cast))
    for regular in work.regular:
        yield from _regular(cast, regular)
    for training in work.trainings:
        yield Act(moment(training.on, 17, training.agency), partial(_train, cast, training))
    for handover in work.handovers:
        yield from _handover(cast, handover)


def _adopt(cast: Cast, pack: str, from_: date) -> None:
    government = cast.government
    keeper = cast.who(Permission.MANAGE_AGENCIES, government)
    adopt_pack(by=keeper, agency=government, pack=pack, from_=from_)


def _name_offices(cast: Cast) -> None:
    """Every unit has its own body for the daily work of disclosure (政府信息公开条例 art 4): its liaison's."""
    for agency in cast.of_kinds(("department", "township")):
        for officer in cast.with_role("liaison", agency)[:1]:
            if not officer.may(Permission.PLAN_TASKS, agency):
                cast.entrust(officer, "openness_office")


def _regular(cast: Cast, regular: Regular) -> Iterator[Act]:
    for agency in cast.of_kinds(regular.kinds):
        for period in periods(regular.since, regular.until or END, regular.every):
            key = f"{agency.slug} {period}"
            alike = next((regular.facts[name] for name in _SORTS if name in regular.facts), "")
            day = regular.late.get(key) or _between(regular.days, period, f"{key} {regular.kind} {alike}")
            if key not in regular.missed and regular.since <= day <= END:
                facts = _filled(cast, regular, agency, period)
                proof = (slug_of(regular.document, period), regular.document) if regular.document else ()
                yield Act(moment(day, 16, key), partial(_note, cast, regular.kind, agency, day, facts, proof))


def _between(days: tuple[int, int], period: Period, key: str) -> date:
    """A working day of the period."""
    first, last = days
    day = default_calendar().on_or_after(period.start + timedelta(first + chosen(last - first + 1, key)))
    assert day in period, f"{key}: the days {days} reach beyond the period"
    return day


def _filled(cast: Cast, regular: Regular, agency: Agency, period: Period) -> dict[str, str]:
    """The facts of a record, with the names of the agency's people put in."""
    leaders = cast.with_role("approver", agency) or cast.with_role("principal", agency)
    liaisons = cast.with_role("liaison", agency) or leaders
    words = {
        "name": agency.name,
        "short_name": agency.short_name,
        "period": period.label,
        "last_year": str(period.start.year - 1),
        "leader": leaders[0].name if leaders else "",
        "officer": liaisons[0].name if liaisons else "",
    }
    return {key: value.format(**words) for key, value in regular.facts.items()}


def _note(
    cast: Cast, kind: str, agency: Agency, on: date, facts: dict[str, Any], proof: tuple[str, ...] = ()
) -> Record:
    """`proof`: slugs, one of which is that of a document that is public by then."""
    by = cast.who(Permission.NOTE_RECORDS, agency)
    if proof:
        document = next(cast.documents[slug] for slug in proof if slug in cast.documents)
        facts = {**facts, "document": document.index_number}
    return note(kind=kind, agency=agency, by=by, on=on, **facts)


def _train(cast: Cast, training: Training) -> None:
    # The government trains everybody's people, a unit its own.
    host = cast.agencies[training.agency]
    trained = [
        name
        for name, one in cast.county.people.items()
        if host in (cast.government, cast.agencies[one.agency])
        and set(one.roles) & set(training.roles)
        and cast.agencies[one.agency].kind in training.kinds
        and name not in training.absent
    ]
    facts = {"subject": training.subject, "officers": trained}
    _note(cast, "training", host, training.on, facts)


def _handover(cast: Cast, handover: Handover) -> Iterator[Act]:
    agency, begun = cast.agencies[handover.agency], []

    def begin() -> None:
        facts = {"from": handover.from_, "to": handover.to}
        begun.append(_note(cast, "handover", agency, handover.on, facts))

    def accept(on: date) -> None:
        _note(cast, "handover_accepted", agency, on, {"of": begun[0].pk})

    yield Act(moment(handover.on, 10, handover.agency), begin)
    if handover.accepted is not None:
        yield Act(moment(handover.accepted, 15, handover.agency), partial(accept, handover.accepted))
