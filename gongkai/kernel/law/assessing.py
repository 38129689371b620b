"""What a pack says on a day about assessing 考核 and inspecting 检查: indicators, the kinds of openness, checks."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from gongkai.kernel.law.dated import version_on
from gongkai.kernel.law.indicators import IndicatorVersion
from gongkai.kernel.law.inspections import CheckVersion
from gongkai.kernel.law.pack import Pack
from gongkai.kernel.law.sections import CHECKS, INDICATORS, OPENNESS

# Settings that belong here.
MIN_WEIGHT, REQUIRED_GROUPS, RANKING = "assessment_min_weight", "assessment_groups", "ranking"


@dataclass(frozen=True)
class Indicator:
    """An indicator on a day: the rule, its basis in words, the pack that decided."""

    id: str
    title: str
    group: str
    measure: str
    rule: IndicatorVersion
    citation: str
    pack: str


@dataclass(frozen=True)
class OpennessKind:
    """A kind of openness on a day, with the kinds of documents that are evidence of it."""

    id: str
    title: str
    documents: tuple[str, ...]


def indicators(pack: Pack, *, on: date) -> list[Indicator]:
    """The indicators in force on a day, parents' first; one without points and veto is left out."""
    found = []
    for id in pack.entries(INDICATORS):
        for each in pack.chain():
            entry = each.own(INDICATORS).get(id)
            if entry and (rule := version_on(entry.versions, on)):
                if rule.points or rule.scoring == "veto":
                    words = each.source_of(rule)
                    found.append(
                        Indicator(id, entry.title, entry.group, entry.measure, rule, words, each.name)
                    )
                break
    return found


def openness_kinds(pack: Pack, *, on: date) -> list[OpennessKind]:
    """The kinds of openness that the pack tells apart on a day."""
    return [
        OpennessKind(id, entry.title, tuple(version.documents))
        for id, entry in pack.entries(OPENNESS).items()
        if (version := version_on(entry.versions, on))
    ]


def version_of(pack: Pack, *, on: date) -> str:
    """Twelve hex digits that change with whatever the pack says about indicators, groups and the least weight."""
    said = [
        (one.id, one.title, one.group, one.measure, one.rule.model_dump_json())
        for one in indicators(pack, on=on)
    ]
    limits = [str(pack.setting(name, on=on).value) for name in (MIN_WEIGHT, REQUIRED_GROUPS)]
    return sha256(repr((said, limits)).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Check:
    """A check as it stands on a day; citation: what it rests on, in words."""

    id: str
    title: str
    fault: str
    probe: str
    advice: str
    rule: CheckVersion
    citation: str


def checks(pack: Pack, *, on: date) -> list[Check]:
    """The checks in force on a day, in the order of the packs."""
    found = []
    for id in pack.entries(CHECKS):
        for each in pack.chain():
            entry = each.own(CHECKS).get(id)
            if entry and (rule := version_on(entry.versions, on)):
                if rule.on:
                    words = each.source_of(rule)
                    found.append(Check(id, entry.title, entry.fault, entry.probe, entry.advice, rule, words))
                break
    return found
