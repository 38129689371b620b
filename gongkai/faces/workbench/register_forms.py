"""The forms of registers: one field for each column of the schema, and what each step asks."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.affairs.registers.models import Ground, Overturning
from gongkai.faces.workbench.fields import DateInput, Day, StaffForm, Upload
from gongkai.kernel.law.register_law import Register
from gongkai.kernel.law.registers import Column

# Before the names of fields that are no columns: no id of a column holds a hyphen.
BESIDE = "beside-"


class FactsForm(StaffForm):
    """What a record says, column by column; the register itself says what may stand there."""

    def __init__(self, *args: Any, register: Register, **kwargs: Any) -> None:
        more = {column.id: _field(column) for column in register.version.columns}
        super().__init__(*args, more=more, **kwargs)
        self.columns = tuple(more)

    def facts(self) -> dict[str, str]:
        """What was typed, by the ids of the columns."""
        return {name: self.cleaned_data[name] for name in self.columns}


class ChangeForm(FactsForm):
    """The same for a record that is there, with the version that is being changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[f"{BESIDE}seen"] = forms.IntegerField(widget=forms.HiddenInput)

    def beside(self) -> dict[str, Any]:
        """What the verb takes besides the facts."""
        return {
            name.removeprefix(BESIDE): value
            for name, value in self.cleaned_data.items()
            if name.startswith(BESIDE)
        }


class CorrectForm(ChangeForm):
    """The same for one that is public."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        note = forms.CharField(
            label=_("更正说明"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("更正了什么、为什么更正；公众将看到这一说明"),
        )  # fmt: skip
        note.error_messages["required"] = _("请填写更正说明。")
        self.fields[f"{BESIDE}note"] = note
        self.fields[f"{BESIDE}looked_at"] = forms.BooleanField(label=_("已逐项核对"), required=False)


class PublishForm(StaffForm):
    """Which version goes out, and where the detectors are not certain, that a person has looked."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    looked_at = forms.BooleanField(label=gettext_lazy("已逐项核对"), required=False)

    def __init__(self, *args: Any, doubtful: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not doubtful:
            del self.fields["looked_at"]


class OverturnForm(StaffForm):
    """What became of the decision, and when."""

    how = forms.ChoiceField(
        label=gettext_lazy("原决定的变化"), choices=Overturning.choices, widget=forms.RadioSelect
    )
    on = Day(
        label=gettext_lazy("日期"),
        help_text=gettext_lazy("变更、撤销或者确认违法、无效的日期；撤回的期限从这一天起算"),
    )


class WithdrawForm(StaffForm):
    """Why it is taken back."""

    ground = forms.ChoiceField(
        label=gettext_lazy("撤回的情形"), choices=Ground.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=gettext_lazy("理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("撤回后公开说明，请不要写出不应公开的内容"),
    )  # fmt: skip


class ConsultForm(StaffForm):
    """Who came to read it: how many, not who."""

    on = Day(label=gettext_lazy("查阅日期"))
    people = forms.IntegerField(label=gettext_lazy("查阅人数"), min_value=1, max_value=1000)
    note = forms.CharField(
        label=gettext_lazy("说明"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("可以不填；不用写姓名"),
    )


class TableForm(StaffForm):
    """The table to import."""

    file = Upload(
        label=gettext_lazy("表格文件"),
        help_text=gettext_lazy("CSV 或者 Excel（xlsx）；第一行写各栏名称，次序不限"),
    )


def _field(column: Column) -> forms.Field:
    hints = {
        "masked": _("公开时遮盖") if not column.mask_if else "",
        "internal": _("不公开"),
    }
    optional = "" if column.required else _("可以不填")
    unit = _("单位：%s") % column.unit if column.unit else ""
    given: dict[str, Any] = {
        "label": column.title,
        "required": column.required,
        "help_text": _("；").join(
            filter(None, (column.hint.rstrip("。"), unit, hints.get(column.show, ""), optional))
        ),
    }
    if column.kind == "choice":
        choices = [(one, one) for one in column.choices]
        return forms.ChoiceField(choices=[("", _("请选择")), *choices], **given)
    return forms.CharField(widget=_widget(column), **given)


def _widget(column: Column) -> forms.Widget:
    if column.kind == "long_text":
        return forms.Textarea(attrs={"rows": 4})
    if column.kind == "date":
        return DateInput()
    attributes: Mapping[str, str] = {
        "number": {"inputmode": "numeric"},
        "money": {"inputmode": "decimal"},
    }.get(column.kind, {})
    return forms.TextInput(attrs=dict(attributes))
