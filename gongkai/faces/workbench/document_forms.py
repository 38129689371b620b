"""The forms of documents: facts and text, attribute, files, relations, consultation, interpretation."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongkai.affairs.documents.kinds import kinds, topics
from gongkai.affairs.documents.models import (
    Attribute,
    Document,
    InterpretationFacts,
    PriorConsultation,
    RelationType,
)
from gongkai.affairs.negative_list.queries import entries
from gongkai.engines.agencies.models import Agency, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies, agencies_where, find_agency
from gongkai.engines.duties.packs import pack_for
from gongkai.faces.workbench.fields import Day, Names, StaffForm, Upload, Uploads
from gongkai.kernel.clock import today

# Fields that hold the document's text; they are compared line by line, not shown in a table.
TEXT = ("text", "html")


def _titles(found: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(slug, gettext(title)) for slug, title in found]


class TextForm(StaffForm):
    """Title and text. `html` comes from the rich editor and wins; without it `text` is read by its conventions."""

    title = forms.CharField(label=_("标题"), max_length=400)
    text = forms.CharField(
        label=_("正文"),
        widget=forms.Textarea(attrs={"rows": 24, "class": "body"}),
        required=False,
        strip=False,
        help_text=_(
            "一行一段。“一、”“（一）”开头的短行是标题，冒号结尾的首行是主送机关，“| 甲 | 乙 |”是表格"
        ),
    )
    html = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    summary = forms.CharField(
        label=_("摘要"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("可以不填。列表和搜索结果中显示，最多300字"),
    )
    topics = forms.MultipleChoiceField(
        label=_("主题"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("可以选择多项")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topics"].choices = _titles((slug, one.title) for slug, one in topics().items())  # type: ignore[attr-defined]


class FactsForm(TextForm):
    """The same with the facts of a document that is not public yet."""

    kind = forms.ChoiceField(label=_("文种"))
    doc_number = forms.CharField(
        label=_("发文字号"), max_length=60, required=False, help_text=_("如“青建〔2025〕6号”；没有的不填")
    )
    issuers = Names(
        label=_("发文机关"), required=False, rows=2, help_text=_("每行一个；只有本单位的可以不填")
    )
    issued_on = Day(label=_("成文日期"), required=False)
    effective_on = Day(label=_("施行日期"), required=False)
    expires_on = Day(label=_("有效期至"), required=False)
    field_order = (
        "agency", "kind", "title", "text", "html", "summary", "doc_number", "issuers", "issued_on", "effective_on",
        "expires_on", "topics",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = _titles((slug, one.title) for slug, one in kinds().items())  # type: ignore[attr-defined]


class DraftForm(FactsForm):
    """A new document."""

    agency: "forms.ModelChoiceField[Agency]" = forms.ModelChoiceField(
        None, label=_("单位"), to_field_name="slug", empty_label=None
    )

    def __init__(self, *args: Any, officer: Officer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["agency"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = agencies_where(officer, Permission.DRAFT_DOCUMENTS) & agencies()
        self.initial.setdefault("agency", officer.agency.slug)
        self.initial.setdefault("kind", "notice")


class ClassifyForm(StaffForm):
    """Whether a document is open, and if not, on what ground and entry of the negative list."""

    attribute = forms.ChoiceField(label=_("公开属性"), choices=Attribute.choices, widget=forms.RadioSelect)
    ground = forms.ChoiceField(
        label=_("法定的不予公开情形"), required=False, help_text=_("选择“主动公开”的不填以下各项")
    )
    entry: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        None, label=_("负面清单中现行有效的条目"), required=False, empty_label="—"
    )
    reason = forms.CharField(
        label=_("说明"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("这份文件为什么属于所选情形"),
    )

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grounds = pack_for(document.agency).grounds(on=today())
        self.fields["ground"].choices = [("", "—"), *((id, one.title) for id, one in grounds.items())]  # type: ignore[attr-defined]
        choice = self.fields["entry"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = entries(document.agency)


class UploadForm(StaffForm):
    """Files to attach."""

    uploads = Uploads(
        label=_("添加附件"), help_text=_("可以选择或者拖入多个文件；每个不超过 100 MB，类型按内容识别")
    )


class BodyFileForm(StaffForm):
    """A Word or PDF file whose text becomes the body."""

    source = Upload(
        label=_("用文件填写正文"),
        help_text=_("Word（.docx）或者有文字层的 PDF；填入以后先核对，保存了才替换现有正文"),
    )


class RelationForm(StaffForm):
    """How the document relates to another: one found here, or one elsewhere by title and number."""

    type = forms.ChoiceField(label=_("关系"), choices=RelationType.choices)
    target = forms.CharField(
        label=_("本系统中文件的索引号"), required=False, max_length=40, help_text=_("可以先在上面查找后选择")
    )
    title = forms.CharField(label=_("或者其他机关文件的标题"), required=False, max_length=400)
    number = forms.CharField(label=_("其他机关文件的发文字号"), required=False, max_length=60)


class JointForm(StaffForm):
    """The agencies that sign jointly, by name."""

    agencies = Names(label=_("会签单位"), required=False, help_text=_("每行一个单位名称；不填就是没有会签"))

    def clean_agencies(self) -> list[Agency]:
        found = {name: find_agency(name) for name in self.cleaned_data["agencies"]}
        unknown = [name for name, agency in found.items() if agency is None]
        if unknown:
            raise forms.ValidationError(gettext("没有找到会签单位“%s”，请核对名称。") % "”、“".join(unknown))
        return [one for one in found.values() if one is not None]


class ConsultationForm(StaffForm):
    """When and how opinions were asked for, or why not."""

    began_on = Day(label=_("征求意见开始日期"), required=False)
    ended_on = Day(label=_("征求意见结束日期"), required=False)
    notice = forms.CharField(
        label=_("征求意见公告"), required=False, max_length=300, help_text=_("索引号或者网址")
    )
    received = forms.IntegerField(label=_("收到意见（条）"), initial=0, min_value=0)
    adopted = forms.IntegerField(label=_("采纳意见（条）"), initial=0, min_value=0)
    outcome = forms.CharField(
        label=_("意见采纳情况"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )
    exception = forms.ChoiceField(
        label=_("依法不征求意见的情形"), required=False, choices=PriorConsultation.Exemption.choices
    )
    reason = forms.CharField(
        label=_("属于该情形的理由"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class InterpretationForm(StaffForm):
    """In which forms it interprets, and who does."""

    forms_ = forms.MultipleChoiceField(
        label=_("解读形式"), choices=InterpretationFacts.Form.choices, widget=forms.CheckboxSelectMultiple
    )
    interpreter = forms.ChoiceField(
        label=_("解读人"), choices=InterpretationFacts.Interpreter.choices, widget=forms.RadioSelect
    )
    name = forms.CharField(label=_("解读人姓名"), required=False, max_length=100)
