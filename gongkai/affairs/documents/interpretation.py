"""Interpretation 解读: whether a document needs one under its agency's law, which it has, and what one tells."""

from collections.abc import Sequence

from gongkai.affairs.documents.models import (
    Document,
    Edition,
    InterpretationFacts,
    RelationType,
    State,
)
from gongkai.engines.duties.packs import pack_for
from gongkai.kernel.clock import today

KIND = RULE = "interpretation"
# Stands under each heading of a new interpretation until somebody writes there.
TO_WRITE = "（待填）"
TIMING = "interpretation_timing"
ELEMENTS = "interpretation_elements"


def is_required(edition: Edition) -> bool:
    """Whether its first publication would open a binding duty to interpret it."""
    document = edition.document
    if edition.number != 1 or document.taken_from:
        return False
    rule = pack_for(document.agency).duties(on=today()).get(RULE)
    if rule is None or rule.strength != "must":
        return False
    facts = {"kind": document.kind, "edition": 1, "taken_over": False}
    return any(
        trigger.verb == "document.published"
        and all(facts.get(name) in values for name, values in trigger.where.items())
        for trigger in rule.starts
    )


def must_come_along(edition: Edition) -> bool:
    """Whether the agency's law wants it published at the same time as the document."""
    return pack_for(edition.document.agency).setting(TIMING, on=today()).value == "same_time"


def of(document: Document) -> list[Edition]:
    """The newest edition of each interpretation of this document that is not withdrawn."""
    found = (
        Edition.objects.filter(
            document__kind=KIND,
            document__relations__type=RelationType.INTERPRETS,
            document__relations__target=document,
        )
        .exclude(state__in=[State.WITHDRAWN, State.SUPERSEDED, State.WITHHELD])
        .select_related("document__agency")
        .order_by("document_id", "number")
    )
    return list({edition.document_id: edition for edition in found}.values())


def elements(document: Document) -> list[list[str]]:
    """What an interpretation tells under the pack: each element with the words that may name it."""
    found = pack_for(document.agency).setting(ELEMENTS, on=today()).value
    return [str(one).split("|") for one in found] if isinstance(found, list) else []


def missing(edition: Edition) -> list[str]:
    """The elements that the pack asks of an interpretation and that no line of this text names.

    One that is a picture or a recording names them there, where nobody but a person can see them.
    """
    facts = InterpretationFacts.objects.filter(document=edition.document).first()
    if facts is not None and InterpretationFacts.Form.TEXT not in facts.forms:
        return []
    asked = elements(edition.document)
    return [words[0] for words in asked if not any(word in edition.text for word in words)]


def lacking(document: Document, reading: Edition) -> list[str]:
    """Why this interpretation is not one that can be signed together with the document; empty where it is."""
    joint = (row.agency for row in document.joint_rows.select_related("agency"))
    reasons = []
    # What a government issues its departments draft, and who drafts interprets (谁起草、谁解读).
    if not any(reading.document.agency.path.startswith(one.path) for one in (document.agency, *joint)):
        reasons.append(
            f"解读稿“{reading.title}”不是本单位、所属单位或者会签单位起草的，不能与本文件一并签发。"
        )
    asked = pack_for(reading.document.agency).setting(ELEMENTS, on=today())
    # A list that no document of the law gives (verified = false) is advice: the task list names what is missing.
    if asked.verified and (unsaid := missing(reading)):
        reasons.append(f"解读稿“{reading.title}”还没有写明{'、'.join(unsaid)}，请补充后再签发。")
    if TO_WRITE in reading.text:
        reasons.append(f"解读稿“{reading.title}”还有“{TO_WRITE}”的内容，请写完后再签发。")
    return reasons


def faults(forms: Sequence[str], interpreter: str, kind: str) -> list[str]:
    """What is wrong with the facts of an interpretation."""
    reasons = []
    if kind != KIND:
        reasons.append("只有文种为“政策解读”的文件才登记解读形式和解读人。")
    if not forms or not set(forms) <= set(InterpretationFacts.Form.values):
        reasons.append("请选择解读形式，至少一种。")
    if interpreter not in InterpretationFacts.Interpreter.values:
        reasons.append("请选择解读人：主要负责人、分管负责人、起草部门负责人、专家学者或者新闻媒体。")
    return reasons
