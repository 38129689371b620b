"""Opening to all 转为主动公开: what one applicant was given becomes the draft of a document (条例 art 44)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gongkai.affairs.applications import conversions
from gongkai.affairs.applications.actions.opening import open_proactively
from gongkai.affairs.documents.body import from_text
from gongkai.affairs.documents.kinds import kinds
from gongkai.engines.agencies.models import Officer
from gongkai.faces.workbench.application_case import REFUSED, case_of
from gongkai.faces.workbench.fields import StaffForm, posted, refuse
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.flow import Refused


class OpeningForm(StaffForm):
    """The new document: title, kind and text; the files that were handed over are attached to it."""

    title = forms.CharField(label=_("标题"), max_length=400)
    kind = forms.ChoiceField(label=_("文种"))
    text = forms.CharField(
        label=_("正文"),
        widget=forms.Textarea(attrs={"rows": 10, "class": "body"}),
        help_text=_("一行一段。不要写入申请人的信息；答复时提供的文件自动成为附件"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *((slug, gettext(one.title)) for slug, one in kinds().items()),
        ]


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def opening(request: HttpRequest, officer: Officer, number: str) -> HttpResponse:
    """Draft the document; it goes the whole course of a document before it is public."""
    one = case_of(officer, number).application
    reasons = conversions.refusals(one)
    form = OpeningForm(posted(request))
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            edition = open_proactively(
                one, by=officer, title=given["title"], kind=given["kind"], body=from_text(given["text"])
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, gettext("文件草稿已经建立，审查、签发以后公开。"))
            return redirect("workbench:document", edition.document.index_number)
    return render(
        request,
        "workbench/application_opening.html",
        {
            "one": one,
            "title": gettext("转为主动公开"),
            "form": form,
            "reasons": reasons,
            "advice": conversions.advice(one),
        },
        status=REFUSED if form.errors else 200,
    )
