"""A pack: what one folder of TOML files says, and what the packs it extends say where it is silent."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal, TypeVar, cast

from gongkai.kernel.clock import Limit
from gongkai.kernel.law.clauses import Clause, in_order
from gongkai.kernel.law.dated import Entry, Sourced, version_on
from gongkai.kernel.law.duty_rules import DutyRule, LimitSpan, history, rules_on
from gongkai.kernel.law.fees import FeeVersion
from gongkai.kernel.law.letters import Part
from gongkai.kernel.law.references import cite
from gongkai.kernel.law.sections import (
    ACTS,
    CLAUSES,
    DUTIES,
    FEES,
    GATES,
    GROUNDS,
    LETTERS,
    LIMITS,
    SETTINGS,
    Act,
    Ground,
    Section,
)
from gongkai.kernel.law.settings import Value
from gongkai.kernel.law.source import Problem, Route, Source

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True)
class LegalLimit:
    """A time limit in force on a day.

    limit: the length of time, ready for the clock; value: the same as the pack writes it. citation: the
    basis in words, for a setting (verified=False) in words that do not claim it as law. pack: the name of
    the pack that decided.
    """

    id: str
    title: str
    counts: str
    bound: Literal["at_most", "at_least"]
    value: str
    limit: Limit
    since: date
    until: date | None
    basis: str
    citation: str
    verified: bool
    note: str
    pack: str


@dataclass(frozen=True)
class Setting:
    """What a pack decides on a day: the answer, its basis, and the name of the pack that gave it."""

    id: str
    title: str
    value: Value
    since: date
    until: date | None
    basis: str
    citation: str
    verified: bool
    note: str
    pack: str


@dataclass(frozen=True)
class Gate:
    """A review that a document passes before it is published, as it stands on a day.

    reviewer: whose permission passes it (secrecy, legality, wording, disclosure).
    """

    id: str
    title: str
    reviewer: str
    kinds: tuple[str, ...]
    checklist: tuple[str, ...]
    citation: str
    pack: str


@dataclass(frozen=True)
class Fee:
    """A way to charge on a day: the scale, what it is applied to, and its basis in words."""

    id: str
    title: str
    unit: str
    counts: str
    scale: FeeVersion
    citation: str
    pack: str


@dataclass(frozen=True)
class LetterText:
    """The words of a letter on a day; citation: what it rests on, in words."""

    id: str
    title: str
    parts: tuple[Part, ...]
    citation: str
    pack: str


@dataclass(frozen=True, eq=False)
class Pack:
    """The entries of one folder, and its parent. Days that it leaves open are decided by the parent."""

    name: str
    title: str
    note: str
    parent: "Pack | None"
    sections: Mapping[str, Mapping[str, Entry]]
    sources: Mapping[tuple[str, str], Source]

    def chain(self) -> "Iterator[Pack]":
        """This pack, then the one it extends, and so on: the first that speaks decides."""
        pack: Pack | None = self
        while pack is not None:
            yield pack
            pack = pack.parent

    def own(self, section: Section[E]) -> Mapping[str, E]:
        """The entries that this folder itself writes, by id."""
        return cast(Mapping[str, E], self.sections.get(section.name, {}))

    def entries(self, section: Section[E]) -> dict[str, E]:
        """The entries of the whole chain by id, parents first; a child's entry replaces its parent's."""
        merged: dict[str, E] = {}
        for pack in reversed(tuple(self.chain())):
            merged.update(pack.own(section))
        return merged

    @property
    def acts(self) -> dict[str, Act]:
        return self.entries(ACTS)

    @property
    def clauses(self) -> dict[str, Clause]:
        """The clause register, parents' clauses first."""
        return self.entries(CLAUSES)

    def register(self) -> dict[str, Clause]:
        """The clauses that this folder itself writes, in the order of its document."""
        own = self.own(CLAUSES)
        return {id: own[id] for id in sorted(own, key=in_order)}

    def cite(self, basis: str) -> str:
        """References in words: "foi:33.2" → 《中华人民共和国政府信息公开条例》第三十三条第二款.

        Raises ValueError, in Chinese, for a malformed reference, an unknown act, a place that is not in it.
        """
        return cite(basis, self.acts, self.clauses)

    def source_of(self, statement: Sourced) -> str:
        """The basis of a limit or ground in words; a setting says that it is one."""
        words = self.cite(statement.basis) if statement.basis else ""
        if statement.verified:
            return words
        return f"参照{words}设定，待核实" if words else "本系统设定，待核实"

    def limit(self, id: str, *, on: date) -> LegalLimit:
        """The limit as it stands on a day. Raises LookupError when there is none of this id on that day."""
        for pack in self.chain():
            entry = pack.own(LIMITS).get(id)
            if entry and (version := version_on(entry.versions, on)):
                return LegalLimit(
                    id=id,
                    title=entry.title,
                    counts=entry.counts,
                    bound=entry.bound,
                    limit=version.length,
                    citation=self.source_of(version),
                    pack=pack.name,
                    **version.model_dump(),
                )
        raise LookupError(f"The pack {self.name!r} has no limit {id!r} in force on {on}.")

    def limits(self, *, on: date) -> dict[str, LegalLimit]:
        """All limits in force on a day, by id."""
        found = {}
        for id in self.entries(LIMITS):
            try:
                found[id] = self.limit(id, on=on)
            except LookupError:
                continue
        return found

    def setting(self, id: str, *, on: date) -> Setting:
        """What the pack decides on a day. Raises LookupError when no pack of the chain says anything."""
        for pack in self.chain():
            entry = pack.own(SETTINGS).get(id)
            if entry and (version := version_on(entry.versions, on)):
                return Setting(
                    id=id,
                    title=entry.title,
                    citation=self.source_of(version),
                    pack=pack.name,
                    **version.model_dump(),
                )
        raise LookupError(f"The pack {self.name!r} has no setting {id!r} in force on {on}.")

    def fee(self, id: str, *, on: date) -> Fee:
        """The scale in force on a day. Raises LookupError when no pack of the chain has one."""
        for pack in self.chain():
            entry = pack.own(FEES).get(id)
            if entry and (version := version_on(entry.versions, on)):
                words = self.source_of(version)
                return Fee(id, entry.title, entry.unit, entry.counts, version, words, pack.name)
        raise LookupError(f"The pack {self.name!r} has no fee {id!r} in force on {on}.")

    def letter(self, id: str, *, on: date) -> LetterText:
        """The words in force on a day. Raises LookupError when no pack of the chain has any."""
        for pack in self.chain():
            entry = pack.own(LETTERS).get(id)
            if entry and (version := version_on(entry.versions, on)):
                words = self.cite(version.basis) if version.basis else ""
                return LetterText(id, entry.title, tuple(version.parts), words, pack.name)
        raise LookupError(f"The pack {self.name!r} has no letter {id!r} in force on {on}.")

    def gates(self, kind: str, *, on: date) -> list[Gate]:
        """The gates that a document of this kind passes under the law of a day, in the order of the packs."""
        found = []
        for id in self.entries(GATES):
            own = [(pack, entry) for pack in self.chain() if (entry := pack.own(GATES).get(id))]
            for pack, entry in own:
                if version := version_on(entry.versions, on):
                    if version.asks(kind):
                        found.append(
                            Gate(
                                id,
                                entry.title,
                                entry.reviewer,
                                tuple(version.kinds),
                                tuple(version.checklist),
                                pack.source_of(version),
                                pack.name,
                            )
                        )
                    break
        return found

    def grounds(self, *, on: date) -> dict[str, Ground]:
        """The grounds for withholding in force on a day, by id."""
        found: dict[str, Ground] = {}
        for pack in reversed(tuple(self.chain())):
            found.update((id, ground) for id, ground in pack.own(GROUNDS).items() if ground.in_force(on))
        return found

    def duty_history(self) -> Mapping[str, tuple[DutyRule, ...]]:
        """Every version of every duty of the chain by id, limits looked up; a child's duty replaces a parent's."""
        return self._duty_history

    @cached_property
    def _duty_history(self) -> Mapping[str, tuple[DutyRule, ...]]:
        return {
            id: history(id, entry, pack=self.name, spans_of=self.limit_spans, cite=self.source_of)
            for id, entry in self.entries(DUTIES).items()
        }

    def duties(self, *, on: date) -> dict[str, DutyRule]:
        """The duty rules in force on a day, by id."""
        return rules_on(self.duty_history(), on)

    def limit_spans(self, id: str) -> tuple[LimitSpan, ...]:
        """The values of a limit one after the other; none when the chain has no limit of this id."""
        own = [entry for pack in self.chain() if (entry := pack.own(LIMITS).get(id))]
        versions = [version for entry in own for version in entry.versions]
        cuts = {version.since for version in versions}
        cuts |= {version.until + timedelta(1) for version in versions if version.until}
        days = sorted(cuts)
        spans = []
        for day, following in zip(days, [*days[1:], None], strict=False):
            deciding = (each for entry in own if (each := version_on(entry.versions, day)))
            if version := next(deciding, None):
                until = following - timedelta(1) if following else None
                spans.append(LimitSpan(day, until, version.value))
        return tuple(spans)

    def problem(self, section: str, id: str, route: Route, sentence: str) -> Problem:
        """A complaint about an entry of this folder, with its file and line."""
        return self.sources[section, id].problem((section, id, *route), sentence)
