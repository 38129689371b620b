"""What a document must satisfy before it is kept: every fault as one sentence that says what to do."""

from collections.abc import Mapping, Sequence
from typing import Any

from gongkai.affairs.documents import kinds
from gongkai.affairs.documents.models import Attribute, Document, Edition, RelationType
from gongkai.engines.agencies.models import Actor, Agency
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.screening import KINDS, PERSONAL, screen
from gongkai.kernel.hanzi.dates import format_date

TITLE_LIMIT = 400
FILE_LIMIT = 100 * 2**20


def may_draft(by: Actor, agency: Agency) -> list[str]:
    """Whether the actor may draft for this agency, and the agency is open."""
    reasons = []
    if not by.may(Permission.DRAFT_DOCUMENTS, agency):
        reasons.append(f"您没有为{agency.name}起草文件的权限。")
    if agency.closed_on is not None:
        reasons.append(f"{agency.name}已于{format_date(agency.closed_on)}撤销，请改用承接其职责的机构。")
    return reasons


def may_relate_public(by: Actor, document: Document, type: str) -> list[str]:
    """Whether the actor may add to what a public document says of others."""
    reasons = []
    if not by.may(Permission.CORRECT_DOCUMENTS, document.agency):
        reasons.append(f"您没有更正{document.agency.name}文件的权限，不能补记已公开文件与其他文件的关系。")
    if type in {RelationType.AMENDS, RelationType.REPEALS}:
        reasons.append(
            "文件公开以后，不能补记它修改或者废止了其他文件；请在被修改、废止的文件上登记效力状态。"
        )
    return reasons


def faults(
    values: Mapping[str, Any],
    *,
    title: str,
    text: str,
    topics: Sequence[str],
    agency: Agency,
    document: Document | None = None,
) -> list[str]:
    """All faults of a document's facts and text."""
    reasons = []
    if not title.strip():
        reasons.append("请填写标题。")
    elif len(title.strip()) > TITLE_LIMIT:
        reasons.append(f"标题有{len(title.strip())}字，最多{TITLE_LIMIT}字，请压缩。")
    if not text.strip():
        reasons.append("请填写正文。")
    if values.get("kind") not in kinds.kinds():
        reasons.append(f"没有“{values.get('kind')}”这一文种，请从列表中选择。")
    if values.get("attribute") not in Attribute.values:
        reasons.append("请选择公开属性：主动公开、依申请公开或者不予公开。")
    reasons += [f"没有“{topic}”这一主题，请从列表中选择。" for topic in topics if topic not in kinds.topics()]
    effective, expires = values.get("effective_on"), values.get("expires_on")
    if effective and expires and expires < effective:
        reasons.append("失效日期早于施行日期，请核对。")
    return reasons + number_faults(values.get("doc_number") or "", agency, document)


def number_faults(number: str, agency: Agency, document: Document | None = None) -> list[str]:
    """Whether an agency may give this number to a document; another agency may have the same (of another county),
    and what was withdrawn keeps nobody from it (`endings.toml`: 遮盖后重新公开的，作为新文件办理)."""
    if not number:
        return []
    if len(number) > 60:
        return ["发文字号过长（最多60字），请核对。"]
    taken = Document.objects.filter(doc_number=number, agency=agency, number_free=False)
    if document is not None:
        taken = taken.exclude(pk=document.pk)
    other = taken.first()
    if other is None:
        return []
    return [f"发文字号{number}已用于{other.index_number}，请核对是否重复。"]


def file_faults(edition: Edition, name: str, data: bytes) -> list[str]:
    """All faults of a file that is to be attached."""
    reasons = []
    if not name.strip() or len(name) > 200 or "/" in name or "\x00" in name:
        reasons.append("文件名应为1至200字，不含“/”，请改名后再上传。")
    if not data:
        reasons.append(f"“{name}”是空文件，请检查后重新上传。")
    reasons += size_faults(name, len(data))
    if edition.attachments.filter(name=name).exists():
        reasons.append(f"已有同名附件“{name}”，请改名后再上传。")
    return reasons


def size_faults(name: str, size: int) -> list[str]:
    """Whether a file of that many bytes is too large to be taken; asked before it is read, where that is possible."""
    return [f"“{name}”超过{FILE_LIMIT // 2**20} MB，请压缩或者拆分。"] if size > FILE_LIMIT else []


def personal_words(what: str, text: str) -> list[str]:
    """The personal data in a text that the public reads as it was written, called `what`: it has to be kept out."""
    return [
        f"{what}中有{KINDS[one.kind].title}“{one.masked}”，{what}将向公众公开，请删去或者改写。"
        for one in screen(text, detectors=PERSONAL)
        if one.severity != "look"
    ]


def relation_faults(document: Document, type: str, target: Document | None, title: str) -> list[str]:
    """All faults of a relation that is to be made."""
    reasons = []
    if type not in RelationType.values:
        reasons.append(f"没有“{type}”这一关系，可选：{'、'.join(map(str, RelationType.labels))}。")
    if target is None and not title.strip():
        reasons.append("请选择相关文件，或者填写其标题。")
    if target is not None and target.pk == document.pk:
        reasons.append("文件不能与自身建立关系，请另选一份。")
    return reasons
