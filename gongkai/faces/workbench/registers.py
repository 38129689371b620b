"""Registers 清单: those of the officer's agencies, the records of each, and many made public at once."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from gongkai.affairs.registers import queries, schemas
from gongkai.affairs.registers.actions.publishing import MOST, doubts_of, publish
from gongkai.affairs.registers.models import Record, State
from gongkai.engines.agencies.models import Agency, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.duties.queries import lines, open_by_time
from gongkai.faces.ui import parameters
from gongkai.faces.ui.csv_file import csv_file
from gongkai.faces.ui.paging import Pager
from gongkai.faces.workbench.duty_rows import TAGS as DUE_TAGS
from gongkai.faces.workbench.duty_rows import left_in_words
from gongkai.faces.workbench.form_page import REFUSED
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.flow import Refused
from gongkai.kernel.law.register_law import Register

PER_PAGE = 50
TAGS = {
    State.DRAFT: "soon", State.PUBLISHED: "ok", State.WITHHELD: "off", State.WITHDRAWN: "off",
    State.ARCHIVED: "off", State.DISCARDED: "off",
}  # fmt: skip


@staff
@require_safe
def index(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The registers that the officer's agencies keep, agency by agency, with what waits in each."""
    found = queries.registers_for(officer)
    if not queries.agencies_for(officer).exists():
        raise PermissionDenied
    agencies = list(dict.fromkeys(agency for agency, _register, _counts in found))
    chosen = parameters.choice(request.GET, "agency", {one.slug: "" for one in agencies})
    here = chosen or (
        officer.agency.slug if officer.agency in agencies else agencies[0].slug if agencies else ""
    )
    rows = [(agency, register, _numbers(counts)) for agency, register, counts in found if agency.slug == here]
    return render(
        request,
        "workbench/registers.html",
        {"area": "upkeep", "rows": rows, "agencies": agencies, "here": here},
    )


def _numbers(counts: dict[str, int]) -> dict[str, int]:
    return {"draft": counts.get(State.DRAFT, 0), "published": counts.get(State.PUBLISHED, 0),
            "all": sum(counts.values())}  # fmt: skip


@staff
@require_safe
def records(request: HttpRequest, officer: Officer, slug: str, kind: str) -> HttpResponse:
    """The records of one register, narrowed; drafts can be ticked and made public together."""
    agency, register = place(officer, slug, kind)
    state = parameters.choice(request.GET, "state", dict(State.choices))
    words = parameters.text(request.GET, "words", 100)
    found = queries.records_for(officer).filter(agency=agency, register=register.id)
    found = found.filter(state=state) if state else found
    for word in words.split():
        found = found.filter(title__icontains=word) | found.filter(key__icontains=word)
    pager = Pager(
        found.count(),
        parameters.page_number(request.GET),
        lambda n: parameters.address(
            request.path, {"state": state, "words": words, "page": n if n > 1 else ""}
        ),
        per_page=PER_PAGE,
    )
    rows = list(found[pager.start : pager.stop])
    left = _left(rows)
    return render(
        request,
        "workbench/register_records.html",
        {
            "area": "upkeep",
            "agency": agency,
            "register": register,
            "key_title": " / ".join(register.columns[one].title for one in register.version.key),
            "name_title": register.columns[register.version.name].title,
            "dated_title": register.columns[register.version.dated].title if register.version.dated else "",
            "rows": [(one, TAGS[State(one.state)], left.get(str(one.pk))) for one in rows],
            "pager": pager,
            "state": state,
            "words": words,
            "states": State.choices,
            "may_keep": officer.may(Permission.KEEP_REGISTERS, agency)
            and register.id in schemas.kept_by(agency),
            "may_publish": officer.may(Permission.PUBLISH_REGISTERS, agency)
            and any(one.state == State.DRAFT for one in rows),
        },
    )


def _left(rows: list[Record]) -> dict[str, tuple[str, str]]:
    """By the number of a record the time left for what is due first about it: words and the class of a tag."""
    owed = open_by_time().filter(subject_kind="register_record", subject_id__in=[str(one.pk) for one in rows])
    found: dict[str, tuple[str, str]] = {}
    for line in lines(owed):
        found.setdefault(line.duty.subject_id, (left_in_words(line), DUE_TAGS.get(line.status, "")))
    return found


@staff
@require_POST
def publish_several(request: HttpRequest, officer: Officer, slug: str, kind: str) -> HttpResponse:
    """Make the ticked drafts public, all or none. What the detectors doubt is shown first, to be confirmed."""
    agency, register = place(officer, slug, kind)
    back = reverse("workbench:register", args=[slug, kind])
    numbers = [n for one in request.POST.getlist("record")[: MOST + 1] if (n := parameters.number(one))]
    chosen = list(queries.records_for(officer).filter(agency=agency, register=register.id, pk__in=numbers))
    looked_at, seen = "looked_at" in request.POST, _seen(request)
    try:
        done = publish(chosen, by=officer, looked_at=looked_at, seen=seen)
    except Refused as refused:
        doubts = doubts_of([one for one in chosen if one.state == State.DRAFT])
        context: dict[str, Any] = {
            "area": "upkeep", "agency": agency, "register": register, "chosen": chosen,
            "doubts": [(one, found) for one, found in doubts if found],
            "reasons": list(refused.reasons), "looked_at": looked_at,
        }  # fmt: skip
        context["only_doubts"] = not looked_at and _only_doubts(context)
        return render(request, "workbench/register_publish.html", context, status=REFUSED)
    messages.success(
        request, ngettext("%(n)d 条记录已经公开。", "%(n)d 条记录已经公开。", len(done)) % {"n": len(done)}
    )
    return redirect(back)


def _seen(request: HttpRequest) -> dict[int, int]:
    """The versions of the records that were asked about, by their numbers."""
    found = {}
    for one in request.POST.getlist("seen")[:MOST]:
        number, _dot, version = (parameters.number(part) for part in one.partition("."))
        if number and version:
            found[number] = version
    return found


def _only_doubts(context: dict[str, Any]) -> bool:
    """Whether nothing but what a person may confirm stands in the way."""
    uncertain = [one for _record, found in context["doubts"] for one in found if not one.certain]
    return bool(uncertain) and len(uncertain) == len(context["reasons"])


@staff
@require_safe
def template(request: HttpRequest, officer: Officer, slug: str, kind: str) -> HttpResponse:
    """A table with the heads of a register's columns, to be filled in."""
    _agency, register = place(officer, slug, kind)
    heads = [f"{one.title}（{one.unit}）" if one.unit else one.title for one in register.version.columns]
    return csv_file(_("%s导入模板") % register.title, [heads])


def place(officer: Officer, slug: str, kind: str) -> tuple[Agency, Register]:
    """One of the officer's agencies and a register that it keeps or kept, or 404."""
    agency = queries.agencies_for(officer).filter(slug=slug).first()
    register = schemas.schema(agency, kind) if agency else None
    if agency is None or register is None or agency.kind not in register.keepers:
        raise Http404("没有这一清单，或者您不负责该单位的清单。")
    return agency, register
