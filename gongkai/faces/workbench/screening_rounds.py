"""Screening rounds 定期排查: begin one, see how far it is, settle what was found, say what came of it."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.affairs.documents import screening_rounds
from gongkai.affairs.documents.models import ScreeningRound
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where, officers_named
from gongkai.engines.ledger.queries import events_of
from gongkai.faces.ui import parameters
from gongkai.faces.ui.paging import Pager
from gongkai.faces.workbench.fields import StaffForm, posted
from gongkai.faces.workbench.form_page import AgencyForm, form_page
from gongkai.faces.workbench.history import told
from gongkai.faces.workbench.staff import staff

TAGS = {"block": "late", "warn": "soon", "look": ""}


class ResultForm(StaffForm):
    """What came of a round."""

    result = forms.CharField(
        label=gettext_lazy("排查的结果"), max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )


@staff
@require_safe
def index(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The rounds of the agencies for which the officer organises them."""
    if not agencies_where(officer, Permission.NOTE_RECORDS).exists():
        raise PermissionDenied
    found = screening_rounds.rounds_for(officer)
    pager = Pager(
        found.count(),
        parameters.page_number(request.GET),
        lambda n: parameters.address(request.path, {"page": n if n > 1 else ""}),
    )
    context = {"area": "upkeep", "rows": list(found[pager.start : pager.stop]), "pager": pager}
    return render(request, "workbench/screening_rounds.html", context)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Begin a round; the worker screens edition by edition."""
    reach = agencies_where(officer, Permission.NOTE_RECORDS)
    if not reach.exists():
        raise PermissionDenied
    form = AgencyForm(posted(request), agencies=reach, initial={"agency": officer.agency.slug})
    back = reverse("workbench:screening_rounds")
    return form_page(
        request, form, lambda: screening_rounds.begin_round(form.cleaned_data["agency"], by=officer),
        done=_("排查已经开始，由后台逐件进行。"), to=back, title=_("开始一轮排查"), button=_("开始"),
        back=(_("定期排查"), back), area="upkeep",
        lead=_("对已经公开的全部文件重新作内容审查，先查规定的重点领域。发现的问题列成清单，逐件处理。"),
    )  # fmt: skip


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """How far a round is, what is to be settled, and its result."""
    row = _round(officer, number)
    form = ResultForm(posted(request))
    findings = screening_rounds.found_in_public(row.agency)
    pager = Pager(
        findings.count(),
        parameters.page_number(request.GET),
        lambda n: parameters.address(request.path, {"page": n if n > 1 else ""}),
        per_page=50,
    )
    return form_page(
        request, form,
        lambda: screening_rounds.finish_round(row, by=officer, result=form.cleaned_data["result"]),
        done=_("排查结果已经登记。"), to=request.path, title=_("定期排查"), button=_("登记结果"),
        back=(_("定期排查"), reverse("workbench:screening_rounds")), area="upkeep",
        template="workbench/screening_round.html",
        row=row,
        fields_=list(screening_rounds.named_fields(row.agency)),
        findings=[(one, TAGS[one.severity]) for one in findings[pager.start : pager.stop]],
        pager=pager,
        blocking=screening_rounds.left_open(row.agency),
        people=officers_named({row.began_by, row.finished_by}),
        lines=told(events_of(*row.subject)),
    )  # fmt: skip


def _round(officer: Officer, number: int) -> ScreeningRound:
    """A round that the officer organises, or 404."""
    reach = screening_rounds.rounds_for(officer)
    found = reach.filter(pk=number).first() if number <= parameters.LARGEST else None
    if found is None:
        raise Http404("没有这一轮排查。")
    return found
