"""Duty rules ready for the engine: limits looked up, basis in words, one value for each span of days.

A rule is plain data and writes itself as such, so that the ledger can keep it: a duty stays under the version
it was opened under, whatever becomes of the pack's files.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Any, Literal, NamedTuple

from pydantic import TypeAdapter

from gongkai.kernel.clock import parse_limit
from gongkai.kernel.law.duties import DutyEntry, DutyVersion, Scalar, TriggerEntry, kinds_of


@dataclass(frozen=True)
class Trigger:
    """See TriggerEntry; `where` holds lists only, `limit` and `times` are those of an extension.

    consent: the fact that names who consented, consent_of: whose consent it must be; both empty where none is
    needed. ahead: see EndEntry.
    """

    verb: str
    where: Mapping[str, tuple[Scalar, ...]]
    of: str = ""
    of_kind: str = ""
    at: str = ""
    limit: str = ""
    times: int = 1
    consent: str = ""
    consent_of: str = ""
    ahead: bool = False


@dataclass(frozen=True)
class DutyRule:
    """A duty rule as it stands from `since` on; all limits are texts for the clock's parse_limit, but for one
    that the starting event tells: then `told` is the fact.

    pack: whose agencies it binds. limit_id: the pack's name of the limit, if it has one. citation: the basis
    in words. kinds: the kinds of agencies that owe a period duty. from_: the fact with the instant the clock
    starts from.
    """

    id: str
    pack: str
    title: str
    strength: Literal["must", "should"]
    kind: Literal["event", "period"]
    since: date
    until: date | None
    basis: str
    citation: str
    verified: bool
    note: str
    limit: str
    limit_id: str
    starts: tuple[Trigger, ...]
    ends: tuple[Trigger, ...]
    pauses: tuple[Trigger, ...]
    resumes: tuple[Trigger, ...]
    restarts: tuple[Trigger, ...]
    extends: tuple[Trigger, ...]
    cancels: tuple[Trigger, ...]
    counts: tuple[Trigger, ...]
    owes: str
    kinds: tuple[str, ...]
    from_: str
    warn: tuple[str, ...]
    action: str
    redates: tuple[Trigger, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Plain data for JSON; `rule_of` reads it back."""
        found = _without_silence(asdict(self))
        return {**found, "since": str(self.since), "until": str(self.until) if self.until else None}

    @property
    def told(self) -> str:
        """The fact of the starting event that tells the day on which the duty is due; empty for any other."""
        return self.limit.removeprefix("fact:") if self.limit.startswith("fact:") else ""

    @property
    def limit_zh(self) -> str:
        """How long, in Chinese."""
        return "以确定的日期为准" if self.told else parse_limit(self.limit).zh()

    @property
    def consents(self) -> tuple[str, ...]:
        """Whose consent an extension needs, in words."""
        return tuple(dict.fromkeys(each.consent_of for each in self.extends if each.consent_of))

    @property
    def version(self) -> str:
        """Twelve hex digits that change with whatever the rule says, but not with its last day."""
        said = {key: value for key, value in self.as_data().items() if key not in {"until", "note"}}
        return sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:12]

    def in_force(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)


# What rules could not say at first: left out where nothing is said, so that the ledger's older readings, and the
# duties opened under them, keep their version.
_SILENT = {"redates": (), "consent": "", "consent_of": "", "ahead": False}


def _without_silence(said: Any) -> Any:
    if isinstance(said, dict):
        return {
            key: _without_silence(value)
            for key, value in said.items()
            if key not in _SILENT or value != _SILENT[key]
        }
    return [_without_silence(one) for one in said] if isinstance(said, list | tuple) else said


_READER = TypeAdapter(DutyRule)


def rule_of(data: Mapping[str, Any]) -> DutyRule:
    """The rule that wrote this data. Raises pydantic's ValidationError for anything else."""
    return _READER.validate_python(data)


class LimitSpan(NamedTuple):
    """The text of a limit from one day through another (or until further notice)."""

    since: date
    until: date | None
    value: str


SpansOf = Callable[[str], tuple[LimitSpan, ...]]


