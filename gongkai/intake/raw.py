"""What a reader hands over: the text of one file with what its markup said, or one sentence why not."""

from dataclasses import dataclass, field

MAX_TEXT_CHARS = 4_000_000


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not read: its display path and one Chinese sentence that says why and what to do."""

    path: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Hints:
    """What markup states beside the text. Every field is null when the file does not say.

    `meta` holds the page's meta tags by lower-case name (pubdate, contentsource, articletitle…: the tags that
    government sites must carry); `page_lines` the visible lines of the whole page, navigation included, from
    which dates and sources that stand outside the article are read.
    """

    title: str | None = None
    heading: str | None = None
    meta: dict[str, str] = field(default_factory=dict)
    page_lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One file as text. Rows of real tables stand in `text` as lines `| cell | cell |`.

    `path` is the display path (for a member of a zip: archive!member); `sha256` the digest of the file's bytes;
    `kind` one of txt, html, docx, pdf; `notes` sentences about what the reader had to do.
    """

    path: str
    sha256: str
    kind: str
    text: str
    encoding: str | None = None
    hints: Hints = field(default_factory=Hints)
    notes: tuple[str, ...] = ()
