"""演示文件: reads `documents/*.md` and checks them against the county and against each other.

A document is TOML between two `+++` lines, then the body in plain text with the level marks of official
documents. Whatever is wrong is reported as a `TextError` that names the file and the key.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from gongkai.affairs.documents.kinds import kinds, topics
from gongkai.demo.county import County, load_county
from gongkai.demo.course_texts import Way, read_way
from gongkai.demo.tables import Table, TextError

__all__ = [
    "Change",
    "County",
    "Ending",
    "Relation",
    "TableFile",
    "Text",
    "TextError",
    "load_county",
    "load_texts",
]

DOCUMENTS = Path(__file__).parent / "documents"

RELATIONS = ("interprets", "amends", "repeals", "based_on")


@dataclass(frozen=True, slots=True)
class Relation:
    """What this document does to another: one of RELATIONS, and the other's slug."""

    type: str
    target: str


@dataclass(frozen=True, slots=True)
class TableFile:
    """An attachment to generate: a file name and its table, head row first."""

    name: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A later edition: `before`, which stands once in the text so far, becomes `after`.

    `by` is the slug of the amending document; None makes it a plain correction (更正).
    """

    on: date
    note: str
    before: str
    after: str
    by: str | None


@dataclass(frozen=True, slots=True)
class Ending:
    """A withdrawal, with its reason for the public, or a repeal, with the slug of the repealing document."""

    on: date
    reason: str | None
    by: str | None


@dataclass(frozen=True, slots=True)
class Text:
    """One composed document and what befalls it later; `body` is that of the first edition."""

    slug: str
    agency: str
    officer: str
    kind: str
    title: str
    doc_number: str | None
    issued_on: date
    published_on: date
    topics: tuple[str, ...]
    effective_on: date | None
    expires_on: date | None
    relations: tuple[Relation, ...]
    attachments: tuple[TableFile, ...]
    changes: tuple[Change, ...]
    withdrawal: Ending | None
    repeal: Ending | None
    body: str
    way: Way = field(default_factory=Way)

    def body_after(self, changes: int) -> str:
        """The body of the edition after that many of its changes; 0 is the first edition."""
        body = self.body
        for change in self.changes[:changes]:
            body = body.replace(change.before, change.after)
        return body


def load_texts(county: County | None = None, folder: Path = DOCUMENTS) -> list[Text]:
    """All documents in order of publication; raises TextError naming the file and the key."""
    county = county or load_county()
    texts: dict[str, Text] = {}
    numbers: dict[str, str] = {}
    for path in sorted(folder.glob("*.md")):
        text = _text(path, county)
        texts[text.slug] = text
        if text.doc_number and (other := numbers.setdefault(text.doc_number, text.slug)) != text.slug:
            raise TextError(f"{path.name}: key 'doc_number': '{other}' bears it already, give the next one")
    for text in texts.values():
        _check_links(text, texts)
    return sorted(texts.values(), key=lambda text: (text.published_on, text.issued_on, text.slug))


def _text(path: Path, county: County) -> Text:
    parts = path.read_text(encoding="utf-8").split("+++\n", 2)
    if len(parts) != 3 or parts[0] or not parts[2].strip():
        raise TextError(f"{path.name}: begin with front matter between two +++ lines, then the body")
    top = Table.parse(path.name, parts[1])
    body = parts[2].strip() + "\n"
    kind = top.chosen("kind", kinds())
    text = Text(
        slug=top.chosen("slug", (path.stem,)),
        agency=top.chosen("agency", county.agencies),
        officer=top.chosen("officer", county.people),
        kind=kind,
        title=top.required("title", str),
        doc_number=top.optional("doc_number", str),
        issued_on=top.required("issued_on", date),
        published_on=top.required("published_on", date),
        topics=top.words("topics", topics()),
        effective_on=top.optional("effective_on", date),
        expires_on=top.optional("expires_on", date),
        relations=tuple(map(_relation, top.tables("relations"))),
        attachments=tuple(map(_attachment, top.tables("attachments"))),
        changes=_changes(top, body),
        withdrawal=_ending(top, "withdrawal", "reason"),
        repeal=_ending(top, "repeal", "by"),
        body=body,
        way=read_way(top, county.agencies, kind, body),
    )
    top.done()
    if not text.topics:
        raise top.fail("topics", f"give at least one of {', '.join(topics())}")
    home = county.people[text.officer].agency
    # a department drafts for the government it belongs to, never the other way round
    if text.agency not in (home, county.agencies[home].parent):
        raise top.fail(
            "officer", f"name someone of '{text.agency}' or a unit right under it, not of '{home}'"
        )
    return text


def _relation(row: Table) -> Relation:
    relation = Relation(row.chosen("type", RELATIONS), row.required("target", str))
    row.done()
    return relation


def _attachment(row: Table) -> TableFile:
    rows = tuple(map(tuple, csv.reader(io.StringIO(row.required("csv", str).strip()))))
    file = TableFile(row.required("name", str), rows)
    if len({len(cells) for cells in rows}) != 1:
        raise row.fail("csv", "give every row as many cells as the head row")
    row.done()
    return file


def _changes(top: Table, body: str) -> tuple[Change, ...]:
    found: list[Change] = []
    for row in top.tables("changes"):
        change = Change(
            on=row.required("on", date),
            note=row.required("note", str),
            before=row.required("before", str),
            after=row.required("after", str),
            by=row.optional("by", str),
        )
        if body.count(change.before) != 1:
            raise row.fail("before", "quote a passage that stands exactly once in the text so far")
        body = body.replace(change.before, change.after)
        row.done()
        found.append(change)
    return tuple(found)


def _ending(top: Table, key: str, why: str) -> Ending | None:
    row = top.table(key)
    if row is None:
        return None
    words = {"reason": None, "by": None, why: row.required(why, str)}
    ending = Ending(on=row.required("on", date), **words)
    row.done()
    return ending


def _check_links(text: Text, texts: Mapping[str, Text]) -> None:
    """Every target exists, and an amendment or a repeal is told by both documents alike."""
    where = f"{text.slug}.md"
    for relation in text.relations:
        if relation.target == text.slug or relation.target not in texts:
            raise TextError(f"{where}: key 'relations': no other document '{relation.target}', mend the slug")
    told = {(change.by, "amends") for change in text.changes if change.by is not None}
    if text.repeal and text.repeal.by is not None:
        told.add((text.repeal.by, "repeals"))
    says = {
        (other.slug, relation.type)
        for other in texts.values()
        for relation in other.relations
        if relation.target == text.slug and relation.type in ("amends", "repeals")
    }
    for by, verb in sorted(told ^ says):
        raise TextError(
            f"{where}: key 'by': that '{by}' {verb} it must stand here and in {by}.md (relations)"
        )
