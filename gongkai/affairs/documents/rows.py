"""Rows 行: locking an edition, writing named fields, the facts that every event of an edition tells."""

from collections.abc import Mapping
from typing import Any

from gongkai.affairs.documents.models import Document, Edition
from gongkai.affairs.documents.standing_in import in_place_of
from gongkai.engines.agencies.models import Actor
from gongkai.engines.ledger.actions import record


def locked(edition: Edition) -> Edition:
    """The edition as it stands now, held until the commit."""
    return (
        Edition.objects.select_for_update(of=("self",)).select_related("document__agency").get(pk=edition.pk)
    )


def assign(row: Document | Edition, values: Mapping[str, Any]) -> None:
    """Save these fields and no others."""
    if not values:
        return
    for field, value in values.items():
        setattr(row, field, value)
    row.save(update_fields=list(values))


def hands_with(edition: Edition, by: Actor) -> list[str]:
    """Everybody who has had a hand in the edition, the actor included: none of them reviews or signs it."""
    return [*edition.hands, *({by.handle} - {*edition.hands})]


def changed_beside(edition: Edition, by: Actor) -> dict[str, Any]:
    """What changes in the row of a draft with something beside its text: whoever did it reviews nothing of it, and
    what was passed before is passed again, for it was passed without it."""
    values: dict[str, Any] = {"hands": hands_with(edition, by)}
    if edition.reviews.filter(version=edition.version).exists():
        values["version"] = edition.version + 1
    return values


def topics_of(edition: Edition) -> list[str]:
    """The topics that the document has, or will have once this edition is out."""
    if edition.topics is not None:
        return list(edition.topics)
    return [row.topic for row in edition.document.topic_rows.order_by("id")]


def tell(verb: str, edition: Edition, by: Actor, *, public: bool = False, **facts: Any) -> None:
    """Record an event of the document that this edition belongs to, and for whom it was done where for another."""
    document = edition.document
    if others := in_place_of(verb, edition, by, facts):
        facts["in_place_of"] = others
    record(
        verb,
        subject=document.subject,
        agency=document.agency.slug,
        by=by.handle,
        facts={"edition": edition.number, **facts},
        public=public,
    )
