"""The registrar's desk 登记: receipts to confirm, one by one or together; what comes on paper, by fax or orally."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.affairs.applications.actions.checking import Checked
from gongkai.affairs.applications.actions.receiving import confirm_receipt, submit
from gongkai.affairs.applications.desks import receipts_for
from gongkai.affairs.applications.identity import ORGANISATIONAL, PERSONAL, Identity
from gongkai.affairs.applications.models import Channel, Delivery, Kind, Medium, Papers
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where
from gongkai.faces.workbench.application_batch import each
from gongkai.faces.workbench.application_case import RECEIPT_WHY, REFUSED
from gongkai.faces.workbench.application_codes import hand_over
from gongkai.faces.workbench.application_forms import HIMSELF
from gongkai.faces.workbench.application_rows import tag_of
from gongkai.faces.workbench.duty_rows import left_in_words
from gongkai.faces.workbench.fields import Day, StaffForm, posted, refuse
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.flow import Refused

# How an officer takes one in; the web is the applicant's own way, a transfer another organ's.
CHANNELS = (Channel.IN_PERSON, Channel.ORAL, Channel.SIGNED_POST, Channel.POST, Channel.FAX)
FACTS = ("channel", "arrived_on", "kind", "wanted", "medium", "delivery", "suggests_publication")


class EntryForm(StaffForm):
    """What the three blocks of art 29 ask, and how and when it came in."""

    agency = forms.ChoiceField(label=gettext_lazy("受理机关"))
    channel = forms.ChoiceField(
        label=gettext_lazy("提出方式"), widget=forms.RadioSelect, choices=[(one.value, one.label) for one in CHANNELS]
    )  # fmt: skip
    arrived_on = Day(
        label=gettext_lazy("提出日期"),
        required=False,
        help_text=gettext_lazy("当面提交、口头提出、签收或者收到信函、传真的日期。留空就是今日"),
    )
    kind = forms.ChoiceField(label=gettext_lazy("申请人类别"), choices=Kind.choices, widget=forms.RadioSelect)
    name = forms.CharField(label=gettext_lazy("姓名或者名称"), max_length=100)
    representative = forms.CharField(
        label=gettext_lazy("经办人姓名"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("单位申请的填写"),
    )
    proof = forms.ChoiceField(label=gettext_lazy("身份证明的种类"))
    proof_number = forms.CharField(
        label=gettext_lazy("证件号码"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("申请中没有写的留空，核对身份证明选“缺失”"),
    )
    proof_check = forms.ChoiceField(
        label=gettext_lazy("核对身份证明"),
        choices=Papers.choices,
        widget=forms.RadioSelect,
        initial=Papers.SOUND,
        help_text=gettext_lazy("没有附上、与填写不一致的照样登记，登记以后一次性告知补正"),
    )
    authority_check = forms.TypedChoiceField(
        label=gettext_lazy("核对授权委托书"),
        choices=[(HIMSELF, gettext_lazy("本人提出，不需要授权")), *Papers.choices],
        coerce=lambda value: "" if value == HIMSELF else value,
        widget=forms.RadioSelect,
        initial=HIMSELF,
    )
    phone = forms.CharField(label=gettext_lazy("电话"), max_length=40, required=False)
    email = forms.CharField(label=gettext_lazy("电子邮箱"), max_length=200, required=False)
    address = forms.CharField(label=gettext_lazy("通信地址"), max_length=300, required=False)
    postcode = forms.CharField(label=gettext_lazy("邮政编码"), max_length=10, required=False)
    wanted = forms.CharField(
        label=gettext_lazy("所申请的信息"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("照录申请书的原文：名称、文号或者便于查询的其他特征"),
    )
    medium = forms.ChoiceField(
        label=gettext_lazy("所需形式"), choices=Medium.choices, widget=forms.RadioSelect
    )
    delivery = forms.ChoiceField(
        label=gettext_lazy("获取方式"), choices=Delivery.choices, widget=forms.RadioSelect
    )
    suggests_publication = forms.BooleanField(label=gettext_lazy("申请人建议主动公开"), required=False)

    def __init__(self, *args: Any, officer: Officer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = agencies_where(officer, Permission.REGISTER_APPLICATIONS)
        self.places = {place.slug: place for place in places}
        self.fields["agency"].choices = [(slug, place.name) for slug, place in self.places.items()]  # type: ignore[attr-defined]
        self.fields["proof"].choices = [  # type: ignore[attr-defined]
            (_("自然人"), [(key, _(title)) for key, title in PERSONAL.items()]),
            (_("法人或者其他组织"), [(key, _(title)) for key, title in ORGANISATIONAL.items()]),
        ]

    def clean(self) -> dict[str, Any] | None:
        given = super().clean() or self.cleaned_data
        if not given.get("proof_number") and given.get("proof_check") != Papers.MISSING:
            self.add_error("proof_number", _("请填写证件号码；申请中没有写的，核对身份证明选“缺失”。"))
        return given

    @property
    def identity(self) -> Identity:
        """Who applies, as it was typed."""
        names = ("name", "representative", "proof", "proof_number", "phone", "email", "address", "postcode")
        typed = {name: self.cleaned_data[name] for name in names}
        return Identity(**{**typed, "proof": typed["proof"] if typed["proof_number"] else ""})


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Enter an application that came on paper, by fax or by word of mouth."""
    form = EntryForm(posted(request), officer=officer)
    if form.is_bound and form.is_valid():
        given = {name: form.cleaned_data[name] for name in FACTS}
        try:
            place = form.places[form.cleaned_data["agency"]]
            found = Checked(form.cleaned_data["proof_check"], form.cleaned_data["authority_check"])
            made = submit(by=officer, agency=place, identity=form.identity, checked=found, **given)
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("申请已经登记。"))
            return hand_over(request, made.application, made.code)
    return render(
        request,
        "workbench/application_new.html",
        {"form": form, "rules": [(one.label, RECEIPT_WHY[one]) for one in CHANNELS]},
        status=REFUSED if form.errors else 200,
    )


@staff
@require_safe
def receipts(request: HttpRequest, officer: Officer) -> HttpResponse:
    """What waits for the confirmation of its receipt."""
    rows = [
        (each.application, left_in_words(each.duty), tag_of(each.duty))
        if each.duty
        else (each.application, "", "")
        for each in receipts_for(officer)
    ]
    return render(request, "workbench/application_receipts.html", {"rows": rows})


@staff
@require_POST
def confirm(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Confirm the receipt of those that were ticked; each refusal is told with the number it belongs to."""
    done = each(request, officer, confirm_receipt)
    if done:
        said = ngettext("已经确认收到 %(n)d 件。", "已经确认收到 %(n)d 件。", done)
        messages.success(request, said % {"n": done})
    return redirect("workbench:application_receipts")
