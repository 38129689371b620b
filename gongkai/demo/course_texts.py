"""演示过程: what a document's file says of its way to publication: consulted, sent back, signed jointly, withheld."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.affairs.documents.models import Gate, InterpretationFacts
from gongkai.demo.tables import Table


@dataclass(frozen=True, slots=True)
class Consultation:
    """When opinions on the draft were asked for, where the call stood, and what came of them."""

    began_on: date
    ended_on: date
    notice: str
    received: int
    adopted: int
    outcome: str


@dataclass(frozen=True, slots=True)
class Returned:
    """A gate that sent the text back on a day: the draft said `first` where the document now says `then`."""

    on: date
    gate: str
    reason: str
    first: str
    then: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """Put away on a day under an entry of the negative list; on the day of publication it was opened, and why."""

    on: date
    entry: str
    reason: str
    opened: str


@dataclass(frozen=True, slots=True)
class Reading:
    """In which forms an interpretation interprets, and who does it."""

    forms: tuple[str, ...]
    interpreter: str
    name: str


@dataclass(frozen=True, slots=True)
class Way:
    """All that is special about a document's course."""

    joint: tuple[str, ...] = ()
    consultation: Consultation | None = None
    returned: Returned | None = None
    withheld: Withheld | None = None
    reading: Reading | None = None


def read_way(top: Table, agencies: Mapping[str, object], kind: str, body: str) -> Way:
    """The way of one document; raises TextError naming the key."""
    way = Way(
        joint=top.words("joint", agencies),
        consultation=_consultation(top.table("consultation")),
        returned=_returned(top.table("returned"), body),
        withheld=_withheld(top.table("withheld")),
        reading=_reading(top.table("interpretation")),
    )
    if (kind == "interpretation") is not (way.reading is not None):
        raise top.fail(
            "interpretation", "say of each interpretation, and of nothing else, its forms and interpreter"
        )
    if kind == "normative" and way.consultation is None:
        raise top.fail("consultation", "say when opinions on the normative document were asked for")
    return way


def _consultation(row: Table | None) -> Consultation | None:
    if row is None:
        return None
    found = Consultation(
        began_on=row.required("began_on", date),
        ended_on=row.required("ended_on", date),
        notice=row.required("notice", str),
        received=row.required("received", int),
        adopted=row.required("adopted", int),
        outcome=row.required("outcome", str),
    )
    row.done()
    return found


def _reading(row: Table | None) -> Reading | None:
    if row is None:
        return None
    found = Reading(
        forms=row.words("forms", InterpretationFacts.Form.values),
        interpreter=row.chosen("interpreter", InterpretationFacts.Interpreter.values),
        name=row.required("name", str),
    )
    row.done()
    return found


def _returned(row: Table | None, body: str) -> Returned | None:
    if row is None:
        return None
    found = Returned(
        on=row.required("on", date),
        gate=row.chosen("gate", Gate.values),
        reason=row.required("reason", str),
        first=row.required("first", str),
        then=row.required("then", str),
    )
    if body.count(found.then) != 1:
        raise row.fail("then", "quote a passage that stands exactly once in the text")
    row.done()
    return found


def _withheld(row: Table | None) -> Withheld | None:
    if row is None:
        return None
    found = Withheld(
        on=row.required("on", date),
        entry=row.required("entry", str),
        reason=row.required("reason", str),
        opened=row.required("opened", str),
    )
    row.done()
    return found
