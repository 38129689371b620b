"""Clauses 条款: the registers of the packs, found and narrowed down, and how each clause stands here today."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from gongkai.engines.agencies.models import Agency
from gongkai.engines.duties.law import present_book
from gongkai.engines.duties.queries import Summary, summary_by_rule
from gongkai.kernel.clock import today
from gongkai.kernel.hanzi import fold
from gongkai.kernel.law import Clause, DutyRule, LegalLimit, Pack
from gongkai.kernel.law.references import parse_basis
from gongkai.oversight.promises.queries import (
    beginning,
    bound_agencies,
    installed,
    pack_of,
    packs_followed,
    readable,
)

FACETS = ("met", "capability", "actor", "strength")


@dataclass(frozen=True)
class Entry:
    """A clause with its number and the pack whose document it stands in."""

    id: str
    clause: Clause
    pack: Pack

    @property
    def citation(self) -> str:
        """The document with its title and number, and the place in it."""
        return self.pack.cite(self.id)

    @property
    def actors(self) -> tuple[str, ...]:
        """Who must do it, those who lead first."""
        return (self.clause.actor, *self.clause.together_with)

    @property
    def section(self) -> str:
        """The heading it stands under in its document: its place without the number of the point."""
        return self.clause.where.rstrip("0123456789")


@dataclass(frozen=True)
class Selection:
    """Which clauses; empty means any. met: "met" or "open"."""

    capability: str = ""
    actor: str = ""
    strength: str = ""
    met: str = ""
    words: str = ""


_HOLDS: Mapping[str, Callable[[Entry, str], bool]] = {
    "capability": lambda entry, value: entry.clause.capability == value,
    "actor": lambda entry, value: value in entry.actors,
    "strength": lambda entry, value: entry.clause.strength == value,
    "met": lambda entry, value: entry.clause.met == (value == "met"),
    "words": lambda entry, value: all(word in _said(entry) for word in fold(value).split()),
}


@dataclass(frozen=True)
class Register:
    """The clauses of a pack and of those it extends, in the order of their documents.

    agencies: how many agencies go by it today.
    """

    pack: Pack
    entries: Sequence[Entry]
    agencies: int

    def select(self, selection: Selection) -> list[Entry]:
        """Those that all the choices leave."""
        wanted = [(name, value) for name, value in vars(selection).items() if value]
        return [entry for entry in self.entries if all(_HOLDS[name](entry, value) for name, value in wanted)]

    def facets(self, selection: Selection) -> dict[str, list[tuple[str, int]]]:
        """By facet, how many clauses each of its values would show, the facet's own choice left aside."""
        counted = {}
        for name in FACETS:
            rest = self.select(replace(selection, **{name: ""}))
            values = Counter(value for entry in rest for value in _values(entry, name))
            counted[name] = values.most_common()
        return counted


def _values(entry: Entry, name: str) -> Sequence[str]:
    if name == "actor":
        return tuple(dict.fromkeys(entry.actors))
    if name == "met":
        return ("met" if entry.clause.met else "open",)
    return (str(getattr(entry.clause, name)),)


def _said(entry: Entry) -> str:
    return fold(f"{entry.id} {entry.clause.text} {entry.clause.where} {' '.join(entry.actors)}")


def seat() -> Agency | None:
    """The agency whose pack the whole house goes by: the highest that has adopted one, else the one at the
    top of the tree (which may be no more than a name there); None while there is none."""
    found = sorted(bound_agencies(), key=lambda agency: agency.path.count("/"))
    followed = packs_followed(found)
    return next((agency for agency in found if followed[agency.slug]), found[0] if found else None)


def house_pack() -> str:
    """The pack that the agency at the top goes by, `national` while none was adopted."""
    top = seat()
    return pack_of(top) if top else "national"


def register_of(pack: Pack) -> Register:
    """The clauses of one pack; none for a pack that registers none."""
    return _register(pack, list(packs_followed(bound_agencies()).values()).count(pack.name))


def _register(pack: Pack, agencies: int) -> Register:
    return Register(
        pack,
        [Entry(id, clause, one) for one in pack.chain() for id, clause in one.register().items()],
        agencies,
    )


def registers() -> dict[str, Register]:
    """By pack name, every installed pack that can be read and registers clauses; those followed here first."""
    followed = Counter(packs_followed(bound_agencies()).values())
    found = {}
    for name in sorted(installed(), key=lambda name: (-followed[name], name)):
        register = _register(pack, followed[name]) if (pack := readable(name)) else None
        if register and register.entries:
            found[name] = register
    return found


def entry(id: str) -> tuple[Register, Entry] | None:
    """The clause of this number, and the register in which it is followed here, if any is."""
    for register in registers().values():
        for one in register.entries:
            if one.id == id:
                return register, one
    return None


def limit_of(one: Entry) -> LegalLimit | None:
    """The limit that the clause sets or rests on, as it stands today."""
    try:
        return one.pack.limit(one.clause.limit, on=today()) if one.clause.limit else None
    except LookupError:
        return None


@dataclass(frozen=True)
class Kept:
    """A duty rule and how it was kept in the last months by all who go by it; None where nobody does."""

    rule: DutyRule
    figures: Summary | None


def rules_under(register: Register, entry: Entry) -> list[Kept]:
    """The duty rules in force today that meet the clause or rest on it."""
    book, day = present_book(), today()
    named = {reference.removeprefix("duty:") for reference in entry.clause.met_by}
    found = [
        one.rule
        for one in book.rules_of(register.pack.name)
        if one.rule.in_force(day) and (one.rule.id in named or rests_on(one.rule, entry.id))
    ]
    if not found or not register.agencies:
        return [Kept(rule, None) for rule in found]
    bound = bound_agencies()
    followed = packs_followed(bound)
    following = [agency for agency in bound if followed[agency.slug] == register.pack.name]
    figures = summary_by_rule(following, since=beginning())
    return [Kept(rule, figures.get(rule.id, Summary(rule.id))) for rule in found]


def rests_on(rule: DutyRule, id: str) -> bool:
    """Whether a clause stands in the rule's basis."""
    return bool(rule.basis) and any(reference.clause == id for reference in parse_basis(rule.basis))
