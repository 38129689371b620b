"""Batches 批量办理: one step for many documents, each on its own, with one result a line."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from gongkai.affairs.documents import actions, course, desk
from gongkai.affairs.documents.gates import PERMISSIONS, Needed
from gongkai.affairs.documents.models import Edition
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.faces.ui import parameters
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.flow import Refused

MOST = 200
_KEPT = "documents_batch"


@dataclass(frozen=True)
class Step:
    """A step that can be taken for many at once; `leave`: any of these permissions is needed for it."""

    title: str
    leave: frozenset[Permission]
    act: Callable[[Edition, Officer, Sequence[str]], object]


@dataclass(frozen=True)
class Result:
    """What became of one document."""

    index_number: str
    title: str
    done: bool
    reasons: list[str]


def _pass_mine(edition: Edition, officer: Officer, checked: Sequence[str]) -> None:
    """Let it through the gate that waits for the officer, with the points that he confirmed."""
    gate = _my_gate(edition, officer)
    if gate is None:
        raise Refused("没有等待您审查的关口。")
    course.pass_gate(edition, by=officer, gate=gate.gate, agency=gate.agency, checked=checked)


def _my_gate(edition: Edition, officer: Officer) -> Needed | None:
    waiting = desk.waiting_on(edition, officer)
    return next((one.gate for one in waiting if one.step == "review" and one.gate), None)


BATCH: dict[str, Step] = {
    "send_up": Step(
        gettext_noop("送审"),
        frozenset({Permission.DRAFT_DOCUMENTS}),
        lambda edition, by, checked: course.send_up(edition, by=by),
    ),
    "pass": Step(gettext_noop("审查通过"), frozenset(PERMISSIONS.values()), _pass_mine),
    "sign": Step(
        gettext_noop("签发"),
        frozenset({Permission.SIGN_DOCUMENTS}),
        lambda edition, by, checked: course.sign(edition, by=by),
    ),
    "publish": Step(
        gettext_noop("公开"),
        frozenset({Permission.PUBLISH_DOCUMENTS}),
        lambda edition, by, checked: actions.publish(edition, by=by),
    ),
}


@staff
@require_POST
def act(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Take the step for each document that was ticked; what is refused keeps nothing else from being done."""
    step = BATCH.get(request.POST.get("do", ""))
    if step is None:
        raise Http404("没有这一步骤。")
    chosen = [number for one in request.POST.getlist("edition")[:MOST] if (number := parameters.number(one))]
    found = {one.pk: one for one in desk.seen_by(officer).filter(pk__in=chosen)}
    editions = [found[pk] for pk in dict.fromkeys(chosen) if pk in found]
    if request.POST["do"] == "pass" and "confirmed" not in request.POST:
        return _ask(request, officer, editions)
    results = [_one(one, officer, step, request.POST.getlist("checked")) for one in editions]
    request.session[_KEPT] = {"title": step.title, "results": [asdict(one) for one in results]}
    return redirect("workbench:documents_batch")


def _ask(request: HttpRequest, officer: Officer, editions: list[Edition]) -> HttpResponse:
    """Each document with the gate that waits for him, and the points to be confirmed for all of them."""
    rows = [(one, _my_gate(one, officer)) for one in editions]
    points = dict.fromkeys(point for _edition, gate in rows if gate for point in gate.checklist)
    return render(request, "workbench/documents_pass.html", {"rows": rows, "points": list(points)})


def _one(edition: Edition, officer: Officer, step: Step, checked: Sequence[str]) -> Result:
    number = edition.document.index_number
    try:
        step.act(edition, officer, checked)
    except Refused as refused:
        return Result(number, edition.title, False, list(refused.reasons))
    return Result(number, edition.title, True, [])


@staff
@require_safe
def results(request: HttpRequest, officer: Officer) -> HttpResponse:
    """What became of each document of the last batch."""
    kept = request.session.get(_KEPT, {"title": "", "results": []})
    done = sum(one["done"] for one in kept["results"])
    return render(
        request,
        "workbench/documents_batch.html",
        {**kept, "done": done, "refused": len(kept["results"]) - done},
    )
