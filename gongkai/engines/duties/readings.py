"""Readings 收录: the text of a pack and of the calendar as the ledger keeps them, and back; pure."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any

from gongkai.kernel.clock import WorkingCalendar
from gongkai.kernel.law import DutyRule, rule_of


@dataclass(frozen=True)
class Versioned:
    """A rule with the digits that name its text; counted once, since that takes a while."""

    rule: DutyRule
    version: str


def pack_facts(name: str, starts: Iterable[Versioned]) -> dict[str, Any]:
    """The duty rules of a pack as plain data, with their fingerprint."""
    duties = [start.rule.as_data() for start in starts]
    digest = sha256(json.dumps(duties, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:12]
    return {"pack": name, "fingerprint": digest, "duties": duties}


@lru_cache(maxsize=64)
def read_starts(duties: str) -> tuple[Versioned, ...]:
    """The rules of a reading, from JSON; kept, since every process reads them often."""
    rules = [rule_of(data) for data in json.loads(duties)]
    return tuple(Versioned(rule, rule.version) for rule in rules)


def calendar_facts(calendar: WorkingCalendar) -> dict[str, Any]:
    """A calendar as plain data."""
    return {
        "fingerprint": calendar.fingerprint,
        "covered": sorted(calendar.covered),
        "off": {str(day): name for day, name in calendar.off.items()},
        "made_up": {str(day): name for day, name in calendar.made_up.items()},
        "sources": list(calendar.sources),
    }


def calendar_from(facts: Mapping[str, Any]) -> WorkingCalendar:
    """The calendar that wrote this data."""
    return _calendar(json.dumps([facts[key] for key in ("covered", "off", "made_up", "sources")]))


@lru_cache(maxsize=8)
def _calendar(text: str) -> WorkingCalendar:
    covered, off, made_up, sources = json.loads(text)

    def days(of: Mapping[str, str]) -> dict[date, str]:
        return {date.fromisoformat(day): name for day, name in of.items()}

    return WorkingCalendar(frozenset(covered), days(off), days(made_up), tuple(sources))
