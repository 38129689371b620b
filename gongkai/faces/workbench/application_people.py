"""Applicants and third parties 申请人和第三方: opened behind a button that asks why; each look is an event."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gongkai.affairs.applications.actions.enclosing import open_enclosure
from gongkai.affairs.applications.actions.privacy import WHYS, applicant_for, party_for
from gongkai.affairs.applications.identity import PROOFS, Identity
from gongkai.affairs.applications.models import Application
from gongkai.engines.agencies.models import Officer
from gongkai.faces.workbench.application_case import REFUSED, case_of
from gongkai.faces.workbench.fields import StaffForm, posted, refuse
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.flow import Refused


class WhyForm(StaffForm):
    """Why somebody looks."""

    why = forms.ChoiceField(
        label=gettext_lazy("查看的原因"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("您的姓名、查看的原因和时间会留痕"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].choices = [(key, _(title)) for key, title in WHYS.items()]  # type: ignore[attr-defined]


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def applicant(request: HttpRequest, officer: Officer, number: str) -> HttpResponse:
    """Ask why, then show who applied; the answer to the form is the page, so that a reload asks and records again."""
    one = case_of(officer, number).application
    return _look(request, one, _("查看申请人信息"), lambda why: _facts(applicant_for(officer, one, why)))


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def enclosure(request: HttpRequest, officer: Officer, number: str, serial: int) -> HttpResponse:
    """Ask why, then hand over a file that the applicant enclosed, as a download: it runs nothing here."""
    one = case_of(officer, number).application
    found = one.enclosures.filter(serial=serial).first()
    if found is None:
        raise Http404("没有这个附件。")
    found.application = one
    form = WhyForm(posted(request))
    gone = False
    if form.is_bound and form.is_valid():
        try:
            opened = open_enclosure(officer, found, form.cleaned_data["why"])
        except Refused as refused:
            refuse(form, refused)
        else:
            if opened is not None:
                response = HttpResponse(opened.data, content_type=opened.media_type)
                response["Content-Disposition"] = (
                    content_disposition_header(True, opened.name) or "attachment"
                )
                response["X-Content-Type-Options"] = "nosniff"
                return response
            gone = True
    return render(
        request,
        "workbench/application_people.html",
        {
            "one": one,
            "title": _("查看附件：%s") % found.get_purpose_display(),
            "form": form,
            "facts": [] if gone else None,
        },
        status=REFUSED if form.errors else 200,
    )


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def party(request: HttpRequest, officer: Officer, number: str, serial: int) -> HttpResponse:
    """The same for whom a consultation asked."""
    case = case_of(officer, number)
    asked = next((each for each in case.consultations if each.serial == serial and not each.agency), None)
    if asked is None:
        raise Http404("没有这件征求意见。")

    def look(why: str) -> list[tuple[str, str]]:
        text = party_for(officer, asked, why)
        return [(_("姓名或者名称和联系方式"), text)] if text else []

    return _look(request, case.application, _("查看征求意见的对象"), look)


def _look(
    request: HttpRequest, one: Application, title: str, look: Callable[[str], list[tuple[str, str]]]
) -> HttpResponse:
    form = WhyForm(posted(request))
    facts: list[tuple[str, str]] | None = None
    if form.is_bound and form.is_valid():
        try:
            facts = look(form.cleaned_data["why"])
        except Refused as refused:
            refuse(form, refused)
    return render(
        request,
        "workbench/application_people.html",
        {"one": one, "title": title, "form": form, "facts": facts},
        status=REFUSED if form.errors else 200,
    )


def _facts(identity: Identity | None) -> list[tuple[str, str]]:
    """What is known, in the order of a form; nothing once it is erased."""
    if identity is None:
        return []
    proof = PROOFS.get(identity.proof, "")
    rows = [
        (_("姓名或者名称"), identity.name), (_("经办人姓名"), identity.representative),
        (_(proof) if proof else _("证件号码"), identity.proof_number), (_("电话"), identity.phone),
        (_("电子邮箱"), identity.email), (_("通信地址"), identity.address), (_("邮政编码"), identity.postcode),
    ]  # fmt: skip
    return [(title, value) for title, value in rows if value]
