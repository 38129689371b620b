"""My case 办理情况: by number and query code, with every step, the day it is due and why that day; no account.

Nothing personal stands in an address, and no cache keeps a page.
"""

from datetime import datetime
from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.affairs.applications import queries
from gongkai.affairs.applications.actions.rating import rating_refusals
from gongkai.affairs.applications.guards import answer_of
from gongkai.affairs.applications.guides import contact_of
from gongkai.affairs.applications.identity import APPLICANT
from gongkai.affairs.applications.letters.queries import letters_of
from gongkai.affairs.applications.models import Application, Decision, Fee, Rating, Stage
from gongkai.affairs.applications.outcomes import GROUPS, outcomes
from gongkai.affairs.applications.queries import Case
from gongkai.affairs.documents.models import Edition
from gongkai.affairs.documents.queries import by_index_numbers
from gongkai.engines.duties.explain import explain
from gongkai.engines.duties.queries import Line
from gongkai.faces.portal import case_access, errors
from gongkai.faces.portal.apply_session import from_here, typed
from gongkai.faces.portal.case_doing import DOINGS
from gongkai.faces.portal.case_rating import stars
from gongkai.faces.portal.case_story import WAITING, looks, story
from gongkai.faces.portal.documents import Fault
from gongkai.faces.portal.guide_law import pack_of, terms
from gongkai.faces.portal.wording import STATUSES
from gongkai.faces.ui.templatetags.ui import zh_date
from gongkai.kernel.clock import day_of, default_calendar, today


# Reading uses no right of whoever sends it; what comes from another site is not taken.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lookup(request: HttpRequest) -> HttpResponse:
    """The page at /apply/case/: number and code, and the cases of this visit together."""
    faults: list[Fault] = []
    number = typed(request.POST or request.GET, "number", 60).upper()
    if request.method == "POST":
        if not from_here(request):
            return errors.forbidden(request)
        if not ratelimit.consume(request, action="case_code", dry_run=True):
            return errors.too_often(request)
        code = typed(request.POST, "code", 60)
        if queries.find(number, code) is not None:
            case_access.add(request, number, code)
            return redirect("portal:case", number)
        # only wrong ones count: an office that looks after many cases is not shut out
        ratelimit.consume(request, action="case_code")
        faults = [
            Fault("number", _("编号或者查询码不对，请对照回执核对。查询码遗失的，请联系受理机关重发。"))
        ]
    kept = [case for one in case_access.numbers(request) if (case := case_access.case(request, one))]
    context = {
        "number": number,
        "errors": faults,
        "kept": [{"case": case, "state": _state(case.reply, case.application.stage)} for case in kept],
    }
    return _page(request, "portal/case_lookup.html", context, status=400 if faults else 200)


@case_access.of_visitor
@require_safe
def show(request: HttpRequest, case: Case) -> HttpResponse:
    """The page at /apply/case/<number>/."""
    application = case.application
    answer = answer_of(application)
    rating: Rating | None = getattr(application, "rating", None)
    context = {
        "case": case,
        "application": application,
        "state": _state(case.reply, application.stage),
        "account": explain(case.reply.duty, case.reply) if case.reply else None,
        "story": story(case),
        "waiting": _waiting(case),
        "asked": _asked(case),
        "enclosures_url": reverse("portal:case_enclosures", args=[application.number]),
        "done": _done(request.GET.get("done", "")),
        "opened": _opened(application),
        "may_rate": not rating_refusals(application, APPLICANT),
        "rating": rating,
        "stars": stars()[str(rating.stars)] if rating else "",
        "letters": letters_of(application, for_applicant=True),
        "answer": _answer(answer) if answer else None,
        "doing": [
            {"url": reverse("portal:case_doing", args=[application.number, name]), "words": one.title}
            for name, one in DOINGS.items()
            if any(offer.open for offer in case.offers if offer.step.name == one.step)
        ],
        "correction": getattr(application, "correction", None),
        "excess": getattr(application, "excess", None),
        "fee": getattr(application, "fee", None),
        "fee_due": _fee_due(case),
        "looks": looks(case),
        "terms": terms(pack_of(application.agency)),
        "contact": contact_of(application.agency),
        "above": application.agency.parent,
    }
    return _page(request, "portal/case.html", context)


@never_cache
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """End looking: for machines that others use too."""
    case_access.forget(request)
    return redirect("portal:case_lookup")


def _done(name: str) -> object:
    """What the page says after a step of the applicant's."""
    doing = DOINGS.get(name)
    said = {"rate": _("谢谢您的评价。"), "enclosures": _("已经收到您的附件，加密保存。")}
    return doing.done if doing else said.get(name, "")


def _waiting(case: Case) -> object:
    """For whom or what it waits now: others who were asked hold up whatever the stage is."""
    if case.application.is_open and any(not one.answer for one in case.consultations):
        return _("等候征求的意见")
    return WAITING.get(case.application.stage, "")


def _asked(case: Case) -> list[str]:
    """By when each of those who were asked has to answer, and from which day that counts; never who it is."""
    due = {line.duty.subject_id: line.duty.due_at for line in case.duties if line.duty.is_open}
    said = []
    for one in case.consultations:
        if one.answer:
            continue
        facts = {"who": one.get_kind_display(), "day": zh_date(due.get(one.identifier))}
        if one.served_on is None:
            said.append(_("征求意见书还没有送达%(who)s，其提出意见的期限自送达的次日起计算") % facts)
        else:
            said.append(_("%(who)s提出意见的最后一日是%(day)s，在此以前，向您答复的期限暂停计算") % facts)
    return said


def _fee_due(case: Case) -> datetime | None:
    """By when the fee is to be paid, once the notice has reached him: from then the days count."""
    fee: Fee | None = getattr(case.application, "fee", None)
    if fee is None or fee.served_on is None:
        return None
    return next((one.duty.due_at for one in case.duties if one.duty.rule == "fee_payment"), None)


def _opened(application: Application) -> Edition | None:
    """The document that his application led to (条例 art 44), once it is public."""
    conversion = getattr(application, "conversion", None)
    return next(iter(by_index_numbers([conversion.document.index_number])), None) if conversion else None


def _answer(decision: Decision) -> dict[str, Any]:
    """The reply in the words of the report, and which remedy stands against it."""
    outcome = outcomes()[decision.outcome]
    variant = outcome.variant(decision.variant)
    return {
        "decision": decision,
        "group": GROUPS[outcome.group],
        "title": outcome.title,
        "variant": variant.title if variant else "",
        "files": list(decision.files.all()),
        "public": next(iter(by_index_numbers([decision.link])), None) if decision.link else None,
        "first": outcome.remedy == "reconsideration_first",
    }


def _state(reply: Line | None, stage: str) -> dict[str, object]:
    """The clock in words: the class of its tag, and how much time is left."""
    if reply is None:
        return {"tag": "soon" if stage == Stage.SUBMITTED else "off", "words": WAITING.get(stage, "")}
    words, tag = STATUSES[reply.status]
    if reply.status == "cancelled":
        words = _("不再计算期限")
    due = reply.duty.due_at
    if not reply.duty.is_open or due is None or reply.status == "overdue":
        return {"tag": tag, "words": words}
    left = default_calendar().working_days_between(today(), day_of(due))
    said = ngettext("还有%(n)s个工作日", "还有%(n)s个工作日", left) % {"n": left} if left else _("今天到期")
    return {"tag": tag, "words": said}


def _page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    trail = [("依申请公开", reverse("portal:apply")), (_("办理情况"), "")]
    whole = {"column": "apply", "trail": trail, "noindex": True, **context}
    return render(request, template, whole, status=status)
