"""The story of a case 办理经过: what happened on which day, as far as its applicant is told, and what the clock did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.affairs.applications.actions.privacy import WHYS
from gongkai.affairs.applications.models import Application, Stage
from gongkai.affairs.applications.outcomes import GROUPS, outcomes
from gongkai.affairs.applications.queries import Case
from gongkai.engines.agencies.queries import agencies_named
from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import facts_of
from gongkai.faces.ui.templatetags.ui import zh_date
from gongkai.kernel.clock import day_of

Words = str | Promise

# What the applicant is told of. What is only the work inside the organ is left out.
WORDS: Mapping[str, Words] = {
    "submitted": gettext_lazy("申请人提交申请"),
    "received": gettext_lazy("双方确认收到申请"),
    "found_clear": gettext_lazy("审核内容明确，开始办理"),
    "assigned": gettext_lazy("交由承办单位办理"),
    "correction_asked": gettext_lazy("一次性告知补正"),
    "corrected": gettext_lazy("收到补正"),
    "third_party_asked": gettext_lazy("书面征求第三方意见"),
    "third_party_answered": gettext_lazy("第三方意见办结"),
    "co_maker_asked": gettext_lazy("书面征求共同制作机关意见"),
    "co_maker_answered": gettext_lazy("共同制作机关意见办结"),
    "extended": gettext_lazy("经政府信息公开工作机构负责人同意，延长答复期限"),
    "reasons_asked": gettext_lazy("要求说明申请数量、频次的理由"),
    "reasons_given": gettext_lazy("收到理由说明"),
    "delayed": gettext_lazy("理由合理，另行确定答复期限"),
    "fee_noticed": gettext_lazy("发出信息处理费收费通知"),
    "fee_notice_served": gettext_lazy("收费通知送达"),
    "fee_paid": gettext_lazy("收到缴费"),
    "fee_waived": gettext_lazy("决定不予收费"),
    "split": gettext_lazy("按事项拆分为几件分别办理"),
    "merged": gettext_lazy("与您的另一件申请一并办理"),
    "separated": gettext_lazy("恢复单独办理"),
    "urged": gettext_lazy("主管部门发出督办函"),
    "answered": gettext_lazy("作出答复"),
    "lapsed": gettext_lazy("不再处理"),
    "withdrawn": gettext_lazy("申请人撤回申请"),
    "transferred": gettext_lazy("转送其他机关"),
    "remedy_filed": gettext_lazy("登记复议、诉讼或者投诉"),
    "remedy_ended": gettext_lazy("登记复议、诉讼或者投诉的结果"),
    "rated": gettext_lazy("申请人评价"),
    "enclosed": gettext_lazy("收到附件"),
    "code_reissued": gettext_lazy("重发查询码，原查询码作废"),
}
# The fact that holds the day which counts, where it is not the day it was noted.
_DAYS = {
    "submitted": "arrived_on", "received": "received_on", "corrected": "received_on", "fee_notice_served": "served_on",
    "fee_paid": "paid_on", "third_party_answered": "answered_on", "co_maker_answered": "answered_on",
    "remedy_filed": "filed_on", "remedy_ended": "ended_on",
}  # fmt: skip
_RUNS_ANEW, _STANDS, _GOES_ON = (
    gettext_lazy("答复期限自次日起重新计算"),
    gettext_lazy("答复期限暂停计算"),
    gettext_lazy("答复期限继续计算"),
)
_CLOCK: Mapping[str, Words] = {
    "received": gettext_lazy("答复期限自次日起计算"),
    "correction_asked": _STANDS,
    "corrected": _RUNS_ANEW,
    "third_party_asked": _STANDS,
    "co_maker_asked": _STANDS,
    "fee_noticed": _STANDS,
    "fee_paid": _RUNS_ANEW,
    "fee_waived": _GOES_ON,
    "extended": gettext_lazy("答复期限延长"),
}
ENDED_BADLY = ("lapsed", "withdrawn", "transferred")

# Where it stands, for whoever waits.
WAITING: Mapping[str, Words] = {
    Stage.SUBMITTED: gettext_lazy("等候受理机关与您确认收到申请"),
    Stage.RECEIVED: gettext_lazy("受理机关审核申请内容是否明确"),
    Stage.CORRECTING: gettext_lazy("等候您补正"),
    Stage.HANDLING: gettext_lazy("查找信息，拟写答复"),
    Stage.PAYING: gettext_lazy("等候您缴纳信息处理费"),
    Stage.MERGED: gettext_lazy("与您的另一件申请一并办理"),
    Stage.SIGNING: gettext_lazy("答复已经拟好，等候签发"),
}


@dataclass(frozen=True)
class Moment:
    """A line of the story. clock: what it did to the reply's limit; state: as the class of the time line says it;
    others: the numbers of cases that it names."""

    day: date
    words: Words
    note: str = ""
    clock: Words = ""
    state: str = ""
    others: Sequence[str] = ()


def story(case: Case) -> list[Moment]:
    """All that happened, in its order."""
    found, waiting, fixed = [], 0, False
    slugs = {facts_of(one).get(key, "") for one in case.events for key in ("undertaker", "to")} - {""}
    units = agencies_named(slugs) if slugs else {}
    for event in case.events:
        verb, facts = event.verb.partition(".")[2], facts_of(event)
        waiting += verb.endswith(("party_asked", "maker_asked")) - verb.endswith(
            ("party_answered", "maker_answered")
        )
        if verb not in WORDS:
            continue
        fixed = fixed or verb == "delayed"  # from then on a day is told that nothing halts (条例 art 35)
        clock = "" if fixed else _CLOCK.get(verb, "")
        if verb.endswith("_answered") and not waiting and not fixed:
            clock = _GOES_ON
        found.append(
            Moment(
                day=_day(event, verb, facts),
                words=WORDS[verb]
                if verb != "received" or facts["channel"] in {"web", "fax"}
                else _("收到申请"),
                note=_note(case.application, verb, facts, units),
                clock=clock,
                state="off" if verb in ENDED_BADLY else "",
                others=_others(verb, facts),
            )
        )
    return found


def looks(case: Case) -> list[tuple[date, str]]:
    """On which days somebody of the office opened the applicant's data, and why, the last first."""
    verbs = ("application.applicant_seen", "application.enclosure_seen")
    seen = [one for one in case.events if one.verb in verbs]
    return [(day_of(one.at), WHYS.get(facts_of(one)["why"], "")) for one in reversed(seen)]


