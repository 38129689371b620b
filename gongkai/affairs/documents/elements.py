"""The seven elements 七项要素 of a normative document, and whether it was published where the law wants it."""

from collections.abc import Callable
from datetime import date

from gongkai.affairs.documents.models import Document, Edition, NormativeFacts, RelationType
from gongkai.affairs.documents.rows import topics_of
from gongkai.engines.duties.packs import pack_for
from gongkai.kernel.clock import today

KIND = "normative"
ELEMENTS = "normative_elements"
CARRIER = "invalid_unless_on_carrier"


def title_note(edition: Edition, long_term: bool = False) -> str:
    """题注: when it was made, published and comes into force, and until when it holds, in brackets; or nothing.

    Made of the stored facts, so that it never contradicts them.
    """
    document = edition.document
    issuer = "、".join(document.issuers) or document.agency.name
    parts = []
    if document.issued_on:
        number = f"以{document.doc_number}" if document.doc_number else ""
        parts.append(f"{_zh(document.issued_on)}{issuer}{number}印发")
    if document.published_on:
        parts.append(f"{_zh(document.published_on)}公开")
    if document.effective_on:
        parts.append(f"自{_zh(document.effective_on)}起施行")
    if document.expires_on:
        parts.append(f"有效期至{_zh(document.expires_on)}")
    elif long_term:
        parts.append("长期有效")
    return f"（{'，'.join(parts)}）" if parts else ""


_HAS: dict[str, Callable[[Edition], bool]] = {
    "标题": lambda edition: bool(edition.title.strip()),
    "时间": lambda edition: edition.document.issued_on is not None,
    "文号": lambda edition: bool(edition.document.doc_number),
    "有效性": lambda edition: edition.document.effective_on is not None,
    "分类": lambda edition: bool(topics_of(edition)),
    "机构": lambda edition: True,  # every document has its agency
    "题注": lambda edition: bool(title_note(edition)),
}


def missing(edition: Edition) -> list[str]:
    """Which of the elements that the agency's law asks for a normative document does not have yet."""
    document = edition.document
    if document.kind != KIND:
        return []
    asked = pack_for(document.agency).setting(ELEMENTS, on=today()).value
    return [name for name in asked if not _HAS[name](edition)] if isinstance(asked, list) else []


def not_on_carrier(document: Document) -> str:
    """A sentence where the law takes a normative document for invalid that is not on its carrier; else nothing."""
    if document.kind != KIND or not pack_for(document.agency).setting(CARRIER, on=today()).value:
        return ""
    if NormativeFacts.objects.filter(document=document).exclude(carrier="").exists():
        return ""
    return "这份规范性文件尚未在规定载体统一公布，不得作为行政管理的依据。"


def unusable_bases(edition: Edition) -> list[str]:
    """Index numbers of the normative documents here that it rests on and that are not on their carrier."""
    rows = edition.document.relations.filter(type=RelationType.BASED_ON, target__kind=KIND).select_related(
        "target__agency"
    )
    return [row.target.index_number for row in rows if row.target and not_on_carrier(row.target)]


def _zh(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
