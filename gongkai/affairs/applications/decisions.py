"""Decisions 决定: what a reply must have at hand before it may go up and be signed; all that is missing at once."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from gongkai.affairs.applications.doubts import not_handed_over
from gongkai.affairs.applications.fees import pack_name
from gongkai.affairs.applications.models import (
    Answer,
    Applicant,
    Application,
    Consulted,
    Decision,
    Stage,
)
from gongkai.affairs.applications.outcomes import Outcome, Variant, outcomes
from gongkai.affairs.applications.rules import UNFOUNDED, rule
from gongkai.affairs.documents.checks import FILE_LIMIT
from gongkai.affairs.documents.queries import by_index_numbers
from gongkai.kernel.clock import today
from gongkai.kernel.law import load_pack

REASONS_LIMIT = 5_000


def faults(draft: Decision, *, files: int, redacted: bool) -> list[str]:
    """Everything that keeps the draft from being a lawful reply."""
    outcome = outcomes().get(draft.outcome)
    variant = outcome.variant(draft.variant) if outcome else None
    if outcome is None or variant is None:
        return ["请从年度报告的办理结果中选择一种，并选择答复的类型。"]
    found = _kind_faults(outcome, variant) + _ground_faults(draft, outcome)
    found += [sentence for need in variant.needs if (sentence := _missing(need, draft, files, redacted))]
    if len(draft.reasons) > REASONS_LIMIT:
        found.append(f"理由最多{REASONS_LIMIT}字，请压缩。")
    if draft.outcome in {"granted", "partial"}:
        found += _objections(draft) + not_handed_over(draft.application)
    return found


def file_faults(files: Sequence[Mapping[str, Any]]) -> list[str]:
    """Whether each file can be kept."""
    found = []
    names = [str(file["name"]).strip() for file in files]
    for file, name in zip(files, names, strict=True):
        if not name or len(name) > 200 or "/" in name or "\x00" in name:
            found.append("文件名应为1至200字，不含“/”，请改名后再上传。")
        if not file["data"]:
            found.append(f"“{name}”是空文件，请检查后重新上传。")
        if len(file["data"]) > FILE_LIMIT:
            found.append(f"“{name}”超过{FILE_LIMIT // 2**20} MB，请压缩或者拆分。")
        if names.count(name) > 1:
            found.append(f"有两个文件都叫“{name}”，请改名后再上传。")
    return found


def _kind_faults(outcome: Outcome, variant: Variant) -> list[str]:
    if (variant.settled or outcome.settled) == "reply":
        return []
    return [f"“{variant.title}”不以答复作出，请用相应的步骤办理。"]


def _ground_faults(draft: Decision, outcome: Outcome) -> list[str]:
    if not outcome.grounds:
        return [f"“{outcome.title}”无需选择不予公开的情形，请删去。"] if draft.ground else []
    agency = draft.application.agency
    known = load_pack(pack_name(agency, today())).grounds(on=today())
    allowed = [id for id in outcome.grounds if id in known]
    if draft.ground in allowed:
        return []
    titles = "；".join(known[id].title for id in allowed)
    return [f"请选择“{outcome.title}”所依据的情形：{titles}。"]


def _missing(need: str, draft: Decision, files: int, redacted: bool) -> str:
    """What a need lacks, as one sentence; empty when it is met."""
    application = draft.application
    match need:
        case "reasons":
            return "" if draft.reasons else "请写明理由，告知申请人。"
        case "files":
            return "" if files else "请附上向申请人提供的文件。"
        case "redacted":
            return "" if redacted else "请附上作过区分处理（遮盖或者删去不予公开内容）的文件。"
        case "link":
            return _link_fault(draft.link)
        case "search":
            searches = list(application.searches.all())
            if any(one.found for one in searches):
                return "检索记录中有“检索到”的结果，不能答复不存在；请核对检索记录。"
            return "" if searches else "请先登记检索：在哪里、用哪些词语检索、结果如何。"
        case "earlier":
            return _earlier_fault(draft)
        case "corrected":
            correction = getattr(application, "correction", None)
            answered = correction is not None and correction.received_on is not None
            return "" if answered else "申请人没有作过补正，不能按“补正后申请内容仍不明确”答复。"
        case "excess":
            excess = getattr(application, "excess", None)
            asked = excess is not None and excess.noted_at is not None
            return "" if asked else "请先要求申请人说明理由，并登记其说明。"
        case "consulted":
            return _protection_fault(application)
    raise LookupError(f"Nobody knows the need {need!r} of outcomes.toml.")


def _protection_fault(application: Application) -> str:
    """Whether a third party is there to be protected: who agrees is not (条例 art 15)."""
    answers = list(
        application.consultations.filter(kind=Consulted.THIRD_PARTY)
        .exclude(answer="")
        .values_list("answer", flat=True)
    )
    if not answers:
        return "请先书面征求第三方的意见，并待其答复或者期限届满。"
    if set(answers) == {Answer.AGREES}:
        return "第三方均已同意公开，不能以保护第三方合法权益为由不予公开。"
    return ""


def _link_fault(link: str) -> str:
    if not link:
        return "请填写已公开信息的索引号或者网址。"
    if len(link) > 500:
        return "网址最多500字，请核对。"
    url = urlsplit(link)
    if url.scheme in {"http", "https"} and url.hostname:
        return ""
    return (
        "" if by_index_numbers([link]) else f"没有索引号为“{link}”的已公开文件，请核对索引号，或者填写网址。"
    )


def _earlier_fault(draft: Decision) -> str:
    earlier, application = draft.earlier, draft.application
    if earlier is None:
        return "请选择此前已经答复的、内容相同的申请。"
    if earlier.stage != Stage.ANSWERED or earlier.agency_id != application.agency_id:
        return f"{earlier.number}不是本机关已经答复的申请，请另选。"
    if not same_applicant(application, earlier):
        return f"{earlier.number}不是同一申请人提出的，不属于重复申请。"
    return ""


def same_applicant(one: Application, other: Application) -> bool:
    """Whether the same person applied, told by the keyed hashes; not known once one of them is erased."""
    rows = Applicant.objects.filter(application__in=(one.pk, other.pk)).exclude(fingerprint="")
    prints = list(rows.values_list("fingerprint", flat=True))
    return one.pk == other.pk or (len(prints) == 2 and prints[0] == prints[1])


def _objections(draft: Decision) -> list[str]:
    """A third party who objects is overridden for a major public interest, or where what he says is no reasonable
    ground (条例 arts 15, 32)."""
    objecting = draft.application.consultations.filter(
        kind=Consulted.THIRD_PARTY, answer__in=(Answer.OBJECTS, Answer.PARTLY)
    )
    if draft.public_interest or not objecting.exists() or draft.outcome == "partial":
        return []
    may = bool(rule(draft.application, UNFOUNDED))
    if draft.unfounded and may:
        return []
    other = "，或者对方的理由为什么不合理" if may else ""
    return [
        f"第三方不同意公开；仍予公开的，请写明不公开会对公共利益造成哪些重大影响{other}，并书面告知第三方。"
    ]
