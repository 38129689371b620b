"""Assessment 考核结果 and coverage 五公开覆盖: published results of each year, and how far openness reaches now."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_noop

from gongkai.faces.portal import meta
from gongkai.faces.portal.public import following_the_ledger
from gongkai.kernel.clock import today
from gongkai.kernel.law.indicators import GROUPS
from gongkai.oversight.assessment import queries
from gongkai.oversight.promises.clauses import seat

_RESULTS = "历年政务公开考核的指标和各单位的得分，得分由系统从实际发生的工作中计算。"
_COVERAGE = "决策、执行、管理、服务和结果公开在各单位的覆盖情况。"
SCORINGS = {
    "share": gettext_noop("按比例计分"),
    "each": gettext_noop("按次扣分"),
    "threshold": gettext_noop("达标计分"),
    "veto": gettext_noop("一票否决"),
}


@following_the_ledger
def index(request: HttpRequest) -> HttpResponse:
    """The page at /assessment/: every published result, the newest year first."""
    context = {
        "column": "promises",
        "tab": "assessment",
        "trail": [("公开承诺", reverse("portal:promises")), ("考核结果", "")],
        "schemes": list(queries.published()),
        "meta": meta.column("考核结果", _RESULTS, "政务公开"),
    }
    return render(request, "portal/assessments.html", context)


@following_the_ledger
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The page at /assessment/<code>/: the indicators and the scores of the units."""
    scheme = queries.published_scheme(code)
    if scheme is None:
        raise Http404("没有公布的这一年考核结果。")
    indicators = list(scheme.indicators.all())
    context = {
        "column": "promises",
        "tab": "assessment",
        "trail": [
            ("公开承诺", reverse("portal:promises")),
            ("考核结果", reverse("portal:assessments")),
            (scheme.title, ""),
        ],
        "scheme": scheme,
        "indicators": [(one, GROUPS[one.group], SCORINGS[one.scoring]) for one in indicators],
        "standings": queries.in_shown_order(scheme, queries.standings(scheme)),
        "ranked": queries.is_ranked(scheme),
        "meta": meta.column(scheme.title, _RESULTS, "政务公开"),
    }
    return render(request, "portal/assessment.html", context)


@following_the_ledger
def coverage(request: HttpRequest) -> HttpResponse:
    """The page at /coverage/: the kinds of openness among the agencies, against the date by which they should be."""
    root = seat()
    found = queries.coverage(root) if root else None
    target = found.target if found else None
    context = {
        "column": "promises",
        "tab": "coverage",
        "trail": [("公开承诺", reverse("portal:promises")), ("五公开覆盖", "")],
        "found": found,
        "is_past": target is not None and target < today(),
        "meta": meta.column("五公开覆盖", _COVERAGE, "政务公开"),
    }
    return render(request, "portal/coverage.html", context)
