"""Naming 事项名称: what a duty's subject is called and where it is shown, told by the packages that own it.

`gongkai/wiring.py` registers them; what nobody names is called by its number.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from django.conf import settings
from django.urls import reverse

from gongkai.engines.duties.core import period_named
from gongkai.engines.duties.models import Duty

Namer = Callable[[Sequence[str]], dict[str, str]]

_namers: dict[str, Namer] = {}
_pages: dict[str, str] = {}


def register_names(kind: str, names: Namer) -> None:
    """Let `names` say what the subjects of a kind are called, by identifier."""
    _namers[kind] = names


def register_page(kind: str, route: str) -> None:
    """The route, with the identifier as its one argument, of the page about a subject of a kind."""
    _pages[kind] = route


def names_of(duties: Iterable[Duty]) -> dict[tuple[str, str], str]:
    """What the subjects of these duties are called, one question a kind; a period and an agency need no name."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for duty in duties:
        if duty.subject_kind in _namers:
            wanted[duty.subject_kind].add(duty.subject_id)
    return {
        (kind, identifier): name
        for kind, identifiers in wanted.items()
        for identifier, name in _namers[kind](sorted(identifiers)).items()
    }


def occasion(duty: Duty, names: dict[tuple[str, str], str]) -> str:
    """What a duty is about in words: the period, the name of its subject, or its number; none for an agency's."""
    if duty.period:
        return period_named(duty.period).label
    if duty.subject_kind == "agency":
        return ""
    return names.get(duty.subject) or f"编号{duty.subject_id}"


def address(kind: str, identifier: str) -> str:
    """The full address of the page about a subject; the start page where it has none."""
    path = reverse(_pages[kind], args=[identifier]) if kind in _pages else "/"
    return f"{settings.GONGKAI_ORIGIN}{path}"
