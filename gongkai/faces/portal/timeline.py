"""Where a document comes from and what became of it 来历: one line of time made of facts that are stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.affairs.documents.models import Edition, Relation, RelationType, State
from gongkai.affairs.documents.queries import Page
from gongkai.kernel.clock import instant, today


@dataclass(frozen=True)
class Moment:
    """One entry. `state` is a class of the list: done (empty), `now`, `todo`, `off`."""

    day: date | None
    words: str
    title: str = ""
    url: str = ""
    number: str = ""
    note: str = ""
    state: str = ""


def timeline(page: Page) -> list[Moment]:
    """All that happened to a document in order of days; what has no day, the bases, stands first."""
    return sorted(
        [*_others(page), *_course(page), *_later_documents(page), *_noted(page)],
        key=lambda moment: moment.day or date.min,
    )


def interpretations(page: Page) -> list[Edition]:
    """Live documents that interpret this one."""
    return [one for one in page.incoming if _type(one) == RelationType.INTERPRETS]


def interpreted(page: Page) -> list[Relation]:
    """What this document interprets."""
    return [one for one in page.relations if one.type == RelationType.INTERPRETS and one.target_title]


def _others(page: Page) -> Iterator[Moment]:
    """The documents that this one speaks of: a basis on its own day, what it does to others on this one's."""
    words = {
        RelationType.BASED_ON: _("依据"),
        RelationType.AMENDS: _("修改了"),
        RelationType.REPEALS: _("废止了"),
        RelationType.INTERPRETS: _("解读了"),
    }
    own = page.document.issued_on or page.document.published_on
    for relation in page.relations:
        if not relation.target_title:
            continue
        target = relation.target
        based = relation.type == RelationType.BASED_ON
        yield Moment(
            day=(target.issued_on if target else None) if based else own,
            words=_("文中称修改或者废止") if relation.claimed else words[RelationType(relation.type)],
            title=relation.target_title,
            url=reverse("portal:document", args=[target.index_number]) if target else "",
            number=target.doc_number if target else relation.target_number,
        )


def _course(page: Page) -> Iterator[Moment]:
    document, day = page.document, today()
    if document.issued_on:
        yield Moment(document.issued_on, _("成文"))
    if document.published_on:
        yield Moment(document.published_on, _("公开"))
    if document.effective_on:
        state = "todo" if document.effective_on > day else ""
        yield Moment(document.effective_on, _("施行"), state=state)
    for one in page.history[1:]:
        if one.published_at:
            day_of_it = instant(one.published_at).date()
            yield Moment(
                day_of_it, _("更正，公开第%d版") % one.number, url="#editions", note=one.note, state="now"
            )
    for one in page.history:
        if one.state == State.WITHDRAWN and one.withdrawn_at:
            yield Moment(instant(one.withdrawn_at).date(), _("撤回"), note=one.withdrawn_reason, state="off")
    if document.expires_on:
        gone = document.expires_on < day
        words = _("有效期届满")
        yield Moment(document.expires_on, words, state="off" if gone else "todo")


def _later_documents(page: Page) -> Iterator[Moment]:
    words = {
        RelationType.INTERPRETS: (_("发布解读"), ""),
        RelationType.AMENDS: (_("被修改"), "now"),
        RelationType.REPEALS: (_("被废止"), "off"),
        RelationType.BASED_ON: (_("据此制定"), ""),
    }
    for one in page.incoming:
        verb, state = words[_type(one)]
        yield Moment(
            day=one.document.published_on,
            words=verb,
            title=one.title,
            url=reverse("portal:document", args=[one.document.index_number]),
            number=one.document.doc_number,
            state=state,
        )


def _noted(page: Page) -> Iterator[Moment]:
    """What an officer noted of it, or a clean-up found; a document that says so itself is there already."""
    told = {one.document.index_number for one in page.incoming}
    for mark in page.marks:
        if mark.reason.way == "note" and not (mark.index_number and mark.index_number in told):
            yield Moment(
                day=mark.on,
                words=_(mark.reason.mark),
                title=mark.title,
                url=reverse("portal:document", args=[mark.index_number]) if mark.index_number else "",
                number=mark.number,
                note=mark.words,
                state=("off" if mark.reason.validity else "now") if mark.begun else "todo",
            )


def _type(edition: Edition) -> RelationType:
    """How a document that speaks of this one does so (queries.page annotates it)."""
    return RelationType(edition.relation_type)  # type: ignore[attr-defined]
