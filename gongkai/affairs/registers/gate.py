"""Gate 公开前审查: every public value of a record goes through the detectors before anybody outside reads it."""

from dataclasses import dataclass

from gongkai.affairs.documents.context import context_of
from gongkai.affairs.registers.values import Facts, is_masked
from gongkai.engines.agencies.models import Agency
from gongkai.engines.screening import KINDS, Context, Finding, Severity, screen
from gongkai.kernel.law.register_law import Register

# What has a form of its own was checked when it was entered.
_READ = ("text", "long_text", "person")
# A full name in another column is no chance; two characters may be part of another word.
_NO_CHANCE = 3


@dataclass(frozen=True)
class Doubt:
    """A place that a person must look at. certain: it would be wrong to publish it."""

    column: str
    finding: Finding

    @property
    def certain(self) -> bool:
        return self.finding.severity == "block"

    @property
    def sentence(self) -> str:
        """What was found where; never what stands there."""
        return f"“{self.column}”中有{KINDS[self.finding.kind].title}（{self.finding.masked}）：{self.finding.note}"


def context(agency: Agency) -> Context:
    """What the detectors know of an agency; asked once for many records."""
    return context_of(agency)


def doubts(register: Register, facts: Facts, shown: Facts, known: Context, *, more: str = "") -> list[Doubt]:
    """All that the detectors find in the public values, and in `more`, what is published beside them; and where what
    a column of `facts` covers or keeps inside stands open in another.

    Wording is the business of whoever writes a decision: only personal data, secrecy and damage are looked for.
    """
    texts = [
        (column.title, shown[column.id])
        for column in register.public
        if column.kind in _READ and column.id in shown
    ]
    texts += [("说明", more)] if more else []
    found: list[Doubt] = []
    whole = "\n".join(text for _title, text in texts)
    ends, end = [], 0
    for _title, text in texts:
        end += len(text) + 1
        ends.append(end)
    for finding in screen(whole, context=known):
        if KINDS[finding.kind].group != "wording":
            at = next(place for place, end in enumerate(ends) if finding.start < end)
            found.append(Doubt(texts[at][0], finding))
    return found + _laid_open(register, facts, texts)


def _laid_open(register: Register, facts: Facts, texts: list[tuple[str, str]]) -> list[Doubt]:
    """Names that one column covers or keeps inside and another says aloud. The name of a firm may well hold that of
    its owner: what is kept inside is for a person to judge."""
    found = []
    for column in register.version.columns:
        name = facts.get(column.id, "")
        hidden = is_masked(column, facts) or (column.kind == "person" and column.show == "internal")
        if not hidden or len(name) < 2:
            continue
        severity: Severity = "block" if column.show == "masked" and len(name) >= _NO_CHANCE else "warn"
        note = f"“{column.title}”不公开或者须遮盖，这里却原样写出，请改写。"
        for title, text in texts:
            if (at := text.find(name)) >= 0:
                covered = name[0] + "*" * (len(name) - 1)
                found.append(Doubt(title, Finding("name", at, at + len(name), covered, severity, note)))
    return found
