"""Standing in 代办: what of a document a colleague may do with the powers that somebody who is away lent him.

He counts as himself: what he wrote or passed, he does not pass again. And a lent power reaches no further than its
lender's own would: who wrote on an edition, sent it up or passed a gate of it, cannot have it passed in his name.
"""

from collections.abc import Mapping

from gongkai.affairs.documents import gates
from gongkai.affairs.documents.models import Edition, Verdict
from gongkai.engines.agencies.delegation import lenders
from gongkai.engines.agencies.models import Actor, Agency
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import officers_named

# By which power each act is done; that of a review follows from its gate.
POWERS: Mapping[str, Permission] = {
    "document.reclassified": Permission.DRAFT_DOCUMENTS,
    "document.consulted": Permission.DRAFT_DOCUMENTS,
    "document.sent_up": Permission.DRAFT_DOCUMENTS,
    "document.recalled": Permission.DRAFT_DOCUMENTS,
    "document.referred": Permission.REVIEW_SECRECY,
    "document.settled": Permission.REVIEW_SECRECY,
    "document.reopened": Permission.REVIEW_SECRECY,
    "document.signed_off": Permission.SIGN_DOCUMENTS,
    "document.scheduled": Permission.PUBLISH_DOCUMENTS,
    "document.published": Permission.PUBLISH_DOCUMENTS,
    "document.withheld": Permission.PUBLISH_DOCUMENTS,
    "document.revised": Permission.CORRECT_DOCUMENTS,
    "document.corrected": Permission.PUBLISH_DOCUMENTS,
}


def in_place_of(verb: str, edition: Edition, by: Actor, facts: Mapping[str, object]) -> list[str]:
    """For whom the actor did this: the handles of those who lent him the power; empty when it is his own."""
    gate = str(facts.get("gate") or "")
    power = gates.PERMISSIONS.get(gate) or POWERS.get(verb)
    if power is None:
        return []
    places = [edition.document.agency]
    if facts.get("agency") not in (None, places[0].slug):
        places = [
            row.agency for row in edition.document.joint_rows.all() if row.agency.slug == facts["agency"]
        ]
    return [handle for place in places for handle in lenders(by, power, place)]


def authors(edition: Edition) -> set[str]:
    """Who wrote on the present text, sent it up or passed a gate of it: none of them passes another."""
    passed = {one.reviewer for one in gates.reviews_of(edition) if one.verdict == Verdict.PASSED}
    return {*edition.hands, edition.sent_by, *passed}


def faults(edition: Edition, by: Actor, power: Permission, agency: Agency) -> list[str]:
    """Why the actor may not use a power on this edition that he holds for others only."""
    whom = lenders(by, power, agency)
    if not whom or {*whom} - authors(edition):
        return []
    names = "、".join(officers_named(whom).values())
    return [f"您受{names}委托办理，而{names}已起草、送审或者审查过这份文件，请由他人办理。"]
