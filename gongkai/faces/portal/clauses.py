"""Clauses 条款: what the documents ask point by point, what makes it happen here, and how that stands now."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.faces.portal import meta
from gongkai.faces.portal.facets import build
from gongkai.faces.portal.public import following_the_ledger, public
from gongkai.faces.portal.wording import STRENGTHS, limit_words, meeting, owner_words, percent, rule_limit
from gongkai.faces.ui import parameters
from gongkai.kernel.clock import EachPeriod
from gongkai.kernel.law import CAPABILITIES, tally
from gongkai.oversight.promises.clauses import (
    FACETS,
    Entry,
    Kept,
    Register,
    Selection,
    entry,
    limit_of,
    registers,
    rules_under,
)

MET = {"met": gettext_lazy("已落实"), "open": gettext_lazy("尚未落实")}
_DESCRIPTION = "文件逐条要求什么、由谁做、本系统用什么落实、现在做得怎样。"


@dataclass(frozen=True)
class RuleLine:
    """A duty rule under a clause, in words."""

    kept: Kept
    limit: str
    owner: str
    strength: str
    percent: str


@following_the_ledger
def index(request: HttpRequest) -> HttpResponse:
    """The page at /clauses/: the clauses of one pack, narrowed down, in the order of the document."""
    given = request.GET
    known = registers()
    name = parameters.choice(given, "pack", known) or next(iter(known), "")
    path = reverse("portal:clauses")
    if not name:
        return render(request, "portal/clauses.html", {**_page(), "known": {}})
    register = known[name]
    selection = Selection(
        capability=parameters.choice(given, "capability", CAPABILITIES),
        actor=parameters.choice(
            given, "actor", {actor: 1 for one in register.entries for actor in one.actors}
        ),
        strength=parameters.choice(given, "strength", STRENGTHS),
        met=parameters.choice(given, "met", MET),
        words=parameters.text(given, "q", 60),
    )
    default = name == next(iter(known))

    def url(**changes: str) -> str:
        values = {**vars(selection), "q": selection.words, "pack": "" if default else name, **changes}
        values.pop("words")
        return parameters.address(path, values)

    counts = register.facets(selection)
    found = register.select(selection)
    labels: dict[str, Any] = {"capability": CAPABILITIES, "strength": STRENGTHS, "met": MET, "actor": {}}
    facets = [build(one, counts[one], getattr(selection, one), labels[one], url) for one in FACETS]
    chips = [{"label": one.label, "url": url(**{facet.name: ""})} for facet in facets for one in facet.chosen]
    if selection.words:
        chips.append({"label": _("含“%s”") % selection.words, "url": url(q="")})
    return render(
        request,
        "portal/clauses.html",
        {
            **_page(),
            "known": known,
            "register": register,
            "act": act(register),
            "tally": tally([one.clause for one in register.entries]),
            "sections": sections(found),
            "total": len(found),
            "facets": facets,
            "chips": chips,
            "q": selection.words,
            "hidden": [(key, value) for key, value in vars(selection).items() if value and key != "words"]
            + ([] if default else [("pack", name)]),
            "packs": [
                {
                    "title": act(one),
                    "whose": one.pack.title,
                    "url": parameters.address(path, {"pack": key}),
                    "current": key == name,
                }
                for key, one in known.items()
            ],
            "noindex": not found,
        },
    )


def _page() -> dict[str, Any]:
    return {
        "column": "promises",
        "tab": "clauses",
        "trail": [("公开承诺", reverse("portal:promises")), ("条款落实", "")],
        "meta": meta.column("条款落实", _DESCRIPTION, "政务公开"),
    }


def act(register: Register) -> str:
    """The document whose clauses these are, with its number."""
    return register.pack.cite(register.entries[0].id.partition("-")[0].lower())


def sections(entries: Sequence[Entry]) -> list[tuple[str, list[Entry]]]:
    """The clauses under the headings of their document, in its order."""
    return [(title, list(members)) for title, members in groupby(entries, lambda one: one.section)]


@public
def show(request: HttpRequest, id: str) -> HttpResponse:
    """The page at /clauses/<ID>/. What is overdue changes with the hour, so it is not remembered."""
    found = entry(id)
    if found is None:
        raise Http404("没有这一条款。")
    register, one = found
    clause, limit = one.clause, limit_of(one)
    return render(
        request,
        "portal/clause.html",
        {
            "column": "promises",
            "tab": "clauses",
            "trail": [
                ("公开承诺", reverse("portal:promises")),
                ("条款落实", parameters.address(reverse("portal:clauses"), {"pack": register.pack.name})),
                (one.id, ""),
            ],
            "entry": one,
            "clause": clause,
            "register": register,
            "strength": STRENGTHS[clause.strength],
            "capability": CAPABILITIES[clause.capability],
            "limit": limit,
            "limit_words": limit_words(limit.value) if limit else "",
            # A period says itself from when it is counted.
            "limit_counts": limit.counts if limit and not isinstance(limit.limit, EachPeriod) else "",
            "meetings": [meeting(reference, one.pack) for reference in clause.met_by],
            "rules": [
                RuleLine(
                    kept,
                    rule_limit(kept.rule),
                    owner_words(kept.rule),
                    str(STRENGTHS[kept.rule.strength]),
                    percent(kept.figures) if kept.figures else "",
                )
                for kept in rules_under(register, one)
            ],
            "neighbours": neighbours(register, one),
            "meta": meta.column(f"条款 {one.id}", clause.text, "政务公开"),
        },
    )


def neighbours(register: Register, one: Entry) -> tuple[Entry | None, Entry | None]:
    """The clauses before and after this one in its document."""
    place = register.entries.index(one)
    before = register.entries[place - 1] if place else None
    after = register.entries[place + 1] if place + 1 < len(register.entries) else None
    return before, after
