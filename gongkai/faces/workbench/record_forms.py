"""The forms of records: one for each kind, made from the fields that the kind asks for."""

from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic.fields import FieldInfo

from gongkai.affairs.documents.models import Document
from gongkai.engines.agencies.models import Agency, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies, agencies_where, officers_called, officers_of
from gongkai.faces.workbench.fields import Day, Names, StaffForm
from gongkai.faces.workbench.plan_forms import document_named
from gongkai.kernel.clock import today
from gongkai.oversight.tasks.models import Record
from gongkai.oversight.tasks.queries import to_continue
from gongkai.oversight.tasks.records import KINDS, LABELS

# More officers than this are named in lines, not ticked in a list.
TICKED = 200
_HINTS = {
    "document": _("可以不填。已公开的会议纪要、通知等，填索引号、发文字号或者标题"),
    "remark": _("可以不填。如主持人、地点、人数"),
}
_REQUIRED_HINTS = {"document": _("须已在本网站公开。填索引号、发文字号或者标题")}


class RecordForm(StaffForm):
    """What every kind asks for; the rest is added for the kind."""

    agency: "forms.ModelChoiceField[Agency]" = forms.ModelChoiceField(
        None, label=_("单位"), to_field_name="slug", empty_label=None
    )
    on = Day(label=_("日期"))

    def __init__(self, *args: Any, officer: Officer, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, more=_fields_of(kind, officer), **kwargs)
        choice = self.fields["agency"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = agencies_where(officer, Permission.NOTE_RECORDS) & agencies()
        self.initial.setdefault("agency", officer.agency.slug)
        self.initial.setdefault("on", today())

    def clean_document(self) -> Document | None:
        return document_named(self.cleaned_data["document"])

    def clean_others(self) -> list[str]:
        """User names of the people named in lines, by name or by user name."""
        found = {words: officers_called(words) for words in self.cleaned_data["others"]}
        for words, people in found.items():
            if not people:
                message = _("没有姓名或者用户名为“%(words)s”的人员，请核对。")
                self.add_error("others", forms.ValidationError(message, params={"words": words}))
            elif len(people) > 1:
                names = "；".join(f"{one.handle}（{one.agency.short_name}）" for one in people)
                message = _("有几位人员都叫“%(words)s”，请改填用户名：%(names)s。")
                self.add_error(
                    "others", forms.ValidationError(message, params={"words": words, "names": names})
                )
        return [people[0].handle for people in found.values() if len(people) == 1]

    def facts(self) -> dict[str, Any]:
        """What the verb takes beside kind, agency and day."""
        given = {
            name: value for name, value in self.cleaned_data.items() if name not in {"agency", "on"} and value
        }
        if "others" in self.fields:
            given["officers"] = [*given.get("officers", []), *given.pop("others", [])]
        if "document" in given:
            given["document"] = given["document"].index_number
        return given


def _fields_of(kind: str, officer: Officer) -> dict[str, forms.Field]:
    """A form field for each fact, what all kinds share at the end."""
    facts = KINDS[kind].facts.model_fields
    own = [name for name in facts if name not in _HINTS]
    fields: dict[str, forms.Field] = {}
    for name in [*own, *_HINTS]:
        fact = facts[name]
        if name == "officers":
            fields |= _participants(fact, officer)
        else:
            called = fact.alias or name
            fields[called] = _field(kind, called, fact, officer)
    return fields


def _field(kind: str, name: str, fact: FieldInfo, officer: Officer) -> forms.Field:
    label = _(fact.title or name)
    hints = _REQUIRED_HINTS if fact.is_required() else _HINTS
    given: dict[str, Any] = {
        "label": label,
        "required": fact.is_required(),
        "help_text": hints.get(name, ""),
    }
    if name in LABELS:
        choices = [(one, gettext(LABELS[name][one])) for one in get_args(fact.annotation)]
        start = None if fact.is_required() else fact.default
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, initial=start, **given)
    if name == "of":
        rows = to_continue(officer, kind)
        return forms.TypedChoiceField(coerce=int, choices=[(row.pk, continued(row)) for row in rows], **given)
    if name == "remark":
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 2}), **given)
    return forms.CharField(**given)


def _participants(fact: FieldInfo, officer: Officer) -> dict[str, forms.Field]:
    """Officers to tick, where there are not too many, and lines for others."""
    people = list(officers_of(agencies_where(officer, Permission.NOTE_RECORDS))[: TICKED + 1])
    fields: dict[str, forms.Field] = {}
    if 0 < len(people) <= TICKED:
        choices = [(one.handle, f"{one.name}（{one.agency.short_name}）") for one in people]
        fields["officers"] = forms.MultipleChoiceField(
            label=_(fact.title or ""),
            choices=choices,
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
    fields["others"] = Names(
        label=_("其他参训人员"), required=False, help_text=_("本系统中的人员，写姓名或者用户名，每行一个")
    )
    return fields


def continued(row: Record) -> str:
    """A handover as it stands in the list to choose from."""
    facts: Mapping[str, Any] = row.facts
    day: date = row.on
    return _("%(day)s %(agency)s：%(first)s移交%(second)s") % {
        "day": day, "agency": row.agency.short_name, "first": facts["from"], "second": facts["to"]
    }  # fmt: skip
