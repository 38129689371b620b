"""A unit's assessment 单位得分: every indicator with what it rests on, what would raise it, objections and answers."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.engines.agencies.models import Agency, Officer
from gongkai.faces.ui import parameters
from gongkai.faces.ui.paging import Pager
from gongkai.faces.workbench.assessment import SCORINGS, scheme_of
from gongkai.faces.workbench.assessment_forms import DecisionForm, ObjectionForm
from gongkai.faces.workbench.evidence_links import addresses_of
from gongkai.faces.workbench.fields import posted
from gongkai.faces.workbench.form_page import form_page
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.law.indicators import GROUPS
from gongkai.oversight.assessment import objecting, queries
from gongkai.oversight.assessment.models import Scheme, State


@staff
@require_safe
def unit(request: HttpRequest, officer: Officer, code: str, slug: str) -> HttpResponse:
    """The scores of one unit, and first what would raise them most."""
    scheme, agency = _place(officer, code, slug)
    (standing,) = queries.standings(scheme, [agency])
    raises = [
        (one, standing.in_whole(one.can_be_won), [case for case in one.missed if case.can_be_won])
        for one in standing.scores
        if one.can_be_won and scheme.state == State.ACTIVE
    ]
    lost = {case.key: case for one in standing.scores for case in one.missed if case.open and case.lost}
    undone = list(lost.values()) if scheme.state == State.ACTIVE else []
    urls = addresses_of((case.about for case in undone), officer)
    context = {
        "scheme": scheme,
        "unit": agency,
        "result": standing.result,
        "undone": [(case, urls.get(case.about, "")) for case in undone],
        "rows": [(one, GROUPS[one.indicator.group]) for one in standing.scores],
        "raises": sorted(raises, key=lambda row: -row[1]),
        "objections": list(queries.objections_for(officer, scheme).filter(agency=agency)),
    }
    return render(request, "workbench/assessment_unit.html", context)


@staff
@require_safe
def evidence(request: HttpRequest, officer: Officer, code: str, slug: str, number: int) -> HttpResponse:
    """What one figure rests on, case by case; what counts against the unit first."""
    scheme, agency = _place(officer, code, slug)
    score = _score(scheme, agency, number)
    cases = sorted(score.cases, key=lambda one: one.kept)
    pager = Pager(
        len(cases),
        parameters.page_number(request.GET),
        lambda n: parameters.address(request.path, {"page": n if n > 1 else ""}),
    )
    shown = cases[pager.start : pager.stop]
    urls = addresses_of((one.about for one in shown), officer)
    context = {
        "scheme": scheme,
        "unit": agency,
        "score": score,
        "scoring": SCORINGS[score.indicator.scoring],
        "cases": [(one, urls.get(one.about, "")) for one in shown],
        "pager": pager,
        "objects": scheme.state == State.ACTIVE
        and score.applies
        and bool(objecting.roles_at(officer, agency)),
    }
    return render(request, "workbench/assessment_evidence.html", context)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def dispute(request: HttpRequest, officer: Officer, code: str, slug: str, number: int) -> HttpResponse:
    """Object to a case that counts against the unit, or to the indicator."""
    scheme, agency = _place(officer, code, slug)
    if not objecting.roles_at(officer, agency):
        raise PermissionDenied
    score = _score(scheme, agency, number)
    cases = [(one.key, f"{one.title}（{one.on}）") for one in score.missed]
    form = ObjectionForm(posted(request), cases=cases)
    back = reverse("workbench:assessment_evidence", args=[code, slug, number])
    return form_page(
        request, form,
        lambda: objecting.raise_objection(score.indicator, unit=agency, by=officer, **form.cleaned_data),
        done=_("异议已经提出，请等待答复。"), to=back, title=_("提出异议"), button=_("提出"),
        back=(score.indicator.title, back), area="assessment",
        lead=_("异议成立的，这一件（或者这项指标）不再计入本单位的得分。"),
    )  # fmt: skip


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Decide about an objection."""
    row = queries.objection_for(officer, number) if number <= parameters.LARGEST else None
    if row is None:
        raise Http404("没有这条异议，或者它不由您答复。")
    scheme = row.indicator.scheme
    form = DecisionForm(posted(request))
    back = reverse("workbench:assessment_scheme", args=[scheme.code])
    facts = [
        (_("单位"), row.agency.name),
        (_("指标"), row.indicator.title),
        (_("对象"), row.case_title or _("整项指标")),
        (_("异议的理由"), row.reason),
    ]
    refusals = [_("这条异议已经答复。")] if row.decided_at else []
    return form_page(
        request, form,
        lambda: objecting.decide(
            row, by=officer, upheld=form.cleaned_data["verdict"] == "upheld", answer=form.cleaned_data["answer"]
        ),
        done=_("异议已经答复。"), to=back, title=_("答复异议"), button=_("答复"), back=(scheme.title, back),
        area="assessment", facts=facts, refusals=refusals, lead="",
    )  # fmt: skip


def _place(officer: Officer, code: str, slug: str) -> tuple[Scheme, Agency]:
    """The scheme and a unit of it whose scores the officer may see, or 404."""
    scheme = scheme_of(officer, code)
    agency = next((one for one in queries.units_for(officer, scheme) if one.slug == slug), None)
    if agency is None or scheme.state == State.DRAFT:
        raise Http404("没有这个单位的得分，或者您不能查看。")
    return scheme, agency


def _score(scheme: Scheme, agency: Agency, number: int) -> queries.Score:
    (standing,) = queries.standings(scheme, [agency])
    found = next((one for one in standing.scores if one.indicator.number == number), None)
    if found is None:
        raise Http404("方案中没有这一项指标。")
    return found
