"""Assessment 考核: the schemes of the years, one scheme with its indicators and the scores of its units, its steps."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies, agencies_where
from gongkai.engines.ledger.queries import events_of
from gongkai.faces.workbench.assessment_forms import PointsForm, SchemeForm, WeightForm
from gongkai.faces.workbench.fields import posted
from gongkai.faces.workbench.form_page import form_page
from gongkai.faces.workbench.history import told
from gongkai.faces.workbench.staff import staff
from gongkai.faces.workbench.step_forms import StepForm
from gongkai.kernel.clock import today
from gongkai.kernel.law.indicators import GROUPS
from gongkai.oversight.assessment import actions, queries, workflow
from gongkai.oversight.assessment.models import Scheme, State

TAGS = {State.DRAFT: "", State.ACTIVE: "soon", State.CLOSED: "ok"}
# What each step on the whole scheme is for, and what is said when it is done.
STEPS: dict[str, tuple[Callable[..., object], str, str]] = {
    "activate": (
        actions.activate,
        gettext_noop("批准以后方案施行，指标和分值不再改动，各单位可以随时看到自己的得分和扣分的依据。"),
        gettext_noop("方案已经施行。"),
    ),
    "close": (
        actions.close,
        gettext_noop("办结以后得分固定下来，不再随数据变化，也不能再提出异议。"),
        gettext_noop("考核已经办结，得分不再变化。"),
    ),
    "publish": (
        actions.publish,
        gettext_noop("公布以后，公众在公开网站上可以看到方案和各单位的得分；公布以后不能收回。"),
        gettext_noop("考核结果已经公布。"),
    ),
}
SCORINGS = {
    "share": gettext_noop("按比例计分"),
    "each": gettext_noop("按次扣分"),
    "threshold": gettext_noop("达标计分"),
    "veto": gettext_noop("一票否决"),
}


def scheme_of(officer: Officer, code: str) -> Scheme:
    """A scheme that the officer may see, or 404."""
    found = queries.scheme_for(officer, code)
    if found is None:
        raise Http404("没有这份考核方案，或者它还没有施行。")
    return found


@staff
@require_safe
def index(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The schemes that concern the officer, the newest year first."""
    if not agencies_where(officer, Permission.READ_DUTIES).exists():
        raise PermissionDenied
    schemes = list(queries.schemes_for(officer))
    organised = set(queries.organised_by(officer).values_list("pk", flat=True))
    context = {
        "tab": "assessment",
        "rows": [
            (one, TAGS[State(one.state)], None if one.pk in organised else queries.units_for(officer, one))
            for one in schemes
        ],
        "may_draft": agencies_where(officer, Permission.ASSESS).exists(),
    }
    return render(request, "workbench/assessment.html", context)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Draft the scheme of a year from the pack."""
    places = agencies_where(officer, Permission.ASSESS) & agencies()
    top = places.order_by("path").first()
    if top is None:
        raise PermissionDenied
    initial = {"agency": top.slug, "year": today().year}
    form = SchemeForm(posted(request), agencies=places, initial=initial)
    back = reverse("workbench:assessment")
    return form_page(
        request, form, lambda: actions.draft_scheme(by=officer, **form.cleaned_data),
        done=_("方案已经按适用的规定拟出，请核对分值后提请批准。"), to=back, title=_("拟订考核方案"),
        button=_("拟订"), back=(_("考核"), back), area="assessment",
        lead=_("指标和分值取自本单位适用的规定，得分由系统从实际发生的工作中计算，不用填报。"),
    )  # fmt: skip


@staff
@require_safe
def show(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """One scheme: its indicators, the scores of the units that the officer may see, objections, steps."""
    scheme = scheme_of(officer, code)
    offers = workflow.offers(scheme, officer)
    drafting = scheme.state == State.DRAFT
    found = [] if drafting else queries.standings(scheme, queries.units_for(officer, scheme))
    indicators = list(scheme.indicators.all())
    context = {
        "scheme": scheme,
        "tag": TAGS[State(scheme.state)],
        "indicators": [(one, GROUPS[one.group], SCORINGS[one.scoring]) for one in indicators],
        "total": sum(one.points for one in indicators),
        "edits": drafting and officer.may(Permission.ASSESS, scheme.agency),
        "standings": queries.in_shown_order(scheme, found),
        "ranked": queries.is_ranked(scheme),
        "objections": list(queries.objections_for(officer, scheme)) if not drafting else [],
        "decides": officer.may(Permission.ASSESS, scheme.agency),
        "open": [one for one in offers if one.open],
        "closed": [one for one in offers if not one.open and one.here],
        "lines": told(events_of(*scheme.subject)),
    }
    return render(request, "workbench/assessment_scheme.html", context)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, officer: Officer, code: str, step: str) -> HttpResponse:
    """A step on the whole scheme, on a page of its own."""
    scheme = scheme_of(officer, code)
    if step not in STEPS:
        raise Http404("没有这一步骤。")
    act, lead, done = STEPS[step]
    offer = next(one for one in workflow.offers(scheme, officer) if one.step.name == step)
    form = StepForm(posted(request))
    back = reverse("workbench:assessment_scheme", args=[code])
    facts = [
        (_("权重"), f"{scheme.weight.normalize():f}%"),
        (_("分值合计"), str(sum(one.points for one in scheme.indicators.all()))),
    ]
    return form_page(
        request, form, lambda: act(scheme, by=officer), done=_(done), to=back, title=_(offer.step.title),
        button=_(offer.step.title), back=(scheme.title, back), area="assessment", lead=_(lead), facts=facts,
        refusals=offer.reasons, grave=step == "close",
    )  # fmt: skip


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def weigh(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """Set the weight of openness."""
    scheme = _edited(officer, code)
    form = WeightForm(posted(request), initial={"weight": scheme.weight.normalize()})
    back = reverse("workbench:assessment_scheme", args=[code])
    return form_page(
        request, form, lambda: actions.weigh(scheme, by=officer, **form.cleaned_data),
        done=_("权重已经修改。"), to=back, title=_("修改权重"), button=_("保存"), back=(scheme.title, back),
        area="assessment", lead="",
    )  # fmt: skip


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def points(request: HttpRequest, officer: Officer, code: str, number: int) -> HttpResponse:
    """Give an indicator other points."""
    scheme = _edited(officer, code)
    row = queries.indicator_of(scheme, number)
    if row is None:
        raise Http404("方案中没有这一项指标。")
    form = PointsForm(posted(request), initial={"points": row.points})
    back = reverse("workbench:assessment_scheme", args=[code])
    return form_page(
        request, form, lambda: actions.set_points(row, by=officer, **form.cleaned_data),
        done=_("分值已经修改。"), to=back, title=row.title, button=_("保存"), back=(scheme.title, back),
        area="assessment", lead="",
    )  # fmt: skip


def _edited(officer: Officer, code: str) -> Scheme:
    """A scheme that the officer draws up, or 404 or 403."""
    scheme = scheme_of(officer, code)
    if not officer.may(Permission.ASSESS, scheme.agency):
        raise PermissionDenied
    return scheme
