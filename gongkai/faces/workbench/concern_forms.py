"""The forms of concerns: what was found, how it is weighed, what is said, checked and shown to everybody."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from gongkai.affairs.concerns import law
from gongkai.affairs.concerns.checking import STEPS
from gongkai.affairs.concerns.models import Concern, Level
from gongkai.affairs.documents.models import Document
from gongkai.faces.workbench.fields import StaffForm
from gongkai.faces.workbench.form_page import AgencyForm
from gongkai.faces.workbench.plan_forms import document_named


class Hour(forms.DateTimeField):
    """An instant to the minute, in Beijing time."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
            input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
            error_messages={"invalid": _("时间无法识别，请写作“2025-07-31 09:00”。")},
            **kwargs,
        )


class FindForm(AgencyForm):
    """A concern as it was found."""

    title = forms.CharField(label=_("标题"), max_length=200, help_text=_("一句话写明公众关心什么"))
    level = forms.ChoiceField(
        label=_("级别"),
        choices=Level.choices,
        widget=forms.RadioSelect,
        help_text=_("级别决定期限；登记后发现级别有误的，以“不予回应”了结，重新登记"),
    )
    source = forms.CharField(
        label=_("来源"), max_length=200, help_text=_("在哪里发现的：网站、媒体、热线或者来信")
    )
    occurred_at = Hour(label=_("发生时间"), help_text=_("北京时间。事件发生或者舆情出现的时间"))
    found_at = Hour(
        label=_("发现时间"),
        help_text=_("北京时间。本单位得知的时间；期限从发生还是从发现起算，按本单位适用的规定"),
    )
    summary = forms.CharField(
        label=_("情况"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class AssessForm(StaffForm):
    """How grave the risk is, why, and what was looked into; the levels are those of the agency's law."""

    risk = forms.ChoiceField(label=_("风险等级"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("定级理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    analysis = forms.CharField(
        label=_("分析"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("起因、走向和应对：公众关心什么，可能怎样发展，准备怎样处置和回应"),
    )
    points = forms.MultipleChoiceField(
        label=_("研判要点"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, concern: Concern, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = law.risks(concern.agency).values()
        risk, points = self.fields["risk"], self.fields["points"]
        assert isinstance(risk, forms.ChoiceField) and isinstance(points, forms.MultipleChoiceField)
        risk.choices = [(one.id, _now(one.title)) for one in levels]
        risk.help_text = _now("；").join(
            _now("%(title)s立即提醒有关人员，夜间和节假日也提醒") % {"title": _now(one.title)}
            for one in levels
            if one.said.alert
        )
        every = dict.fromkeys(point for one in levels for point in one.said.checklist)
        points.choices = [(point, point) for point in every]
        points.help_text = _now("；").join(
            _now("%(title)s须确认%(n)d项：%(points)s")
            % {
                "title": _now(one.title),
                "n": len(one.said.checklist),
                "points": "、".join(one.said.checklist),
            }
            for one in levels
            if one.said.checklist
        )


class _Spoken(StaffForm):
    """In which form and by whom; the forms are those of the agency's law for these steps."""

    form = forms.ChoiceField(label=_("回应形式"), widget=forms.RadioSelect)
    speaker = forms.CharField(
        label=_("回应人"), max_length=100, help_text=_("由谁发布或者回应：单位、职务，可以加姓名")
    )
    text = forms.CharField(
        label=_("内容"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("在哪里、说了什么：事实、措施和处置结果；不写个人信息"),
    )

    def __init__(self, *args: Any, concern: Concern, steps: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [one for step in steps for one in law.forms(concern.agency, step).values()]
        known = {one.id: _now(one.title) for one in found}
        choice = self.fields["form"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = list(known.items())
        if len(known) == 1:
            choice.initial = found[0].id
        self.initial.setdefault("speaker", concern.agency.name)


class SaidForm(_Spoken):
    """What was said, when and where."""

    at = Hour(label=_("时间"), help_text=_("北京时间。实际发布、举行或者回应的时间，不是登记的时间"))
    document = forms.CharField(
        label=_("发布的文件"),
        required=False,
        help_text=_("可以不填。已在本网站公开的，填索引号、发文字号或者标题"),
    )
    field_order = ("at", "form", "speaker", "text", "document")

    def __init__(self, *args: Any, checked: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if checked:  # the draft that a second person passed says the rest
            for name in ("form", "speaker", "text"):
                del self.fields[name]

    def clean_document(self) -> Document | None:
        return document_named(self.cleaned_data["document"])

    def facts(self) -> dict[str, Any]:
        """What the verb takes: the document by its index number."""
        document = self.cleaned_data["document"]
        return {**self.cleaned_data, "document": document.index_number if document else ""}


class DraftForm(_Spoken):
    """What is to be said, for a second person to look at."""

    step = forms.ChoiceField(label=_("用于"), widget=forms.RadioSelect)
    field_order = ("step", "form", "speaker", "text")

    def __init__(self, *args: Any, concern: Concern, **kwargs: Any) -> None:
        open_to = STEPS if concern.is_grave else {"respond": STEPS["respond"]}
        super().__init__(*args, concern=concern, steps=open_to, **kwargs)
        choice = self.fields["step"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(name, _now(title)) for name, title in open_to.items()]
        choice.initial = next(iter(open_to))


class CheckForm(StaffForm):
    """What a second person says of the draft that was shown."""

    draft = forms.IntegerField(widget=forms.HiddenInput)
    passed = forms.TypedChoiceField(
        label=_("核对结果"),
        choices=[("yes", _("通过，可以发布")), ("no", _("退回修改"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        empty_value=None,
    )
    points = forms.MultipleChoiceField(
        label=_("逐项确认"), required=False, widget=forms.CheckboxSelectMultiple
    )
    remark = forms.CharField(
        label=_("核对意见"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("退回的写明怎样修改；与以往回应雷同仍要通过的，说明为什么"),
    )

    def __init__(self, *args: Any, points: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["points"]
        assert isinstance(choice, forms.MultipleChoiceField)
        choice.choices = [(point, point) for point in points]


class PublicForm(StaffForm):
    """What everybody reads of a concern."""

    title = forms.CharField(
        label=_("公开标题"), max_length=200, help_text=_("公众将看到这一标题；不写个人信息和没有证实的内容")
    )
    summary = forms.CharField(
        label=_("公开说明"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("公众关心什么，一两句话"),
    )
