"""What is wrong with a duty although each of its parts has the right shape: limits, and parts that clash."""

from collections.abc import Iterator, Mapping
from datetime import date

from gongkai.kernel.clock import EachPeriod, FixedDate, Limit, SetDay, parse_limit
from gongkai.kernel.law.duties import DutyEntry, DutyVersion
from gongkai.kernel.law.duty_rules import SpansOf, value_on
from gongkai.kernel.law.source import Route


def duty_faults(entry: DutyEntry, spans_of: SpansOf) -> Iterator[tuple[Route, str]]:
    """Where in the entry, and what to do about it."""
    for index, version in enumerate(entry.versions):
        route: Route = ("versions", index)
        limits: dict[Route, Limit] = {}
        for place, text in version.limits():
            if text.startswith("fact:"):
                continue
            limit = _limit(text, version.since, spans_of)
            if isinstance(limit, str):
                yield (*route, *place), limit
            else:
                limits[place] = limit
        for place, sentence in _misshapen(entry, version, limits):
            yield (*route, *place), sentence


def _limit(text: str, on: date, spans_of: SpansOf) -> Limit | str:
    """The limit, or what to do about one that cannot be found."""
    spans = spans_of(text)
    if spans:
        value = value_on(text, on, spans_of)
        if value is None:
            return f"期限“{text}”在 {on} 尚未施行或者已经失效，请核对 since 或者期限的日期。"
        return parse_limit(value)
    try:
        return parse_limit(text)
    except ValueError:
        return f"“{text}”既不是本法规包中的期限代号，也不是可以识别的期限，请核对。"


def _misshapen(
    entry: DutyEntry, version: DutyVersion, limits: Mapping[Route, Limit]
) -> Iterator[tuple[Route, str]]:
    limit = limits.get(("limit",))
    running = ("starts", "ends", "pauses", "resumes", "restarts", "extends", "redates", "cancels")
    told = version.limit.startswith("fact:")
    if entry.kind == "period":
        if not version.counts:
            yield (), "周期性义务须写明 counts，即由哪些事件计数。"
        if named := [name for name in running if getattr(version, name)]:
            yield (named[0],), f"周期性义务不能写“{named[0]}”，请改用 counts。"
        if not version.owes.startswith("each:"):
            yield ("owes",), "周期性义务须由某类机构分别承担，owes 应写作“each:county,department”。"
        if isinstance(limit, FixedDate) and limit.year == "next":
            yield ("limit",), "周期性义务的日期须在当年以内，请写作“01-31”。"
        if told or (limit is not None and not isinstance(limit, FixedDate | EachPeriod)):
            yield ("limit",), "周期性义务的期限应写作“at least 1 per quarter”或者“01-31”。"
        return
    if not version.starts:
        yield (), "缺少 starts，请写明由哪些事件开始计时。"
    if not version.ends:
        yield (), "缺少 ends，请写明由哪些事件视为履行。"
    if version.counts:
        yield ("counts",), '只有周期性义务可以写 counts，请注明 kind = "period"。'
    if version.owes.startswith("each:"):
        yield ("owes",), "只有周期性义务可以由某类机构分别承担，请写明 agency、fact:名称 或者 role:角色。"
    if told and (version.extends or version.restarts):
        yield ("limit",), "由事件写明的日期不能延长或者重新起算，请去掉 extends 和 restarts，改用 redates。"
    if version.redates and not told:
        yield (
            ("redates",),
            "只有由事件写明日期的义务可以改定日期，请将 limit 写作“fact:名称”，或者去掉 redates。",
        )
    if any(each.ahead for each in version.ends) and any(each.of for each in version.starts):
        yield ("ends",), "起算事件以 of 指明事项的，不能提前履行，请去掉 ahead。"
    if isinstance(limit, FixedDate | EachPeriod | SetDay) and (version.pauses or version.extends):
        yield ("limit",), "规定日期或者周期的期限不能暂停或者延长，请去掉 pauses 和 extends。"
    for place, extra in limits.items():
        if place != ("limit",) and limit is not None and type(extra) is not type(limit):
            yield place, f"延长的期限（{extra.zh()}）须与原期限（{limit.zh()}）使用同一单位。"
