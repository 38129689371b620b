"""One application 申请的办理页: by when and why, what was asked, what may answer it, its course, and the steps."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_safe

from gongkai.affairs.applications.conversions import advice
from gongkai.affairs.applications.doubts import doubts_of
from gongkai.affairs.applications.letters.queries import letters_of
from gongkai.affairs.applications.models import Answer, Application, Channel, Letter, Stage
from gongkai.affairs.applications.outcomes import outcomes, title_of
from gongkai.affairs.applications.queries import (
    Case,
    case_for,
    enclosures_of,
    may_answer,
    own_earlier,
    readable_by,
    similar,
)
from gongkai.engines.agencies.models import Actor, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.duties.explain import summary_of
from gongkai.engines.ledger.queries import events
from gongkai.faces.workbench.application_rows import TAGS, article, tag_of
from gongkai.faces.workbench.duty_rows import left_in_words
from gongkai.faces.workbench.history import Line, told
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.flow import Offer

REFUSED = 422
# The step that is the next thing to do where several are open.
LEADING = (
    "confirm_receipt", "accept", "take_correction", "note_payment", "consent_extension", "sign", "draft_reply",
    "archive",
)  # fmt: skip
GRAVE = {"lapse_uncorrected", "lapse_unpaid", "withdraw", "transfer", "return_draft"}
# Every step of the course under a heading; beside them the forms that belong to a step of the course.
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        _("办理"),
        (
            "confirm_receipt", "assign", "check_identity", "accept", "note_search", "draft_reply", "sign",
            "return_draft",
        ),
    ),
    (
        _("告知申请人"),
        (
            "ask_correction", "take_correction", "ask_reasons", "note_reasons", "notice_fee", "note_fee_served",
            "note_payment", "waive_fee",
        ),
    ),
    (_("征求意见"), ("ask_third_party", "ask_co_maker", "note_served", "note_opinion")),
    (_("期限"), ("propose_extension", "consent_extension", "decline_extension", "delay")),
    (
        _("并案、转送和了结"),
        (
            "split", "merge", "separate", "transfer", "withdraw", "lapse_uncorrected", "lapse_unpaid", "archive",
        ),
    ),
    (_("救济和监督"), ("note_remedy", "note_remedy_result", "urge", "reissue_code")),
)  # fmt: skip
# Forms that are no row of the table, the row whose offer they follow, and what they are called.
BESIDE: dict[str, tuple[str, str]] = {
    "note_served": ("note_opinion", _("登记征求意见书送达")),
    "note_fee_served": ("note_payment", _("登记收费通知送达")),
    "note_remedy_result": ("note_remedy", _("登记复议、诉讼、投诉的结果")),
}
# Why the day of receipt is that day (条例 art 31).
RECEIPT_WHY: dict[str, str] = {
    Channel.WEB: _("网上提交的，以双方确认之日为收到之日。"),
    Channel.FAX: _("传真提交的，以双方确认之日为收到之日。"),
    Channel.IN_PERSON: _("当面提交的，以提交之日为收到之日。"),
    Channel.ORAL: _("口头提出、由机关代为填写的，以提出之日为收到之日。"),
    Channel.SIGNED_POST: _("以需要签收的邮寄方式提交的，以签收之日为收到之日。"),
    Channel.POST: _("以平常信函提交的，应于收到当日与申请人确认，以确认之日为收到之日。"),
    Channel.TRANSFER: _("其他机关转送的，以双方确认之日为收到之日。"),
}


@dataclass(frozen=True)
class Button:
    """A step that can be taken now."""

    name: str
    title: str
    url: str
    grave: bool


@dataclass(frozen=True)
class Steps:
    """The next thing to do; all that is open, by heading; and why the rest is closed."""

    first: Button | None
    groups: list[tuple[str, list[Button]]]
    closed: list[tuple[str, Sequence[str]]]


def case_of(officer: Officer, number: str) -> Case:
    """One application that the officer may read; else 404."""
    found = case_for(officer, number)
    if found is None:
        raise Http404("没有这件申请。")
    return found


def offer_of(case: Case, step: str) -> Offer[Application, Actor] | None:
    """A step as it stands for whoever looks, `BESIDE` ones by their row; None for a step that does not exist."""
    row = BESIDE[step][0] if step in BESIDE else step
    return next((one for one in case.offers if one.step.name == row), None)


def not_needed(case: Case, step: str) -> str:
    """Why there is nothing to note although the course allows the step; empty where there is."""
    waiting = [one for one in case.consultations if not one.answer]
    silent = [one for one in case.consultations if one.answer in (Answer.SILENT, Answer.UNSERVED)]
    fee = getattr(case.application, "fee", None)
    match step:
        case "note_opinion" if not waiting + silent:
            return "没有等候答复的征求意见。"
        case "note_served" if not [one for one in waiting if one.served_on is None]:
            return "没有等候登记送达的征求意见书。"
        case "note_fee_served" if fee is None or fee.served_on:
            return "没有等候登记送达的收费通知。"
        case "note_remedy_result" if all(one.result for one in case.remedies):
            return "没有等候登记结果的复议、诉讼、投诉。"
    return ""


def steps_of(case: Case) -> Steps:
    """The steps as buttons under their headings, and the closed ones with all their reasons."""
    offers = {one.step.name: one for one in case.offers}
    made: dict[str, Button] = {}
    closed: list[tuple[str, Sequence[str]]] = []
    groups = []
    for heading, names in GROUPS:
        row = []
        for name in names:
            offer = offers[BESIDE[name][0] if name in BESIDE else name]
            title = BESIDE[name][1] if name in BESIDE else offer.step.title
            idle = not_needed(case, name)
            if offer.open and not idle:
                made[name] = Button(name, title, _address(case, name), name in GRAVE)
                row.append(made[name])
            elif name not in BESIDE:
                closed.append((title, offer.reasons or (idle,)))
        if row:
            groups.append((heading, row))
    leading = ("ask_correction", *LEADING) if doubts_of(case.application) else LEADING
    first = next((made[name] for name in leading if name in made), None)
    return Steps(first, groups, closed)


def _address(case: Case, step: str) -> str:
    number = case.application.number
    if step == "draft_reply":
        return reverse("workbench:application_reply", args=[number])
    return reverse("workbench:application_step", args=[number, step])


@staff
@require_safe
def show(request: HttpRequest, officer: Officer, number: str) -> HttpResponse:
    """The page of one application."""
    case = case_of(officer, number)
    one = case.application
    letters = letters_of(one)
    lines = _history(case, letters)
    earlier = readable_by(officer, own_earlier(one)) if one.is_open else []
    like = readable_by(officer, similar(one)) if _is_worked_on(one) else []
    reads_duties = officer.may(Permission.READ_DUTIES, one.agency)
    return render(
        request,
        "workbench/application.html",
        {
            "case": case,
            "one": one,
            "tag": TAGS[one.stage],
            "outcome": title_of(one.outcome) if one.outcome else "",
            "steps": steps_of(case),
            "reply": case.reply,
            "why": summary_of(case.reply) if case.reply and case.reply.duty.is_open else "",
            "clocks": [(line, left_in_words(line), tag_of(line)) for line in case.duties],
            "reads_duties": reads_duties,
            "receipt_why": RECEIPT_WHY[one.channel],
            "receipt_article": article("foi:31"),
            "decisions": [(each, title_of(each.outcome), _variant(each)) for each in case.decisions],
            "people": {line.event.actor: line.who for line in lines},
            "may_look": _may_look(officer, one),
            "enclosures": enclosures_of(one),
            "earlier": earlier,
            "similar": [
                each for each in like if each.application not in {own.application for own in earlier}
            ],
            "answers": may_answer(one) if _is_worked_on(one) else [],
            "letters": letters,
            "advice": advice(one) if not one.is_open else None,
            "lines": lines,
        },
    )


def _history(case: Case, letters: Sequence[Letter]) -> list[Line]:
    """What happened to the application and to its letters, in the order of the ledger."""
    known = [one.subject[1] for one in letters]
    of_letters = Q(subject_kind="application_letter", subject_id__in=known)
    of_case = Q(subject_kind="application", subject_id=case.application.number)
    return told(events().filter(of_case | of_letters))


def _variant(decision: object) -> str:
    found = outcomes()[decision.outcome].variant(decision.variant)  # type: ignore[attr-defined]
    return found.title if found else ""


def _is_worked_on(one: Application) -> bool:
    """While it is read, what is like it is looked for; once a reply is up, no more."""
    return one.stage in (Stage.SUBMITTED, Stage.RECEIVED, Stage.CORRECTING, Stage.HANDLING)


def _may_look(officer: Officer, one: Application) -> bool:
    return any(officer.may(Permission.READ_APPLICANTS, place) for place in (one.agency, one.undertaker))
