"""The index schema 索引结构 and the way from an entry to an index document."""

import hashlib
from datetime import date
from functools import cache

import tantivy

from gongkai.engines.search import numbers, tokens
from gongkai.engines.search.entry import Entry
from gongkai.kernel.hanzi.fold import fold

# Raise it whenever the fields below or the terms in tokens.py change: every index is then rebuilt.
VERSION = 1

FACETS = ("agency", "type", "topic", "year", "validity")

# Stands before the first term of a title, so that "begins with" is a phrase like any other.
START = "⊢"


@cache
def build() -> tantivy.Schema:
    """The fields. Only `key` is stored; `text` holds all that is searched.

    `title` holds the title and the number once more: a match there raises the score.
    """
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    schema.add_text_field("title", tokenizer_name="whitespace", index_option="position")
    schema.add_text_field("text", tokenizer_name="whitespace", index_option="position")
    schema.add_text_field("number", tokenizer_name="raw", index_option="basic")
    for name in ("kind", *FACETS):
        schema.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    schema.add_unsigned_field("date", fast=True)
    return schema.build()


def document(entry: Entry) -> tantivy.Document:
    """The index document of an entry. Any text is taken: what cannot be encoded is replaced."""
    document = tantivy.Document()
    document.add_text("key", key(entry.kind, entry.id))
    document.add_text("title", f"{START} {tokens.indexed(entry.title, entry.number)}")
    texts = (entry.title, entry.number, entry.summary, entry.body, *entry.attachments)
    document.add_text("text", tokens.indexed(*texts))
    for value in numbers.keys(entry.number):
        document.add_text("number", encodable(value))
    document.add_text("kind", encodable(entry.kind))
    for topic in entry.topics:
        document.add_text("topic", encodable(topic))
    year = "" if entry.year is None else str(entry.year)
    for name, value in (
        ("agency", entry.agency),
        ("type", entry.type),
        ("year", year),
        ("validity", entry.validity),
    ):
        if value:
            document.add_text(name, encodable(value))
    document.add_unsigned("date", day_number(entry.date))
    return document


def key(kind: str, identifier: str) -> str:
    """The one term that names an entry."""
    return encodable(f"{kind} {identifier}")


def split_key(stored: str) -> tuple[str, str]:
    """Kind and identifier of a stored key."""
    kind, _, identifier = stored.partition(" ")
    return kind, identifier


def day_number(day: date | None) -> int:
    """A date as a number that sorts; 0 for none."""
    return day.toordinal() if day else 0


def day_of(number: int) -> date | None:
    """The date of a day number."""
    return date.fromordinal(number) if number else None


def encodable(text: str) -> str:
    """The text with lone surrogates replaced, which no index term can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


@cache
def fingerprint() -> str:
    """Changes when the schema or the folding of any character changes: an older index is then unusable."""
    plane = "".join(map(chr, (*range(0x20, 0xD800), *range(0xE000, 0x30000))))
    folding = hashlib.sha256(fold(plane).encode()).hexdigest()[:16]
    return f"{VERSION}-{folding}"
