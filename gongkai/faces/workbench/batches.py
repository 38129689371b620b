"""Batches 批量办理: one step for many documents, each on its own, with one result a line.

What cannot quietly be taken back is looked at once more before it is done: which documents can go, which cannot and
why. That page has an address of its own, so that the browser's way back never sends anything again.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from gongkai.affairs.documents import actions, course, desk, workflow
from gongkai.affairs.documents.gates import PERMISSIONS, Needed
from gongkai.affairs.documents.models import Edition
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.faces.ui import parameters
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.flow import Refused

MOST = 200
_KEPT = "documents_batch"
# The lists that documents are ticked in.
_LISTS = ("documents", "queue")
_NO_GATE = "没有等待您审查的关口。"


@dataclass(frozen=True)
class Step:
    """A step that can be taken for many at once.

    leave: any of these permissions is needed for it; row: the step of the course; asks: what is said before it is
    confirmed, empty where it is done at once.
    """

    title: str
    leave: frozenset[Permission]
    act: Callable[[Edition, Officer, Sequence[str]], object]
    row: str
    asks: str = ""


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
        raise Refused(_NO_GATE)
    course.pass_gate(edition, by=officer, gate=gate.gate, agency=gate.agency, checked=checked)


def _my_gate(edition: Edition, officer: Officer) -> Needed | None:
    waiting = desk.waiting_on(edition, officer)
    return next((one.gate for one in waiting if one.step == "review" and one.gate), None)


BATCH: dict[str, Step] = {
    "send_up": Step(
        gettext_noop("送审"),
        frozenset({Permission.DRAFT_DOCUMENTS}),
        lambda edition, by, checked: course.send_up(edition, by=by),
        "send_up",
    ),
    "pass": Step(
        gettext_noop("审查通过"),
        frozenset(PERMISSIONS.values()),
        _pass_mine,
        "pass_gate",
        gettext_noop("以下文件逐件办理，各记一次审查。请确认每一件都看过，并且都符合勾选的要点。"),
    ),
    "sign": Step(
        gettext_noop("签发"),
        frozenset({Permission.SIGN_DOCUMENTS}),
        lambda edition, by, checked: course.sign(edition, by=by),
        "sign",
        gettext_noop("以下文件逐件签发，签发以后即可公开。请确认每一件的全文、附件、各项审查和解读都看过。"),
    ),
    "publish": Step(
        gettext_noop("公开"),
        frozenset({Permission.PUBLISH_DOCUMENTS}),
        lambda edition, by, checked: actions.publish(edition, by=by),
        "publish",
        gettext_noop(
            "以下文件逐件公开，立即出现在公开网站，不能悄悄改回；有误的只能更正或者撤回，公众会看到。"
        ),
    ),
}


@staff
@require_POST
def act(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Take the step for each document that was ticked; what is refused keeps nothing else from being done."""
    step = _step(request.POST)
    editions = _chosen(request.POST, officer)
    if step.asks and editions and "confirmed" not in request.POST:
        asked = {name: request.POST.getlist(name) for name in ("do", "edition", "list", "query")}
        query = QueryDict(mutable=True)
        for name, values in asked.items():
            query.setlist(name, [value for value in values if value])
        return redirect(f"{reverse('workbench:documents_check')}?{query.urlencode()}")
    results = [_one(one, officer, step, request.POST.getlist("checked")) for one in editions]
    request.session[_KEPT] = {
        "title": step.title,
        "results": [asdict(one) for one in results],
        "back": _back(request.POST),
        "list": request.POST.get("list", ""),
    }
    return redirect("workbench:documents_batch")


@staff
@require_safe
def check(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Each document that was ticked: whether it can go, and for a review the points to be confirmed for all."""
    step = _step(request.GET)
    rows = [
        (one, _my_gate(one, officer), _refusals(one, officer, step)) for one in _chosen(request.GET, officer)
    ]
    ready = [(edition, gate) for edition, gate, reasons in rows if not reasons]
    points = dict.fromkeys(point for _edition, gate in ready if gate for point in gate.checklist)
    return render(
        request,
        "workbench/documents_check.html",
        {
            "step": step,
            "do": request.GET["do"],
            "ready": ready,
            "closed": [(edition, reasons) for edition, _gate, reasons in rows if reasons],
            "points": list(points) if step is BATCH["pass"] else [],
            "list": request.GET.get("list", ""),
            "query": request.GET.get("query", ""),
            "back": _back(request.GET),
        },
    )


def _refusals(edition: Edition, officer: Officer, step: Step) -> list[str]:
    reasons = workflow.refusals(edition, step.row, officer)
    if step is BATCH["pass"] and not reasons and _my_gate(edition, officer) is None:
        return [_NO_GATE]
    return reasons


def _step(given: QueryDict) -> Step:
    step = BATCH.get(given.get("do", ""))
    if step is None:
        raise Http404("没有这一步骤。")
    return step


def _chosen(given: QueryDict, officer: Officer) -> list[Edition]:
    """The ticked editions that the officer may read, in the order of the list."""
    chosen = [number for one in given.getlist("edition")[:MOST] if (number := parameters.number(one))]
    found = {one.pk: one for one in desk.seen_by(officer).filter(pk__in=chosen)}
    return [found[pk] for pk in dict.fromkeys(chosen) if pk in found]


def _back(given: QueryDict) -> str:
    """The list as it was narrowed when the documents were ticked."""
    name = given.get("list", "")
    query = QueryDict(parameters.text(given, "query", 1000)).urlencode()
    path = reverse(f"workbench:{name if name in _LISTS else _LISTS[0]}")
    return f"{path}?{query}" if query else path


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
