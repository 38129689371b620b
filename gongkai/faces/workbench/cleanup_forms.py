"""The form that opens a clean-up."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.affairs.documents.kinds import kinds
from gongkai.faces.workbench.fields import Day
from gongkai.faces.workbench.form_page import AgencyForm


class OpenForm(AgencyForm):
    """Over which documents, and what it is called."""

    whose = forms.TypedChoiceField(
        label=_("范围"),
        choices=[("no", _("只清理本单位的文件")), ("yes", _("连同下级单位的文件"))],
        initial="no",
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
    )
    title = forms.CharField(label=_("清理的名称"), max_length=200, help_text=_("如“2026年规范性文件清理”"))
    kind_slugs = forms.MultipleChoiceField(
        label=_("清理的文种"), widget=forms.CheckboxSelectMultiple, initial=["normative"]
    )
    until = Day(label=_("截至日期"), help_text=_("清理这一天以前公开、现在仍然有效的文件"))

    def given(self) -> dict[str, Any]:
        """What `cleanup.open_round` takes."""
        names = {"whose": "below"}
        return {names.get(name, name): value for name, value in self.cleaned_data.items()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind_slugs"].choices = [  # type: ignore[attr-defined]
            (slug, _(one.title)) for slug, one in kinds().items() if one.has_validity
        ]
