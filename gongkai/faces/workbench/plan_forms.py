"""The forms of plans: a new one, what came from above made one's own, a text to read tasks from, tasks chosen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.affairs.documents.models import Document
from gongkai.engines.agencies.models import Agency, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies, agencies_where
from gongkai.faces.workbench.fields import StaffForm, Upload
from gongkai.kernel.clock import today
from gongkai.oversight.tasks.finding import documents_called
from gongkai.oversight.tasks.models import Task

_DOCUMENT_HINT = _("可以不填。已经在本网站公开的，填索引号、发文字号或者标题，之后可以直接从中读出任务")


def document_named(words: str) -> Document | None:
    """The one public document that these words mean; None for no words. Raises a fault that offers those meant."""
    if not words:
        return None
    found = documents_called(words)
    if not found:
        raise forms.ValidationError(
            _("没有找到已公开的文件“%(words)s”，请核对索引号、发文字号或者标题。"), params={"words": words}
        )
    if len(found) > 1:
        choices = "；".join(f"{one.document.index_number}《{one.title}》" for one in found)
        raise forms.ValidationError(
            _("“%(words)s”可能指几件文件，请改填其中一件的索引号：%(choices)s。"),
            params={"words": words, "choices": choices},
        )
    return found[0].document


class PlanForm(StaffForm):
    """A plan that the agency makes, or received from above."""

    agency: "forms.ModelChoiceField[Agency]" = forms.ModelChoiceField(
        None, label=_("制定单位"), to_field_name="slug", empty_label=None
    )
    title = forms.CharField(label=_("标题"), max_length=400)
    year = forms.IntegerField(label=_("年度"))
    received = forms.ChoiceField(
        label=_("来源"),
        choices=[("", _("本单位制定")), ("received", _("上级文件，本单位还要制定自己的实施方案"))],
        widget=forms.RadioSelect,
        required=False,
    )
    issuer = forms.CharField(
        label=_("发文机关"), required=False, help_text=_("上级文件填写，如云州市人民政府")
    )
    document = forms.CharField(label=_("文件"), required=False, help_text=_DOCUMENT_HINT)

    def __init__(self, *args: Any, officer: Officer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ruled = agencies_where(officer, Permission.PLAN_TASKS)
        choice = self.fields["agency"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = ruled & agencies()
        self.initial.setdefault("agency", officer.agency.slug)
        self.initial.setdefault("year", today().year)
        self.fields["year"].widget.attrs["inputmode"] = "numeric"

    def clean_document(self) -> Document | None:
        return document_named(self.cleaned_data["document"])


class AdoptForm(StaffForm):
    """The agency's own plan for what it received."""

    title = forms.CharField(label=_("标题"), max_length=400)
    year = forms.IntegerField(label=_("年度"))
    document = forms.CharField(label=_("文件"), required=False, help_text=_DOCUMENT_HINT)

    def clean_document(self) -> Document | None:
        return document_named(self.cleaned_data["document"])


class ReadForm(StaffForm):
    """A text to read tasks from: pasted, or a file."""

    text = forms.CharField(
        label=_("粘贴全文"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("从标题到落款全部粘贴，表格按行粘贴即可"),
    )
    upload = Upload(
        label=_("或者上传文件"),
        required=False,
        help_text=_("Word（.docx）、PDF、网页或者文本文件，不超过 50 MB"),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if bool(given.get("text")) == bool(given.get("upload")) and "upload" not in self.errors:
            self.add_error("text", _("请粘贴全文，或者上传一个文件，两者选一。"))
        return given

    def source(self) -> tuple[str, bytes]:
        """The name of the source and its bytes."""
        upload = self.cleaned_data["upload"]
        if upload:
            return upload.name, upload.read()
        return str(_("粘贴的文字")), self.cleaned_data["text"].encode()


class ChosenForm(forms.Form):
    """Tasks ticked in the table of a plan."""

    task = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args: Any, tasks: list[Task], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._tasks = {task.serial: task for task in tasks}
        choice = self.fields["task"]
        assert isinstance(choice, forms.TypedMultipleChoiceField)
        choice.choices = [(serial, serial) for serial in self._tasks]

    def chosen(self) -> list[Task]:
        """The tasks; what was ticked on an old page and is gone is left out."""
        return (
            [self._tasks[serial] for serial in self.cleaned_data.get("task", [])] if self.is_valid() else []
        )
