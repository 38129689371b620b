"""The forms of assessments: a scheme, its weight, the points of an indicator, an objection and its answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.faces.workbench.fields import StaffForm
from gongkai.faces.workbench.form_page import AgencyForm


def _weight(**kwargs: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=_("权重"),
        max_digits=5,
        decimal_places=2,
        help_text=_("政务公开在本级绩效考核中占百分之几，只填数字"),
        error_messages={"invalid": _("权重是百分比，请填写数字，如 4 或者 4.5。")},
        **kwargs,
    )


class SchemeForm(AgencyForm):
    """A scheme to be drafted."""

    year = forms.IntegerField(label=_("年度"), error_messages={"invalid": _("请填写四位数字的年度。")})
    weight = _weight()


class WeightForm(StaffForm):
    """The weight of openness."""

    weight = _weight()


class PointsForm(StaffForm):
    """The points of one indicator."""

    points = forms.IntegerField(
        label=_("分值"),
        help_text=_("各项合计须为100分；填0的指标不计分"),
        error_messages={"invalid": _("分值是整数，请核对。")},
    )


class ObjectionForm(StaffForm):
    """What a unit objects to, and why."""

    case = forms.ChoiceField(label=_("对哪一件有异议"), required=False)
    reason = forms.CharField(label=_("理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, cases: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["case"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [("", _("整项指标不适用于本单位")), *cases]


class DecisionForm(StaffForm):
    """What the office decides about an objection."""

    verdict = forms.ChoiceField(
        label=_("答复结果"),
        choices=[("upheld", _("成立：不再计入")), ("dismissed", _("不成立：维持原来的计算"))],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(label=_("答复"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}))
