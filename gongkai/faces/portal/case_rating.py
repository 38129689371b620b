"""Rating a closed case 评价: one to five, and words if the applicant likes; once."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gongkai.affairs.applications.actions.rating import rate, rating_refusals
from gongkai.affairs.applications.identity import APPLICANT
from gongkai.affairs.applications.queries import Case
from gongkai.faces.portal import case_access
from gongkai.faces.portal.apply_session import typed
from gongkai.faces.portal.apply_steps import Field
from gongkai.faces.portal.documents import Fault
from gongkai.faces.ui.parameters import number
from gongkai.kernel.flow import Refused

# Longer than what is taken, so that the refusal can say by how much.
_LONGEST = 1000


def stars() -> dict[str, str]:
    """What each number means, the best first."""
    return {"5": _("非常满意"), "4": _("满意"), "3": _("一般"), "2": _("不满意"), "1": _("非常不满意")}


@case_access.of_visitor
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, case: Case) -> HttpResponse:
    """The page at /apply/case/<number>/rate/."""
    application = case.application
    home = reverse("portal:case", args=[application.number])
    given = {"stars": typed(request.POST, "stars", 2), "words": typed(request.POST, "words", _LONGEST)}
    faults: list[Fault] = []
    if request.method == "POST":
        try:
            rate(application, by=APPLICANT, stars=number(given["stars"]) or 0, words=given["words"])
        except Refused as refused:
            faults = [Fault("stars" if "星" in one else "words", one) for one in refused.reasons]
        else:
            return redirect(f"{home}?done=rate")
    elif rating_refusals(application, APPLICANT):
        return redirect(home)
    questions = [
        Field("stars", _("您对这件申请的办理"), kind="radio", choices=list(stars().items())),
        Field(
            "words", _("想说的话（可以不填）"), _("最多500字，请不要写姓名、电话等个人信息。"), kind="area",
            required=False,
        ),
    ]  # fmt: skip
    context = {
        "column": "apply",
        "trail": [("依申请公开", reverse("portal:apply")), (_("办理情况"), home)],
        "case": case,
        "address": request.path,
        "fields": [
            replace(one, answer=given[one.name], wrong=[f.sentence for f in faults if f.field == one.name])
            for one in questions
        ],
        "errors": faults,
        "noindex": True,
    }
    return render(request, "portal/case_rating.html", context, status=400 if faults else 200)