def history(
    id: str, entry: DutyEntry, *, pack: str, spans_of: SpansOf, cite: Callable[[DutyVersion], str]
) -> tuple[DutyRule, ...]:
    """Every version of a duty, divided again where a limit that it names changes; in order of time.

    spans_of: the spans of a limit of the pack, none for a literal. Days for which a named limit has no value
    are left out.
    """
    rules: list[DutyRule] = []
    for version in sorted(entry.versions, key=lambda each: each.since):
        for since, until in _spans(version, spans_of):
            found = {text: value_on(text, since, spans_of) for _, text in version.limits()}
            if None in found.values():
                continue
            rule = _rule(id, entry, version, pack, cite(version), {k: v or "" for k, v in found.items()})
            rule = replace(rule, since=since, until=until)
            if rules and rules[-1].until == since - timedelta(1) and _same(rules[-1], rule):
                rules[-1] = replace(rules[-1], until=until)
            else:
                rules.append(rule)
    return tuple(rules)


def _same(one: DutyRule, other: DutyRule) -> bool:
    return replace(one, until=None) == replace(other, since=one.since, until=None)


def _spans(version: DutyVersion, spans_of: SpansOf) -> Iterator[tuple[date, date | None]]:
    """The version's days, cut wherever a limit it names begins or ceases to hold."""
    last = version.until or date.max
    cuts = {version.since}
    for _, text in version.limits():
        for span in spans_of(text):
            cuts.add(span.since)
            if span.until is not None and span.until < date.max:
                cuts.add(span.until + timedelta(1))
    days = sorted(day for day in cuts if version.since <= day <= last)
    for here, following in zip(days, [*days[1:], None], strict=True):
        yield here, following - timedelta(1) if following else version.until


def value_on(text: str, on: date, spans_of: SpansOf) -> str | None:
    spans = spans_of(text)
    if not spans:
        return text
    return next((s.value for s in spans if s.since <= on and (s.until is None or on <= s.until)), None)


def _rule(
    id: str, entry: DutyEntry, version: DutyVersion, pack: str, citation: str, limits: Mapping[str, str]
) -> DutyRule:
    def triggers(entries: Iterable[TriggerEntry]) -> tuple[Trigger, ...]:
        return tuple(
            Trigger(
                verb=each.verb,
                where={k: tuple(v) if isinstance(v, list) else (v,) for k, v in each.where.items()},
                of=(each.of or "").removeprefix("fact:"),
                of_kind=each.of_kind or "",
                at=(each.at or "").removeprefix("fact:"),
                limit=limits.get(getattr(each, "limit", ""), ""),
                times=getattr(each, "times", 1),
                consent=consent.fact.removeprefix("fact:") if consent else "",
                consent_of=consent.of if consent else "",
                ahead=getattr(each, "ahead", False),
            )
            for each in entries
            for consent in [getattr(each, "consent", None)]
        )

    return DutyRule(
        id=id,
        pack=pack,
        title=entry.title,
        strength=entry.strength,
        kind=entry.kind,
        since=version.since,
        until=version.until,
        basis=version.basis,
        citation=citation,
        verified=version.verified,
        note=version.note,
        limit=limits[version.limit],
        limit_id="" if limits[version.limit] == version.limit else version.limit,
        **{
            name: triggers(getattr(version, name))
            for name in (
                "starts",
                "ends",
                "pauses",
                "resumes",
                "restarts",
                "extends",
                "cancels",
                "counts",
                "redates",
            )
        },
        owes=version.owes,
        kinds=kinds_of(version.owes),
        from_=(version.from_ or "").removeprefix("fact:"),
        warn=tuple(version.warn),
        action=version.action,
    )


def rules_on(histories: Mapping[str, tuple[DutyRule, ...]], on: date) -> dict[str, DutyRule]:
    """The rules in force on a day, by id."""
    return {id: rule for id, rules in histories.items() if (rule := version_on_rules(rules, on))}


def version_on_rules(rules: Iterable[DutyRule], on: date) -> DutyRule | None:
    """The version in force on a day; None in a gap, before the first and after the last."""
    return next((rule for rule in rules if rule.in_force(on)), None)
