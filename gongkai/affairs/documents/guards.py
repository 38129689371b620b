"""Guards 条件: what a step of a document's course asks; each answers with what to do, or with nothing."""

from gongkai.affairs.documents import elements, findings, gates, interpretation, package, standing_in
from gongkai.affairs.documents.marks import ground_of
from gongkai.affairs.documents.models import Attribute, Edition, State, Verdict
from gongkai.engines.agencies.models import Actor
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import SYSTEM, officers_named


def is_a_person(edition: Edition, actor: Actor) -> list[str]:
    """由工作人员本人办理"""
    return ["审查和签发须由工作人员本人办理，不能由系统代办。"] if actor.handle == SYSTEM.handle else []


def has_text(edition: Edition, actor: Actor) -> list[str]:
    """标题和正文齐全"""
    missing = [name for name, value in (("标题", edition.title), ("正文", edition.text)) if not value.strip()]
    return [f"请先填写{'和'.join(missing)}。"] if missing else []


def is_classified(edition: Edition, actor: Actor) -> list[str]:
    """不予主动公开的写明依据和负面清单条目"""
    document = edition.document
    if document.attribute == Attribute.PROACTIVE or (document.ground and document.negative_entry_id):
        return []
    label = Attribute(document.attribute).label
    return [f"公开属性为“{label}”，请先选择法定依据和负面清单条目并说明理由；没有依据的，应当主动公开。"]


def is_open_to_all(edition: Edition, actor: Actor) -> list[str]:
    """公开属性为主动公开"""
    if edition.document.attribute == Attribute.PROACTIVE:
        return []
    label = Attribute(edition.document.attribute).label
    return [f"这份文件的公开属性为“{label}”，不能在网站公开；确需公开的，请先变更公开属性。"]


def is_not_open(edition: Edition, actor: Actor) -> list[str]:
    """公开属性不是主动公开"""
    if edition.document.attribute != Attribute.PROACTIVE:
        return []
    return ["这份文件的公开属性为“主动公开”，应当公开，不能存档了事。"]


def was_public_elsewhere(edition: Edition, actor: Actor) -> list[str]:
    """接收之前已在别处公开"""
    if edition.taken_from or (edition.number == 1 and edition.document.taken_from):
        return []
    return ["这份文件在本系统起草，没有在别处公开过，请依次送审、签发后公开。"]


def is_not_withdrawn(edition: Edition, actor: Actor) -> list[str]:
    """没有撤回后又改头换面公开"""
    document = edition.document
    if not document.editions.filter(state=State.WITHDRAWN).exists():
        return []
    ground = ground_of(document.endings.filter(reversed_at=None))
    if ground.reversible:
        return [f"这份文件已因“{ground.title}”撤回，请先恢复公开，或者作为新文件办理。"]
    return [f"这份文件已因“{ground.title}”撤回，不能以新的一版公开；需要公开的，请处理后作为新文件办理。"]


def sent_it_up(edition: Edition, actor: Actor) -> list[str]:
    """由送审人本人撤回"""
    if actor.handle == edition.sent_by:
        return []
    return [f"这份文件由{_name(edition.sent_by)}送审，请由本人撤回；审查人认为不妥的，请退回。"]


def is_another(edition: Edition, actor: Actor) -> list[str]:
    """起草、审查、签发由不同人员办理，一人只过一关"""
    reasons = []
    if actor.handle in {*edition.hands, edition.sent_by}:
        reasons.append("这份文件由您起草或者送审，审查和签发须由他人办理。")
    passed = [one for one in gates.reviews_of(edition) if one.verdict == Verdict.PASSED]
    reasons += [
        f"您已办理这份文件的“{one.get_gate_display()}”，同一人不能再过另一关，请由他人办理。"
        for one in passed
        if one.reviewer == actor.handle
    ]
    return reasons


def reviews_for_no_author(edition: Edition, actor: Actor) -> list[str]:
    """不受起草人、送审人或者已审查人的委托代为审查"""
    mine = [one for one in gates.needed(edition) if not one.passed and actor.may(one.permission, one.agency)]
    found = [standing_in.faults(edition, actor, one.permission, one.agency) for one in mine]
    return found[0] if found and all(found) else []


