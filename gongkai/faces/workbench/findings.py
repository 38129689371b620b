"""Findings 问题处理: screening a draft on demand, and settling what was found: masked, or kept with a reason."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from gongkai.affairs.documents import screening, settling, workflow
from gongkai.affairs.documents.findings import is_screened, maskable, open_findings
from gongkai.affairs.documents.models import Edition, Finding, Resolution
from gongkai.engines.agencies.models import Officer
from gongkai.faces.ui import parameters
from gongkai.faces.workbench.documents import REFUSED, edition_of
from gongkai.faces.workbench.fields import StaffForm, refuse
from gongkai.faces.workbench.found_places import marked_body
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.flow import Refused


class SettleForm(StaffForm):
    """The findings that were ticked, and why they may stand."""

    finding = forms.TypedMultipleChoiceField(label=gettext_lazy("要处理的问题"), coerce=int)
    reason = forms.CharField(
        label=gettext_lazy("保留的理由"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("只在保留时填写，审查人会看到"),
    )

    def __init__(self, data: object, *, edition: Edition) -> None:
        super().__init__(data)
        self.fields["finding"].choices = [(one.pk, one.pk) for one in edition.findings.all()]  # type: ignore[attr-defined]


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, officer: Officer, index_number: str) -> HttpResponse:
    """The text with its findings; each is masked or kept. What is corrected in the text settles itself.

    `?edition=` names one that is not the newest: the public reads that one too.
    """
    asked = parameters.text(request.GET, "edition")
    edition = edition_of(officer, index_number, parameters.number(asked))
    doing = request.POST.get("do", "")
    form = SettleForm(request.POST if doing in {"mask", "keep"} else None, edition=edition)
    if doing == "screen":
        return _screen(request, edition, officer)
    if form.is_valid():
        chosen, reason = form.cleaned_data["finding"], form.cleaned_data["reason"]
        try:
            if doing == "mask":
                settling.mask(edition, by=officer, findings=chosen)
            else:
                settling.keep(edition, by=officer, findings=chosen, reason=reason)
        except Refused as refused:
            refuse(form, refused)
        else:
            count = ngettext("已处理 %(n)d 处。", "已处理 %(n)d 处。", len(chosen)) % {"n": len(chosen)}
            messages.success(request, count)
            return redirect(parameters.address(request.path, {"edition": asked}))
    places = marked_body(edition)
    rows = [(one, maskable(one.finding), _may_pick(one.finding)) for one in places.notes]
    return render(
        request,
        "workbench/findings.html",
        {
            "edition": edition,
            "places": places,
            "rows": rows,
            "settling": any(pick for _one, _may_mask, pick in rows),
            "form": form,
            "errors": [{"field": "id_reason", "sentence": str(one)} for one in _faults(form)],
            "ticked": {*request.POST.getlist("finding")},
            "screened": is_screened(edition),
            "open": open_findings(edition).count(),
            "may_screen": not workflow.refusals(edition, "edit", officer),
        },
        status=REFUSED if form.errors else 200,
    )


def _may_pick(finding: Finding) -> bool:
    """Whether something can still be done with it: what was kept may be masked after all."""
    return finding.resolution == Resolution.OPEN or (
        finding.resolution == Resolution.KEPT and maskable(finding)
    )


def _screen(request: HttpRequest, edition: Edition, officer: Officer) -> HttpResponse:
    try:
        found = screening.screen(edition, by=officer, again=True)
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
    else:
        words = ngettext("发现 %(n)d 处需要处理。", "发现 %(n)d 处需要处理。", len(found)) % {"n": len(found)}
        messages.success(request, words if found else _("内容审查完成，没有需要处理的问题。"))
    return redirect("workbench:document_findings", edition.document.index_number)


def _faults(form: SettleForm) -> list[str]:
    return [str(one) for errors in form.errors.values() for one in errors]
