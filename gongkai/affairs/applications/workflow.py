"""The course of an application 流程: stage × step × permission × legal basis × guards, in one table.

Stage, outcome and clock are three things: what ended it is in `outcomes.toml`, by when in the duties. Asking others
is no stage: several may be asked at a time, while the work goes on. `applicant` stands for the applicant himself.
"""

from django.utils.translation import gettext_noop as _

from gongkai.affairs.applications import guards
from gongkai.affairs.applications.identity import Visitor
from gongkai.affairs.applications.models import CLOSED, OPEN, Application, Stage
from gongkai.engines.agencies.models import Actor
from gongkai.engines.agencies.permissions import PERMISSION_TITLES, Permission
from gongkai.kernel.flow import Flow, Step

APPLICANT_ROLE = "applicant"

S = Stage
_WORK = (S.RECEIVED, S.HANDLING)
_REGISTER = (Permission.REGISTER_APPLICATIONS,)
_HANDLE = (Permission.HANDLE_APPLICATIONS,)
_HEAD = (Permission.CONSENT_EXTENSION,)
_SIGN = (Permission.SIGN_REPLIES,)
_EITHER = (Permission.REGISTER_APPLICATIONS, Permission.HANDLE_APPLICATIONS)
_BY_APPLICANT = (APPLICANT_ROLE, *_EITHER)

# The letters that steps send; a reply's own letter is its variant's in outcomes.toml.
LETTERS: dict[str, str] = {
    "confirm_receipt": "registration_receipt",
    "ask_correction": "correction_notice",
    "lapse_uncorrected": "notice_lapsed",
    "ask_third_party": "third_party_letter",
    "ask_co_maker": "co_maker_letter",
    "consent_extension": "extension_notice",
    "ask_reasons": "reasons_request",
    "delay": "delay_notice",
    "notice_fee": "fee_notice",
    "waive_fee": "fee_waiver",
    "lapse_unpaid": "notice_lapsed",
    "transfer": "transfer_notice",
    "withdraw": "notice_withdrawn",
    "urge": "supervision_letter",
}
# Sent as well where information is disclosed although a third party objects (条例 art 32).
OVERRIDE_LETTER = "third_party_disclosure_notice"


def _step(
    name: str, title: str, from_: tuple[Stage, ...], to: Stage | None, roles: tuple[str, ...], basis: str = "",
    *conditions: object,
) -> Step[Application, Actor]:  # fmt: skip
    return Step(
        name=name, title=title, from_=from_, to=to, roles=roles, basis=basis,
        guards=conditions,  # type: ignore[arg-type]
    )  # fmt: skip