def signs_for_no_author(edition: Edition, actor: Actor) -> list[str]:
    """不受起草人、送审人或者已审查人的委托代为签发"""
    return standing_in.faults(edition, actor, Permission.SIGN_DOCUMENTS, edition.document.agency)


def gates_are_passed(edition: Edition, actor: Actor) -> list[str]:
    """各项审查和会签均已通过"""
    missing = gates.open_gates(edition)
    return [f"尚未通过{'、'.join(missing)}，请待全部通过后再签发。"] if missing else []


def findings_are_settled(edition: Edition, actor: Actor) -> list[str]:
    """公开前，内容审查发现的问题均已处理"""
    if edition.document.attribute != Attribute.PROACTIVE:
        return []  # what is not published keeps its personal data and its marks
    screened = findings.is_screened(edition)
    if not screened and edition.state == State.DRAFT:
        return []  # sending it up screens it first
    if not screened:
        return ["现在的内容没有经过内容审查，请退回起草人重新送审。"]
    count = findings.open_findings(edition).count()
    return [f"内容审查发现的问题还有{count}处没有处理，请逐处遮盖、改正或者说明理由后保留。"] if count else []


def known_findings_are_settled(edition: Edition, actor: Actor) -> list[str]:
    """已经审查出的问题均已处理"""
    count = findings.open_findings(edition).count()
    return [f"内容审查发现的问题还有{count}处没有处理，请先处理再接收。"] if count else []


def files_are_ready(edition: Edition, actor: Actor) -> list[str]:
    """附件都有去除附加信息、经过遮盖的公开副本"""
    if edition.state == State.DRAFT or not findings.lacks_copies(edition):
        return []
    return ["有的附件还没有公开副本，请退回起草人重新送审，送审时生成。"]


def interpretation_is_ready(edition: Edition, actor: Actor) -> list[str]:
    """应当解读的附有要素齐全的解读稿"""
    if not interpretation.is_required(edition):
        return []
    readings = interpretation.of(edition.document)
    if not readings:
        return ["这份文件应当同步解读，请先起草解读稿并与本文件建立“解读”关系，再一并签发。"]
    found = [interpretation.lacking(edition.document, one) for one in readings]
    return min(found, key=len)


def interpretation_comes_along(edition: Edition, actor: Actor) -> list[str]:
    """须同步公布解读的，解读稿已签发"""
    if not interpretation.is_required(edition) or not interpretation.must_come_along(edition):
        return []
    ready = [one for one in interpretation.of(edition.document) if one.state in {State.SIGNED, State.LIVE}]
    return [] if ready else ["解读须与文件同时公布，请先将解读稿送审、签发，再一并公开。"]


def package_is_whole(edition: Edition, actor: Actor) -> list[str]:
    """须与正式文本一起公开的，征集到的意见和解读齐全"""
    return package.faults(edition)


def elements_are_complete(edition: Edition, actor: Actor) -> list[str]:
    """规范性文件的要素齐全"""
    lacking = elements.missing(edition)
    return [f"规范性文件还缺少{'、'.join(lacking)}，请补充齐全后再签发。"] if lacking else []


def bases_are_on_their_carrier(edition: Edition, actor: Actor) -> list[str]:
    """所依据的规范性文件已在规定载体公布"""
    return [
        f"所依据的{number}尚未在规定载体统一公布，不得作为行政依据，请先登记其公布载体，或者更换依据。"
        for number in elements.unusable_bases(edition)
    ]


def did_not_write_it(edition: Edition, actor: Actor) -> list[str]:
    """由起草人以外的人员评估"""
    return ["这份文件由您起草，请由他人评估。"] if actor.handle in edition.hands else []


def withdrawal_may_be_reversed(edition: Edition, actor: Actor) -> list[str]:
    """撤回的情形允许恢复"""
    if edition.state != State.WITHDRAWN:
        return []
    ground = ground_of(edition.document.endings.filter(reversed_at=None))
    if ground.reversible:
        return []
    return [f"因“{ground.title}”撤回的，不能直接恢复；需要公开的，请处理后作为新文件办理。"]


def _name(handle: str) -> str:
    return officers_named([handle]).get(handle, handle)
