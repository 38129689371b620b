"""Handing over 离岗交接: an officer leaves; what goes to his successor is listed before, and again afterwards."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.affairs.applications.actions import handing_over as applications
from gongkai.affairs.applications.models import Application
from gongkai.affairs.applications.queries import places_for
from gongkai.affairs.documents import handing_over
from gongkai.affairs.documents.models import Edition
from gongkai.engines.agencies.delegation import delegations_of
from gongkai.engines.agencies.leaving import leave, left_officers
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import ROLES, Permission
from gongkai.engines.agencies.queries import agencies, grants_in_force, officers_named, officers_of
from gongkai.engines.ledger.queries import events_of, facts_of
from gongkai.faces.workbench.fields import StaffForm, posted, refuse
from gongkai.faces.workbench.form_page import REFUSED
from gongkai.faces.workbench.history import told
from gongkai.faces.workbench.people import officer_here
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.flow import Refused


class SuccessorForm(StaffForm):
    """Who takes over; nobody where nothing is to be taken over."""

    to: "forms.ModelChoiceField[Officer]" = forms.ModelChoiceField(
        None,
        label=gettext_lazy("接手人"),
        required=False,
        help_text=gettext_lazy("没有在办文件和申请、角色也不需要承接的，可以不选"),
    )

    def __init__(self, *args: Any, leaver: Officer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["to"]
        assert isinstance(choice, forms.ModelChoiceField)
        here = officers_of(agencies().filter(pk=leaver.agency_id))
        choice.queryset = here.exclude(pk=leaver.pk)
        choice.empty_label = _("不承接")


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, officer: Officer, username: str) -> HttpResponse:
    """All that the officer has in hand, and who takes it."""
    leaver = officer_here(officer, username)
    form = SuccessorForm(posted(request), leaver=leaver)
    going = list(handing_over.in_hand(leaver))
    asked = list(applications.in_hand(leaver))
    if form.is_bound and form.is_valid():
        successor = form.cleaned_data["to"]
        if (going or asked) and successor is None:
            form.add_error("to", _("离岗人还有在办的文件或者申请，请选择接手人。"))
        else:
            try:
                _leave(leaver, officer, successor)
            except Refused as refused:
                refuse(form, refused)
            else:
                messages.success(request, _("%(name)s已经离岗，下面是交接的结果。") % {"name": leaver.name})
                return redirect("workbench:left", username)
    return render(
        request,
        "workbench/handover.html",
        {
            "area": "people",
            "leaver": leaver,
            "form": form,
            "going": [(one, _readable(one, officer)) for one in going],
            "asked": _known(asked, officer),
            "roles": [
                (ROLES[one.role].name, one.agency)
                for one in grants_in_force(leaver)
                if one.officer_id == leaver.pk and one.role in ROLES
            ],
            "delegations": delegations_of(leaver),
        },
        status=REFUSED if form.errors else 200,
    )


def _leave(leaver: Officer, by: Officer, successor: Officer | None) -> None:
    if successor is None:
        leave(leaver, by=by)
    else:
        applications.hand_over(leaver, by=by, to=successor)


def _known(asked: list[Application], reader: Officer) -> list[tuple[Application, bool]]:
    """Whoever manages people sees how many applications there are, and opens those that he may read."""
    seen = {place.pk for place in places_for(reader)}
    return [(one, one.agency_id in seen or one.undertaker_id in seen) for one in asked]


def _readable(edition: Edition, reader: Officer) -> bool:
    """Who manages people need not be one who reads drafts: then he sees the number, and no title."""
    return reader.may(Permission.READ_DRAFTS, edition.document.agency)


@staff
@require_safe
def left(request: HttpRequest, officer: Officer, username: str) -> HttpResponse:
    """What became of the work of somebody who left: what went over, and what nobody attends to now."""
    gone = left_officers(officer).filter(user__username=username).first()
    if gone is None:
        raise Http404("没有这位离岗的人员。")
    events = events_of(*gone.subject).filter(verb="officer.left")
    facts = facts_of(events[len(events) - 1]) if events else {}
    heir = str(facts.get("successor", ""))
    return render(
        request,
        "workbench/left.html",
        {
            "area": "people",
            "gone": gone,
            "successor": officers_named({heir}).get(heir, heir),
            "taken_on": [ROLES[role].name for role, _slug in facts.get("taken_on", []) if role in ROLES],
            "moved": [(one, _readable(one, officer)) for one in handing_over.went_over(gone)],
            "unattended": handing_over.waiting_in(gone.agency),
            "lines": told(events_of(*gone.subject).filter(verb__in=("officer.left", "role.delegated"))),
        },
    )
