"""Records 工作记录: hearings, training, posts, handovers and the like; and who was trained within the rotation."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.affairs.documents.queries import by_index_numbers
from gongkai.engines.agencies.models import Agency, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies, agencies_where, officers_named
from gongkai.faces.ui import parameters
from gongkai.faces.ui.paging import Pager
from gongkai.faces.workbench.fields import posted, refuse
from gongkai.faces.workbench.record_forms import RecordForm
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.flow import Refused
from gongkai.oversight.tasks import notes, queries
from gongkai.oversight.tasks.models import Record
from gongkai.oversight.tasks.records import KINDS, LABELS

REFUSED = 422
# The rotation of Guangdong (clause GD-23c): all who do the work within 3 years.
ROTATION_YEARS = 3
# Facts that a line of the list tells as they were written.
_PLAIN = ("title", "period", "result", "attended")


@dataclass(frozen=True)
class Row:
    """A record as a line of the list: its facts in words."""

    record: Record
    title: str
    facts: str
    remark: str
    document: Any
    continues_with: str


def _may_note(officer: Officer) -> None:
    if not agencies_where(officer, Permission.NOTE_RECORDS).exists():
        raise PermissionDenied


@staff
@require_safe
def index(request: HttpRequest, officer: Officer) -> HttpResponse:
    """What was done in the agencies whose records the officer keeps, by kind and year."""
    _may_note(officer)
    kind = parameters.choice(request.GET, "kind", KINDS)
    years = queries.record_years(officer)
    year = parameters.choice(request.GET, "year", {str(one): "" for one in years})
    found = queries.records_for(officer, kind=kind, year=int(year) if year else None)
    values = {"kind": kind, "year": year}
    pager = Pager(
        found.count(),
        parameters.page_number(request.GET),
        lambda n: parameters.address(request.path, {**values, "page": n}),
    )
    return render(
        request,
        "workbench/records.html",
        {
            "rows": _rows(list(found[pager.start : pager.stop]), officer),
            "pager": pager,
            "kinds": [(name, one.title) for name, one in KINDS.items()],
            "years": [str(one) for one in years],
            "kind": kind,
            "year": year,
        },
    )


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, officer: Officer, kind: str) -> HttpResponse:
    """Note one thing that was done."""
    _may_note(officer)
    if kind not in KINDS:
        raise Http404("没有这一类记录。")
    asked = ("of", "agency", *LABELS)
    initial = {name: parameters.text(request.GET, name) for name in asked if name in request.GET}
    form = RecordForm(posted(request), officer=officer, kind=kind, initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        try:
            notes.note(kind=kind, agency=given["agency"], by=officer, on=given["on"], **form.facts())
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("已登记：%s。") % _(KINDS[kind].title))
            return redirect("workbench:records")
    return render(
        request,
        "workbench/record_new.html",
        {"form": form, "kind": KINDS[kind], "name": kind},
        status=REFUSED if form.errors else 200,
    )


@staff
@require_safe
def rotation(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Who does the work of openness, and who of them was trained within the years of the rotation."""
    _may_note(officer)
    kept = agencies_where(officer, Permission.NOTE_RECORDS) & agencies()
    slug = parameters.text(request.GET, "agency")
    chosen = kept.filter(slug=slug).first() if slug else _root(kept, officer)
    if chosen is None:
        raise Http404("没有这个单位。")
    found = queries.trained_since(chosen, ROTATION_YEARS)
    rows = [(one, found.last.get(one.handle)) for one in found.officers]
    by_agency = Counter(one.agency for one in found.officers)
    return render(
        request,
        "workbench/records_rotation.html",
        {
            "agency": chosen,
            "agencies": kept,
            "rotation": found,
            "years": ROTATION_YEARS,
            "rows": sorted(rows, key=lambda row: row[1] is not None),
            "untrained": len(found.officers) - len(found.trained),
            "agency_count": len(by_agency),
        },
    )


def _root(kept: Any, officer: Officer) -> Agency | None:
    """Where the officer begins to look: his own agency, else the first that he may."""
    found: Agency | None = kept.filter(pk=officer.agency_id).first() or kept.first()
    return found


def _rows(records: list[Record], officer: Officer) -> list[Row]:
    """The records with names and titles, in three queries however many there are."""
    people = officers_named({name for row in records for name in row.facts.get("officers", [])})
    numbers = [row.facts["document"] for row in records if "document" in row.facts]
    documents = {edition.document.index_number: edition for edition in by_index_numbers(numbers)}
    waiting = {
        row.pk: kind
        for kind, one in KINDS.items()
        if one.continues and any(record.kind == one.continues for record in records)
        for row in queries.to_continue(officer, kind)
    }
    return [
        Row(
            record=row,
            title=KINDS[row.kind].title,
            facts=_in_words(row, people),
            remark=row.facts.get("remark", ""),
            document=documents.get(row.facts.get("document", "")),
            continues_with=waiting.get(row.pk, ""),
        )
        for row in records
    ]


def _in_words(row: Record, people: dict[str, str]) -> str:
    """The facts of a record, each in a few words."""
    facts = row.facts
    words = []
    for name, value in facts.items():
        if name == "officers":
            words.append(_("、").join(people.get(one, one) for one in value))
        elif name in LABELS:
            words.append(_(LABELS[name][value]))
        elif name == "from":
            words.append(_("%(first)s移交%(second)s") % {"first": value, "second": facts["to"]})
        elif name == "of":
            words.append(_("接续第 %s 号记录") % value)
        elif name in _PLAIN or (name in {"name", "to"} and "from" not in facts):
            words.append(str(value))
    return _("；").join(words)
