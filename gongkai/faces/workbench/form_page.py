"""One form on a page of its own 填写页: what it is for, its fields, its button, and the way back."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from gongkai.engines.agencies.models import Agency
from gongkai.faces.workbench.fields import StaffForm, refuse
from gongkai.kernel.flow import Refused

REFUSED = 422


class AgencyForm(StaffForm):
    """Which agency something is done for; the fields of a form made from this one follow."""

    agency: "forms.ModelChoiceField[Agency]" = forms.ModelChoiceField(
        None, label=_("单位"), to_field_name="slug", empty_label=None
    )

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["agency"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = agencies


def form_page(
    request: HttpRequest,
    form: Form,
    act: Callable[[], object],
    *,
    done: str,
    to: str,
    title: str,
    button: str,
    back: tuple[str, str],
    **page: Any,
) -> HttpResponse:
    """Do what was sent and go on to the address `to`, or show the form with what is wrong in it.

    done: what is said afterwards. back: words and address of the page that it belongs to. In `page`: `area` the entry
    of the navigation, `lead` what the step does, `grave` for what cannot be undone, `refusals` why it cannot be done
    now (the form is not shown then), `facts` pairs of a heading and a value over the form, `template` another than
    the plain one.
    """
    if form.is_bound and form.is_valid():
        try:
            act()
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, done)
            return redirect(to)
    template = page.pop("template", "workbench/form_page.html")
    context = {"form": form, "title": title, "button": button, "back": back, **page}
    return render(request, template, context, status=REFUSED if form.errors else 200)
