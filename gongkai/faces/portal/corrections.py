"""Reporting an error 纠错: a form on every document, a receipt, and a page that says how it stands.

The form needs no token against forgery: it uses no right of whoever sends it, and pages carry no cookie.
"""

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.affairs.documents import queries
from gongkai.affairs.documents.reports_of_error import find, report_error
from gongkai.faces.portal import errors
from gongkai.faces.portal.document import withdrawn_by
from gongkai.faces.portal.documents import Fault
from gongkai.faces.portal.subscriptions import TRAP
from gongkai.faces.ui import parameters
from gongkai.kernel.flow import Refused

# Longer than what is taken, so that the action can say by how much.
_LONGEST = 5000


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, index_number: str) -> HttpResponse:
    """The page at /documents/<index_number>/report/: what is wrong in which words, and how to answer."""
    given = request.POST if request.method == "POST" else request.GET
    number = parameters.number(parameters.text(given, "edition"))
    page = queries.page(index_number, number=number)
    if page is None or withdrawn_by(page):
        raise Http404("没有这份文件，或者它已经撤回。")
    typed = {name: parameters.text(given, name, _LONGEST) for name in ("quote", "words", "contact")}
    faults: list[Fault] = []
    if request.method == "POST":
        if request.POST.get(TRAP):
            return redirect("portal:error_reports")
        if not ratelimit.consume(request, action="report_error"):
            return errors.too_often(request)
        try:
            made = report_error(
                index_number=index_number,
                edition_number=page.edition.number,
                quote=typed["quote"],
                words=typed["words"],
                contact=typed["contact"],
            )
        except Refused as refused:
            faults = [Fault(_field(reason), reason) for reason in refused.reasons]
        else:
            return redirect("portal:error_report", made.number)
    return render(
        request,
        "portal/report.html",
        {
            "trail": [("报告错误", "")],
            "page": page,
            "typed": typed,
            "errors": faults,
            "trap": TRAP,
            "noindex": True,
        },
        status=400 if faults else 200,
    )


@never_cache
@require_safe
def lookup(request: HttpRequest) -> HttpResponse:
    """The page at /reports/: ask by the receipt number how a report stands."""
    number = parameters.text(request.GET, "number", 60)
    found = find(number) if number else None
    if found is not None:
        return redirect("portal:error_report", found.number)
    faults = [Fault("number", _("没有这个编号的纠错，请对照回执核对。"))] if number else []
    context = {"trail": [("纠错办理情况", "")], "number": number, "errors": faults, "noindex": True}
    return render(request, "portal/reports.html", context, status=404 if faults else 200)


@never_cache
@require_safe
def show(request: HttpRequest, number: str) -> HttpResponse:
    """The page at /reports/<number>/: the receipt, and the answer once there is one. Who knows the number may read."""
    found = find(number)
    if found is None:
        raise Http404("没有这个编号的纠错。")
    title = queries.titles([found.document.index_number]).get(found.document.index_number, "")
    context = {"trail": [("纠错办理情况", "")], "report": found, "title": title, "noindex": True}
    return render(request, "portal/reported.html", context)


def _field(reason: str) -> str:
    """Which field a reason speaks of; the action names it at the beginning."""
    return {"引文": "quote", "联系": "contact"}.get(reason[:2], "words")
