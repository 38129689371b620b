"""Documents 文件: one document's task list: what is done, what is missing, what comes next and why not yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_safe

from gongkai.affairs.documents import desk, guards, workflow
from gongkai.affairs.documents.kinds import kinds, topics
from gongkai.affairs.documents.models import Edition, State
from gongkai.affairs.documents.rows import topics_of
from gongkai.engines.agencies.models import Actor, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.duties.queries import Line as DutyLine
from gongkai.engines.duties.queries import about, lines
from gongkai.engines.ledger.queries import events_of
from gongkai.faces.workbench.document_tasks import Line, tasks_of
from gongkai.faces.workbench.history import told
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.flow import Offer

REFUSED = 422
TAGS = {
    State.DRAFT: "", State.REVIEWING: "soon", State.REFERRED: "soon", State.SIGNED: "soon", State.LIVE: "ok",
    State.WITHHELD: "off", State.SUPERSEDED: "off", State.WITHDRAWN: "late",
}  # fmt: skip
# The steps that lead on, in the order in which one is offered as the next thing to do.
LEADING = ("publish", "withhold", "take_over", "sign", "pass_gate", "settle", "send_up", "findings", "edit")
# Steps with pages of their own.
_PAGES = {
    "edit": "document_edit",
    "classify": "document_classify",
    "pass_gate": "document_review",
    "refer": "document_review",
    "settle": "document_review",
    "return": "document_review",
    "withdraw": "document_endings",
}
# What is written on the button where the page holds more than the step.
_WORDS = {"pass_gate": gettext_noop("审查"), "withdraw": gettext_noop("效力和撤回")}
# Done at the command line for whole sites; the button stands only where it can be pressed.
_RARE = {"take_over"}


@dataclass(frozen=True)
class Button:
    """A step that can be taken now."""

    name: str
    title: str
    url: str
    grave: bool = False


@dataclass(frozen=True)
class Buttons:
    """The next thing to do, what else can be done, and why the rest cannot."""

    first: Button | None
    others: list[Button] = field(default_factory=list)
    closed: Sequence[Offer[Edition, Actor]] = ()


def edition_of(officer: Officer, index_number: str, number: int | None = None) -> Edition:
    """The newest edition of a document that the officer may read, or the one numbered; else 404."""
    found = desk.newest(officer, index_number, number)
    if found is None:
        raise Http404("没有这份文件。")
    return found


def offer_of(edition: Edition, officer: Officer, step: str) -> Offer[Edition, Actor]:
    """A step as it stands for the officer."""
    return next(one for one in workflow.offers(edition, officer) if one.step.name == step)


def buttons(edition: Edition, officer: Officer, waiting: Sequence[desk.Waiting]) -> Buttons:
    """The steps as buttons. A review is one only for whom a gate waits."""
    offers = workflow.offers(edition, officer)
    reviews = any(one.gate is not None for one in waiting)
    open_now = {one.step.name: one for one in offers if one.open}
    if not reviews:
        open_now.pop("pass_gate", None)
        open_now.pop("refer", None)
    # The review page holds all that a reviewer may do.
    for name in ("refer", "settle", "return"):
        if name in open_now and "pass_gate" in open_now:
            del open_now[name]
    made = [_button(edition, one) for one in open_now.values()]
    if "edit" in open_now and guards.findings_are_settled(edition, officer):
        url = reverse("workbench:document_findings", args=[edition.document.index_number])
        made.append(Button("findings", gettext_noop("处理内容审查发现的问题"), url))
    if "edit" in open_now:
        url = reverse("workbench:document_step", args=[edition.document.index_number, "discard"])
        made.append(Button("discard", gettext_noop("放弃草稿"), url, grave=True))
    first = next((one for name in LEADING for one in made if one.name == name), None)
    closed = [one for one in offers if not one.open and one.step.name not in _RARE]
    return Buttons(first, [one for one in made if one is not first], closed)


def _button(edition: Edition, offer: Offer[Edition, Actor]) -> Button:
    name, number = offer.step.name, edition.document.index_number
    page = _PAGES.get(name)
    if name == "return" and edition.state == State.SIGNED:
        page = None
    url = reverse(f"workbench:{page}", args=[number]) if page else ""
    return Button(
        name,
        _WORDS.get(name, offer.step.title),
        url or reverse("workbench:document_step", args=[number, name]),
        grave=name == "return",
    )


@staff
@require_safe
def show(request: HttpRequest, officer: Officer, index_number: str) -> HttpResponse:
    """The task list of the newest edition, its facts, its text, its history."""
    edition = edition_of(officer, index_number)
    waiting = desk.waiting_on(edition, officer)
    document = edition.document
    editions = desk.editions_of(officer, index_number)
    groups = tasks_of(edition, officer)
    return render(
        request,
        "workbench/document.html",
        {
            "edition": edition,
            "document": document,
            "kind": kinds()[document.kind].title,
            "topics": [topics()[one].title for one in topics_of(edition) if one in topics()],
            "tag": TAGS[State(edition.state)],
            "buttons": buttons(edition, officer, waiting),
            "groups": groups,
            "done": _done(line for _title, rows in groups for line in rows),
            "editions": editions,
            "before": next((one.number for one in reversed(editions) if one.number < edition.number), 0),
            "duties": _owed(edition, officer),
            "lines": told(events_of(*document.subject)),
        },
    )


def _owed(edition: Edition, officer: Officer) -> list[DutyLine]:
    """The open duties about the document, for whoever may see what its agency owes."""
    document = edition.document
    if not officer.may(Permission.READ_DUTIES, document.agency):
        return []
    return lines(
        about("document", document.index_number).filter(outcome="", agency=document.agency.slug)[:10]
    )


def _done(rows: Iterable[Line]) -> str:
    counted = [line for line in rows if line.counts]
    done = sum(line.state == "done" for line in counted)
    return ngettext("%(n)d 项中已完成 %(done)d 项", "%(n)d 项中已完成 %(done)d 项", len(counted)) % {
        "n": len(counted),
        "done": done,
    }
