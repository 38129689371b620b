"""Endings 效力和撤回: what may befall a published document, each with a look at what the public will then see."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.affairs.documents import actions, endings, queries, standing
from gongkai.affairs.documents.elements import KIND
from gongkai.affairs.documents.endings import Reason
from gongkai.affairs.documents.foresight import seen_after
from gongkai.affairs.documents.models import Document, Ending
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.queries import officers_named
from gongkai.faces.ui.parameters import LARGEST
from gongkai.faces.workbench.documents import edition_of
from gongkai.faces.workbench.endings_forms import NotedForm, WithdrawForm
from gongkai.faces.workbench.fields import posted, refuse
from gongkai.faces.workbench.form_page import REFUSED, form_page
from gongkai.faces.workbench.staff import staff
from gongkai.faces.workbench.step_forms import WhyForm
from gongkai.kernel.flow import Refused


@dataclass(frozen=True)
class Row:
    """A row of the table of endings as it stands for the officer: where it is done, or why it cannot be."""

    reason: Reason
    url: str
    refusals: list[str]


@staff
@require_safe
def index(request: HttpRequest, officer: Officer, index_number: str) -> HttpResponse:
    """What befell the document, and the whole table of what may."""
    document = edition_of(officer, index_number).document
    noted = list(document.endings.select_related("by_document"))
    page = queries.page(index_number)
    return render(
        request,
        "workbench/endings.html",
        {
            "area": "documents",
            "document": document,
            "title": _title(document),
            "page": page,
            "validity": queries.VALIDITY[page.validity] if page and page.validity else "",
            "noted": [(one, endings.reasons()[one.reason]) for one in noted],
            "people": officers_named({one.noted_by for one in noted} | {one.reversed_by for one in noted}),
            "may_keep": not standing.may_keep(officer, document),
            "rows": [_row(document, one, officer) for one in endings.reasons().values()],
        },
    )


def _row(document: Document, reason: Reason, officer: Officer) -> Row:
    number = document.index_number
    if reason.way == "date":
        normative = document.kind == KIND
        url = reverse("workbench:normative_document", args=[number]) if normative else ""
    elif reason.way == "revision":
        url = reverse("workbench:document_step", args=[number, "correct"])
    else:
        url = reverse("workbench:document_ending", args=[number, reason.slug])
    return Row(reason, url, standing.refusals(document, reason, officer))


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, officer: Officer, index_number: str, slug: str) -> HttpResponse:
    """Note one of them: fill in, look at what the public will see, confirm."""
    document = edition_of(officer, index_number).document
    reason = endings.reasons().get(slug)
    if reason is None or reason.way not in {"note", "withdrawal"}:
        raise Http404("没有这种情形。")
    form = _form(request, reason)
    page = None
    looked_at = ""
    confirms = request.POST.get("do") == "confirm"
    if form.is_bound and form.is_valid():
        act = _act(document, reason, officer, form)
        looked_at = _mark(form)
        try:
            # What was changed after the look is looked at once more.
            if confirms and request.POST.get("looked_at", looked_at) == looked_at:
                act()
                messages.success(request, _("已经登记，公众在公开网站上看得到。"))
                return redirect("workbench:document_endings", index_number)
            page = seen_after(document, act)
        except Refused as refused:
            refuse(form, refused)
    return render(
        request,
        "workbench/endings_step.html",
        {
            "area": "documents",
            "document": document,
            "title": _title(document),
            "reason": reason,
            "form": form,
            "refusals": standing.refusals(document, reason, officer),
            "page": page,
            "looked_at": looked_at,
            "changed": confirms,
            "validity": queries.VALIDITY[page.validity] if page and page.validity else "",
        },
        status=REFUSED if form.errors else 200,
    )


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, officer: Officer, index_number: str, number: int) -> HttpResponse:
    """Take back what was noted by mistake; it stays on record."""
    document = edition_of(officer, index_number).document
    ending = document.endings.filter(pk=number).first() if number <= LARGEST else None
    if ending is None:
        raise Http404("没有这条登记。")
    form = WhyForm(posted(request))
    title = endings.reasons()[ending.reason].title
    return form_page(
        request, form,
        lambda: standing.reverse_ending(ending, by=officer, reason=form.cleaned_data["reason"]),
        done=_("登记已经撤销。"),
        to=reverse("workbench:document_endings", args=[index_number]),
        title=_("撤销“%s”的登记") % title,
        button=_("撤销登记"),
        back=(_("效力和撤回"), reverse("workbench:document_endings", args=[index_number])),
        area="documents",
        grave=True,
        lead=_("只有登记有误的，才可以撤销。原来的登记和撤销都留有记录，公众看到理由。"),
        facts=[(_("文件"), _title(document)), (_("日期"), ending.on), (_("说明"), _said(ending))],
        refusals=_not_reversible(ending),
    )  # fmt: skip


def _form(request: HttpRequest, reason: Reason) -> Form:
    made = WithdrawForm if reason.way == "withdrawal" else NotedForm
    return made(posted(request), reason=reason)


def _mark(form: Form) -> str:
    """What tells whether the form says the same as when its effect was shown."""
    said = repr(sorted((name, str(value)) for name, value in form.cleaned_data.items()))
    return sha256(said.encode()).hexdigest()[:16]


def _act(document: Document, reason: Reason, officer: Officer, form: Form) -> Callable[[], object]:
    if reason.way == "withdrawal":
        why = form.cleaned_data["reason"]
        return lambda: actions.withdraw(document, by=officer, reason=why, ground=reason.slug)
    return lambda: standing.note_ending(document, by=officer, reason=reason.slug, **form.cleaned_data)


def _title(document: Document) -> str:
    """Of the newest edition that was public, else of the newest."""
    found = document.editions.exclude(published_at=None).order_by("-number").first()
    return (found or document.editions.order_by("-number")[0]).title


def _said(ending: Ending) -> str:
    by = ending.by_document
    return "　".join(
        filter(None, (ending.note, by.index_number if by else ending.by_title, ending.by_number))
    )


def _not_reversible(ending: Ending) -> list[str]:
    reason = endings.reasons()[ending.reason]
    if ending.reversed_at is not None:
        return ["这一登记已经撤销。"]
    if reason.way == "withdrawal":
        return ["撤回的文件请用“恢复公开”办理。"]
    return [] if reason.reversible else [f"“{reason.title}”不能撤销。"]
