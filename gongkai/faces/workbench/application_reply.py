"""Drafting a reply 起草答复: the outcome first, then only what that outcome needs; another officer signs it."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.affairs.applications.actions.deciding import draft_reply
from gongkai.affairs.applications.doubts import doubts_of
from gongkai.affairs.applications.models import Consulted
from gongkai.affairs.applications.outcomes import GROUPS, Outcome, Variant, outcomes
from gongkai.affairs.applications.queries import Case, may_answer
from gongkai.affairs.documents import store
from gongkai.affairs.documents.models import Edition
from gongkai.affairs.documents.queries import by_index_numbers
from gongkai.engines.agencies.models import Officer
from gongkai.engines.search.queries import search
from gongkai.engines.search.results import Filters
from gongkai.faces.ui import parameters
from gongkai.faces.workbench.application_case import REFUSED, case_of, offer_of
from gongkai.faces.workbench.application_reply_forms import ReplyForm
from gongkai.faces.workbench.application_rows import article
from gongkai.faces.workbench.fields import posted, refuse
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.flow import Refused

# What a reply must have at hand, in words.
NEEDS: dict[str, str] = {
    "reasons": gettext_noop("理由"), "files": gettext_noop("提供的文件"),
    "redacted": gettext_noop("作过区分处理的文件"), "link": gettext_noop("已公开信息的链接"),
    "search": gettext_noop("检索记录"), "earlier": gettext_noop("此前已答复的相同申请"),
    "corrected": gettext_noop("申请人的补正"), "excess": gettext_noop("申请人说明的理由"),
    "consulted": gettext_noop("第三方的意见"),
}  # fmt: skip
# What must have happened before a reply is drafted, so the choice says whether it did.
BEFOREHAND = ("search", "corrected", "excess", "consulted")


@dataclass(frozen=True)
class Choice:
    """One reply that may be chosen. lacks: what must be done first, with the step that does it."""

    key: str
    title: str
    article: str
    needs: list[str]
    lacks: list[tuple[str, str]]


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, officer: Officer, number: str) -> HttpResponse:
    """Choose the reply, then write it; what is closed is refused with all the reasons."""
    case = case_of(officer, number)
    offer = offer_of(case, "draft_reply")
    assert offer is not None, "the course has this step"
    context = {"one": case.application, "case": case, "title": offer.step.title, "reasons": offer.reasons}
    outcome, variant = _chosen(parameters.text(request.GET, "as"))
    if outcome is None or variant is None:
        groups = _choices(case)
        status = REFUSED if request.method == "POST" else 200
        return render(
            request, "workbench/application_outcomes.html", {**context, "groups": groups}, status=status
        )
    words = parameters.text(request.GET, "q", 100)
    found = _published(case, words) if "link" in variant.needs else []
    form = ReplyForm(
        posted(request),
        request.FILES or None,
        case=case,
        by=officer,
        outcome=outcome,
        variant=variant,
        found=found,
    )
    if form.is_bound and form.is_valid() and offer.open:
        try:
            draft_reply(case.application, by=officer, outcome=outcome.key, variant=variant.id, **form.verb())
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("答复已经起草，等候签发。"))
            return redirect("workbench:application", number)
    if form.is_bound:
        for reason in offer.reasons:
            form.add_error(None, reason)
    return render(
        request,
        "workbench/application_reply.html",
        {
            **context,
            "form": form,
            "outcome": outcome,
            "variant": variant,
            "article": article(variant.basis),
            "lacks": _lacks(case, outcome, variant),
            "words": words,
            "lost": bool(request.FILES),
            "chooses_link": "link" in variant.needs,
        },
        status=REFUSED if form.errors else 200,
    )


def _chosen(given: str) -> tuple[Outcome | None, Variant | None]:
    key, _colon, id = given.partition(":")
    outcome = outcomes().get(key)
    known = {one.id: one for one in outcome.replies()} if outcome else {}
    if given and id not in known:
        raise Http404("没有这种答复。")
    return outcome, known.get(id)


def _choices(case: Case) -> list[tuple[str, list[Choice]]]:
    """All replies under the headings of the report."""
    found: dict[str, list[Choice]] = {}
    for outcome in outcomes().values():
        for one in outcome.replies():
            same = one.title == outcome.title or len(outcome.replies()) == 1
            title = _(outcome.title) if same else f"{_(outcome.title)}：{_(one.title)}"
            needs = [_(NEEDS[need]) for need in one.needs]
            choice = Choice(
                f"{outcome.key}:{one.id}", title, article(one.basis), needs, _lacks(case, outcome, one)
            )
            found.setdefault(GROUPS[outcome.group], []).append(choice)
    return list(found.items())


def _lacks(case: Case, outcome: Outcome, variant: Variant) -> list[tuple[str, str]]:
    """What must be there before and is not, with the step that brings it."""
    one = case.application
    correction, excess = getattr(one, "correction", None), getattr(one, "excess", None)
    there = {
        "search": (bool(case.searches), "note_search"),
        "corrected": (correction is not None and correction.received_on is not None, ""),
        "excess": (excess is not None and excess.noted_at is not None, "ask_reasons"),
        "consulted": (
            any(each.kind == Consulted.THIRD_PARTY and each.answer for each in case.consultations),
            "ask_third_party",
        ),
    }
    hands_over = outcome.group in {"granted", "partial"}
    doubted = [(name, "check_identity") for name in doubts_of(one)] if hands_over else []
    return doubted + [
        (NEEDS[need], there[need][1]) for need in BEFOREHAND if need in variant.needs and not there[need][0]
    ]


def _published(case: Case, words: str) -> list[Edition]:
    """Published documents to choose from: what was searched for, else what may answer the application."""
    if not words:
        return [each.edition for each in may_answer(case.application)]
    results = search(words, filters=Filters(kind=["document"]), per_page=10, facets=())
    return list(by_index_numbers([hit.id for hit in results.hits]))


@staff
@require_safe
def file(request: HttpRequest, officer: Officer, number: str, serial: int) -> HttpResponseBase:
    """A file of a reply, drafted or signed, for whoever may read the application."""
    files = [one for decision in case_of(officer, number).decisions for one in decision.files.all()]
    found = next((one for one in files if one.pk == serial), None)
    if found is None:
        raise Http404("没有这个文件。")
    try:
        kept = default_storage.open(store.path_of(found.sha256))
    except FileNotFoundError:
        raise Http404("文件不在存放处，请联系系统管理员。") from None
    return FileResponse(kept, as_attachment=True, filename=found.name, content_type=found.media_type)
