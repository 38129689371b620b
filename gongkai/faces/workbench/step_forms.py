"""The forms of the steps of a document's course: reasons, reviews, the hour of publication."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.faces.workbench.fields import StaffForm


class StepForm(StaffForm):
    """A step that asks for nothing."""


class WhyForm(StepForm):
    """A step that asks for its reason."""

    reason = forms.CharField(label=_("理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}))


class NoteForm(StepForm):
    """The note that readers of the next edition see."""

    note = forms.CharField(
        label=_("更正说明"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("更正了什么、为什么更正；公众将看到这一说明"),
    )


class HourForm(StepForm):
    """When it is published; nothing takes the hour back."""

    at = forms.DateTimeField(
        label=_("公开时间"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        help_text=_("北京时间；留空就是取消定时"),
        error_messages={"invalid": _("公开时间无法识别，请写作“2025-07-31 09:00”。")},
    )


class ReturnForm(StepForm):
    """Why an edition goes back to its drafter."""

    reason = forms.CharField(
        label=_("退回的理由"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("起草人据此修改"),
    )


class ReferForm(StepForm):
    """Whom to ask, and what."""

    to = forms.CharField(label=_("提请的主管部门"), max_length=200)
    question = forms.CharField(
        label=_("不能确定的事项"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )


class SettleForm(StepForm):
    """What the department that was asked has decided."""

    decision = forms.CharField(label=_("确定意见的文号或者内容"), max_length=1000)
    may_open = forms.TypedChoiceField(
        label=_("可否公开"),
        choices=[("yes", _("可以公开")), ("no", _("不得公开，退回起草人"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        empty_value=None,
    )


class GateForm(StepForm):
    """The points of a gate's checklist; all are to be confirmed to pass it."""

    checked = forms.MultipleChoiceField(
        label=_("逐项确认"), required=False, widget=forms.CheckboxSelectMultiple
    )
    opinion = forms.CharField(
        label=_("审查意见"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("通过的可以不填"),
    )

    def __init__(self, *args: Any, points: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if points:
            self.fields["checked"].choices = [(one, one) for one in points]  # type: ignore[attr-defined]
        else:
            del self.fields["checked"]
