"""What the events of applications 依申请公开 say to a person: sentences, the facts told with them, their values."""

from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext_noop as _

from gongkai.affairs.applications.actions.privacy import WHYS
from gongkai.affairs.applications.models import (
    Answer,
    Cause,
    Channel,
    Delivery,
    Kind,
    Papers,
    RemedyKind,
    Result,
    Way,
)
from gongkai.affairs.applications.outcomes import outcomes, title_of

# Handing in by an officer's hand: what came on paper, by fax or was said.
REGISTERED = "application.submitted by an officer"
# A sentence may name `who` and any fact; the facts named behind it are told after it where they are there.
SENTENCES: dict[str, tuple[str, tuple[str, ...]]] = {
    "application.submitted": (_("%(who)s提交了申请（%(channel)s）"), ("arrived_on",)),
    REGISTERED: (_("%(who)s登记了申请（%(channel)s）"), ("arrived_on",)),
    "application.received": (_("%(who)s确认收到申请"), ("received_on",)),
    "application.assigned": (_("%(who)s交由%(undertaker)s办理"), ("officer",)),
    "application.handed_over": (_("%(who)s办理离岗交接，移交了这件申请"), ("officer",)),
    "application.identity_checked": (_("%(who)s核对身份证明：%(proof)s"), ("authority",)),
    "application.found_clear": (_("%(who)s审核通过"), ()),
    "application.correction_asked": (_("%(who)s告知补正%(items)s项内容"), ("correct_by",)),
    "application.corrected": (_("收到补正，期限重新计算"), ("received_on",)),
    "application.lapsed": (_("%(who)s办结：%(outcome)s"), ()),
    "application.third_party_asked": (_("%(who)s书面征求第三方意见"), ()),
    "application.third_party_served": (_("征求意见书送达第三方"), ("served_on",)),
    "application.third_party_answered": (_("第三方的意见：%(answer)s"), ("answered_on",)),
    "application.co_maker_asked": (_("%(who)s书面征求共同制作机关意见"), ("asked",)),
    "application.co_maker_served": (_("征求意见书送达共同制作机关"), ("served_on",)),
    "application.co_maker_answered": (_("共同制作机关的意见：%(answer)s"), ("answered_on",)),
    "application.opinion_found": (_("%(who)s补登了按期收到的意见：%(answer)s"), ("answered_on",)),
    "application.extension_proposed": (_("%(who)s提出延期"), ()),
    "application.extended": (_("%(who)s同意延期并告知申请人"), ()),
    "application.extension_declined": (_("%(who)s不同意延期"), ()),
    "application.reasons_asked": (_("%(who)s要求申请人说明理由"), ()),
    "application.reasons_given": (_("%(who)s登记了申请人说明的理由"), ()),
    "application.delayed": (_("%(who)s确定了延迟答复的日期"), ("answer_by",)),
    "application.fee_noticed": (_("%(who)s发出收费通知，%(way)s，%(amount)s元"), ()),
    "application.fee_notice_served": (_("收费通知送达申请人"), ("served_on",)),
    "application.fee_paid": (_("申请人缴费%(amount)s元，期限重新计算"), ("paid_on",)),
    "application.fee_waived": (_("%(who)s决定不予收费"), ()),
    "application.searched": (_("%(who)s登记了检索，%(found)s"), ()),
    "application.split": (_("%(who)s拆分了申请"), ("into",)),
    "application.merged": (_("%(who)s把申请并入另一件"), ("into",)),
    "application.separated": (_("%(who)s解除并案，恢复单独办理"), ("before",)),
    "application.drafted": (_("%(who)s起草了答复：%(outcome)s"), ()),
    "application.draft_returned": (_("%(who)s退回了答复"), ()),
    "application.answered": (_("%(who)s签发了答复：%(outcome)s"), ("together_with",)),
    "application.transferred": (_("%(who)s转送其他机关"), ("to", "number")),
    "application.withdrawn": (_("%(who)s撤回了申请"), ()),
    "application.urged": (_("%(who)s发出督办函"), ()),
    "application.remedy_filed": (_("%(who)s登记了%(kind)s"), ("filed_on",)),
    "application.remedy_ended": (_("%(who)s登记了%(kind)s的结果：%(result)s"), ("ended_on",)),
    "application.applicant_seen": (_("%(who)s查看了申请人信息"), ("why",)),
    "application.enclosed": (_("%(who)s交来%(number)s个附件"), ()),
    "application.enclosure_seen": (_("%(who)s查看了申请人的附件%(enclosure)s"), ("why",)),
    "application.party_seen": (_("%(who)s查看了征求意见的对象"), ("why",)),
    "application.applicant_erased": (_("申请人的身份信息保存期限届满，已经删除"), ()),
    "application.code_reissued": (_("%(who)s重发了查询码"), ()),
    "application.archived": (_("%(who)s归档"), ()),
    "application.rated": (_("申请人作出评价，%(stars)s星"), ()),
    "application.opened_to_all": (_("%(who)s将信息转为主动公开"), ("document", "cause")),
    "application.trial_begun": (_("%(who)s开始测试申请渠道"), ()),
    "applicants.resealed": (_("%(who)s用新的密钥重新加密了申请人信息"), ()),
    "application_letter.made": (_("%(who)s制作了文书%(number)s"), ()),
    "application_letter.reworded": (_("%(who)s改动了文书的文字"), ("version",)),
    "application_letter.mailed": (_("%(who)s以电子邮件发送文书"), ()),
    "application_letter.delivered": (_("文书送达，%(way)s"), ("delivered_on",)),
    "channel.tested": (_("%(who)s登记了申请渠道的测试结果：%(works)s"), ("on",)),
    "guide.kept": (_("%(who)s修改了公开指南"), ()),
    "guide.checked": (_("%(who)s核对了公开指南"), ("on",)),
    "request_list.published": (_("%(who)s公布了依申请公开文件目录"), ("quarter", "on")),
}

DETAILS: dict[str, str] = {
    "answer_by": _("日期%s"),
    "answered_on": _("日期%s"),
    "arrived_on": _("提出日期%s"),
    "asked": _("被征求机关%s"),
    "authority": _("授权委托书：%s"),
    "cause": _("原因：%s"),
    "correct_by": _("补正期限%s"),
    "delivered_on": _("日期%s"),
    "ended_on": _("办结日期%s"),
    "filed_on": _("提出日期%s"),
    "officer": _("承办人%s"),
    "paid_on": _("缴费日期%s"),
    "quarter": _("季度%s"),
    "received_on": _("收到日期%s"),
    "served_on": _("送达日期%s"),
    "together_with": _("随%s一并答复"),
    "version": _("第%s版"),
    "why": _("原因：%s"),
    "application.split.into": _("新的申请%s"),
    "application.merged.into": _("并入%s"),
}

# Facts that name agencies and officers.
AGENCIES = ("undertaker", "asked", "to")
OFFICERS = ("officer",)

# Facts that are told by the words of a choice.
CHOICES: dict[str, dict[Any, Any]] = {
    "answer": dict(Answer.choices),
    "authority": dict(Papers.choices),
    "cause": dict(Cause.choices),
    "channel": dict(Channel.choices),
    "found": {True: _("检索到"), False: _("没有检索到")},
    "kind": dict([*Kind.choices, *RemedyKind.choices]),
    "proof": dict(Papers.choices),
    "outcome": {key: lazy(title_of, str)(key) for key in outcomes()},
    "result": dict(Result.choices),
    "way": dict([*Way.choices, *Delivery.choices]),
    "why": WHYS,
    "works": {True: _("畅通"), False: _("不畅通")},
}
