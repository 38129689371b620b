"""All agencies 各单位: how those that an officer oversees keep their word, in one table.

The lines stand in the order of the tree. There is no ranking unless the pack of the officer's agency says so
(`[setting.ranking]`): agencies owe different things, so a place in a list says little of who works well.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from gongkai.engines.agencies.models import Agency, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where
from gongkai.engines.duties.law import present_book
from gongkai.engines.duties.queries import Summary, by_month, summary
from gongkai.faces.ui.csv_file import csv_file
from gongkai.faces.ui.parameters import choice
from gongkai.faces.workbench.figures import bars_of, percent, total
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.clock import today
from gongkai.kernel.law import PackError, load_pack


@dataclass(frozen=True)
class Line:
    """An agency and its figures. depth: how far below the first; place: in the ranking, 0 without one."""

    agency: Agency
    depth: int
    figures: Summary
    place: int = 0


@dataclass(frozen=True)
class Column:
    """A heading of the table, with what its cells hold and where a click on it leads."""

    key: str
    title: str | Promise
    value: Callable[[Line], Any]


COLUMNS = (
    Column("on_time", gettext_lazy("按时率"), lambda line: percent(line.figures.on_time)),
    Column("met", gettext_lazy("按时完成"), lambda line: line.figures.met),
    Column("late", gettext_lazy("逾期完成"), lambda line: line.figures.late),
    Column("overdue", gettext_lazy("已逾期"), lambda line: line.figures.overdue),
    Column("due_this_week", gettext_lazy("本周到期"), lambda line: line.figures.due_this_week),
    Column("open", gettext_lazy("未完成"), lambda line: line.figures.open),
)
# What each column is sorted by: the best first for the share kept, the largest first for the rest.
SORTS: dict[str, str] = {column.key: column.key for column in COLUMNS}


@staff
@require_safe
def index(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The table, the months of all of them together, and a link into each."""
    sort = choice(request.GET, "sort", SORTS)
    ranked = ranks(officer.agency)
    lines = _tree(*_figures(officer))
    if key := sort or ("on_time" if ranked else ""):
        lines.sort(key=lambda line: _falling(line, key))
    if ranked:
        lines = _placed(lines)
    slugs = [line.agency.slug for line in lines]
    return render(
        request,
        "workbench/overview.html",
        {
            "lines": lines,
            "whole": total(line.figures for line in lines),
            "columns": COLUMNS,
            "sort": sort,
            "ranked": ranked,
            "months": bars_of(by_month(slugs)),
        },
    )


@staff
@require_safe
def table(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The same table for a spreadsheet, in the order of the tree."""
    heads = [_("机构代号"), _("单位"), *(str(column.title) for column in COLUMNS)]
    lines = _tree(*_figures(officer))
    rows = [
        [line.agency.slug, line.agency.name, *(column.value(line) for column in COLUMNS)] for line in lines
    ]
    name = _("各单位义务完成情况")
    return csv_file(f"{name}-{today()}", [heads, *rows])


def ranks(agency: Agency) -> bool:
    """Whether the pack that the agency goes by wants its agencies ranked."""
    name = present_book().pack_of(agency.slug, today())
    try:
        return load_pack(name).setting("ranking", on=today()).value is True
    except (PackError, LookupError):
        return False


def _figures(officer: Officer) -> tuple[list[Agency], list[Summary]]:
    """The agencies whose duties the officer may see, each with its figures."""
    agencies = list(agencies_where(officer, Permission.READ_DUTIES))
    return agencies, summary(agencies)


def _tree(agencies: list[Agency], figures: list[Summary]) -> list[Line]:
    """Each agency below the one that it stands under, siblings in their order."""
    position = {agency.path: agency.position for agency in agencies}

    def place(agency: Agency) -> list[tuple[int, str]]:
        parts = agency.path.strip("/").split("/")
        paths = ["/".join(parts[: n + 1]) + "/" for n in range(len(parts))]
        return [(position.get(path, 0), path) for path in paths]

    top = min((agency.path.count("/") for agency in agencies), default=1)
    rows = [
        Line(agency, agency.path.count("/") - top, figure)
        for agency, figure in zip(agencies, figures, strict=True)
    ]
    return sorted(rows, key=lambda line: place(line.agency))


def _falling(line: Line, sort: str) -> tuple[bool, float]:
    """What has nothing to count comes last; the rest falls, for every column."""
    value: float | None = getattr(line.figures, sort)
    return (value is None, -(value or 0))


def _placed(lines: list[Line]) -> list[Line]:
    """The places by the share kept; equal shares hold one place, who has nothing to count has none."""
    shares = sorted((s for line in lines if (s := line.figures.on_time) is not None), reverse=True)
    return [
        Line(
            line.agency,
            line.depth,
            line.figures,
            0 if (s := line.figures.on_time) is None else shares.index(s) + 1,
        )
        for line in lines
    ]
