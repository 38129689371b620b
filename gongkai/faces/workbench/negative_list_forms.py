"""The forms of the negative list: an entry, and another version of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.engines.agencies.models import Agency
from gongkai.engines.duties.packs import pack_for
from gongkai.faces.workbench.fields import Day, StaffForm
from gongkai.kernel.clock import today


class _EntryFields(StaffForm):
    title = forms.CharField(label=_("事项名称"), max_length=200)
    ground = forms.ChoiceField(label=_("法定情形"))
    scope = forms.CharField(
        label=_("不予公开的范围"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("具体写明哪些内容不公开"),
    )
    examples = forms.CharField(
        label=_("举例"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    since = Day(label=_("施行日期"), help_text=_("今日或者以后"))

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("since", today())
        grounds = pack_for(agency).grounds(on=today())
        self.fields["ground"].choices = [("", "—"), *((id, one.title) for id, one in grounds.items())]  # type: ignore[attr-defined]


class EntryForm(_EntryFields):
    """A new entry."""

    code = forms.CharField(
        label=_("条目编号"), max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    field_order = ("code", "title", "ground", "scope", "examples", "since")


class AdjustForm(_EntryFields):
    """Another version, and why."""

    reason = forms.CharField(
        label=_("理由"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("为什么调整；公众将看到这一理由"),
    )
