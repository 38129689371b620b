"""What the forms of the workbench share: sentences for what is missing, lists of names, several files at once."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from gongkai.affairs.documents.checks import size_faults
from gongkai.engines.files import FileRefused, scan
from gongkai.kernel.flow import Refused

# How lines are written where several names are asked for.
ONE_A_LINE = _("每行一个")


class StaffForm(forms.Form):
    """A form whose faults are sentences that name the field; `more` fields follow those of the class."""

    def __init__(self, *args: Any, more: Mapping[str, forms.Field] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(more or {})
        for field in self.fields.values():
            asks = _("请选择%(label)s。") if hasattr(field, "choices") else _("请填写%(label)s。")
            asks = _("请选择要上传的文件。") if isinstance(field, forms.FileField) else asks
            field.error_messages["required"] = asks % {"label": field.label}


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent with the form; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def refuse(form: forms.Form, refused: Refused) -> None:
    """Show why the verb refused: each reason at the field whose name stands in it, else over the form."""
    with override("zh-hans"):  # reasons are Chinese on every page
        labels = {str(field.label): name for name, field in form.fields.items()}
    for reason in refused.reasons:
        named = sorted((label for label in labels if label in reason), key=len)
        form.add_error(labels[named[-1]] if named else None, reason)


class DateInput(forms.DateInput):
    """A day, picked or typed."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class Day(forms.DateField):
    """A day."""

    def __init__(self, **kwargs: Any) -> None:
        messages = {"invalid": _("日期无法识别，请写作“2025-07-31”。")}
        super().__init__(widget=DateInput(), error_messages=messages, **kwargs)


class Names(forms.CharField):
    """Several names, one a line, as a list."""

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", ONE_A_LINE)
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value


class _SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class Uploads(forms.FileField):
    """Any number of files, as a list."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=_SeveralFiles(), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        files = data if isinstance(data, list | tuple) else [data] if data else []
        # An empty file is refused by the verb, in a sentence that names it.
        return [_scanned(file) for file in files if file]


class ReasonForm(StaffForm):
    """Why."""

    reason = forms.CharField(label=_("理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class Upload(forms.FileField):
    """One file."""

    def __init__(self, **kwargs: Any) -> None:
        messages = {"empty": _("文件是空的，没有内容可读，请检查后重新上传。")}
        super().__init__(error_messages=messages, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        found = super().clean(data, initial)
        return _scanned(found) if found else found


def _scanned(file: "UploadedFile[Any]") -> "UploadedFile[Any]":
    """The file, once it is small enough and the virus scanner has let it pass; before any verb, for that takes time
    and holds no rows."""
    if faults := size_faults(str(file.name), file.size or 0):
        raise forms.ValidationError(faults)
    try:
        scan(file.read())
    except FileRefused as refused:
        raise forms.ValidationError(f"“{file.name}”：{refused}") from None
    file.seek(0)
    return file
