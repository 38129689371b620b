"""Collection 汇编: several official documents as one PDF with cover, contents and page numbers."""

import io
from dataclasses import dataclass

from gongkai.engines.files.making.fonts import shelf, stacks
from gongkai.engines.files.making.official import Official
from gongkai.engines.files.making.pdf import article, compiled
from gongkai.engines.files.refused import FileRefused

_LINE_POINTS = 442


@dataclass(frozen=True, slots=True)
class Part:
    """Documents under one heading of the contents, in their order."""

    title: str
    articles: tuple[Official, ...]


@dataclass(frozen=True, slots=True)
class Collection:
    """One volume. `name` stands large and red on the cover, `issue` (which one it is) and `serial` below,
    the lines of `imprint` (who publishes it, and when) at its foot. Parts without documents are left out."""

    name: str
    issue: str
    serial: str
    imprint: tuple[str, ...]
    publisher: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Volume:
    """The PDF, the number of its pages, and the printed number of the page on which each document begins,
    in their order through all parts. Cover and contents have no printed number."""

    pdf: bytes
    pages: int
    starts: tuple[int, ...]


def made(collection: Collection) -> Volume:
    """Set the volume; equal input on one machine gives equal bytes.

    Raises FileRefused when the machine has no Chinese font, nothing is to be set, or it cannot be set.
    """
    _fonts, known = shelf()
    parts = [part for part in collection.parts if part.articles]
    title = f"{collection.name}{collection.issue}"
    if not parts:
        raise FileRefused(f"{title}还没有内容，请先编入文件再排版。")
    faces = stacks(known)
    serial, listed = 0, []
    for part in parts:
        articles = []
        for official in part.articles:
            serial += 1
            articles.append(article(official, known) | {"serial": serial})
        listed.append({"title": part.title, "articles": articles})
    data = {
        "title": title,
        "authors": [collection.publisher],
        "keywords": [collection.issue],
        "faces": faces,
        "name": collection.name,
        "name_size": min(44, int(_LINE_POINTS / max(len(collection.name), 1)) - 3),
        "issue": collection.issue,
        "serial": collection.serial,
        "imprint": collection.imprint,
        "title_stroke": listed[0]["articles"][0]["title_stroke"],  # type: ignore[index]
        "count": serial,
        "parts": listed,
    }
    pdf = compiled("collection.typ", data, title)
    pages, starts = _read_back(pdf)
    return Volume(pdf, pages, starts)


def _read_back(pdf: bytes) -> tuple[int, tuple[int, ...]]:
    """What the file itself says: its pages, and where its bookmarks of the first level lead."""
    import pypdfium2

    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    try:
        marks = [mark for mark in document.get_toc(max_depth=2) if mark.level == 0]
        at = [(mark.get_dest().get_index() if mark.get_dest() else 0) for mark in marks]
        return len(document), tuple(index - at[0] + 1 for index in at)
    finally:
        document.close()
