"""The forms of the register of normative documents: number, filing, carrier, validity."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.affairs.documents.normative import DECISIONS
from gongkai.faces.workbench.fields import Day, StaffForm
from gongkai.kernel.clock import today


class RegistrationForm(StaffForm):
    """The registration number, and whether the document holds without an end."""

    number = forms.CharField(label=_("统一登记号"), max_length=60)
    long_term = forms.TypedChoiceField(
        label=_("有效期"),
        choices=[("no", _("按文件写明的有效期")), ("yes", _("决定为长期有效"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
    )


class _OnADay(StaffForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", today())


class FilingForm(_OnADay):
    """With whom it was filed."""

    authority = forms.CharField(label=_("报送备案的机关"), max_length=200)
    number = forms.CharField(label=_("备案号"), required=False, max_length=60)
    on = Day(label=_("日期"), help_text=_("报送备案的日期"))


class CarrierForm(_OnADay):
    """Where it was printed."""

    carrier = forms.CharField(
        label=_("载体"), max_length=200, help_text=_("名称和期号，如“县政府公报2026年第1期”")
    )
    on = Day(label=_("日期"), help_text=_("刊登的日期"))


class DecisionForm(StaffForm):
    """What follows when the validity ends."""

    decision = forms.ChoiceField(
        label=_("处理意见"), choices=list(DECISIONS.items()), widget=forms.RadioSelect
    )
    until = Day(label=_("延长到哪一天"), required=False, help_text=_("只在延长时填写"))
    reason = forms.CharField(
        label=_("评估的结论和理由"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("公众将看到这一理由"),
    )
