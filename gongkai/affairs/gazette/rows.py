"""Rows 行: locking an issue, its order, the facts that its events tell."""

from collections.abc import Mapping, Sequence
from typing import Any

from gongkai.affairs.gazette.models import Issue, Item, State
from gongkai.affairs.gazette.sections import sections
from gongkai.engines.agencies.models import Actor
from gongkai.engines.ledger.actions import record

# What a change of the contents takes back.
UNSENT: Mapping[str, Any] = {
    "state": State.ASSEMBLING, "pdf_sha256": "", "pdf_size": None, "pages": None,
    "sent_by": "", "sent_at": None, "signed_by": "", "signed_at": None,
}  # fmt: skip


def locked(issue: Issue) -> Issue:
    """The issue as it stands now, held until the commit."""
    return Issue.objects.select_for_update(of=("self",)).select_related("agency").get(pk=issue.pk)


def assign(issue: Issue, values: Mapping[str, Any]) -> None:
    """Save these fields and no others."""
    for field, value in values.items():
        setattr(issue, field, value)
    issue.save(update_fields=list(values))


def touched(issue: Issue, by: Actor) -> None:
    """Note that its contents changed, and by whose hand."""
    hands = [*issue.hands, *({by.handle} - {*issue.hands})]
    assign(issue, {"version": issue.version + 1, "hands": hands})


def renumber(items: Sequence[Item]) -> None:
    """Number the items in this order, section after section."""
    order = list(sections())
    ranked = sorted(items, key=lambda item: order.index(item.section))
    for at, item in enumerate(ranked, start=1):
        if item.position != at:
            item.position = at
            item.save(update_fields=["position"])


def tell(verb: str, issue: Issue, by: Actor, *, public: bool = False, **facts: Any) -> None:
    """Record an event of the issue."""
    record(
        verb,
        subject=issue.subject,
        agency=issue.agency.slug,
        by=by.handle,
        facts={"year": issue.year, "number": issue.number, **facts},
        public=public,
    )
