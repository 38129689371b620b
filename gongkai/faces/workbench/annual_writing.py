"""Writing an annual report 编写年报: a chapter beside last year's, figures that nobody can count here, reasons."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.engines.agencies.models import Officer
from gongkai.faces.ui import parameters
from gongkai.faces.workbench.annual import REFUSED, page, report_of
from gongkai.faces.workbench.annual_forms import ChapterForm, NoteForm, OwnForm, ReadingForm
from gongkai.faces.workbench.annual_grid import grids, sent
from gongkai.faces.workbench.fields import ReasonForm, posted, refuse
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.flow import Refused
from gongkai.oversight.reports import actions, checks, paper
from gongkai.oversight.reports.counting import typed_rows
from gongkai.oversight.reports.form import CHAPTERS, NUMERALS, WRITTEN, Tables, blank, read
from gongkai.oversight.reports.models import AnnualReport


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def chapter(request: HttpRequest, officer: Officer, code: str, number: int) -> HttpResponse:
    """Write one chapter, with last year's beside it."""
    report = report_of(officer, code)
    if number not in WRITTEN:
        raise Http404("这一部分由数字构成，不用编写。")
    last = checks.chapters(report).get(number)
    before = checks.before(report)
    first = {"text": last.text if last else "", "version": last.version if last else 0}
    form = ChapterForm(posted(request), initial=first)
    if form.is_valid():
        try:
            actions.write_chapter(report, by=officer, number=number, **form.cleaned_data)
        except Refused as refused:
            refuse(form, refused)
        else:
            for sentence in checks.copies({number: form.cleaned_data["text"]}, before):
                messages.warning(request, sentence)
            messages.success(request, _("已保存。"))
            return redirect("workbench:annual_report", code)
    old = before.chapters.get(str(number), "") if before else ""
    return render(
        request,
        "workbench/annual_chapter.html",
        {
            "report": report,
            "title": f"{NUMERALS[number]}、{CHAPTERS[number]}",
            "form": form,
            "before": "".join(paper.paragraphs(old)),
            "year_before": report.year - 1,
            "fees": checks.fees_charged(report) if number == WRITTEN[-1] else None,
        },
        status=REFUSED if form.errors else 200,
    )


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """The agency's own rows of table 2 that nobody can count here."""
    report = report_of(officer, code)
    if not typed_rows(report.agency):
        messages.info(request, _("表二的数字由系统从文件和清单统计，本单位没有要填报的数字。"))
        return redirect("workbench:annual_report", code)
    kept = report.typed.filter(unit="").first()
    form = OwnForm(posted(request), agency=report.agency, kept=read(kept.figures) if kept else None)
    if form.is_valid():
        try:
            actions.type_figures(report, by=officer, figures=form.figures())
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("填报的数字已保存。"))
            return redirect("workbench:annual_report", code)
    return _form(request, report, form, gettext_noop("填报表二"), gettext_noop("保存"))


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def unit(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """All tables of a unit that does not work with this system."""
    report = report_of(officer, code)
    name = parameters.text(request.GET, "unit", 100)
    kept = report.typed.filter(unit=name).exclude(unit="").first()
    tables: Tables | dict[str, Any] = read(kept.figures) if kept else blank()
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        name = request.POST.get("unit", "").strip()[:200]
        tables, errors = sent(request.POST)
        if not name:
            errors.insert(0, {"field": "unit", "sentence": _("请填写单位名称。")})
        if not errors:
            try:
                row = actions.type_figures(report, by=officer, figures=tables, unit=name)
            except Refused as refused:
                errors = [{"field": "unit", "sentence": one} for one in refused.reasons]
            else:
                faults = checks.outside_faults(row)
                for sentence in faults:
                    messages.warning(request, f"{name}：{sentence}")
                if not faults:
                    messages.success(request, _("填报的数字已保存，勾稽关系成立。"))
                return redirect("workbench:annual_report", code)
    context = {"report": report, "name": name, "grids": grids(tables), "errors": errors, "kept": kept}
    return render(request, "workbench/annual_unit.html", context, status=REFUSED if errors else 200)


@staff
@require_POST
def drop(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """Take the figures of a unit outside away."""
    report = report_of(officer, code)
    name = request.POST.get("unit", "")[:100]
    try:
        actions.drop_unit(report, by=officer, unit=name)
    except Refused as refused:
        return page(request, officer, report_of(officer, code), list(refused.reasons))
    messages.success(request, _("“%(name)s”填报的数字已删除。") % {"name": name})
    return redirect("workbench:annual_report", code)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """Have a signed report drawn up again."""
    report = report_of(officer, code)
    form = ReasonForm(posted(request))
    if form.is_valid():
        try:
            actions.send_back(report, by=officer, reason=form.cleaned_data["reason"])
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("年报已退回修改。"))
            return redirect("workbench:annual_report", code)
    return _form(request, report, form, gettext_noop("退回修改"), gettext_noop("退回"))


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def revise(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """Begin the next edition of a published report."""
    report = report_of(officer, code)
    form = NoteForm(posted(request))
    if form.is_valid():
        try:
            actions.revise(report, by=officer, note=form.cleaned_data["note"])
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("可以编写下一版了；下一版公布以前，公众看到的仍是现在的一版。"))
            return redirect("workbench:annual_report", code)
    return _form(request, report, form, gettext_noop("更正年报"), gettext_noop("开始更正"))


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def interpret(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """Put the document that explains a published report beside it."""
    report = report_of(officer, code)
    form = ReadingForm(posted(request))
    if form.is_valid():
        try:
            actions.interpret(report, by=officer, document=form.cleaned_data["document"])
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("解读已附在公开的年报旁边。"))
            return redirect("workbench:annual_report", code)
    return _form(request, report, form, gettext_noop("附上年报的解读"), gettext_noop("附上"))


def _form(request: HttpRequest, report: AnnualReport, form: Any, title: str, button: str) -> HttpResponse:
    context = {"report": report, "form": form, "what": title, "button": button}
    return render(request, "workbench/annual_form.html", context, status=REFUSED if form.errors else 200)
