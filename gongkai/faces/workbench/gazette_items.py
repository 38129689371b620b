"""The entries of an issue in the making: take one in, write one, move, renew, remove."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.affairs.gazette import actions, queries
from gongkai.affairs.gazette.models import Item
from gongkai.engines.agencies.models import Officer
from gongkai.faces.ui.parameters import LARGEST
from gongkai.faces.workbench.fields import posted, refuse
from gongkai.faces.workbench.gazette import REFUSED, issue_of, page
from gongkai.faces.workbench.gazette_forms import AddForm, WriteForm
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.flow import Refused
from gongkai.kernel.hanzi.titles import within

STEPS: dict[str, Callable[[Item, Officer], object]] = {
    "up": lambda item, by: actions.move(item, by=by, up=True),
    "down": lambda item, by: actions.move(item, by=by, up=False),
    "renew": lambda item, by: actions.renew(item, by=by),
    "remove": lambda item, by: actions.remove(item, by=by),
}
DONE = {"renew": gettext_noop("已换用现行文本。"), "remove": gettext_noop("已移出本期。")}


@staff
@require_POST
def add(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """Take a document in."""
    issue = issue_of(officer, code)
    form = AddForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            item = actions.add(issue, by=officer, document=given["document"], section=given["section"])
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("《%(title)s》已编入本期。") % {"title": within(item.title)})
            return redirect("workbench:gazette_issue", code)
    return page(request, officer, issue, add=form)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """Write an entry for the issue itself."""
    issue = issue_of(officer, code)
    form = WriteForm(posted(request))
    if form.is_valid():
        try:
            item = actions.write(issue, by=officer, **form.cleaned_data)
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("“%(title)s”已编入本期。") % {"title": within(item.title)})
            return redirect("workbench:gazette_issue", code)
    return render(
        request,
        "workbench/gazette_form.html",
        {"form": form, "issue": issue, "what": gettext_noop("撰写一条"), "button": gettext_noop("编入")},
        status=REFUSED if form.errors else 200,
    )


@staff
@require_POST
def act(request: HttpRequest, officer: Officer, number: int, step: str) -> HttpResponse:
    """Move an entry up or down, renew it, or take it out."""
    item = queries.item_for(officer, number) if number <= LARGEST else None
    if step not in STEPS or item is None:
        raise Http404("没有这一条，或者没有这一步骤。")
    code = item.issue.code
    try:
        STEPS[step](item, officer)
    except Refused as refused:
        return page(request, officer, issue_of(officer, code), list(refused.reasons))
    if step in DONE:
        messages.success(request, _(DONE[step]))
    return redirect("workbench:gazette_issue", code)
