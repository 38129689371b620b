"""Found places 标注位置: a body with its findings marked where they stand; each number leads to its note."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.translation import gettext as _

from gongkai.affairs.documents import body as bodies
from gongkai.affairs.documents.models import Edition, Finding, Place


@dataclass(frozen=True)
class Noted:
    """A finding with its number; `placed` where it is marked in the text."""

    number: int
    finding: Finding
    placed: bool


@dataclass(frozen=True)
class Marked:
    """The markup of a body with marks, and all findings of the edition: those in the text in its order, first."""

    html: str
    notes: list[Noted]


def marked_body(edition: Edition) -> Marked:
    """The body of an edition with its findings. A text that cannot be traced is shown without marks."""
    found = list(edition.findings.select_related("attachment"))
    inside = sorted((one for one in found if one.place == Place.BODY), key=lambda one: (one.start, one.end))
    rest = [one for one in found if one.place != Place.BODY]
    text, places = bodies.traced(edition.body)
    fits = text == edition.text
    marked: list[tuple[int, Finding]] = []
    notes: list[Noted] = []
    at = 0
    for number, one in enumerate([*inside, *rest], start=1):
        placed = fits and one.place == Place.BODY and at <= one.start < one.end <= len(text)
        if placed:
            marked.append((number, one))
            at = one.end
        notes.append(Noted(number, one, placed))
    return Marked(_with_marks(edition.body, marked, places), notes)


def _with_marks(body: str, marked: Sequence[tuple[int, Finding]], places: Sequence[tuple[int, int]]) -> str:
    parts: list[str] = []
    at = 0
    for number, one in marked:
        runs = list(_runs(places[one.start : one.end]))
        for n, (start, end) in enumerate(runs):
            name = f' id="place-{number}"' if n == 0 else ""
            note = _note(number, one) if n == len(runs) - 1 else ""
            parts += (body[at:start], f"<mark{name}>{body[start:end]}</mark>{note}")
            at = end
    parts.append(body[at:])
    return "".join(parts)


def _note(number: int, one: Finding) -> str:
    words = escape(_("第%(n)d处：%(title)s") % {"n": number, "title": one.title})
    return f'<a class="note" href="#note-{number}" aria-label="{words}">{number}</a>'


def _runs(places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches of the markup without a tag in between; what only the plain text has stands nowhere."""
    run: tuple[int, int] | None = None
    for start, end in places:
        if (start, end) == bodies.NOWHERE:
            continue
        if run is not None and start == run[1]:
            run = (run[0], end)
            continue
        if run is not None:
            yield run
        run = (start, end)
    if run is not None:
        yield run
