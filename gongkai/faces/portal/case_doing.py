"""What an applicant does himself in his case: the corrected application, his reasons, taking it back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gongkai.affairs.applications.actions import closing, correcting, extending
from gongkai.affairs.applications.identity import APPLICANT
from gongkai.affairs.applications.models import Application
from gongkai.affairs.applications.queries import Case
from gongkai.faces.portal import case_access
from gongkai.faces.portal.apply_session import typed
from gongkai.faces.portal.documents import Fault
from gongkai.kernel.flow import Refused

# Longer than what is taken, so that the refusal can say by how much.
_LONGEST = 6000
Words = str | Promise


@dataclass(frozen=True)
class Doing:
    """A step of the applicant's. label: what he writes, nothing where he only confirms; first: what stands there at
    the beginning; done: what the case's page says afterwards."""

    step: str
    title: Words
    lead: Words
    button: Words
    done: Words
    take: Callable[[Application, str], object]
    label: Words = ""
    hint: Words = ""
    first: Callable[[Application], str] = lambda application: ""


DOINGS: Mapping[str, Doing] = {
    "correct": Doing(
        "take_correction",
        gettext_lazy("补正申请"),
        gettext_lazy("补正只有这一次。请按告知的内容修改下面的申请，提交的文字将代替原来的申请。"),
        gettext_lazy("提交补正"),
        gettext_lazy("已经收到您的补正，答复期限自次日起重新计算。"),
        lambda application, text: correcting.take_correction(application, by=APPLICANT, wanted=text),
        gettext_lazy("补正后的申请内容"),
        gettext_lazy("申请内容不用修改的，不用改动，直接提交。最多5000字。"),
        lambda application: application.wanted,
    ),
    "reasons": Doing(
        "note_reasons",
        gettext_lazy("说明理由"),
        gettext_lazy("申请的数量、频次明显超过合理范围的，受理机关可以要求说明理由（条例第三十五条）。"),
        gettext_lazy("提交说明"),
        gettext_lazy("已经收到您的说明。"),
        lambda application, text: extending.note_reasons(application, by=APPLICANT, reasons=text),
        gettext_lazy("理由"),
        gettext_lazy("最多5000字，请不要写他人的个人信息。"),
    ),
    "withdraw": Doing(
        "withdraw",
        gettext_lazy("撤回申请"),
        gettext_lazy("撤回后这件申请不再办理，也不能恢复；以后需要时可以重新申请。"),
        gettext_lazy("确认撤回"),
        gettext_lazy("申请已经撤回。"),
        lambda application, text: closing.withdraw(application, by=APPLICANT),
    ),
}  # fmt: skip


@case_access.of_visitor
@require_http_methods(["GET", "HEAD", "POST"])
def do(request: HttpRequest, case: Case, doing: str) -> HttpResponse:
    """The page at /apply/case/<number>/<doing>/: what it means, what to write, and the button."""
    todo = DOINGS.get(doing)
    if todo is None:
        raise Http404("没有这一步。")
    application = case.application
    home = reverse("portal:case", args=[application.number])
    faults: list[Fault] = []
    text = todo.first(application)
    if request.method == "POST":
        text = typed(request.POST, "text", _LONGEST)
        try:
            todo.take(application, text)
        except Refused as refused:
            faults = [Fault("text" if todo.label else "", reason) for reason in refused.reasons]
        else:
            return redirect(f"{home}?done={doing}")
    elif not any(offer.open for offer in case.offers if offer.step.name == todo.step):
        return redirect(home)
    context = {
        "column": "apply",
        "trail": [("依申请公开", reverse("portal:apply")), (_("办理情况"), home)],
        "todo": todo,
        "address": request.path,
        "case": case,
        "text": text,
        "errors": faults,
        "noindex": True,
    }
    return render(request, "portal/case_doing.html", context, status=400 if faults else 200)
