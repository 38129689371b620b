"""Rights 修改废止权: who may amend or repeal a document: who made it, who stands above them, who took over from them.

《规章制定程序条例》 and the rules on normative documents give it to the agency that made the document and to those it
answers to (《宪法》 art 89(13), 108: a government annuls unfitting decisions of its departments and of lower ones).
What others say of it is their claim; the agency that made it notes the ending itself (`standing.note_ending`).
"""

from gongkai.affairs.documents.models import Document, Relation, RelationType
from gongkai.engines.agencies.models import Agency
from gongkai.kernel.clock import today

_ENDING = (RelationType.AMENDS, RelationType.REPEALS)


def is_claim(document: Document, type: str, target: Document | None) -> bool:
    """Whether this document would say of another what its agencies have no right to bring about."""
    if type not in _ENDING or target is None:
        return False
    joint = (row.agency for row in document.joint_rows.select_related("agency"))
    return not any(_stands_for(one, target.agency) for one in (document.agency, *joint))


def _stands_for(one: Agency, maker: Agency) -> bool:
    """The maker itself or one above it; of an agency that was closed also those beside it, who took over from it."""
    if maker.path.startswith(one.path):
        return True
    return maker.closed_on is not None and maker.closed_on <= today() and one.parent_id == maker.parent_id


def settle_claims(document: Document) -> None:
    """Decide it anew when the document takes effect: joint agencies may have joined since the relation was made."""
    for relation in document.relations.filter(type__in=_ENDING, target__isnull=False).select_related(
        "target__agency"
    ):
        claimed = is_claim(document, relation.type, relation.target)
        if claimed != relation.claimed:
            Relation.objects.filter(pk=relation.pk).update(claimed=claimed)
