"""The verbs of interpretation: begin one for a document, say how it interprets; `interpretation` reads what it says."""

from collections.abc import Sequence

from django.db import transaction

from gongkai.affairs.documents import actions, checks, interpretation, workflow
from gongkai.affairs.documents.models import Edition, InterpretationFacts, RelationType
from gongkai.affairs.documents.rows import locked, tell
from gongkai.engines.agencies.models import Actor
from gongkai.kernel.flow import Refused
from gongkai.kernel.hanzi.titles import within

_NUMERALS = "一二三四五六七八九十"


@transaction.atomic
def draft_interpretation(edition: Edition, *, by: Actor) -> Edition:
    """Begin the interpretation of a document: a draft with its elements as headings, related to it."""
    document = edition.document
    parts = [words[0] for words in interpretation.elements(document)]
    headings = (
        f"<h2>{number}、{title}</h2><p>{interpretation.TO_WRITE}</p>"
        for number, title in zip(_NUMERALS, parts, strict=False)
    )
    draft = actions.draft(
        by=by,
        agency=document.agency,
        kind=interpretation.KIND,
        title=f"《{within(edition.title)}》政策解读"[: checks.TITLE_LIMIT],
        body="".join(headings) or f"<p>{interpretation.TO_WRITE}</p>",
        topics=[row.topic for row in document.topic_rows.order_by("id")],
    )
    actions.relate(draft.document, by=by, type=RelationType.INTERPRETS, target=document)
    return draft


@transaction.atomic
def describe_interpretation(
    edition: Edition, *, by: Actor, forms: Sequence[str], interpreter: str, name: str = ""
) -> InterpretationFacts:
    """Say in which forms a draft interprets, and who does it (the principal counts for the yearly minimum)."""
    edition = locked(edition)
    document = edition.document
    reasons = workflow.refusals(edition, "edit", by)
    if reasons := reasons + interpretation.faults(forms, interpreter, document.kind):
        raise Refused(reasons)
    told = {"forms": list(dict.fromkeys(forms)), "interpreter": interpreter, "name": name.strip()}
    row, _ = InterpretationFacts.objects.update_or_create(document=document, defaults=told)
    tell("document.interpretation_described", edition, by, forms=told["forms"], interpreter=interpreter)
    return row
