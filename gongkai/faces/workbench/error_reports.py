"""Reports of error 公众纠错: the desk where they are read, the document mended, and the reader answered."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.affairs.documents import queries, reports_of_error
from gongkai.affairs.documents.models import ErrorOutcome, ErrorReport
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where, officers_named
from gongkai.engines.duties.queries import about, lines
from gongkai.engines.ledger.queries import events_of
from gongkai.faces.ui import parameters
from gongkai.faces.ui.paging import Pager
from gongkai.faces.workbench.fields import StaffForm, posted
from gongkai.faces.workbench.form_page import form_page
from gongkai.faces.workbench.history import told
from gongkai.faces.workbench.staff import staff

STATES = {"open": gettext_lazy("待答复"), "answered": gettext_lazy("已答复")}
TAGS = {"": "soon", "corrected": "ok", "withdrawn": "off", "not_an_error": ""}


class AnswerForm(StaffForm):
    """What came of a report."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("办理结果"), choices=ErrorOutcome.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=gettext_lazy("答复内容"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("读者凭回执编号看到这一答复"),
    )


@staff
@require_safe
def index(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The reports about the documents that the officer corrects, unanswered first."""
    if not agencies_where(officer, Permission.CORRECT_DOCUMENTS).exists():
        raise PermissionDenied
    state = parameters.choice(request.GET, "state", STATES)
    found = reports_of_error.reports_for(officer)
    if state:
        found = found.filter(answered_at__isnull=state == "open")
    pager = Pager(
        found.count(),
        parameters.page_number(request.GET),
        lambda n: parameters.address(request.path, {"state": state, "page": n if n > 1 else ""}),
    )
    rows = list(found[pager.start : pager.stop])
    titles = queries.titles([one.document.index_number for one in rows])
    return render(
        request,
        "workbench/error_reports.html",
        {
            "area": "upkeep",
            "rows": [(one, titles.get(one.document.index_number, ""), TAGS[one.outcome]) for one in rows],
            "pager": pager,
            "state": state,
            "states": STATES.items(),
        },
    )


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """One report with its document, the ways to mend it, and the answer."""
    report = _report(officer, number)
    form = AnswerForm(posted(request))
    document = report.document
    owed = lines(about("error_report", str(report.pk)).filter(agency=document.agency.slug))
    return form_page(
        request, form,
        lambda: reports_of_error.answer(report, by=officer, **form.cleaned_data),
        done=_("纠错已经答复，读者凭回执编号可以看到。"),
        to=reverse("workbench:error_report", args=[number]),
        title=_("公众纠错"), button=_("答复"),
        back=(_("公众纠错"), reverse("workbench:error_reports")), area="upkeep",
        template="workbench/error_report.html",
        report=report,
        heading=queries.titles([document.index_number]).get(document.index_number, document.index_number),
        tag=TAGS[report.outcome],
        people=officers_named({report.answered_by}),
        due=next((one.duty.due_at for one in owed if one.duty.is_open), None),
        contact=getattr(report, "contact_row", None),
        lines=told(events_of(*report.subject)),
    )  # fmt: skip


def _report(officer: Officer, number: int) -> ErrorReport:
    """A report about a document that the officer corrects, or 404."""
    reach = reports_of_error.reports_for(officer).select_related("corrected_in")
    found = reach.filter(pk=number).first() if number <= parameters.LARGEST else None
    if found is None:
        raise Http404("没有这条纠错。")
    return found
