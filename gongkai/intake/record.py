"""What intake says of one document: the record that `gongkai intake --json` prints."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Cite:
    """A document named in the text: its title without 《》, its number in canonical form; null where not stated."""

    title: str | None
    doc_number: str | None


@dataclass(frozen=True, slots=True)
class LimitFound:
    """A time limit in the text's words, its canonical form where it can be counted, and the clause around it."""

    text: str
    limit: str | None
    context: str


@dataclass(frozen=True, slots=True)
class DeadlineFound:
    """By when, in the text's words; `date` (ISO) only where the text itself fixes the year."""

    text: str
    date: str | None


@dataclass(frozen=True, slots=True)
class Task:
    """One duty of one clause or table row: `responsible` names every unit in text order, `lead` those that lead."""

    text: str
    responsible: list[str]
    lead: list[str]
    deadline: DeadlineFound | None


@dataclass(frozen=True, slots=True)
class RepairDone:
    """One kind of repair: how often, with a few of the places as they stood before."""

    kind: str
    count: int
    examples: list[str]


@dataclass(frozen=True, slots=True)
class Harvest:
    """What the page around the document says of it; null where it does not say."""

    title: str | None = None
    published_at: datetime | None = None
    published_on: date | None = None
    issued_on: date | None = None
    source: str | None = None
    author: str | None = None
    editor: str | None = None
    issuer: str | None = None
    doc_number: str | None = None
    index_no: str | None = None
    topic: str | None = None
    attribute: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A document described. Dates are ISO strings; null means that the document does not say.

    `disclosure_attribute` is proactive, on_request, exempt or null. `harvest` and `sha256` are for the caller and
    not part of `as_dict`.
    """

    path: str
    title: str | None
    inner_title: str | None
    doc_number: str | None
    issuers: list[str]
    issued_on: str | None
    published_on: str | None
    disclosure_attribute: str | None
    cites: list[Cite]
    limits: list[LimitFound]
    tasks: list[Task]
    traditional: bool
    repairs: list[RepairDone]
    doubts: list[str]
    body: str
    sha256: str = ""
    harvest: Harvest = field(default_factory=Harvest)

    def as_dict(self) -> dict[str, Any]:
        """The record as the plain object of `gongkai intake --json`."""
        found = asdict(self)
        del found["harvest"], found["sha256"]
        return found
