"""Guards 条件: what a step of an application's course asks; each answers with what to do, or with nothing."""

from gongkai.affairs.applications import clocks
from gongkai.affairs.applications.doubts import doubts_of
from gongkai.affairs.applications.models import Application, Decision, Stage
from gongkai.engines.agencies.models import Actor
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.kernel.clock import day_of, now
from gongkai.kernel.hanzi import format_date


def is_a_person(application: Application, actor: Actor) -> list[str]:
    """由工作人员本人办理"""
    return ["同意和签发须由工作人员本人办理，不能由系统代办。"] if actor.handle == SYSTEM.handle else []


def identity_is_not_doubted(application: Application, actor: Actor) -> list[str]:
    """身份证明和授权委托书经核对没有缺失、不符"""
    return [
        f"{name}经核对缺失或者不符，请告知补正；已经补交的，请重新核对身份和授权。"
        for name in doubts_of(application)
    ]


def not_corrected_before(application: Application, actor: Actor) -> list[str]:
    """此前没有告知过补正"""
    if not hasattr(application, "correction"):
        return []
    return [
        "补正只能一次性告知，这件申请已经告知过，不能再次要求补正；内容仍不明确的，请按“补正后申请内容仍不明确”答复。"
    ]


def correction_in_time(application: Application, actor: Actor) -> list[str]:
    """在收到申请之日起7个工作日内"""
    duty = clocks.last(application, "correction_notice")
    if duty is None or duty.due_at is None or now() <= duty.due_at:
        return []
    return [f"告知补正的期限已于{clocks.day_due(duty)}届满，不能再要求补正，请与申请人电话沟通后继续办理。"]


def correction_has_lapsed(application: Application, actor: Actor) -> list[str]:
    """补正期限已经届满"""
    duty = clocks.last(application, "correction")
    if duty is None or clocks.is_past(duty):
        return []
    return [f"补正期限至{clocks.day_due(duty)}，届满仍未补正的才能不再处理，请等候。"]


def payment_has_lapsed(application: Application, actor: Actor) -> list[str]:
    """收费通知已经送达，缴费期限已经届满"""
    fee = getattr(application, "fee", None)
    if fee is not None and fee.served_on is None:
        return ["缴费期限自申请人收到收费通知的次日起计算，这份通知还没有登记送达，请先登记送达。"]
    duty = clocks.last(application, "fee_payment")
    if duty is None or clocks.is_past(duty):
        return []
    return [f"缴费期限至{clocks.day_due(duty)}，届满仍未缴纳的才能不再处理，请等候。"]


def reply_not_overdue(application: Application, actor: Actor) -> list[str]:
    """答复期限没有届满"""
    duty = clocks.reply_of(application)
    if not clocks.is_past(duty):
        return []
    return [f"答复期限已于{clocks.day_due(duty)}届满，不能再作这一处理，请尽快答复申请人。"]


def reply_is_overdue(application: Application, actor: Actor) -> list[str]:
    """答复已经逾期"""
    if clocks.is_past(clocks.reply_of(application)):
        return []
    return ["答复没有逾期，无需督办；期限届满仍未答复的再发督办函。"]


def nobody_is_asked(application: Application, actor: Actor) -> list[str]:
    """征求意见均已答复或者届满"""
    waiting = [one for one in application.consultations.all() if not one.answer]
    return [
        f"正在征求{one.get_kind_display()}意见（第{one.serial}件），请待其答复或者期限届满后再办理。"
        for one in waiting
    ]


def not_extended_before(application: Application, actor: Actor) -> list[str]:
    """此前没有延期"""
    extension = getattr(application, "extension", None)
    if extension is None or extension.granted is False:
        return []
    if extension.granted:
        return ["答复期限只能延长一次，这件申请已经延期。"]
    return ["延期已经提出，请等候政府信息公开工作机构负责人决定。"]


def not_delayed(application: Application, actor: Actor) -> list[str]:
    """没有另行确定答复期限"""
    excess = getattr(application, "excess", None)
    if excess is None or excess.delayed_at is None:
        return []
    return [f"已确定于{format_date(excess.answer_by)}前答复，不能再改变期限。"]


def extension_is_proposed(application: Application, actor: Actor) -> list[str]:
    """已经提出延期"""
    extension = getattr(application, "extension", None)
    if extension is not None and extension.granted is None:
        return []
    return ["还没有人提出延期，或者已经作出决定；请由承办人先说明延期的理由。"]


def did_not_propose(application: Application, actor: Actor) -> list[str]:
    """提出延期和同意延期由不同人员办理"""
    extension = getattr(application, "extension", None)
    if extension is None or extension.proposed_by != actor.handle:
        return []
    return ["延期由您提出，须由政府信息公开工作机构负责人决定。"]


def draft_of(application: Application) -> Decision | None:
    """The reply that waits for a signature, or was signed."""
    return next((one for one in application.decisions.all() if one.returned_at is None), None)


def answer_of(application: Application) -> Decision | None:
    """The signed reply that answered it: its own, or that of the one it was merged into; None before."""
    if application.stage != Stage.ANSWERED:
        return None
    return draft_of(application.merged_into or application)


def did_not_draft(application: Application, actor: Actor) -> list[str]:
    """起草答复和签发答复由不同人员办理"""
    draft = draft_of(application)
    if draft is None or draft.drafted_by != actor.handle:
        return []
    return ["这份答复由您起草，须由他人签发。"]


def not_asked_for_reasons(application: Application, actor: Actor) -> list[str]:
    """此前没有要求说明理由"""
    return ["已经要求申请人说明理由，请登记其说明。"] if hasattr(application, "excess") else []


def reasons_are_noted(application: Application, actor: Actor) -> list[str]:
    """申请人已经说明理由"""
    excess = getattr(application, "excess", None)
    if excess is not None and excess.noted_at is not None:
        return []
    return ["请先要求申请人说明理由，并登记其说明；理由合理的，才能确定延迟答复的期限。"]


def waits_for_reasons(application: Application, actor: Actor) -> list[str]:
    """已要求说明理由而尚未登记"""
    excess = getattr(application, "excess", None)
    if excess is not None and excess.noted_at is None:
        return []
    return ["没有待登记的理由说明；需要申请人说明理由的，请先提出要求。"]


def no_fee_before(application: Application, actor: Actor) -> list[str]:
    """此前没有收费"""
    if not hasattr(application, "fee"):
        return []
    return ["这件申请已经发出收费通知，按件、按量只能选择一种，不能再次收费。"]


def nothing_happened_yet(application: Application, actor: Actor) -> list[str]:
    """没有征求意见、延期、收费"""
    done = [
        title
        for title, is_done in (
            ("征求意见", bool(application.consultations.all())),
            ("提出延期", hasattr(application, "extension")),
            ("收费", hasattr(application, "fee")),
            ("要求说明理由", hasattr(application, "excess")),
            ("拆分或者并案", bool(application.followers.all())),
        )
        if is_done
    ]
    return [f"这件申请已经{'、'.join(done)}，不能再拆分或者并案，请在同一件中分别答复。"] if done else []


def not_archived(application: Application, actor: Actor) -> list[str]:
    """没有归档"""
    return [f"这件申请已于{day_of(application.archived_at)}归档。"] if application.archived_at else []


def was_received(application: Application, actor: Actor) -> list[str]:
    """已确认收到"""
    return [] if application.received_on else ["这件申请还没有确认收到，请先确认。"]
