"""What the agency's law says of concerns 舆情规定: levels of risk, forms of answering, what is confirmed before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from gongkai.engines.agencies.models import Agency
from gongkai.engines.duties.packs import pack_for
from gongkai.kernel.clock import today
from gongkai.kernel.law.concerns import FormEntry, FormVersion, RiskEntry, RiskVersion
from gongkai.kernel.law.dated import version_on
from gongkai.kernel.law.pack import Pack
from gongkai.kernel.law.sections import RESPONSE_FORMS, RISKS, Section

E = TypeVar("E", RiskEntry, FormEntry)
CHECK = "response_check"


@dataclass(frozen=True)
class Risk:
    """A level of risk in force; citation: what it rests on, in words."""

    id: str
    title: str
    said: RiskVersion
    citation: str


@dataclass(frozen=True)
class Form:
    """A form of answering in force."""

    id: str
    title: str
    said: FormVersion


def risks(agency: Agency) -> dict[str, Risk]:
    """The levels of today by id, the highest first."""
    found = [
        Risk(id, entry.title, version, pack.source_of(version))
        for id, pack, entry in _deciding(agency, RISKS, today())
        if (version := version_on(entry.versions, today()))
    ]
    return {one.id: one for one in sorted(found, key=lambda one: one.said.rank)}


def forms(agency: Agency, step: str = "") -> dict[str, Form]:
    """The forms of today by id; of one step of the course only those that may be chosen there."""
    return {
        id: Form(id, entry.title, version)
        for id, _pack, entry in _deciding(agency, RESPONSE_FORMS, today())
        if (version := version_on(entry.versions, today())) and (not step or step in version.steps)
    }


def check_points(agency: Agency) -> list[str]:
    """What a second person confirms before a response goes out; none where the pack asks for no such check."""
    value = pack_for(agency).setting(CHECK, on=today()).value
    return [str(one) for one in value] if isinstance(value, list) else []


def _deciding(agency: Agency, section: Section[E], on: date) -> Iterator[tuple[str, Pack, E]]:
    """Each entry with the nearest pack of the chain that says something of it on the day."""
    pack = pack_for(agency)
    for id in pack.entries(section):
        for each in pack.chain():
            entry = each.own(section).get(id)
            if entry and version_on(entry.versions, on):
                yield id, each, entry
                break
