"""The body of a PDF 正文: paragraphs and tables over all its pages, and whether more stands beside them."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from pypdfium2 import PdfPage, PdfTextPage

from gongkai.engines.files.reading.pdf_lines import Line, each_page, edges_of, joined
from gongkai.engines.files.reading.pdf_page import Ruled, layout_of
from gongkai.engines.files.reading.pdf_tables import Table, goes_on, table_of, whole

_CONTINUED = re.compile(r"[（(]\s*续[^（()）]{0,4}[）)]|^\s*续\s*(?:上\s*)?[表页]?[\s\d]*$")
_Item = Line | Table


def read(data: bytes) -> tuple[list[str | Table], bool]:
    """Paragraphs and tables in their order, and whether a page shows pictures, charts or other drawings.

    A table that goes on over the page is one. Raises FileRefused for a scan, a password or a damaged file.
    """
    has_more = False

    def one(page: PdfPage, layer: PdfTextPage) -> list[_Item]:
        nonlocal has_more
        layout = layout_of(page, layer)
        has_more = has_more or layout.has_more
        return [table_of(item) if isinstance(item, Ruled) else item for item in layout.items]

    return list(_blocks(_whole(each_page(data, one)))), has_more


def _whole(pages: Sequence[list[_Item]]) -> list[Line | Table]:
    """The pages in one, with tables joined that only a page's end parts.

    What stands around the table (its name, its unit, a footer) may be there again on the next page, and is told once.
    """
    found: list[Line | list[Table]] = []
    told: set[str] = set()  # on the page where the last table began, and since
    for page in pages:
        last = next((at for at in range(len(found) - 1, -1, -1) if isinstance(found[at], list)), -1)
        first = next((at for at, item in enumerate(page) if isinstance(item, Table)), -1)
        if _carried_on(found, last, page, first, told):
            found[last + 1 :] = _open(page[first + 1 :])
            told |= _texts(page)
        else:
            found += _open(page)
            told = _texts(page) | {""}
    return [whole(item) if isinstance(item, list) else item for item in found]


def _carried_on(
    found: Sequence[Line | list[Table]], last: int, page: Sequence[_Item], first: int, told: set[str]
) -> bool:
    """Take the first table of a page to the parts of the last one, if it carries that on; whether it does."""
    if min(first, last) < 0 or not _texts(page[:first]) <= told:
        return False
    parts, below = found[last], page[first]
    if (
        not isinstance(parts, list)
        or not isinstance(below, Table)
        or not _texts(found[last + 1 :]) <= _texts(page[first + 1 :])
        or not goes_on(parts, below)
    ):
        return False
    parts.append(below)
    return True


def _open(items: Sequence[_Item]) -> list[Line | list[Table]]:
    return [[item] if isinstance(item, Table) else item for item in items]


def _texts(items: Sequence[Line | Table | list[Table]]) -> set[str]:
    """The words of the lines, without the signs that a table goes on."""
    return {"".join(_CONTINUED.sub("", item.text).split()) for item in items if isinstance(item, Line)}


def _blocks(items: Sequence[_Item]) -> Iterator[str | Table]:
    edges = edges_of(item for item in items if isinstance(item, Line))
    for is_line, group in groupby(items, key=lambda item: isinstance(item, Line)):
        if is_line:
            yield from joined([item for item in group if isinstance(item, Line)], edges)
        else:
            yield from (item for item in group if isinstance(item, Table))
