"""The publication package 公开包: text, opinions collected and interpretation of what the public was asked about.

Under packs that want the outcome of a consultation with the text, the three go out together or not at all.
"""

from gongkai.affairs.documents import interpretation
from gongkai.affairs.documents.models import Document, Edition, PriorConsultation, State
from gongkai.engines.duties.packs import pack_for
from gongkai.kernel.clock import today
from gongkai.kernel.hanzi.dates import format_date

SETTING, TOGETHER = "consultation_outcome", "with_the_text"


def consultation_of(document: Document) -> PriorConsultation | None:
    """How the public was asked about it; None where it was not, or by exception not."""
    return PriorConsultation.objects.filter(document=document, exception="").first()


def is_asked(edition: Edition) -> bool:
    """Whether its first publication brings the opinions and the interpretation along."""
    document = edition.document
    if edition.number != 1 or document.taken_from:
        return False
    if pack_for(document.agency).setting(SETTING, on=today()).value != TOGETHER:
        return False
    return consultation_of(document) is not None


def faults(edition: Edition) -> list[str]:
    """Which parts of the package are missing."""
    if not is_asked(edition):
        return []
    asked, reasons = consultation_of(edition.document), []
    assert asked is not None
    if asked.ended_on is not None and asked.ended_on >= today():
        reasons.append(f"征求意见到{format_date(asked.ended_on)}才结束，请待结束并登记采纳情况后再公开。")
    elif not asked.outcome.strip():
        reasons.append("征集到的意见和采纳情况须与正式文本一起公开，请先登记采纳情况。")
    if not any(one.state in {State.SIGNED, State.LIVE} for one in interpretation.of(edition.document)):
        reasons.append("正式文本、征集到的意见和解读须一起公开，请先将解读稿送审、签发。")
    return reasons


def brings_interpretation(edition: Edition) -> bool:
    """Whether its interpretation goes out with it, and so has to be signed before."""
    timed = interpretation.is_required(edition) and interpretation.must_come_along(edition)
    return timed or is_asked(edition)


def companions(edition: Edition) -> list[Edition]:
    """The signed interpretations that are published with the edition."""
    if not brings_interpretation(edition):
        return []
    return [one for one in interpretation.of(edition.document) if one.state == State.SIGNED]
