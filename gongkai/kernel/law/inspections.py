"""Inspection checks 检查项目: which faults of a site are looked for, in four classes, with which probe and measure."""

from typing import Literal, TypeAlias

from pydantic import Field

from gongkai.kernel.law.dated import Entry, Sourced

# How places are looked at; gongkai.oversight.inspection.probes says what each sees.
ProbeName: TypeAlias = Literal[
    "overdue", "stale", "findings", "unnumbered", "uninterpreted", "files", "links", "empty"
]
# The four faults of sites, in the order in which documents name them (GD-14f).
FAULTS = {
    "not_timely": "不及时",
    "not_accurate": "不准确",
    "not_responsive": "不回应",
    "not_useful": "不实用",
}


class CheckVersion(Sourced):
    """What a check looks at between two dates.

    of: what of its field it looks at (kinds of documents, ids of duty rules, degrees of findings). within: days after
    which a thing counts as left alone. kinds: the kinds of agencies it is for; none for all.
    on: false closes the check for the days it holds.
    """

    on: bool = True
    of: list[str] = []
    within: int = Field(default=0, ge=0)
    kinds: list[str] = []


class CheckEntry(Entry):
    """A check. fault: which of the four it finds. probe: how it looks.

    advice: what makes it good, as the page says it to whoever has to.
    """

    title: str = Field(min_length=1)
    fault: Literal["not_timely", "not_accurate", "not_responsive", "not_useful"]
    probe: ProbeName
    advice: str = Field(min_length=1)
    versions: list[CheckVersion] = Field(min_length=1)
