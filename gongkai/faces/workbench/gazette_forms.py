"""The forms of the gazette: open an issue, hand a document in, write an entry, say why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.affairs.documents.models import Document
from gongkai.affairs.gazette.queries import publishers_for
from gongkai.affairs.gazette.sections import sections
from gongkai.engines.agencies.models import Agency, Officer
from gongkai.faces.workbench.fields import Day, StaffForm
from gongkai.faces.workbench.plan_forms import document_named

_DOCUMENT_HINT = _("须已在本网站公开。填索引号、发文字号或者标题")


class IssueForm(StaffForm):
    """A new issue; numbers that are left out follow the last ones."""

    agency: "forms.ModelChoiceField[Agency]" = forms.ModelChoiceField(
        None, label=_("主办单位"), to_field_name="slug", empty_label=None
    )
    dated_on = Day(label=_("出版日期"), help_text=_("印在封面上的日期，它的年份就是本期的年份"))
    number = forms.IntegerField(
        label=_("期数"), min_value=1, required=False, help_text=_("可以不填，接着当年的上一期编号")
    )
    serial = forms.IntegerField(
        label=_("总期数"), min_value=1, required=False, help_text=_("可以不填，接着上一期编号")
    )

    def __init__(self, *args: Any, officer: Officer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["agency"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = publishers_for(officer)


class CoverForm(StaffForm):
    """What of the cover may still change."""

    dated_on = Day(label=_("出版日期"))
    serial = forms.IntegerField(label=_("总期数"), min_value=1)


class _NamesDocument(StaffForm):
    def clean_document(self) -> Document | None:
        return document_named(self.cleaned_data["document"])


class SubmitForm(_NamesDocument):
    """A document handed in for the gazette."""

    document = forms.CharField(label=_("文件"), help_text=_DOCUMENT_HINT)
    note = forms.CharField(
        label=_("说明"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class AddForm(_NamesDocument):
    """A document taken into a section."""

    document = forms.CharField(label=_("文件"), help_text=_DOCUMENT_HINT)
    section = forms.ChoiceField(label=_("栏目"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, written=False)


class WriteForm(StaffForm):
    """A text written for the issue."""

    section = forms.ChoiceField(label=_("栏目"))
    title = forms.CharField(label=_("标题"), max_length=400)
    text = forms.CharField(
        label=_("正文"),
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("每段一行；“一、”开头的短行作为小标题"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, written=True)


def _choose(form: forms.Form, *, written: bool) -> None:
    field = form.fields["section"]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [
        (slug, _(section.title)) for slug, section in sections().items() if section.written == written
    ]
