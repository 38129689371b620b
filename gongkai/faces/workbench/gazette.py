"""Gazette 公报: what departments hand in, the issues in the making, and the steps of one issue."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.forms import Form
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.affairs.documents import store
from gongkai.affairs.gazette import actions, issuing, press, queries, submitting, workflow
from gongkai.affairs.gazette.models import Issue, State
from gongkai.engines.agencies.models import Officer
from gongkai.engines.ledger.queries import events_of
from gongkai.faces.ui import parameters
from gongkai.faces.ui.paging import Pager
from gongkai.faces.workbench.fields import ReasonForm, posted, refuse
from gongkai.faces.workbench.gazette_forms import AddForm, CoverForm, IssueForm, SubmitForm
from gongkai.faces.workbench.history import told
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.clock import today
from gongkai.kernel.flow import Refused
from gongkai.kernel.hanzi.titles import within

REFUSED = 422
TAGS = {State.ASSEMBLING: "", State.SENT: "soon", State.SIGNED: "soon", State.PUBLISHED: "ok"}
# Steps that ask nothing more than the button; what is said when they are done.
PLAIN: dict[str, tuple[Callable[..., object], str]] = {
    "send_up": (issuing.send_up, gettext_noop("本期已排版并送签。")),
    "recall": (issuing.recall, gettext_noop("本期已撤回，可以修改。")),
    "sign": (issuing.sign, gettext_noop("本期已签发，可以出版。")),
    "publish": (issuing.publish, gettext_noop("本期已出版，公众在公开网站上可以看到。")),
    "reprint": (issuing.reprint, gettext_noop("本期已重印，撤回的文件不再刊载正文，遮盖的内容不再显示。")),
    "drop": (actions.drop, gettext_noop("本期已取消。")),
}
# The steps that lead on stand in front.
LEADING = ("send_up", "sign", "publish", "reprint")


def issue_of(officer: Officer, code: str) -> Issue:
    """An issue that the officer edits or signs, or 404."""
    found = queries.issue_for(officer, code)
    if found is None:
        raise Http404("没有这一期公报。")
    return found


@staff
@require_safe
def index(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The issues, what waits to be taken up, and what the officer's own agency has to hand in or handed in."""
    edits = queries.publishers_for(officer).exists()
    submits = queries.submitters_for(officer).exists()
    issues = queries.issues_for(officer)
    if not (edits or submits or issues.exists()):
        raise PermissionDenied
    pager = Pager(
        issues.count(),
        parameters.page_number(request.GET),
        lambda n: parameters.address(request.path, {"page": n if n > 1 else ""}),
    )
    return render(
        request,
        "workbench/gazette.html",
        {
            "edits": edits,
            "submits": submits,
            "issues": [(one, TAGS[State(one.state)]) for one in issues[pager.start : pager.stop]],
            "pager": pager,
            "received": queries.received_by(officer),
            "owed": queries.to_submit(officer),
            "handed": queries.handed_in_by(officer),
        },
    )


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Begin an issue."""
    if not queries.publishers_for(officer).exists():
        raise PermissionDenied
    form = IssueForm(posted(request), officer=officer, initial={"dated_on": today()})
    if form.is_valid():
        try:
            issue = actions.open_issue(by=officer, **form.cleaned_data)
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(
                request, _("第%(number)s期已经建立，现在可以编入文件。") % {"number": issue.number}
            )
            return redirect("workbench:gazette_issue", issue.code)
    return _form(request, form, gettext_noop("新编一期公报"), gettext_noop("建立"))


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Hand a public document of the officer's agency in."""
    if not queries.submitters_for(officer).exists():
        raise PermissionDenied
    form = SubmitForm(posted(request), initial={"document": parameters.text(request.GET, "document")})
    if form.is_valid():
        try:
            row = submitting.submit(form.cleaned_data["document"], by=officer, note=form.cleaned_data["note"])
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("《%(title)s》已报送公报。") % {"title": within(row.edition.title)})
            return redirect("workbench:gazette")
    return _form(request, form, gettext_noop("报送公报"), gettext_noop("报送"))


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def submission_return(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Send a submission back to the department, which is told why."""
    row = queries.submission_for(officer, number) if number <= parameters.LARGEST else None
    if row is None:
        raise Http404("没有这份报送。")
    form = ReasonForm(posted(request))
    if form.is_valid():
        try:
            submitting.send_back(row, by=officer, reason=form.cleaned_data["reason"])
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(
                request, _("《%(title)s》已退回报送单位。") % {"title": within(row.edition.title)}
            )
            return redirect("workbench:gazette")
    return _form(
        request,
        form,
        gettext_noop("退回报送"),
        gettext_noop("退回"),
        about=f"《{within(row.edition.title)}》",
    )


@staff
@require_safe
def show(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """The contents in their order, what can be taken up, and the steps with their reasons."""
    return page(request, officer, issue_of(officer, code))


@staff
@require_POST
def step(request: HttpRequest, officer: Officer, code: str, step: str) -> HttpResponse:
    """Take a step that asks nothing more."""
    issue = issue_of(officer, code)
    if step not in PLAIN:
        raise Http404("没有这一步骤。")
    verb, done = PLAIN[step]
    try:
        verb(issue, by=officer)
    except Refused as refused:
        return page(request, officer, issue_of(officer, code), list(refused.reasons))
    messages.success(request, _(done))
    return redirect("workbench:gazette") if step == "drop" else redirect("workbench:gazette_issue", code)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """Return what was sent up to the editors."""
    issue = issue_of(officer, code)
    form = ReasonForm(posted(request))
    if form.is_valid():
        try:
            issuing.send_back(issue, by=officer, reason=form.cleaned_data["reason"])
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("本期已退回编辑。"))
            return redirect("workbench:gazette_issue", code)
    return _form(request, form, gettext_noop("退回编辑"), gettext_noop("退回"), issue=issue)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def cover(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """Change the day and the serial number on the cover."""
    issue = issue_of(officer, code)
    form = CoverForm(posted(request), initial={"dated_on": issue.dated_on, "serial": issue.serial})
    if form.is_valid():
        try:
            actions.correct(issue, by=officer, **form.cleaned_data)
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("封面已修改。"))
            return redirect("workbench:gazette_issue", code)
    return _form(request, form, gettext_noop("修改封面"), gettext_noop("保存"), issue=issue)


@staff
@require_safe
def pdf(request: HttpRequest, officer: Officer, code: str) -> HttpResponseBase:
    """The PDF: as it was sent up, or, while the issue is being assembled, as it would be set now."""
    issue = issue_of(officer, code)
    name = f"{issue}.pdf"
    if issue.pdf_sha256:
        file = default_storage.open(store.path_of(issue.pdf_sha256))
        return FileResponse(file, content_type="application/pdf", filename=name)
    try:
        made = press.volume(issue).pdf
    except Refused as refused:
        return page(request, officer, issue, list(refused.reasons))
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = "inline"
    return response


def page(
    request: HttpRequest,
    officer: Officer,
    issue: Issue,
    reasons: list[str] | None = None,
    add: Form | None = None,
) -> HttpResponse:
    """One issue; `reasons` say why what was asked for was not done, `add` is a form with its own faults."""
    offers = workflow.offers(issue, officer)
    open_ = [one.step for one in offers if one.open and one.step.name != "assemble"]
    assembling = any(one.open for one in offers if one.step.name == "assemble")
    faults = [{"field": "", "sentence": reason} for reason in reasons or []]
    return render(
        request,
        "workbench/gazette_issue.html",
        {
            "issue": issue,
            "tag": TAGS[State(issue.state)],
            "contents": queries.contents(issue),
            "assembling": assembling,
            "open": [
                (one, _address(issue, one.name))
                for one in sorted(open_, key=lambda one: one.name not in LEADING)
            ],
            "closed": [one for one in offers if not one.open],
            "received": queries.received_by(officer) if assembling else [],
            "form": add or AddForm(),
            "errors": faults,
            "clean": issue.state != State.PUBLISHED or queries.pdf_is_clean(issue),
            "lines": told(events_of(*issue.subject)),
        },
        status=REFUSED if faults or (add and add.errors) else 200,
    )


def _address(issue: Issue, step: str) -> str:
    """Where a step is taken: on a page of its own where it asks for more, else at once."""
    if step == "return":
        return reverse("workbench:gazette_return", args=[issue.code])
    return reverse("workbench:gazette_step", args=[issue.code, step])


def _form(
    request: HttpRequest, form: Form, title: str, button: str, *, issue: Issue | None = None, about: str = ""
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "what": title, "button": button, "issue": issue, "about": about}
    status = REFUSED if form.errors else 200
    return render(request, "workbench/gazette_form.html", context, status=status)
