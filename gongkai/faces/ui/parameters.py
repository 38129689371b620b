"""Reading what stands in an address: nothing that is typed there may end in an error of ours."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from django.http import Http404, QueryDict

LONGEST = 400
# Beyond it SQLite and PostgreSQL have no row number to offer.
LARGEST = 2**31 - 1


def text(given: QueryDict, name: str, limit: int = LONGEST) -> str:
    """The parameter without blanks around it, cut to `limit`; empty when it is missing."""
    return given.get(name, "").strip()[:limit]


def number(value: str) -> int | None:
    """A whole number that a database can hold, written in plain digits; None for anything else."""
    if not (value.isascii() and value.isdigit() and len(value) <= 10):
        return None
    return found if (found := int(value)) <= LARGEST else None


def page_number(given: QueryDict) -> int:
    """The number of the page asked for, 1 when none is. Raises Http404 for what is no page number."""
    value = given.get("page", "1").strip() or "1"
    found = number(value)
    if not found:
        raise Http404("没有这一页。")
    return found


def choice(given: QueryDict, name: str, known: Mapping[str, object]) -> str:
    """One of the known values, or empty. Raises Http404 for a value that does not exist."""
    value = text(given, name)
    if value and value not in known:
        raise Http404("没有这一筛选条件。")
    return value


def day(given: QueryDict, name: str) -> date | None:
    """A day in the form of HTML (2026-02-10); None for anything else."""
    try:
        return date.fromisoformat(text(given, name))
    except ValueError:
        return None


def address(path: str, values: Mapping[str, object]) -> str:
    """The path with these parameters; what is empty is left out."""
    pairs: list[tuple[str, str]] = []
    for name, value in values.items():
        several = value if isinstance(value, list | tuple) else [value]
        pairs += [(name, str(one)) for one in several if one not in ("", None)]
    return f"{path}?{urlencode(pairs)}" if pairs else path
