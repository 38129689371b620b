"""The forms of endings: what is named with each, by the table of endings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.affairs.documents.endings import Reason
from gongkai.affairs.documents.models import Document
from gongkai.faces.workbench.fields import Day, StaffForm
from gongkai.faces.workbench.plan_forms import document_named
from gongkai.kernel.clock import today


class NotedForm(StaffForm):
    """What an officer notes: from which day, by which document, why."""

    on = Day(label=_("起始日期"), help_text=_("可以是以后的日期，到那一天自动生效，此前公众看到预告"))
    by_document = forms.CharField(
        label=_("本网站上的文件"),
        required=False,
        help_text=_("由哪份文件引起。须已在本网站公开，填索引号、发文字号或者标题"),
    )
    title = forms.CharField(label=_("或者其他机关文件的标题"), required=False, max_length=400)
    number = forms.CharField(label=_("其他机关文件的发文字号"), required=False, max_length=60)
    note = forms.CharField(
        label=_("说明"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, reason: Reason, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", today())
        if reason.needs == "note":
            for name in ("by_document", "title", "number"):
                del self.fields[name]
            self.fields["note"].required = True
            self.fields["note"].label = _("理由")
            self.fields["note"].help_text = _("公众将看到这一理由")

    def clean_by_document(self) -> Document | None:
        return document_named(self.cleaned_data["by_document"])


class WithdrawForm(StaffForm):
    """Why a document is taken back."""

    reason = forms.CharField(label=_("理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, reason: Reason, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = reason.reason_shown
        self.fields["reason"].help_text = _("公众将看到这一理由") if shown else _("只供内部查考，公众看不到")
