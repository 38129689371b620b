"""The verb that notes what a text names as its basis, all in one go."""

from collections.abc import Sequence

from django.db import transaction

from gongkai.affairs.documents import checks
from gongkai.affairs.documents.models import Document, Relation, RelationType
from gongkai.engines.agencies.models import Actor
from gongkai.engines.ledger.actions import record
from gongkai.engines.screening import covered
from gongkai.kernel.flow import Refused


@transaction.atomic
def cite(document: Document, *, by: Actor, cites: Sequence[tuple[str, str]]) -> list[Relation]:
    """Note the documents that the text of a new draft names as its basis, each by title and number, in one go.

    A number that a document here bears links to it: one of the agency's own in front, none where several others bear
    it. Nothing is recorded when there is nothing to note.
    """
    reasons = checks.may_draft(by, document.agency)
    if reasons:
        raise Refused(reasons)
    numbers = [number for _, number in cites if number]
    known = _bearers([number for number in numbers if number != document.doc_number], document.agency_id)
    # Of several names of one document, one is enough.
    named = {number or title: (title, number) for title, number in reversed(cites) if title or number}
    relations = [
        Relation(
            source=document,
            type=RelationType.BASED_ON,
            target=known.get(number),
            target_title=(title or number)[:400],
            target_number=number[:60],
        )
        for title, number in reversed(named.values())
    ]
    if relations:
        Relation.objects.bulk_create(relations)
        record(
            "document.cited",
            subject=document.subject,
            agency=document.agency.slug,
            by=by.handle,
            facts={
                "cites": [
                    {"title": covered(title), "number": number} for title, number in reversed(named.values())
                ]
            },
        )
    return relations


def _bearers(numbers: Sequence[str], own: int) -> dict[str, Document]:
    """The one document that is meant by each number; agencies of different counties may have given the same."""
    found: dict[str, list[Document]] = {}
    for one in Document.objects.filter(doc_number__in=numbers, number_free=False):
        found.setdefault(one.doc_number, []).append(one)
    meant = {
        number: [one for one in several if one.agency_id == own] or several
        for number, several in found.items()
    }
    return {number: several[0] for number, several in meant.items() if len(several) == 1}
