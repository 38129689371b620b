"""Masking 遮盖: what is covered in a body's HTML and in a file, letter by letter; no tables.

Tags and attributes of a body are never cut into: a number that runs over several elements is covered in each, and a
link whose address holds it loses the address.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import unquote

from gongkai.affairs.documents import body as bodies
from gongkai.affairs.documents.sieve import ATTRIBUTE

_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Span:
    """Characters `start:end` of a plain text that become `new`."""

    start: int
    end: int
    new: str


def in_text(text: str, spans: Iterable[Span]) -> str:
    """A plain text with the spans replaced."""
    characters = list(text)
    for span in spans:
        _put(span, lambda at, new: characters.__setitem__(at, new))
    return "".join(characters)


def written(text: str) -> str:
    """The text as sanitised HTML writes it, so that what is masked is not changed once more."""
    return escape(text).replace("\xa0", "&nbsp;")


def in_body(body: str, spans: Sequence[Span]) -> str:
    """A body with the spans of its plain text replaced, and without the links that hold what they hid.

    Raises ValueError when the plain text cannot be traced back to the HTML.
    """
    text, places = bodies.traced(body)
    if text != bodies.plain(body):
        raise ValueError("the text of this body cannot be traced back to its markup")
    changes: dict[int, tuple[int, str]] = {}
    for span in spans:
        _put(span, lambda at, new: changes.__setitem__(places[at][0], (places[at][1], written(new))))
    changes.pop(bodies.NOWHERE[0], None)  # a blank or line end that only the plain text has
    parts: list[str] = []
    at = 0
    for start, (end, new) in sorted(changes.items()):
        parts += (body[at:start], new)
        at = end
    parts.append(body[at:])
    return without_links("".join(parts), [text[span.start : span.end] for span in spans])


def without_links(body: str, raws: Iterable[str]) -> str:
    """A body in which no address and no title of a link holds any of these, however written."""
    wanted = [key for raw in raws if (key := _bare(raw))]

    def kept(attribute: re.Match[str]) -> str:
        value = _bare(unquote(unescape(attribute[1])))
        return "" if any(key in value for key in wanted) else attribute[0]

    return _TAG.sub(lambda tag: ATTRIBUTE.sub(kept, tag[0]), body) if wanted else body


def in_file(masks: Mapping[str, str]) -> Callable[[str], str]:
    """What `files.masked` asks of each piece of text: `masks` say what each raw text becomes, wherever it
    stands in the file and however it is broken by blanks and line ends."""
    known: dict[str, str] = {}
    for raw, new in masks.items():
        old, shown = "".join(raw.split()), "".join(new.split())
        known[old] = shown if len(shown) == len(old) else "*" * len(old)
    sizes = sorted({len(old) for old in known} - {0}, reverse=True)
    return lambda text: _replaced(text, known, sizes)


def _replaced(text: str, known: Mapping[str, str], sizes: Sequence[int]) -> str:
    """Where several begin at one place, the longest is covered."""
    places = [at for at, char in enumerate(text) if not char.isspace()]
    bare = "".join(text[at] for at in places)
    characters = list(text)
    at = 0
    while at < len(bare):
        size = next((size for size in sizes if bare[at : at + size] in known), 0)
        for offset, char in enumerate(known[bare[at : at + size]] if size else ""):
            characters[places[at + offset]] = char
        at += size or 1
    return "".join(characters)


def _put(span: Span, put: Callable[[int, str], None]) -> None:
    """Letter for letter when as long, else all of it in the first place."""
    size = span.end - span.start
    same = len(span.new) == size
    for offset in range(size):
        put(span.start + offset, span.new[offset] if same else (span.new if offset == 0 else ""))


def _bare(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
