"""Publishing a decision 公布答复: what was asked and answered, in words that tell nothing of the applicant."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gongkai.affairs.applications.outcomes import title_of
from gongkai.engines.agencies.models import Officer
from gongkai.faces.workbench.annual_forms import DecisionForm
from gongkai.faces.workbench.fields import ReasonForm, posted, refuse
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.flow import Refused
from gongkai.oversight.reports.decisions import decision_of, publish_decision, withdraw_decision

REFUSED = 422


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def disclose(request: HttpRequest, officer: Officer, number: str) -> HttpResponse:
    """Publish a reply, change its words, or take it out of sight again."""
    found = decision_of(officer, number)
    if found is None:
        raise Http404("没有这件申请。")
    application, row = found
    stands = row is not None and row.withdrawn_at is None
    withdraws = request.method == "POST" and "reason" in request.POST
    form = DecisionForm(
        None if withdraws else posted(request),
        initial={"asked": row.asked, "answered": row.answered} if row else None,
    )
    leaving = ReasonForm(request.POST if withdraws else None)
    if form.is_valid():
        try:
            publish_decision(application, by=officer, **form.cleaned_data)
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("答复已公布，可以通过开放接口读取。"))
            return redirect("workbench:application_disclose", number)
    if row is not None and leaving.is_valid():
        try:
            withdraw_decision(row, by=officer, reason=leaving.cleaned_data["reason"])
        except Refused as refused:
            refuse(leaving, refused)
        else:
            messages.success(request, _("答复已撤下。"))
            return redirect("workbench:application_disclose", number)
    context = {
        "application": application,
        "outcome": title_of(application.outcome) if application.outcome else "",
        "form": form,
        "leaving": leaving if stands else None,
        "row": row,
        "stands": stands,
    }
    status = REFUSED if form.errors or leaving.errors else 200
    return render(request, "workbench/application_disclose.html", context, status=status)
