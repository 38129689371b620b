"""Notices 提醒: what the officer was told, what he has read, and whether he wants letters."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.queries import agencies_named
from gongkai.engines.notices import actions, queries
from gongkai.engines.notices.models import Notice
from gongkai.faces.ui import parameters
from gongkai.faces.ui.paging import Pager
from gongkai.faces.workbench.fields import StaffForm, refuse
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.flow import Refused

REFUSED = 422


@dataclass(frozen=True)
class Row:
    """One line: the notice, where it leads, and whether what it speaks of has been settled."""

    notice: Notice
    agency: str
    url: str
    settled: bool


class LettersForm(StaffForm):
    """Whether reminders also come by e-mail, and where to."""

    address = forms.CharField(
        label=gettext_lazy("电子邮箱"), max_length=254, required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
    wanted = forms.BooleanField(label=gettext_lazy("提醒同时发到邮箱"), required=False)


@staff
@require_safe
def index(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The officer's notices, unread ones first."""
    found = queries.notices_for(officer)
    pager = Pager(
        found.count(),
        parameters.page_number(request.GET),
        lambda n: parameters.address(request.path, {"page": n}),
    )
    notices = list(found[pager.start : pager.stop])
    still_open = queries.open_duties(notices)
    names = agencies_named({notice.agency for notice in notices})
    return render(
        request,
        "workbench/notices.html",
        {
            "rows": [_row(notice, names, still_open) for notice in notices],
            "pager": pager,
            "unread": queries.unseen_count(officer),
            "newest": queries.newest_of(officer),
            "letters": queries.wants_letters(officer),
            "address": officer.user.email,
        },
    )


@staff
@require_POST
def read(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """One notice has been read."""
    actions.mark_seen(by=officer, number=number)
    return redirect("workbench:notices")


@staff
@require_POST
def read_all(request: HttpRequest, officer: Officer) -> HttpResponse:
    """All notices that were there when the page was shown have been read."""
    actions.mark_all_seen(by=officer, up_to=parameters.number(request.POST.get("up_to", "")) or 0)
    messages.success(request, _("全部提醒已标为已读。"))
    return redirect("workbench:notices")


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Switch letters on or off, and say where to."""
    chosen: dict[str, Any] = {"address": officer.user.email, "wanted": queries.wants_letters(officer)}
    form = LettersForm(request.POST if request.method == "POST" else None, initial=chosen)
    if form.is_valid():
        try:
            actions.choose_letters(by=officer, **form.cleaned_data)
        except Refused as refused:
            refuse(form, refused)
        else:
            on = form.cleaned_data["wanted"]
            messages.success(
                request, _("提醒会同时发到您的邮箱。") if on else _("提醒不再发到邮箱，只列在这里。")
            )
            return redirect("workbench:notices")
    return render(
        request, "workbench/notices_letters.html", {"form": form}, status=REFUSED if form.errors else 200
    )


def _row(notice: Notice, names: dict[str, str], still_open: dict[str, Any]) -> Row:
    about_duty = notice.about_kind == "duty"
    routes = {"duty": "workbench:duty", "draft": "workbench:document", "concern": "workbench:concern"}
    route = routes.get(notice.about_kind)
    return Row(
        notice=notice,
        agency=names.get(notice.agency, notice.agency),
        url=reverse(route, args=[notice.about_id]) if route else "",
        settled=about_duty and notice.about_id not in still_open,
    )
