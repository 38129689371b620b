"""Clauses 条款 behind a duty: each place that its rule cites, with what the clause register says of it."""

from dataclasses import dataclass

from gongkai.kernel.law import Clause, DutyRule, PackError, load_pack
from gongkai.kernel.law.references import parse_basis


@dataclass(frozen=True)
class Cited:
    """One place of a document; `clause` is there when a register of ours puts it into words."""

    citation: str
    id: str = ""
    clause: Clause | None = None


def cited(rule: DutyRule) -> list[Cited]:
    """The places one by one; the rule's own citation where its pack can no longer be read, or has changed."""
    try:
        pack = load_pack(rule.pack)
        register = pack.clauses
        return [
            Cited(pack.cite(str(one)), one.clause, register.get(one.clause))
            for one in (parse_basis(rule.basis) if rule.basis else ())
        ]
    except (PackError, ValueError):
        return [Cited(rule.citation)] if rule.citation else []
