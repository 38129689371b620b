"""The forms of tasks: their facts, and what each step of the course asks for."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.affairs.documents.models import Edition
from gongkai.engines.agencies.models import Officer
from gongkai.faces.workbench.fields import Day, Names, StaffForm, Uploads
from gongkai.faces.workbench.plan_forms import document_named
from gongkai.oversight.tasks.finding import recently_published
from gongkai.oversight.tasks.models import Task


def _long(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class TaskForm(StaffForm):
    """The facts of a task."""

    content = forms.CharField(label=_("任务内容"), widget=_long(5))
    responsible = Names(
        label=_("责任单位"), required=False, help_text=_("每行一个，写全称、简称或者文中的名称")
    )
    lead = Names(
        label=_("牵头单位"), required=False, rows=2, help_text=_("责任单位中牵头的，每行一个，可以不填")
    )
    deadline = forms.CharField(
        label=_("时限原文"), required=False, help_text=_("文中怎样写就怎样填，如“7月底前”")
    )
    due_on = Day(label=_("完成日期"), required=False, help_text=_("按哪一天计算是否逾期；没有时限的不填"))
    measure = forms.CharField(
        label=_("衡量标准"), required=False, widget=_long(2), help_text=_("凭什么认定任务办结")
    )
    number = forms.CharField(label=_("编号"), required=False, help_text=_("文中的编号，如“4-2”"))
    group = forms.CharField(label=_("所属部分"), required=False, help_text=_("文中的标题或者章节"))


class CorrectForm(TaskForm):
    """The same for a task that stands; it remembers from which version the officer began."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class StepForm(StaffForm):
    """What a step asks for beyond the button: nothing, or what a subclass names."""

    def __init__(self, *args: Any, officer: Officer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class ReasonForm(StepForm):
    """Why."""

    reason = forms.CharField(label=_("理由"), widget=_long(3))


class DeadlineForm(StepForm):
    """Until when, and why."""

    due_on = Day(label=_("完成日期"))
    reason = forms.CharField(label=_("理由"), widget=_long(3), help_text=_("责任单位会看到"))


class ReportForm(StepForm):
    """What was done, and what shows it."""

    text = forms.CharField(
        label=_("进展情况"), widget=_long(5), help_text=_("做了什么、到什么程度；对照衡量标准写")
    )
    recent = forms.MultipleChoiceField(
        label=_("本单位最近公开的文件"), required=False, widget=forms.CheckboxSelectMultiple
    )
    documents = Names(
        label=_("其他已公开的文件"), required=False, help_text=_("索引号、发文字号或者标题，每行一件"), rows=2
    )
    events = Names(label=_("已公开的办理记录"), required=False, help_text=_("留痕编号，每行一个"), rows=2)
    uploads = Uploads(
        label=_("上传的材料"),
        required=False,
        help_text=_("照片、签到表等，可以一次选几个；提交出错时需要重新选择"),
    )

    def __init__(self, *args: Any, officer: Officer, **kwargs: Any) -> None:
        super().__init__(*args, officer=officer, **kwargs)
        recent = self.fields["recent"]
        assert isinstance(recent, forms.MultipleChoiceField)
        recent.choices = [(one.document.index_number, _shown(one)) for one in recently_published(officer)]
        if not recent.choices:
            del self.fields["recent"]

    def clean_documents(self) -> list[str]:
        found = [document_named(words) for words in self.cleaned_data["documents"]]
        return [document.index_number for document in found if document is not None]

    def clean_events(self) -> list[int]:
        faulty = [one for one in self.cleaned_data["events"] if not (one.isascii() and one.isdigit())]
        if faulty:
            raise forms.ValidationError(
                _("留痕编号应为数字，请核对：%(faulty)s。"), params={"faulty": "、".join(faulty)}
            )
        return [int(one) for one in self.cleaned_data["events"]]

    def evidence(self) -> list[Mapping[str, Any]]:
        """The pieces as the verb takes them."""
        given = self.cleaned_data
        numbers = dict.fromkeys([*given.get("recent", []), *given["documents"]])
        return [
            *({"document": number} for number in numbers),
            *({"event": number} for number in given["events"]),
            *({"name": file.name, "data": file.read()} for file in given["uploads"]),
        ]


class PartForm(forms.Form):
    """One of the tasks that another is split into; an empty one is left out."""

    content = forms.CharField(label=_("任务内容"), required=False, widget=_long(3))
    responsible = Names(label=_("责任单位"), required=False, rows=2)
    lead = Names(label=_("牵头单位"), required=False, rows=1)
    due_on = Day(label=_("完成日期"), required=False)


class MergeForm(StaffForm):
    """The task that several become."""

    content = forms.CharField(label=_("任务内容"), widget=_long(6))
    deadline = forms.CharField(label=_("时限原文"), required=False)
    due_on = Day(label=_("完成日期"), required=False)
    measure = forms.CharField(label=_("衡量标准"), required=False, widget=_long(2))
    number = forms.CharField(label=_("编号"), required=False)
    group = forms.CharField(label=_("所属部分"), required=False)


def initial_of(task: Task) -> dict[str, Any]:
    """The facts of a task as a form starts with them."""
    units = list(task.units.all())
    facts = ("number", "group", "content", "measure", "deadline", "due_on", "version")
    return {
        **{name: getattr(task, name) for name in facts},
        "responsible": [unit.name for unit in units],
        "lead": [unit.name for unit in units if unit.lead],
    }


def _shown(edition: Edition) -> str:
    return f"《{edition.title}》 {edition.document.doc_number or edition.document.index_number}"
