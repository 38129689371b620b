"""Withheld documents 不公开文件 looked at again: all of an agency in one round, each with a verdict and why."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.affairs.documents import withheld
from gongkai.affairs.documents.models import Edition
from gongkai.affairs.documents.withheld import Verdict
from gongkai.engines.agencies.models import Officer
from gongkai.engines.duties.packs import pack_for
from gongkai.faces.ui import parameters
from gongkai.faces.ui.paging import Pager
from gongkai.faces.workbench.form_page import REFUSED
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.clock import today
from gongkai.kernel.flow import Refused


@staff
@require_safe
def index(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The agencies whose withheld documents the officer looks at again."""
    found = withheld.reviewed_by(officer)
    if not found.exists():
        raise PermissionDenied
    shown = found.filter(held__gt=0)
    pager = Pager(
        shown.count(),
        parameters.page_number(request.GET),
        lambda n: parameters.address(request.path, {"page": n if n > 1 else ""}),
        per_page=50,
    )
    context = {"area": "upkeep", "rows": shown[pager.start : pager.stop], "pager": pager}
    return render(request, "workbench/withheld_agencies.html", context)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, officer: Officer, slug: str) -> HttpResponse:
    """One round: everything that the agency withholds, each stays or is taken up again."""
    agency = withheld.reviewed_by(officer).filter(slug=slug).first()
    if agency is None:
        raise Http404("没有这个单位，或者您不评估它的不公开文件。")
    held = list(withheld.withheld(agency))
    reasons: list[str] = []
    if request.method == "POST":
        try:
            looked = withheld.look_again(by=officer, agency=agency, verdicts=_given(request, held))
        except Refused as refused:
            reasons = list(refused.reasons)
        else:
            opened = looked.looks.filter(reopened=True).count()
            count = ngettext("评估已经登记，启封 %(n)d 件。", "评估已经登记，启封 %(n)d 件。", opened)
            messages.success(request, count % {"n": opened})
            return redirect("workbench:withheld_round", slug)
    looks = withheld.last_looks(agency)
    grounds = pack_for(agency).grounds(on=today())
    rows = [
        {
            "edition": one,
            "looked": looks.get(one.pk),
            "ground": grounds[one.document.ground].title if one.document.ground in grounds else "",
            "verdict": request.POST.get(f"verdict-{one.pk}", ""),
            "reason": parameters.text(request.POST, f"reason-{one.pk}", 500),
            "his": officer.handle in one.hands,
        }
        for one in held
    ]
    return render(
        request,
        "workbench/withheld.html",
        {
            "area": "upkeep",
            "agency": agency,
            "rows": rows,
            "errors": [{"field": _place(one, held), "sentence": one} for one in reasons],
            "before": agency.withheld_rounds.first(),
        },
        status=REFUSED if reasons else 200,
    )


def _given(request: HttpRequest, held: list[Edition]) -> dict[Edition, Verdict]:
    """What was chosen for each; those without a choice are left out."""
    chosen = {one: request.POST.get(f"verdict-{one.pk}", "") for one in held}
    return {
        one: Verdict(choice == "reopen", parameters.text(request.POST, f"reason-{one.pk}", 500))
        for one, choice in chosen.items()
        if choice in {"stay", "reopen"}
    }


def _place(reason: str, held: list[Edition]) -> str:
    """The line that a reason speaks of."""
    return next((f"reason-{one.pk}" for one in held if one.document.index_number in reason), "")
