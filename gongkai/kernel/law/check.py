"""What is wrong with a pack although each of its entries has the right shape: dates and references."""

from collections.abc import Iterator
from datetime import date

from gongkai.kernel.law.clause_check import clause_faults
from gongkai.kernel.law.clauses import Clause, Resolver
from gongkai.kernel.law.dated import Entry, Sourced, overlaps
from gongkai.kernel.law.duties import DutyEntry
from gongkai.kernel.law.duty_check import duty_faults
from gongkai.kernel.law.letters import letter_faults
from gongkai.kernel.law.pack import Pack
from gongkai.kernel.law.references import Reference, parse_basis, unknown
from gongkai.kernel.law.register_law import register_faults
from gongkai.kernel.law.sections import CLAUSES, LETTERS, REGISTERS, Act
from gongkai.kernel.law.source import Problem, Route


def entry_problems(pack: Pack) -> list[Problem]:
    """The faults of the entries that this pack itself writes, whatever section they stand in."""
    acts, clauses = pack.acts, pack.clauses
    return [
        pack.problem(section, id, route, sentence)
        for section, entries in pack.sections.items()
        for id, entry in entries.items()
        for route, sentence in (*_faults(entry, acts, clauses), *_duty_faults(entry, pack))
    ] + [
        pack.problem(LETTERS.name, id, route, sentence)
        for id, letter in pack.own(LETTERS).items()
        for route, sentence in letter_faults(id, letter)
    ] + [
        pack.problem(REGISTERS.name, id, route, sentence)
        for id, entry in pack.own(REGISTERS).items()
        for route, sentence in register_faults(id, entry, pack)
    ] + clause_problems(pack)  # fmt: skip


def clause_problems(pack: Pack, resolver: Resolver | None = None) -> list[Problem]:
    """What the clauses that this pack itself writes refer to and is not there.

    Without a resolver only what stands in the packs themselves is looked for.
    """
    return [
        pack.problem(CLAUSES.name, id, route, sentence)
        for id, clause in pack.own(CLAUSES).items()
        for route, sentence in clause_faults(id, clause, pack, resolver)
    ]


def _duty_faults(entry: Entry, pack: Pack) -> Iterator[tuple[Route, str]]:
    if isinstance(entry, DutyEntry):
        yield from duty_faults(entry, pack.limit_spans)


def _faults(entry: Entry, acts: dict[str, Act], clauses: dict[str, Clause]) -> Iterator[tuple[Route, str]]:
    versions: list[Sourced] = getattr(entry, "versions", [])
    for earlier, later in overlaps(versions):
        until = versions[earlier].until
        yield (
            ("versions", later),
            f"与 {versions[earlier].since} 起施行的一款日期重叠，请把前一款的 until"
            f"{'（' + str(until) + '）' if until else ''}改到 {versions[later].since} 之前。",
        )
    if isinstance(entry, Sourced):
        yield from _unfounded(entry, (), acts, clauses)
    for index, version in enumerate(versions):
        yield from _unfounded(version, ("versions", index), acts, clauses)


def _unfounded(
    statement: Sourced, route: Route, acts: dict[str, Act], clauses: dict[str, Clause]
) -> Iterator[tuple[Route, str]]:
    """Where a dated statement refers to what is not there, or not yet, or no longer."""
    place = (*route, "basis")
    try:
        references = parse_basis(statement.basis) if statement.basis else ()
    except ValueError as error:
        yield place, str(error)
        return
    for reference in references:
        if fault := next(unknown(reference, acts, clauses), ""):
            yield place, fault
            continue
        act = acts[reference.act]
        for sentence in reference.faults(act):
            yield place, sentence
        yield from _out_of_force(statement, route, reference, act)


def _out_of_force(
    statement: Sourced, route: Route, reference: Reference, act: Act
) -> Iterator[tuple[Route, str]]:
    if act.verified and statement.since < act.in_force:
        yield (
            (*route, "since"),
            f"生效日期 {statement.since} 早于其依据“{reference}”的施行日期 {act.in_force}，请核对。",
        )
    if act.until is not None and (statement.until or date.max) > act.until:
        yield (
            (*route, "until"),
            f"依据“{reference}”已于 {act.until} 失效，请把 until 写到该日为止，或者改用现行依据。",
        )
