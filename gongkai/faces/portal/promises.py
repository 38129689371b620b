"""Public promises 公开承诺: what each agency owes under the law it goes by, and how it keeps its word.

What is overdue changes with the hour and not only with the ledger, so these pages are not remembered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gongkai.affairs.documents.queries import by_index_numbers
from gongkai.engines.agencies.models import Agency, AgencyKind
from gongkai.engines.agencies.queries import agency as agency_of
from gongkai.engines.duties.queries import (
    Line,
    Month,
    Summary,
    by_month,
    count_of,
    duties_of,
    public_subjects,
    summary,
)
from gongkai.faces.portal import meta
from gongkai.faces.portal.plans import rows_of
from gongkai.faces.portal.public import public
from gongkai.faces.portal.wording import (
    STATUSES,
    STRENGTHS,
    owner_words,
    percent,
    period_words,
    rule_limit,
)
from gongkai.kernel.law import Pack
from gongkai.oversight.promises import queries
from gongkai.oversight.promises.clauses import seat
from gongkai.oversight.promises.queries import MONTHS, Promise
from gongkai.oversight.tasks.models import Task
from gongkai.oversight.tasks.queries import of_agency

# What is open and due first; whoever wants all of it asks the interface.
MOST_OPEN = 20
_DESCRIPTION = "各单位依照法规和文件应当做到的事项、期限，以及近一年兑现的情况。"


@dataclass(frozen=True)
class AgencyLine:
    """An agency in the table of all. own_pack: the title of its pack where that is not the pack of the house."""

    agency: Agency
    figures: Summary
    percent: str
    own_pack: str


@dataclass(frozen=True)
class PromiseLine:
    """A rule in words. counts: from what the limit is counted."""

    promise: Promise
    limit: str
    counts: str
    owner: str
    strength: str
    percent: str


@dataclass(frozen=True)
class Segment:
    """A piece of a bar that is at most 100 long. name: met, late or overdue."""

    name: str
    x: int
    width: int


@dataclass(frozen=True)
class OpenLine:
    """What is open: about what, as far as that is public, until when."""

    title: str
    about: str
    url: str
    due_at: datetime | None
    provisional: bool
    status: str
    tag: str
    binding: bool


@public
def index(request: HttpRequest) -> HttpResponse:
    """The page at /promises/: the whole house, by which law it goes, agency by agency in the order of the tree."""
    bound = queries.bound_agencies()
    top = seat()
    followed = queries.packs_followed(bound)
    house = queries.readable(followed.get(top.slug, "")) if top and followed.get(top.slug) else None
    figures = summary(bound, since=queries.beginning())
    whole = total(figures)
    return render(
        request,
        "portal/promises.html",
        {
            "column": "promises",
            "tab": "promises",
            "trail": [("公开承诺", "")],
            "top": top,
            "pack": house,
            "act": act_of(house),
            "groups": _groups(bound, figures, followed, house.name if house else ""),
            "whole": whole,
            "due": whole.met + whole.late + whole.overdue,
            "percent": percent(whole),
            "months": bars(by_month([agency.slug for agency in bound], MONTHS)),
            "meta": meta.column("公开承诺", _DESCRIPTION, "政务公开"),
        },
    )


def total(figures: Sequence[Summary]) -> Summary:
    """All of them in one."""
    numbers = ("met", "late", "overdue", "due_this_week", "open")
    return Summary("", *(sum(getattr(one, name) for one in figures) for name in numbers))


def act_of(pack: Pack | None) -> str:
    """The document that a pack puts into effect, as an official letter names it; empty where it has none."""
    register = pack.register() if pack else {}
    return pack.cite(next(iter(register)).partition("-")[0].lower()) if pack and register else ""


def _groups(
    bound: Sequence[Agency], figures: Sequence[Summary], followed: Mapping[str, str], house: str
) -> list[dict[str, Any]]:
    """Kind by kind, those of each in the order of the tree."""
    lines = [
        AgencyLine(agency, one, percent(one), _other(followed[agency.slug], house))
        for agency, one in zip(bound, figures, strict=True)
    ]
    return [
        {"title": kind.label, "lines": members}
        for kind in AgencyKind
        if (members := [line for line in lines if line.agency.kind == kind])
    ]


def _other(name: str, house: str) -> str:
    pack = queries.readable(name) if name and name != house else None
    return pack.title if pack else ""


@public
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """The page at /promises/<slug>/: what an agency owes, how it keeps it, what is open now."""
    try:
        agency = agency_of(slug)
    except Agency.DoesNotExist:
        raise Http404("没有这个机构。") from None
    promised = [_line(one) for one in queries.promises_of(agency)]
    kept = total([one.promise.figures for one in promised])
    pack = queries.readable(queries.pack_of(agency))
    months = by_month([slug], MONTHS)
    tasks = of_agency(agency)
    return render(
        request,
        "portal/promise.html",
        {
            "column": "promises",
            "tab": "promises",
            "trail": [("公开承诺", reverse("portal:promises")), (agency.name, "")],
            "agency": agency,
            "pack": pack,
            "act": act_of(pack),
            "kept": kept,
            "percent": percent(kept),
            "months": bars(months),
            "recurring": [
                one for one in promised if one.promise.rule.kind == "period" and one.promise.in_force
            ],
            "events": [one for one in promised if one.promise.rule.kind == "event" and one.promise.in_force],
            "former": [one for one in promised if not one.promise.in_force],
            "open": open_lines(slug, tasks),
            "open_total": count_of([slug]),
            "tasks": rows_of(tasks),
            "meta": meta.column(f"{agency.name}的公开承诺", _DESCRIPTION, "政务公开"),
        },
    )


def bars(months: Sequence[Month]) -> list[tuple[Month, list[Segment]]]:
    """Each month with the pieces of its bar: met, late and overdue one after the other, the longest bar 100."""
    most = max((month.met + month.late + month.overdue for month in months), default=0) or 1
    found = []
    for month in months:
        segments, x = [], 0
        for name in ("met", "late", "overdue"):
            width = round(100 * getattr(month, name) / most)
            segments.append(Segment(name, x, width))
            x += width
        found.append((month, [segment for segment in segments if segment.width]))
    return found


def _line(promise: Promise) -> PromiseLine:
    rule = promise.rule
    return PromiseLine(
        promise=promise,
        limit=rule_limit(rule),
        counts=queries.counted_from(rule) if rule.kind == "event" else "",
        owner=owner_words(rule),
        strength=str(STRENGTHS[rule.strength]),
        percent=percent(promise.figures),
    )


def open_lines(slug: str, tasks: Sequence[Task]) -> list[OpenLine]:
    """What an agency owes now, the first due first; `tasks`: those of published breakdowns that it owes."""
    lines = duties_of([slug], limit=MOST_OPEN)
    subjects = public_subjects([line.duty for line in lines])
    told = {task.subject: (task.content, reverse("portal:plan", args=[task.plan.code])) for task in tasks}
    for edition in by_index_numbers([id for kind, id in subjects.values() if kind == "document"]):
        document = edition.document
        told[document.subject] = (edition.title, reverse("portal:document", args=[document.index_number]))
    return [
        _open(line, told.get(line.duty.subject, ("", "")))
        if line.duty.pk in subjects or line.duty.subject_kind == "task"
        else _open(line, ("", ""))
        for line in lines
    ]


def _open(line: Line, subject: tuple[str, str]) -> OpenLine:
    duty = line.duty
    words, url = subject
    label, tag = STATUSES[line.status]
    binding = line.rule.strength == "must"
    return OpenLine(
        title=line.title,
        about=period_words(duty.period) or words,
        url=url,
        due_at=duty.due_at,
        provisional=duty.provisional,
        status=str(label),
        # What should be done is never a breach, so it never shows as one.
        tag=tag if binding or tag != "late" else "soon",
        binding=binding,
    )
