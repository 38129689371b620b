"""Tables as CSV files that spreadsheets open without asking."""

import csv
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import islice
from urllib.parse import quote

from django.http import HttpResponse, StreamingHttpResponse

_TYPE = "text/csv; charset=utf-8"
_AT_ONCE = 500
# A cell that begins with one of these would be run as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_file(name: str, rows: Iterable[Sequence[object]]) -> HttpResponse:
    """The rows, the headings first, as a download called `name` (without extension).

    UTF-8 with a byte order mark, which Excel needs to read Chinese. An apostrophe stands before
    what would be a formula.
    """
    response = HttpResponse(b"".join(_pieces(rows)), content_type=_TYPE)
    response["Content-Disposition"] = _disposition(name)
    return response


def csv_stream(name: str, rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """The same of any number of rows, written while they are read."""
    response = StreamingHttpResponse(_pieces(rows), content_type=_TYPE)
    response["Content-Disposition"] = _disposition(name)
    return response


def _pieces(rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    yield BOM_UTF8
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        text = StringIO()
        csv.writer(text).writerows([safe(cell) for cell in row] for row in some)
        yield text.getvalue().encode()


def _disposition(name: str) -> str:
    return f"attachment; filename*=UTF-8''{quote(f'{name}.csv', safe='')}"


def safe(cell: object) -> str:
    """The cell as text that no spreadsheet runs."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
