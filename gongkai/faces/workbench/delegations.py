"""Delegations 委托代办: an officer who is away lends his roles to a colleague, for days that are named."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.engines.agencies import delegation
from gongkai.engines.agencies.models import Delegation, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies, agencies_where, officers_of
from gongkai.faces.workbench.fields import Day, StaffForm, posted
from gongkai.faces.workbench.form_page import form_page
from gongkai.faces.workbench.people import officer_here
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.clock import today
from gongkai.kernel.flow import Refused


class DelegationForm(StaffForm):
    """To whom, and for which days."""

    to: "forms.ModelChoiceField[Officer]" = forms.ModelChoiceField(None, label=gettext_lazy("受托人"))
    since = Day(label=gettext_lazy("开始日期"))
    until = Day(label=gettext_lazy("结束日期"), help_text=gettext_lazy("到这一天自动终止，这一天不再代办"))
    reason = forms.CharField(
        label=gettext_lazy("事由"), required=False, max_length=200, help_text=gettext_lazy("如出差、休假")
    )

    def __init__(self, *args: Any, officer: Officer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("since", today())
        choice = self.fields["to"]
        assert isinstance(choice, forms.ModelChoiceField)
        here = officers_of(agencies().filter(pk=officer.agency_id))
        choice.queryset = here.exclude(pk=officer.pk)
        choice.empty_label = _("请选择")


@staff
@require_safe
def index(request: HttpRequest, officer: Officer) -> HttpResponse:
    """What the officer lends and is lent, and for those who manage people, what is lent among them."""
    his = delegation.delegations_of(officer)
    known = {one.pk for one in his}
    manages = _manages(officer)
    return render(
        request,
        "workbench/delegations.html",
        {
            "area": "people" if manages else "me",
            "officer": officer,
            "his": his,
            "others": [one for one in delegation.delegations_for(officer) if one.pk not in known],
            "manages": manages,
            "today": today(),
        },
    )


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, officer: Officer, username: str) -> HttpResponse:
    """Lend the roles of an officer: one's own, or of somebody whom one manages."""
    away = officer if username == officer.handle else officer_here(officer, username)
    form = DelegationForm(posted(request), officer=away)
    back = reverse("workbench:delegations")
    return form_page(
        request, form, lambda: delegation.delegate(away, by=officer, **form.cleaned_data),
        done=_("委托已经登记，到期自动终止。"), to=back, title=_("委托代办"), button=_("委托"),
        back=(_("委托代办"), back), area="people" if _manages(officer) else "me",
        facts=[(_("委托人"), away.name), (_("单位"), away.agency.name)],
        lead=_("受托人以自己的名义办理，留痕写明受谁委托；委托人起草、审查过的文件，受托人不能替他再审。"),
    )  # fmt: skip


@staff
@require_POST
def end(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """He is back: what was lent ends today."""
    row = next((one for one in _visible(officer) if one.pk == number), None)
    if row is None:
        raise Http404("没有这项委托，或者它已经终止。")
    try:
        delegation.end_delegation(row, by=officer)
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, _("委托已经终止。"))
    return redirect("workbench:delegations")


def _visible(officer: Officer) -> list[Delegation]:
    return [*delegation.delegations_of(officer), *delegation.delegations_for(officer)]


def _manages(officer: Officer) -> bool:
    return agencies_where(officer, Permission.MANAGE_OFFICERS).exists()
