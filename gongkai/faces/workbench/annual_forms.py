"""The forms of annual reports: a chapter, the agency's own rows of table 2, a reason, a note."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.affairs.documents.models import Document
from gongkai.engines.agencies.models import Agency
from gongkai.faces.workbench.fields import StaffForm
from gongkai.faces.workbench.plan_forms import document_named
from gongkai.oversight.reports.counting import typed_rows
from gongkai.oversight.reports.form import Tables, column_title, columns, row_title


class ChapterForm(StaffForm):
    """One chapter; `version` is the one that the officer began from."""

    text = forms.CharField(
        label=_("正文"),
        widget=forms.Textarea(attrs={"rows": 24, "class": "body"}),
        help_text=_("每段一行；“（一）”开头的短行作为小标题"),
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class OwnForm(StaffForm):
    """The rows of table 2 that the agency types in, one field a figure."""

    def __init__(self, *args: Any, agency: Agency, kept: Tables | None, **kwargs: Any) -> None:
        self.rows = typed_rows(agency)
        fields: dict[str, forms.Field] = {}
        for row in self.rows:
            for column in columns("table2", row):
                fields[f"{row}.{column}"] = forms.CharField(
                    label=f"{row_title('table2', row)}：{column_title('table2', column)}",
                    max_length=20,
                    initial=kept["table2"][row][column] if kept else None,
                    widget=forms.TextInput(attrs={"inputmode": "decimal"}),
                )
        super().__init__(*args, more=fields, **kwargs)

    def figures(self) -> dict[str, Any]:
        """What was typed, as `actions.type_figures` takes it."""
        lines = {
            row: {column: self.cleaned_data[f"{row}.{column}"] for column in columns("table2", row)}
            for row in self.rows
        }
        return {"table2": lines}


class NoteForm(StaffForm):
    """Why a published report is drawn up again."""

    note = forms.CharField(
        label=_("更正的理由"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("随下一版年报公布"),
    )


class ReadingForm(StaffForm):
    """The public document that explains a report."""

    document = forms.CharField(label=_("解读"), help_text=_("须已在本网站公开。填索引号或者标题"))

    def clean_document(self) -> Document | None:
        return document_named(self.cleaned_data["document"])


class DecisionForm(StaffForm):
    """A reply in words of the office's own."""

    asked = forms.CharField(label=_("申请的内容"), widget=forms.Textarea(attrs={"rows": 4}))
    answered = forms.CharField(label=_("答复的要点"), widget=forms.Textarea(attrs={"rows": 8}))
