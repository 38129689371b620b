"""The forms of concerns: what was found, and what was said about it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.affairs.concerns.models import Level
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


class SaidForm(StaffForm):
    """What was said, when and where."""

    at = Hour(label=_("时间"), help_text=_("北京时间。实际发布、举行或者回应的时间，不是登记的时间"))
    text = forms.CharField(
        label=_("内容"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("在哪里、由谁、说了什么：事实、措施和处置结果"),
    )
    document = forms.CharField(
        label=_("发布的文件"),
        required=False,
        help_text=_("可以不填。已在本网站公开的，填索引号、发文字号或者标题"),
    )

    def clean_document(self) -> Document | None:
        return document_named(self.cleaned_data["document"])

    def facts(self) -> dict[str, Any]:
        """What the verb takes: the document by its index number."""
        document = self.cleaned_data["document"]
        return {**self.cleaned_data, "document": document.index_number if document else ""}
