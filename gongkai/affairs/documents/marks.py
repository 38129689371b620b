"""Marks 标注: what the public is told of a document after its publication, row by row of the table of reasons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.affairs.documents import endings
from gongkai.affairs.documents.endings import Reason, Shows
from gongkai.affairs.documents.models import Document, Edition, Ending, RelationType, State
from gongkai.kernel.clock import day_of, today

# What stands in the place of a title that may not be shown.
VEILED = "（已撤回的文件）"
_RELATED = {RelationType.AMENDS: "amended", RelationType.REPEALS: "repealed"}
_CLOSED = "依法不再公开。"


@dataclass(frozen=True)
class Mark:
    """One thing the reader is told. What brought it about: a live document here, or a title and number.

    begun: its day has come. words: the reason, where the public may read it.
    """

    reason: Reason
    on: date
    begun: bool
    words: str = ""
    index_number: str = ""
    title: str = ""
    number: str = ""


def marks(
    document: Document, shown: Edition, incoming: Sequence[Edition], noted: Sequence[Ending]
) -> list[Mark]:
    """All marks of a document, in the order of their days.

    incoming: live documents that speak of this one. noted: endings that were not reversed (`queries.page`).
    """
    table, day = endings.reasons(), today()
    found = [_noted(one, table[one.reason], day) for one in noted]
    for one in incoming:
        slug = _RELATED.get(RelationType(one.relation_type))  # type: ignore[attr-defined]
        since = one.document.effective_on or one.document.published_on
        # What an officer noted besides says it already.
        if slug and since and not any(ending.by_document_id == one.document_id for ending in noted):
            found.append(
                Mark(
                    table[slug], since, since <= day, "", one.document.index_number, one.title,
                    one.document.doc_number,
                )
            )  # fmt: skip
    if shown.note and shown.published_at:
        found.append(Mark(table["corrected"], day_of(shown.published_at), True, shown.note))
    if document.expires_on and document.expires_on < day:
        found.append(Mark(table["expired"], document.expires_on + timedelta(days=1), True))
    return sorted(found, key=lambda mark: mark.on)


def _noted(one: Ending, reason: Reason, day: date) -> Mark:
    by = one.by_document
    title: str = one.live_title or "" if by else one.by_title  # type: ignore[attr-defined]
    public = by is not None and bool(title)
    return Mark(
        reason,
        one.on,
        one.on <= day,
        one.note if reason.reason_shown else _CLOSED,
        by.index_number if by and public else "",
        title,
        by.doc_number if by and public else one.by_number,
    )


def shows(history: Sequence[Edition], shown: Edition, noted: Sequence[Ending]) -> Shows:
    """How much of an edition the public sees. A withdrawal hides what was said before it too."""
    if not any(one.state == State.WITHDRAWN and one.number >= shown.number for one in history):
        return "text"
    return ground_of(noted).shows


def ground_of(noted: Iterable[Ending]) -> Reason:
    """Why a document was withdrawn, from its endings that were not reversed."""
    table = endings.reasons()
    grounds = [table[one.reason] for one in noted if table[one.reason].way == "withdrawal"]
    return grounds[-1] if grounds else table[endings.DEFAULT_GROUND]


def veil(document: Document, editions: Sequence[Edition], how: Shows) -> None:
    """Take what may not be seen off these rows in memory, so that no face can show it by mistake."""
    for one in editions:
        one.body = one.text = one.summary = ""
        if how == "notice":
            one.title, one.note = VEILED, ""
            if one.withdrawn_reason:
                one.withdrawn_reason = _CLOSED
    if how == "notice":
        document.doc_number, document.issuers = "", []
