"""The parts of the page about a pack that say what is assessed, for how many points, and what is inspected."""

from gongkai.kernel.law.indicators import GROUPS, IndicatorVersion
from gongkai.kernel.law.inspections import FAULTS, CheckVersion
from gongkai.kernel.law.pack import Pack
from gongkai.kernel.law.sections import CHECKS, INDICATORS


def indicator_rows(pack: Pack) -> list[tuple[str, ...]]:
    """Id, title, part, measure, scoring, basis, dates, pack; each version of the chain."""
    return [
        (
            f"`{id}`",
            entry.title,
            GROUPS[entry.group],
            f"`{entry.measure}`",
            _scoring(version),
            pack.source_of(version),
            _since(version),
            each.title,
        )
        for id in pack.entries(INDICATORS)
        for each in pack.chain()
        if (entry := each.own(INDICATORS).get(id))
        for version in entry.versions
    ]


def check_rows(pack: Pack) -> list[tuple[str, ...]]:
    """Id, title, class of fault, what it looks at, basis, dates, pack; each version of the chain."""
    return [
        (
            f"`{id}`",
            entry.title,
            FAULTS[entry.fault],
            _looks_at(version),
            pack.source_of(version),
            _since(version),
            each.title,
        )
        for id in pack.entries(CHECKS)
        for each in pack.chain()
        if (entry := each.own(CHECKS).get(id))
        for version in entry.versions
    ]


def _scoring(version: IndicatorVersion) -> str:
    match version.scoring:
        case "veto":
            return f"一票否决，总分不超过{version.becomes}分"
        case "each":
            most = "" if version.cap is None else f"，最多扣{version.cap}分"
            return f"{version.points}分，每件扣{version.each}分{most}"
        case "threshold":
            return f"{version.points}分，达到{version.full_at}%得满分，否则{version.below}分"
    return f"{version.points}分，按比例"


def _looks_at(version: CheckVersion) -> str:
    if not version.on:
        return "不再检查"
    of = "、".join(f"`{one}`" for one in version.of)
    return "，".join(filter(None, (of, f"超过{version.within}天" if version.within else "")))


def _since(version: IndicatorVersion | CheckVersion) -> str:
    until = f" 至 {version.until}" if version.until else " 起"
    return f"{version.since}{until}"
