"""演示申请的文字: reads what is asked of the county, by whom, and how it goes on from there, and checks it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongkai.affairs.applications.models import Kind
from gongkai.affairs.applications.outcomes import outcomes
from gongkai.demo.county import County
from gongkai.demo.tables import Table

HERE = Path(__file__).parent
SUBJECTS_FILE = HERE / "applications.toml"
COURSES_FILE = HERE / "applications_courses.toml"
PEOPLE_FILE = HERE / "applications_people.toml"

# What a step may be; `applications_course` does it.
VERBS = (
    "submit", "confirm", "entrust", "accept", "ask_correction", "corrected", "lapse_uncorrected", "third_party",
    "co_maker", "opinion", "propose", "consent", "decline", "ask_reasons", "note_reasons", "delay", "fee", "paid",
    "waive", "lapse_unpaid", "search", "draft", "return", "sign", "split", "merge", "transfer", "withdraw", "urge",
    "reissue", "remedy", "result", "open", "link",
)  # fmt: skip
_STEP = re.compile(r"(\d+)(?:-(\d+))? (?:([b-d])\.)?(\w+)(?: (.+))?")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is done, between `least` and `most` working days after the one before; `whose`: a the first
    application of the case, b and on those that came out of it or along with it."""

    least: int
    most: int
    whose: str
    verb: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """How an application goes: its steps after the receipt, and what its reply and its letters say."""

    name: str
    steps: tuple[Step, ...]
    outcome: str
    variant: str
    ground: str
    reasons: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Subject:
    """What is asked of an agency, once for each of `of`; the courses and days of these follow in the same order.

    gives: what is handed over. document: what it is public by. suggests: of which the applicant suggests that it be
    open to all. after: steps that follow on the courses'.
    """

    agency: str
    wanted: str
    of: tuple[str, ...]
    courses: tuple[str, ...]
    gives: str
    on: tuple[date, ...]
    applicant: str
    kind: str
    channel: str
    document: str
    suggests: tuple[str, ...]
    reasons: str
    words: Mapping[str, str]
    after: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Who applies: names that are put together, those that are known by a key, and organisations by their kind."""

    surnames: tuple[str, ...]
    given: tuple[str, ...]
    known: Mapping[str, str]
    organisations: Mapping[str, tuple[str, ...]]
    places: tuple[str, ...]
    ratings: Mapping[str, tuple[str, ...]]


def load_courses(path: Path = COURSES_FILE) -> dict[str, Course]:
    """The courses of that file by name; raises TextError naming the file and the key."""
    top = Table.parse(path.name, path.read_text("utf-8"))
    found = top.keyed("courses", "name", lambda row, _: _course(row))
    top.done()
    return found


def load_subjects(
    county: County, courses: Collection[str], documents: Collection[str], path: Path = SUBJECTS_FILE
) -> list[Subject]:
    """What is asked; raises TextError naming the file and the key. documents: the slugs that there are."""
    top = Table.parse(path.name, path.read_text("utf-8"))
    found = []
    for row in top.tables("subjects"):
        found.append(_subject(row, county, courses, documents))
        row.done()
    top.done()
    return found


def load_people(path: Path = PEOPLE_FILE) -> People:
    """Who applies; raises TextError naming the file and the key."""
    top = Table.parse(path.name, path.read_text("utf-8"))
    organisations, ratings = top.table("organisations"), top.table("ratings")
    if organisations is None or ratings is None:
        raise top.fail("organisations", "give the tables of organisations and of ratings")
    people = People(
        surnames=top.words("surnames"),
        given=top.words("given"),
        known=top.mapping("known", str),
        organisations={kind: organisations.words(kind) for kind in Kind.values if kind != Kind.NATURAL},
        places=top.words("places"),
        ratings={stars: ratings.words(stars) for stars in "12345"},
    )
    for table in (organisations, ratings, top):
        table.done()
    return people


def _course(row: Table) -> Course:
    outcome = row.optional("outcome", str) or ""
    variants = [one.id for one in outcomes()[outcome].replies()] if outcome in outcomes() else []
    if outcome and not variants:
        raise row.fail("outcome", f"no reply has the outcome '{outcome}'")
    return Course(
        name=row.required("name", str),
        outcome=outcome,
        variant=row.chosen("variant", variants) if outcome else "",
        ground=row.optional("ground", str) or "",
        reasons=row.optional("reasons", str) or "",
        words=row.mapping("words", str),
        steps=_steps(row, "steps"),
    )


def _subject(row: Table, county: County, courses: Collection[str], documents: Collection[str]) -> Subject:
    of = row.words("of")
    days = row.optional("on", list) or []
    if days and (len(days) != len(of) or any(type(day) is not date for day in days)):
        raise row.fail("on", "give a day for each of what is asked")
    document = row.optional("document", str) or ""
    if document and document not in documents:
        raise row.fail("document", f"no document '{document}'")
    return Subject(
        agency=row.chosen("agency", county.agencies),
        wanted=row.required("wanted", str),
        of=of,
        courses=row.words("courses", courses),
        gives=row.optional("gives", str) or "",
        on=tuple(days),
        applicant=row.optional("applicant", str) or "",
        kind=row.optional("kind", str) or "",
        channel=row.optional("channel", str) or "",
        document=document,
        suggests=row.words("suggests", of),
        reasons=row.optional("reasons", str) or "",
        words=row.mapping("words", str),
        after=_steps(row, "after"),
    )


def _steps(row: Table, key: str) -> tuple[Step, ...]:
    found = []
    for text in row.words(key):
        match = _STEP.fullmatch(text)
        if match is None or match[4] not in VERBS:
            raise row.fail(
                key, f"write '{text}' as '<working days> <step> <words>'; steps: {', '.join(VERBS)}"
            )
        least = int(match[1])
        most = int(match[2] or least)
        if least > most:
            raise row.fail(key, f"in '{text}' the smaller number of days stands first")
        found.append(Step(least, most, match[3] or "a", match[4], tuple((match[5] or "").split())))
    return tuple(found)