def _day(event: Event, verb: str, facts: Mapping[str, Any]) -> date:
    told = facts.get(_DAYS.get(verb, ""))
    return date.fromisoformat(told) if told else day_of(event.at)


def _others(verb: str, facts: Mapping[str, Any]) -> list[str]:
    """Which cases go on instead of this one, or beside it."""
    match verb:
        case "split":
            return list(facts["into"])
        case "merged":
            return [facts["into"]]
        case "transferred":
            return [facts["number"]]
    return []


def _note(application: Application, verb: str, facts: Mapping[str, Any], units: Mapping[str, str]) -> str:
    match verb:
        case "submitted":
            return str(application.get_channel_display())
        case "assigned":
            return units.get(facts["undertaker"], "")
        case "correction_asked":
            return _("请在%s前（含当日）补正") % zh_date(date.fromisoformat(facts["correct_by"]))
        case "delayed":
            return _("将在%s前（含当日）答复") % zh_date(date.fromisoformat(facts["answer_by"]))
        case "fee_noticed":
            return _("%s元") % str(facts["amount"])
        case "answered":
            return _(GROUPS[outcomes()[facts["outcome"]].group])
        case "lapsed" if facts["outcome"] == "oth_nopay":
            return _("逾期没有缴费，视为放弃申请")
        case "lapsed":
            return _("逾期没有补正，视为放弃申请")
        case "transferred":
            return _("%s，换了新的编号，查询码不变") % units.get(facts["to"], "")
    return ""
