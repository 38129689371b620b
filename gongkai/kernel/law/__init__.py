"""Law 法规: packs of dated limits, grounds and acts, each with its basis; it computes no deadline.

A pack is a folder of TOML files: `pack.toml` (title, extends) and any further files with the sections that
gongkai.kernel.law.sections lists. A child pack decides the days it speaks for, its parent the rest.
"""

from gongkai.kernel.law.clause_printer import clauses_as_markdown
from gongkai.kernel.law.clauses import CAPABILITIES, Clause, Resolver, Tally, tally
from gongkai.kernel.law.duty_printer import duties_as_markdown
from gongkai.kernel.law.duty_rules import DutyRule, Trigger, rule_of
from gongkai.kernel.law.loading import check_packs, forget_packs, load_pack, pack_names
from gongkai.kernel.law.pack import LegalLimit, Pack, Setting
from gongkai.kernel.law.printer import law_as_markdown
from gongkai.kernel.law.sections import Act, Ground
from gongkai.kernel.law.source import PackError, Problem

__all__ = [
    "CAPABILITIES",
    "Act",
    "Clause",
    "DutyRule",
    "Ground",
    "LegalLimit",
    "Pack",
    "PackError",
    "Problem",
    "Resolver",
    "Setting",
    "Tally",
    "Trigger",
    "check_packs",
    "clauses_as_markdown",
    "duties_as_markdown",
    "forget_packs",
    "law_as_markdown",
    "load_pack",
    "pack_names",
    "rule_of",
    "tally",
]
