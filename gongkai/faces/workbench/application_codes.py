"""The query code 查询码 of an application, shown to the registrar once, with the receipt for the applicant."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gongkai.affairs.applications import secrets
from gongkai.affairs.applications.models import Application
from gongkai.engines.agencies.models import Officer
from gongkai.faces.workbench.application_case import RECEIPT_WHY, case_of
from gongkai.faces.workbench.application_rows import article
from gongkai.faces.workbench.staff import staff

_KEPT = "application_code:"


def hand_over(request: HttpRequest, application: Application, code: str) -> HttpResponse:
    """Go on to the receipt, which shows the code once; until then it waits sealed in the officer's session."""
    request.session[_KEPT + application.number] = secrets.seal(code, application.number).decode("ascii")
    return redirect("workbench:application_receipt", application.number)


@staff
@require_safe
def receipt(request: HttpRequest, officer: Officer, number: str) -> HttpResponse:
    """The receipt to be printed: number, days, and the query code if it was just made; a second look lacks it."""
    case = case_of(officer, number)
    one = case.application
    sealed = "" if request.method == "HEAD" else request.session.pop(_KEPT + number, "")
    code = secrets.unseal(sealed.encode("ascii"), number) if sealed else ""
    return render(
        request,
        "workbench/application_receipt.html",
        {
            "one": one,
            "reply": case.reply,
            "code": "-".join(code[at : at + 4] for at in range(0, len(code), 4)),
            "why": RECEIPT_WHY[one.channel],
            "article": article("foi:31"),
        },
    )
