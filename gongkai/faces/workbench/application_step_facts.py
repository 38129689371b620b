"""What stands beside the form of a step: the fee worked out, the reply to be signed, the reasons to be weighed."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from gongkai.affairs.applications.fees import quote
from gongkai.affairs.applications.guards import draft_of
from gongkai.affairs.applications.letters.making import compose_reply
from gongkai.affairs.applications.models import Decision, Way
from gongkai.affairs.applications.outcomes import outcomes, title_of
from gongkai.affairs.applications.queries import Case
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.queries import officers_named
from gongkai.engines.duties.explain import explain
from gongkai.faces.ui import parameters
from gongkai.faces.workbench.application_rows import article
from gongkai.kernel.flow import Refused


def facts_beside(request: HttpRequest, case: Case, officer: Officer, step: str) -> dict[str, Any]:
    """Names for the template; empty where the step needs nothing to be looked at."""
    match step:
        case "accept":
            number = case.application.number
            return {"doubtful": reverse("workbench:application_step", args=[number, "check_identity"])}
        case "notice_fee":
            return {"fee": _fee(request, case)}
        case "sign" | "return_draft":
            draft = draft_of(case.application)
            return {"draft": draft and reply_facts(draft), **_letter(draft)}
        case "consent_extension" | "decline_extension":
            extension = getattr(case.application, "extension", None)
            people = officers_named({extension.proposed_by}) if extension else {}
            return {
                "extension": extension,
                "people": people,
                "reply": case.reply and explain(case.reply.duty, case.reply),
            }
        case "delay" | "note_reasons":
            return {"excess": getattr(case.application, "excess", None)}
    return {}


def reply_facts(draft: Decision) -> dict[str, Any]:
    """A drafted reply in words: what it says, under which article, on what it rests, who wrote it."""
    outcome = outcomes()[draft.outcome]
    variant = outcome.variant(draft.variant)
    return {
        "decision": draft,
        "outcome": title_of(draft.outcome),
        "variant": variant.title if variant else "",
        "article": article(variant.basis) if variant else "",
        "first": outcome.remedy == "reconsideration_first",
        "files": list(draft.files.all()),
        "drafter": officers_named({draft.drafted_by}).get(draft.drafted_by, draft.drafted_by),
    }


def _letter(draft: Decision | None) -> dict[str, Any]:
    """The letter as it will go out; or what it lacks."""
    if draft is None:
        return {}
    try:
        return {"letter": compose_reply(draft)}
    except Refused as refused:
        return {"letter_lacks": refused.reasons}


def _fee(request: HttpRequest, case: Case) -> dict[str, Any]:
    """What it would cost either way: by its place among the month's items, and by the pages typed to try it."""
    one = case.application
    pages = parameters.number(request.POST.get("pages", "") or request.GET.get("pages", "")) or 0
    item, by_items = quote(one, Way.ITEMS)
    _pages, by_pages = quote(one, Way.PAGES, pages)
    return {"item": item, "by_items": by_items, "pages": pages, "by_pages": by_pages, "number": one.number}
