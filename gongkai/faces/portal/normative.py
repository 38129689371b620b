"""The register of normative documents 行政规范性文件目录: current and former, with all elements, as page and table."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from gongkai.affairs.documents.normative_register import COLUMNS, NAME, Row, plain, rows
from gongkai.affairs.documents.queries import VALIDITY
from gongkai.engines.agencies import queries as agencies
from gongkai.engines.agencies.models import Agency
from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import events_of, facts_of
from gongkai.faces.portal import meta
from gongkai.faces.portal.public import following_the_ledger
from gongkai.faces.ui import parameters
from gongkai.faces.ui.csv_file import csv_file
from gongkai.faces.ui.paging import Pager

PER_PAGE = 50
STATES = {
    "": gettext_lazy("全部"),
    "current": gettext_lazy("现行的"),
    "former": gettext_lazy("已经失效、废止的"),
}
_DESCRIPTION = (
    "行政规范性文件的目录：标题、文号、发布机构、时间、有效性、所属分类和题注，现行的和失效的都在其中。"
)


@dataclass(frozen=True)
class Wanted:
    """What the register is narrowed down to."""

    state: str
    agency: Agency | None
    words: str

    def address(self, path: str, **more: object) -> str:
        """The path with these choices."""
        slug = self.agency.slug if self.agency else ""
        return parameters.address(path, {"state": self.state, "agency": slug, "words": self.words, **more})

    def rows(self) -> list[Row]:
        """The rows that are wanted, newest publication first."""
        found = rows(root=self.agency, state=self.state)
        return [row for row in found if all(word in _text(row) for word in self.words.split())]


def _text(row: Row) -> str:
    return f"{row.edition.title} {row.edition.document.doc_number} {row.registration_number}"


def _wanted(request: HttpRequest) -> Wanted:
    slug = parameters.text(request.GET, "agency")
    known = {one.slug: one for one in agencies.all_agencies()}
    if slug and slug not in known:
        raise Http404("没有这个单位。")
    state = parameters.choice(request.GET, "state", STATES)
    return Wanted(state, known.get(slug), parameters.text(request.GET, "words", 100))


@following_the_ledger
def index(request: HttpRequest) -> HttpResponse:
    """The page at /normative/."""
    wanted = _wanted(request)
    path = reverse("portal:normative")
    found = wanted.rows()
    pager = Pager(
        len(found),
        parameters.page_number(request.GET),
        lambda n: wanted.address(path, page=n if n > 1 else ""),
        per_page=PER_PAGE,
    )
    shown = found[pager.start : pager.stop]
    return render(
        request,
        "portal/normative.html",
        {
            "column": "documents",
            "trail": [("政府文件", reverse("portal:documents")), ("行政规范性文件目录", "")],
            "rows": [(row, plain(row), VALIDITY[row.validity]) for row in shown],
            "pager": pager,
            "wanted": wanted,
            "tabs": [
                {
                    "label": label,
                    "url": Wanted(state, wanted.agency, wanted.words).address(path),
                    "current": state == wanted.state,
                }
                for state, label in STATES.items()
            ],
            "agencies": agencies.all_agencies(),
            "table_url": wanted.address(reverse("normative_table")),
            "certified": _certified(wanted.agency),
            "meta": meta.column("行政规范性文件目录", _DESCRIPTION, "政策文件", "行政规范性文件", "有效性"),
            "noindex": bool(wanted.words or wanted.agency),
        },
    )


def _certified(agency: Agency | None) -> tuple[Event, dict[str, Any]] | None:
    """The last time that the list of what is in force was certified, with what the event says."""
    root = agency or agencies.agencies().order_by("path").first()
    event = events_of("register", f"{NAME}/{root.slug}").last() if root else None
    return (event, facts_of(event)) if event else None


@following_the_ledger
def table(request: HttpRequest) -> HttpResponse:
    """/normative.csv: all rows of the same choices, with all columns."""
    lines = [[str(title) for title in COLUMNS.values()]]
    return csv_file(
        "行政规范性文件目录", [*lines, *(list(plain(row).values()) for row in _wanted(request).rows())]
    )
