"""The disclosure office 公开机构: its guide kept and checked, its channels tried, its quarterly list published."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.affairs.applications.actions.guiding import FIELDS, check_guide, keep_guide
from gongkai.affairs.applications.actions.listing import publish_list
from gongkai.affairs.applications.actions.trying import note_trial, try_channel
from gongkai.affairs.applications.guides import check_due, contact_of
from gongkai.affairs.applications.lists import entries_of, published_lists
from gongkai.affairs.applications.trials import took, trials_of
from gongkai.engines.agencies.models import Agency, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where
from gongkai.faces.workbench.application_case import REFUSED
from gongkai.faces.workbench.fields import StaffForm, posted, refuse
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.clock import Period, period_of, today
from gongkai.kernel.flow import Refused

# How far back a quarter's list is offered.
QUARTERS = 8


class GuideForm(StaffForm):
    """The contact of the office; what is left empty is answered by the agency's own data, which is shown."""

    def __init__(self, *args: Any, place: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept, contact = getattr(place, "guide", None), contact_of(place)
        for name, (title, limit) in FIELDS.items():
            own, else_ = getattr(kept, name, ""), getattr(contact, name)
            help_text = _("留空就用“%s”") % else_ if else_ and not own and name != "office" else ""
            self.fields[name] = forms.CharField(
                label=_(title), max_length=limit, required=name == "office", help_text=help_text,
                initial=own or (else_ if name == "office" else ""),
            )  # fmt: skip


class CheckForm(StaffForm):
    """What was found wrong in going through the guide."""

    faults = forms.CharField(
        label=gettext_lazy("发现的问题"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("没有发现问题的留空"),
    )


class TryForm(StaffForm):
    """What the test applies for."""

    wanted = forms.CharField(
        label=gettext_lazy("测试所申请的信息"),
        max_length=500,
        help_text=gettext_lazy("系统以测试名义提交一件网上申请，不计入任何统计"),
    )


class ResultForm(StaffForm):
    """How the test went."""

    of = forms.ChoiceField(label=gettext_lazy("测试"))
    works = forms.TypedChoiceField(
        label=gettext_lazy("渠道是否畅通"),
        choices=[("yes", gettext_lazy("畅通")), ("no", gettext_lazy("不畅通"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        empty_value=None,
    )
    note = forms.CharField(
        label=gettext_lazy("说明"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("不畅通的，写明在哪一步出现什么问题"),
    )


def places_of(officer: Officer) -> list[Agency]:
    """The agencies whose office he keeps or supervises, closed ones left out."""
    wanted = (Permission.REGISTER_APPLICATIONS, Permission.SUPERVISE_APPLICATIONS)
    found = agencies_where(officer, wanted[0]) | agencies_where(officer, wanted[1])
    return list(found.filter(Q(closed_on=None) | Q(closed_on__gt=today())).distinct())


def _place(officer: Officer, slug: str) -> Agency:
    found = next((one for one in places_of(officer) if one.slug == slug), None)
    if found is None:
        raise Http404("没有这个单位。")
    return found


@staff
@require_safe
def index(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The offices he keeps or supervises."""
    return render(request, "workbench/application_offices.html", {"places": places_of(officer)})


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def guide(request: HttpRequest, officer: Officer, slug: str) -> HttpResponse:
    """Keep the contact data of the guide, and record that somebody went through it."""
    place = _place(officer, slug)
    checks = request.method == "POST" and request.POST.get("do") == "check"
    form = GuideForm(None if checks else posted(request), place=place)
    check = CheckForm(request.POST if checks else None)
    sent: StaffForm = check if checks else form
    if sent.is_bound and sent.is_valid():
        try:
            if checks:
                check_guide(place, by=officer, **check.cleaned_data)
            else:
                keep_guide(place, by=officer, **form.cleaned_data)
        except Refused as refused:
            refuse(sent, refused)
        else:
            messages.success(request, _("核对已经登记。") if checks else _("公开指南的联系方式已经保存。"))
            return redirect("workbench:application_guide", slug)
    due = check_due(place)
    return render(
        request,
        "workbench/application_guide.html",
        {"place": place, "form": form, "check": check, "bad": sent, "due": due, "late": _late(due)},
        status=REFUSED if sent.errors else 200,
    )


def _late(due: date | None) -> bool:
    return due is not None and due < today()


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def trials(request: HttpRequest, officer: Officer, slug: str) -> HttpResponse:
    """Try the channel as anybody would, and say how it went."""
    place = _place(officer, slug)
    found = list(trials_of(place)[:50])
    waiting = {one.number: one for one in found if not hasattr(one, "trial")}
    tells = request.method == "POST" and request.POST.get("do") == "result"
    begin = TryForm(None if tells else posted(request))
    result = ResultForm(request.POST if tells else None)
    result.fields["of"].choices = [(key, key) for key in waiting]  # type: ignore[attr-defined]
    sent: StaffForm = result if tells else begin
    if sent.is_bound and sent.is_valid():
        given = sent.cleaned_data
        try:
            if tells:
                note_trial(waiting[given["of"]], by=officer, works=given["works"], note=given["note"])
            else:
                try_channel(place, by=officer, wanted=given["wanted"])
        except Refused as refused:
            refuse(sent, refused)
        else:
            messages.success(request, _("测试结果已经登记。") if tells else _("测试的申请已经提交。"))
            return redirect("workbench:application_trials", slug)
    return render(
        request,
        "workbench/application_trials.html",
        {
            "place": place,
            "rows": [(one, took(one), getattr(one, "trial", None)) for one in found],
            "begin": begin,
            "result": result,
            "waiting": waiting,
            "bad": sent,
        },
        status=REFUSED if sent.errors else 200,
    )


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def lists(request: HttpRequest, officer: Officer, slug: str) -> HttpResponse:
    """The quarters whose list of documents open on request is to be published, and those that are."""
    place = _place(officer, slug)
    done = list(published_lists(place))
    published = {one.quarter for one in done}
    quarters = [one for one in _quarters() if str(one) not in published]
    reasons: tuple[str, ...] = ()
    if request.method == "POST":
        quarter = next((one for one in _quarters() if str(one) == request.POST.get("quarter")), None)
        if quarter is None:
            raise Http404("没有这一季度。")
        try:
            publish_list(place, by=officer, quarter=quarter, leave_out=request.POST.getlist("leave_out"))
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, _("目录已经公布。"))
            return redirect("workbench:application_lists", slug)
    return render(
        request,
        "workbench/application_lists.html",
        {
            "place": place,
            "quarters": [(one, entries_of(place, one)) for one in quarters],
            "done": done,
            "errors": [{"field": "", "sentence": one} for one in reasons],
            "may_publish": officer.may(Permission.PUBLISH_DOCUMENTS, place),
        },
        status=REFUSED if reasons else 200,
    )


def _quarters() -> list[Period]:
    """The quarters that are over, the last in front."""
    found = [period_of(today(), "quarter").previous()]
    while len(found) < QUARTERS:
        found.append(found[-1].previous())
    return found
