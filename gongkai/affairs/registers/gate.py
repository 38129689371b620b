"""Gate 公开前审查: every public value of a record goes through the detectors before anybody outside reads it."""

from dataclasses import dataclass

from gongkai.affairs.documents.context import context_of
from gongkai.affairs.registers.values import Facts
from gongkai.engines.agencies.models import Agency
from gongkai.engines.screening import KINDS, Context, Finding, screen
from gongkai.kernel.law.register_law import Register

# What has a form of its own was checked when it was entered.
_READ = ("text", "long_text", "person")


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


def doubts(register: Register, shown: Facts, known: Context, *, more: str = "") -> list[Doubt]:
    """All that the detectors find in the public values, and in `more`, what is published beside them.

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
    return found