FLOW: Flow[Application, Actor] = Flow(
    "applications",
    title="依申请公开",
    states={stage.value: str(stage.label) for stage in Stage},
    roles={
        **{permission.value: title for permission, title in PERMISSION_TITLES.items()},
        APPLICANT_ROLE: _("申请人"),
    },
    initial=(S.SUBMITTED, S.RECEIVED),
    final=CLOSED,
    attribute="stage",
    steps=(
        _step("confirm_receipt", _("确认收到"), (S.SUBMITTED,), S.RECEIVED, _REGISTER, "foi:31"),
        _step("assign", _("交办"), (*_WORK, S.CORRECTING, S.PAYING), None, _REGISTER, "foi:45"),
        _step("check_identity", _("核对身份和授权"), OPEN, None, _EITHER, "foi:29(1)"),
        _step(
            "accept", _("审核通过"), (S.RECEIVED,), S.HANDLING, _HANDLE, "foi:45", guards.identity_is_not_doubted
        ),
        _step(
            "ask_correction", _("告知补正"), _WORK, S.CORRECTING, _HANDLE, "foi:30",
            guards.not_corrected_before, guards.correction_in_time, guards.nobody_is_asked, guards.not_delayed,
        ),
        _step("take_correction", _("收到补正"), (S.CORRECTING,), S.HANDLING, _BY_APPLICANT, "foi:30"),
        _step(
            "lapse_uncorrected", _("逾期不补正，不再处理"), (S.CORRECTING,), S.LAPSED, _HANDLE, "foi:30",
            guards.correction_has_lapsed,
        ),
        _step("ask_third_party", _("征求第三方意见"), _WORK, None, _HANDLE, "foi:32", guards.reply_not_overdue),
        _step(
            "ask_co_maker", _("征求共同制作机关意见"), _WORK, None, _HANDLE, "foi:34", guards.reply_not_overdue
        ),
        _step(
            "note_opinion", _("登记意见"), (*_WORK, S.CORRECTING, S.PAYING, S.SIGNING), None, _EITHER,
            "foi:32, foi:34",
        ),
        _step(
            "propose_extension", _("提出延期"), (*_WORK, S.SIGNING), None, _HANDLE, "foi:33.2",
            guards.not_extended_before, guards.not_delayed, guards.reply_not_overdue,
        ),
        _step(
            "consent_extension", _("同意延期并告知申请人"), (*_WORK, S.SIGNING), None, _HEAD, "foi:33.2",
            guards.is_a_person, guards.extension_is_proposed, guards.did_not_propose, guards.not_delayed,
            guards.reply_not_overdue,
        ),
        _step(
            "decline_extension", _("不同意延期"), (*_WORK, S.SIGNING), None, _HEAD, "foi:33.2",
            guards.is_a_person, guards.extension_is_proposed,
        ),
        _step(
            "ask_reasons", _("要求说明理由"), _WORK, None, _HANDLE, "foi:35", guards.not_asked_for_reasons
        ),
        _step("note_reasons", _("登记理由"), _WORK, None, _BY_APPLICANT, "foi:35", guards.waits_for_reasons),
        _step(
            "delay", _("确定延迟答复的期限"), _WORK, None, _HEAD, "foi:35",
            guards.is_a_person, guards.reasons_are_noted, guards.not_delayed, guards.reply_not_overdue,
        ),
        _step(
            "notice_fee", _("发出收费通知"), _WORK, S.PAYING, _HANDLE, "foi:42, fees:6",
            guards.no_fee_before, guards.nobody_is_asked, guards.not_delayed, guards.reply_not_overdue,
        ),
        _step("note_payment", _("登记缴费"), (S.PAYING,), S.HANDLING, _EITHER, "fees:6"),
        _step("waive_fee", _("不予收费"), (S.PAYING,), S.HANDLING, _HANDLE, "foi:42"),
        _step(
            "lapse_unpaid", _("逾期不缴费，不再处理"), (S.PAYING,), S.LAPSED, _HANDLE, "fees:6",
            guards.payment_has_lapsed,
        ),
        _step("note_search", _("登记检索"), (*_WORK, S.SIGNING), None, _HANDLE, "foi:36(4)"),
        _step("split", _("拆分"), _WORK, None, _REGISTER, "fees:4", guards.nothing_happened_yet),
        _step("merge", _("并案"), _WORK, S.MERGED, _HANDLE, "", guards.nothing_happened_yet),
        _step("separate", _("解除并案"), (S.MERGED,), S.HANDLING, _HANDLE),
        _step(
            "draft_reply", _("起草答复"), _WORK, S.SIGNING, _HANDLE, "foi:36", guards.nobody_is_asked
        ),
        _step("return_draft", _("退回答复"), (S.SIGNING,), S.HANDLING, _SIGN, "", guards.is_a_person),
        _step(
            "sign", _("签发答复"), (S.SIGNING,), S.ANSWERED, _SIGN, "foi:33",
            guards.is_a_person, guards.did_not_draft, guards.nobody_is_asked,
        ),
        _step(
            "transfer", _("转送其他机关"), (S.SUBMITTED, *_WORK), S.TRANSFERRED, _REGISTER, "foi:36(5)",
            guards.nobody_is_asked,
        ),
        _step(
            "withdraw", _("撤回申请"), tuple(s for s in Stage if s not in CLOSED), S.WITHDRAWN,
            (APPLICANT_ROLE, *_REGISTER),
        ),
        _step(
            "urge", _("督办"), (*_WORK, S.MERGED, S.SIGNING), None, (Permission.SUPERVISE_APPLICATIONS,),
            "foi:47", guards.reply_is_overdue,
        ),
        _step(
            "note_remedy", _("登记复议、诉讼、投诉"), tuple(Stage), None,
            (*_REGISTER, Permission.SUPERVISE_APPLICATIONS), "foi:51", guards.was_received,
        ),
        _step("reissue_code", _("重发查询码"), tuple(Stage), None, _REGISTER),
        _step("archive", _("归档"), CLOSED, None, _EITHER, "foi:45", guards.not_archived),
    ),
)  # fmt: skip


def held(application: Application, by: Actor) -> list[str]:
    """What the actor may do about it: at the organ that answers; handling also at the unit that undertakes."""
    if isinstance(by, Visitor):
        return [APPLICANT_ROLE]
    found = [one.value for one in Permission if by.may(one, application.agency)]
    handle = Permission.HANDLE_APPLICATIONS
    if application.undertaker_id != application.agency_id and by.may(handle, application.undertaker):
        found.append(handle.value)
    return found


def refusals(application: Application, step: str, by: Actor) -> list[str]:
    """Every reason why the actor may not take the step now; empty if he may."""
    return FLOW.refusals(application, step, roles=held(application, by), actor=by)


def take(application: Application, step: str, by: Actor, extra: list[str] | None = None) -> Stage:
    """The stage after the step. Raises Refused with all the reasons, those of the form (`extra`) too."""
    roles = held(application, by)
    return Stage(FLOW.take(application, step, roles=roles, actor=by, faults=extra or ()))
