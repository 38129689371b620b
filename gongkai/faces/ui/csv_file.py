"""Tables as CSV files that spreadsheets open without asking."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from urllib.parse import quote

from django.http import HttpResponse

# A cell that begins with one of these would be run as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_file(name: str, rows: Iterable[Sequence[object]]) -> HttpResponse:
    """The rows, the headings first, as a download called `name` (without extension).

    UTF-8 with a byte order mark, which Excel needs to read Chinese. An apostrophe stands before
    what would be a formula.
    """
    text = StringIO()
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([_safe(cell) for cell in row])
    response = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{name}.csv', safe='')}"
    return response


def _safe(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
