"""Reviewing 审查: what waits for an officer, and a text with its findings marked, gate by gate."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.affairs.documents import course, desk, gates
from gongkai.affairs.documents.kinds import kinds
from gongkai.affairs.documents.models import Edition, Gate
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.queries import officers_named
from gongkai.engines.duties.queries import due_by_subject
from gongkai.faces.ui import parameters
from gongkai.faces.ui.paging import Pager
from gongkai.faces.workbench.batches import BATCH
from gongkai.faces.workbench.documents import REFUSED, edition_of
from gongkai.faces.workbench.fields import refuse
from gongkai.faces.workbench.found_places import marked_body
from gongkai.faces.workbench.staff import staff
from gongkai.faces.workbench.step_forms import GateForm, ReferForm, ReturnForm, SettleForm, StepForm
from gongkai.kernel.flow import Refused

Given = Mapping[str, Any]
_DONE = {
    "pass": gettext_noop("“%(gate)s”已经通过。"),
    "return": gettext_noop("文件已经退回起草人。"),
    "refer": gettext_noop("已登记提请确定。"),
    "settle": gettext_noop("确定结果已经登记。"),
}


PER_PAGE = 50
# The steps that can be taken for several lines at once, each with its name among the batches.
MANY = {"review": "pass", "sign": "sign", "publish": "publish"}
# The fields of the forms in which a reviewer writes in his own words.
_WORDS = ("opinion", "reason", "to", "question", "decision")


@dataclass(frozen=True)
class Desk:
    """A gate that waits for the officer with its forms; `key` tells them apart on the page."""

    key: str
    gate: gates.Needed
    passing: GateForm | None
    returning: ReturnForm | None
    referring: ReferForm | None
    settling: SettleForm | None


@staff
@require_safe
def queue(request: HttpRequest, officer: Officer) -> HttpResponse:
    """What waits for the officer: to review, to sign, to publish; longest waiting first, narrowed by the address."""
    waiting = desk.waiting_for(officer)
    what = {one.title: _(one.title) for one in waiting}
    agencies = {one.edition.document.agency.slug: one.edition.document.agency.short_name for one in waiting}
    chosen = {
        "what": parameters.text(request.GET, "what"),
        "agency": parameters.text(request.GET, "agency"),
        "words": parameters.text(request.GET, "words", 100),
    }
    found = [one for one in waiting if _wanted(one, **chosen)]
    pager = Pager(
        len(found),
        parameters.page_number(request.GET),
        lambda n: parameters.address(request.path, {**chosen, "page": n}),
        per_page=PER_PAGE,
    )
    shown = found[pager.start : pager.stop]
    numbers = [one.edition.document.index_number for one in shown]
    due = due_by_subject("document", numbers)
    return render(
        request,
        "workbench/queue.html",
        {
            "rows": [
                (one, kinds()[one.edition.document.kind].title, due.get(one.edition.document.index_number))
                for one in shown
            ],
            "pager": pager,
            "people": officers_named({one.edition.sent_by for one in shown}),
            "chosen": chosen,
            "query": parameters.address("", chosen).removeprefix("?"),
            "waiting": len(waiting),
            "what": what.items(),
            "agencies": agencies.items(),
            "batch": [
                (do, BATCH[do].title) for step, do in MANY.items() if any(one.step == step for one in shown)
            ],
            "many": MANY,
        },
    )


def _wanted(one: desk.Waiting, *, what: str, agency: str, words: str) -> bool:
    """Whether a line is among those asked for; of the words each stands in the title, the number or the index."""
    document = one.edition.document
    text = f"{one.edition.title} {document.doc_number} {document.index_number}".casefold()
    return (
        what in {"", one.title}
        and agency in {"", document.agency.slug}
        and all(word in text for word in words.casefold().split())
    )


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, officer: Officer, index_number: str) -> HttpResponse:
    """The text with findings in place, and for each gate that waits for the officer what he may say of it."""
    edition = edition_of(officer, index_number)
    data = request.POST if request.method == "POST" else None
    waiting = [one for one in desk.waiting_on(edition, officer) if one.gate is not None]
    desks = [_desk(one, data) for one in waiting]
    if data is not None:
        answer = _say(request, edition, officer, desks, data)
        if answer is not None:
            return answer
    bad = [form for one in desks for form in _forms(one) if form.errors]
    places = marked_body(edition)
    return render(
        request,
        "workbench/review.html",
        {
            "edition": edition,
            "desks": desks,
            "needed": gates.needed(edition),
            "people": officers_named({one.reviewer for one in gates.reviews_of(edition)} | {*edition.hands}),
            "places": places,
            "files": list(edition.attachments.all()),
            "bad": bad,
            "before": edition.number > 1,
        },
        status=REFUSED if bad else 200,
    )


def _key(gate: gates.Needed) -> str:
    return f"{gate.gate}-{gate.agency.slug}"


def _desk(waiting: desk.Waiting, data: QueryDict | None) -> Desk:
    gate = waiting.gate
    assert gate is not None
    key = _key(gate)
    said = data if data is not None and data.get("gate") == key else None
    doing = said.get("do") if said is not None else ""

    def form(made: Callable[..., Any], name: str, **more: Any) -> Any:
        return made(said if doing == name else None, prefix=f"{key}-{name}", **more)

    reviewing = waiting.step == "review"
    asks = gate.gate == Gate.SECRECY
    return Desk(
        key,
        gate,
        form(GateForm, "pass", points=gate.checklist) if reviewing else None,
        form(ReturnForm, "return"),
        form(ReferForm, "refer") if reviewing and asks else None,
        form(SettleForm, "settle") if not reviewing else None,
    )


def _forms(one: Desk) -> list[StepForm]:
    return [form for form in (one.passing, one.returning, one.referring, one.settling) if form is not None]


def _say(
    request: HttpRequest, edition: Edition, officer: Officer, desks: list[Desk], data: QueryDict
) -> HttpResponse | None:
    """Do what was sent about one gate; None where a form is to be shown again."""
    doing = data.get("do", "")
    if doing not in _DONE:
        raise Http404("没有这一步骤。")
    chosen = next((one for one in desks if one.key == data.get("gate")), None)
    if chosen is None:
        # No gate waits for him: the verb says why, and nothing changes; what he wrote is shown once more.
        gate, agency = _named(edition, data.get("gate", ""))
        said = _said(data, doing)
        try:
            _ACTS[doing](edition, officer, gate, agency, said)
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(request, reason)
            words = _("；").join(said[name] for name in _WORDS if said.get(name))
            if words:
                messages.error(request, _("您写的没有登记：%s") % words)
        return redirect("workbench:document_review", edition.document.index_number)
    form = next((one for one in _forms(chosen) if one.is_bound), None)
    if form is None or not form.is_valid():
        return None
    try:
        _ACTS[doing](edition, officer, chosen.gate.gate, chosen.gate.agency, form.cleaned_data)
    except Refused as refused:
        refuse(form, refused)
        return None
    messages.success(request, _(_DONE[doing]) % {"gate": chosen.gate.title})
    fresh = edition_of(officer, edition.document.index_number)
    more = any(one.gate for one in desk.waiting_on(fresh, officer))
    if more:
        return redirect("workbench:document_review", edition.document.index_number)
    return redirect("workbench:queue")


def _said(data: QueryDict, doing: str) -> dict[str, Any]:
    """What stands in the fields of a form that the page no longer has."""
    prefix = f"{data.get('gate', '')}-{doing}-"
    given: dict[str, Any] = {name: parameters.text(data, prefix + name, 500) for name in _WORDS}
    return {
        **given,
        "checked": data.getlist(f"{prefix}checked"),
        "may_open": data.get(f"{prefix}may_open") == "yes",
    }


def _named(edition: Edition, key: str) -> tuple[str, Any]:
    found = next((one for one in gates.needed(edition) if _key(one) == key), None)
    return (str(found.gate), found.agency) if found else (key.partition("-")[0], None)


def _pass(edition: Edition, by: Officer, gate: str, agency: Any, given: Given) -> object:
    checked, opinion = given.get("checked", []), given.get("opinion", "")
    return course.pass_gate(edition, by=by, gate=gate, agency=agency, checked=checked, opinion=opinion)


def _return(edition: Edition, by: Officer, gate: str, agency: Any, given: Given) -> object:
    return course.send_back(edition, by=by, reason=given.get("reason", ""), gate=gate, agency=agency)


def _refer(edition: Edition, by: Officer, gate: str, agency: Any, given: Given) -> object:
    return course.refer(edition, by=by, to=given.get("to", ""), question=given.get("question", ""))


def _settle(edition: Edition, by: Officer, gate: str, agency: Any, given: Given) -> object:
    may_open = bool(given.get("may_open"))
    return course.settle(edition, by=by, decision=given.get("decision", ""), may_open=may_open)


_ACTS = {"pass": _pass, "return": _return, "refer": _refer, "settle": _settle}
